-- Written by `npm run schema` from the migrations: change those, not this.

create view public.subscription_history with (security_invoker=true) as
 SELECT id,
    subscription_id,
    n,
    user_id,
    from_at,
    recorded_at,
    state,
    plan_id,
    price_id,
    currency,
    billing_interval,
    quantity,
    discount_percent,
    recurring_minor,
    mrr_twelfths,
    reason,
    decided_by,
    lead(from_at) OVER (PARTITION BY subscription_id ORDER BY n) AS until_at
   FROM subscription_periods p;

comment on view public.subscription_history is 'The terms of each subscription with the moment at which they ended; empty: they hold.';

grant select on public.subscription_history to authenticated;
grant select on public.subscription_history to service_role;
