-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.begin_period(sub user_subscriptions, boundary timestamp with time zone, as_of timestamp with time zone)
 RETURNS user_subscriptions
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  old_price public.plan_prices;
  price public.plan_prices;
  anchored boolean;
begin
  select * into old_price from public.plan_prices r where r.id = sub.price_id;
  select * into price from public.plan_prices r where r.id = coalesce(sub.next_price_id, sub.price_id);
  -- Another rhythm, or the first paid period, is counted from here.
  anchored := sub.state in ('active', 'past_due') and price.billing_interval = old_price.billing_interval;
  update public.user_subscriptions s set
    state = case when s.state = 'past_due' then 'past_due' else 'active' end,
    plan_id = price.plan_id, price_id = price.id, quantity = coalesce(s.next_quantity, s.quantity), discount_percent = coalesce(s.next_discount_percent, s.discount_percent),
    next_price_id = null, next_quantity = null, next_discount_percent = null, resume_at = null,
    terms_since = private.dated(boundary, as_of),
    anchor_at = case when anchored then s.anchor_at else boundary end,
    period_index = case when anchored then s.period_index + 1 else 0 end,
    current_period_start = boundary,
    current_period_end = private.period_start(case when anchored then s.anchor_at else boundary end, price.billing_interval, case when anchored then s.period_index + 2 else 1 end, s.time_zone)
  where s.id = sub.id returning * into sub;
  perform private.bill_period(sub);
  return sub;
end
$function$;

comment on function private.begin_period(sub user_subscriptions, boundary timestamp with time zone, as_of timestamp with time zone) is 'Begins the next period of a subscription at a boundary, with the plan, quantity and discount that were planned for it, and bills it; answers the subscription.';
