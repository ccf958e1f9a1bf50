-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.renew_claims()
 RETURNS SETOF moderation_claims
 LANGUAGE sql
 SET search_path TO ''
AS $function$
  -- What is locked is just being decided or taken over: not to be waited for.
  update public.moderation_claims c set expires_at = now() + interval '5 minutes'
  where c.id in (
    select o.id from public.moderation_claims o
    where o.moderator_id = (select auth.uid()) and o.expires_at > now() and (select private.has_role('moderator'))
    order by o.id for update skip locked
  )
  returning c.*
$function$;

comment on function public.renew_claims() is 'Keeps the signed-in moderator''s claims for five more minutes; answers with those that still hold.';

grant execute on function public.renew_claims() to authenticated;
