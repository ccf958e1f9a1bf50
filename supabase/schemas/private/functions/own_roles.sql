-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.own_roles()
 RETURNS text[]
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select coalesce((
    select case when 'admin' = any (s.roles) then array['moderator', 'growth', 'finance', 'admin'] else s.roles end
    from public.staff_members s
    where s.user_id = (select auth.uid()) and s.active
  ), '{}')
$function$;

grant execute on function private.own_roles() to authenticated;
grant execute on function private.own_roles() to service_role;
