-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.my_subscription_periods()
 RETURNS TABLE(id uuid, subscription_id uuid, n integer, user_id uuid, from_at timestamp with time zone, state text, plan_id uuid, price_id uuid, currency text, billing_interval text, quantity smallint, discount_percent numeric, recurring_minor bigint)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select t.id, t.subscription_id, t.n, t.user_id, t.from_at, t.state, t.plan_id, t.price_id, t.currency, t.billing_interval, t.quantity, t.discount_percent, t.recurring_minor
  from public.subscription_periods t where t.user_id = (select auth.uid()) order by t.subscription_id, t.n desc
$function$;

comment on function private.my_subscription_periods() is 'The reading half of my_subscription_periods.';

grant execute on function private.my_subscription_periods() to authenticated;
grant execute on function private.my_subscription_periods() to service_role;
