-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.profile_removal(notice uuid)
 RETURNS TABLE(moderator_id uuid, words text, note text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select r.moderator_id, r.words, r.note from private.profile_removals r where r.notice_id = notice and (select private.has_role('moderator'))
$function$;

comment on function private.profile_removal(notice uuid) is 'What a notice told the member was taken away of their profile, for moderators.';

grant execute on function private.profile_removal(notice uuid) to authenticated;
grant execute on function private.profile_removal(notice uuid) to service_role;
