-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.write_terms()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  price public.plan_prices;
begin
  if tg_op = 'INSERT' or (new.state, new.price_id, new.quantity, new.discount_percent) is distinct from (old.state, old.price_id, old.quantity, old.discount_percent) then
    select * into price from public.plan_prices r where r.id = new.price_id;
    insert into public.subscription_periods (subscription_id, n, user_id, from_at, state, plan_id, price_id, currency, billing_interval, quantity, discount_percent, recurring_minor, reason, decided_by)
    values (new.id, coalesce((select max(p.n) from public.subscription_periods p where p.subscription_id = new.id), 0) + 1, new.user_id, new.terms_since, new.state, new.plan_id,
      new.price_id, new.currency, price.billing_interval, new.quantity, new.discount_percent, new.recurring_minor, private.context('reason'), private.staff_id());
  end if;
  return null;
end
$function$;

comment on function private.write_terms() is 'Trigger: whenever the terms of a subscription change, its history gets a row.';
