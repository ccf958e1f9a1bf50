-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.has_any_role(wanted text[])
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  return exists (
    select from public.staff_members s
    where s.user_id = (select auth.uid()) and s.active and s.roles && (wanted || array['admin'])
  );
end
$function$;

comment on function private.has_any_role(wanted text[]) is 'Whether the signed-in person is active staff with one of the roles.';

grant execute on function private.has_any_role(wanted text[]) to authenticated;
grant execute on function private.has_any_role(wanted text[]) to service_role;
