-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.guard_suspension()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  if current_user in ('authenticated', 'service_role') and (tg_op = 'INSERT' and new.state = 'suspended'
    or tg_op = 'UPDATE' and new.state <> old.state and (new.state = 'suspended' or old.state = 'suspended' and not private.may_leave_suspension(old.id))) then
    raise exception 'A member is suspended by a sanction, and active again when it ends or is lifted.' using errcode = '42501', detail = '{"field": "state"}';
  end if;
  return new;
end
$function$;

comment on function private.guard_suspension() is 'Trigger: a profile is suspended, and freed, by sanctions only.';
