-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.has_any_role(wanted text[])
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select exists (
    select from public.staff_members s
    where s.user_id = (select auth.uid()) and s.active and s.roles && (wanted || array['admin'])
  )
$function$;

grant execute on function private.has_any_role(wanted text[]) to authenticated;
grant execute on function private.has_any_role(wanted text[]) to service_role;
