-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.is_kept_from(wanted text)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select exists (
    select from public.member_sanctions s
    where s.member_id = (select auth.uid()) and s.kind = any (case wanted when 'writing' then array['mute', 'suspend'] else array['suspend'] end)
      and s.lifted_at is null and s.starts_at <= now() and (s.ends_at is null or s.ends_at > now())
  )
$function$;

comment on function private.is_kept_from(wanted text) is 'writing: posts and comments (muted or suspended). taking_part: reactions, reports and photos, too (suspended). Call as (select private.is_kept_from(…)).';

grant execute on function private.is_kept_from(wanted text) to authenticated;

CREATE OR REPLACE FUNCTION private.is_kept_from(wanted text, member uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select exists (select from public.member_sanctions s where s.member_id = member and private.is_running(s)
    and s.kind = any (case wanted when 'writing' then array['mute', 'suspend'] else array['suspend'] end))
$function$;

comment on function private.is_kept_from(wanted text, member uuid) is 'Whether this member is kept by a sanction from writing (muted or suspended) or from taking part (suspended), at this moment.';

grant execute on function private.is_kept_from(wanted text, member uuid) to service_role;
