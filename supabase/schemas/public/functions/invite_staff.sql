-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.invite_staff(email text, full_name text, roles text[])
 RETURNS staff_members
 LANGUAGE sql
 SET search_path TO ''
AS $function$
  select * from private.add_staff(invite_staff.email, invite_staff.full_name, invite_staff.roles)
$function$;

comment on function public.invite_staff(email text, full_name text, roles text[]) is 'Makes the account with this email address staff with these roles. Sends nothing.';

grant execute on function public.invite_staff(email text, full_name text, roles text[]) to authenticated;
