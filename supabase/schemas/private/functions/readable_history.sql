-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.readable_history()
 RETURNS SETOF text
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select r.table_name
  from private.audit_readers r
  where exists (
    select from public.staff_members s
    where s.user_id = (select auth.uid()) and s.active and s.roles && (r.roles || array['admin'])
  )
$function$;

grant execute on function private.readable_history() to authenticated;
grant execute on function private.readable_history() to service_role;
