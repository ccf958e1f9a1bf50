-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.bill_period(sub user_subscriptions)
 RETURNS uuid
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  price public.plan_prices;
  plan public.subscription_plans;
  gross bigint;
  draft uuid;
begin
  select * into price from public.plan_prices r where r.id = sub.price_id;
  select * into plan from public.subscription_plans p where p.id = sub.plan_id;
  if price.amount_minor = 0 or (private.period_invoice(sub)).id is not null then
    return null;
  end if;
  gross := price.amount_minor * sub.quantity;
  draft := private.bill(sub, jsonb_build_array(jsonb_build_object('kind', 'plan', 'quantity', sub.quantity, 'unit_minor', price.amount_minor, 'discount_minor', gross - sub.recurring_minor,
      'description', format('%s, %s from %s', plan.name, case price.billing_interval when 'year' then 'one year' else 'one month' end, private.day_text(sub.current_period_start, sub.time_zone)))),
    (sub.current_period_start at time zone sub.time_zone)::date, (sub.current_period_end at time zone sub.time_zone)::date - 1);
  insert into private.billed_periods (invoice_id, subscription_id, starts_at) values (draft, sub.id, sub.current_period_start);
  return draft;
end
$function$;

comment on function private.bill_period(sub user_subscriptions) is 'Makes the draft of the present period, unless there is one or the plan is free.';
