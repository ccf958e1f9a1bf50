-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.renew_claims()
 RETURNS SETOF moderation_claims
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  perform private.end_sanctions();
  return query
    update public.moderation_claims c set expires_at = now() + interval '5 minutes'
    where c.id in (
      -- What is locked is just being decided or taken over: not to be waited for.
      select o.id from public.moderation_claims o
      where o.moderator_id = (select auth.uid()) and o.expires_at > now() and (select private.has_role('moderator'))
      order by o.id for update skip locked
    )
    returning c.*;
end
$function$;

comment on function private.renew_claims() is 'Renews the moderator''s claims until five minutes from now and answers them; ends suspensions that are over on the way. Behind the public function of its name.';

grant execute on function private.renew_claims() to authenticated;
