-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.is_staff()
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  return exists (
    select from public.staff_members s
    where s.user_id = (select auth.uid()) and s.active and s.roles <> '{}'
  );
end
$function$;

comment on function private.is_staff() is 'Whether the signed-in person is active staff.';

grant execute on function private.is_staff() to authenticated;
grant execute on function private.is_staff() to service_role;
