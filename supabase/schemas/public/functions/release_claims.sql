-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.release_claims(items jsonb DEFAULT NULL::jsonb)
 RETURNS integer
 LANGUAGE sql
 SET search_path TO ''
AS $function$
  select private.release_claims(items)
$function$;

comment on function public.release_claims(items jsonb) is 'Gives back these items, or all that the signed-in moderator has.';

grant execute on function public.release_claims(items jsonb) to authenticated;
