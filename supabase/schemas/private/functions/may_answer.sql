-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.may_answer(notice uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select (select private.has_role('moderator')) and not private.judged_before(notice, auth.uid())
$function$;

comment on function private.may_answer(notice uuid) is 'Whether the signed-in moderator may answer an objection to this notice.';

grant execute on function private.may_answer(notice uuid) to authenticated;
grant execute on function private.may_answer(notice uuid) to service_role;
