-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.renew_claims()
 RETURNS SETOF moderation_claims
 LANGUAGE sql
 SET search_path TO ''
AS $function$
  select * from private.renew_claims()
$function$;

comment on function public.renew_claims() is 'Keeps the signed-in moderator''s claims for five more minutes; answers with those that still hold.';

grant execute on function public.renew_claims() to authenticated;
