-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.was_taken_away(member uuid, of_field text, said text)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select exists (
    select from private.profile_removals r join public.member_notices n on n.id = r.notice_id
    where (member = auth.uid() or auth.role() = 'service_role' or (select private.has_role('moderator')))
      and n.member_id = member and n.reversed_at is null and r.field = of_field
      and (btrim(r.words) = btrim(said) or nullif(private.name_key(private.visible_text(r.words)), '') = private.name_key(private.visible_text(said))))
$function$;

comment on function private.was_taken_away(member uuid, of_field text, said text) is 'Whether these words were removed from this part of the profile, and the removal stands.';

grant execute on function private.was_taken_away(member uuid, of_field text, said text) to authenticated;
grant execute on function private.was_taken_away(member uuid, of_field text, said text) to service_role;
