-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.guard_plan()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  if tg_op = 'DELETE' then
    raise exception 'A plan is never deleted. Take it off sale instead.' using errcode = '42501';
  elsif tg_op = 'INSERT' then
    insert into public.plan_prices (plan_id, version, currency, billing_interval, amount_minor, created_by)
    values (new.id, 1, new.currency, new.billing_interval, new.amount_minor, private.staff_id());
    return null;
  end if;
  if (new.code, new.currency, new.billing_interval) is distinct from (old.code, old.currency, old.billing_interval) then
    raise exception 'The code, currency and interval of a plan are fixed. Add another plan.' using errcode = '42501';
  elsif new.amount_minor is distinct from (select r.amount_minor from public.plan_prices r where r.plan_id = new.id and r.valid_until is null) then
    raise exception 'A plan gets a new price by its function only.' using errcode = '42501';
  end if;
  return new;
end
$function$;

comment on function private.guard_plan() is 'Trigger: a plan keeps its code, currency and interval, costs what its present price says, and is never deleted.';
