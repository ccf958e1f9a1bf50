-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.staff_id()
 RETURNS uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select s.user_id from public.staff_members s where s.user_id = (select auth.uid())
$function$;

comment on function private.staff_id() is 'The signed-in person''s key where they are on the staff, else null.';
