-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.set_staff_active(user_id uuid, version timestamp with time zone, active boolean, reason text DEFAULT NULL::text)
 RETURNS staff_members
 LANGUAGE sql
 SET search_path TO ''
AS $function$
  select * from private.put_staff_active(set_staff_active.user_id, set_staff_active.version, set_staff_active.active, set_staff_active.reason)
$function$;

comment on function public.set_staff_active(user_id uuid, version timestamp with time zone, active boolean, reason text) is 'Takes away or gives back a person''s access to the console.';

grant execute on function public.set_staff_active(user_id uuid, version timestamp with time zone, active boolean, reason text) to authenticated;
