-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.may_leave_suspension(member uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select (member = (select auth.uid()) or (select auth.role()) = 'service_role' or (select private.has_role('moderator'))) and not private.is_suspended(member)
$function$;

comment on function private.may_leave_suspension(member uuid) is 'Whether the state of this profile may change by hand again, asked by whoever may change it.';

grant execute on function private.may_leave_suspension(member uuid) to authenticated;
grant execute on function private.may_leave_suspension(member uuid) to service_role;
