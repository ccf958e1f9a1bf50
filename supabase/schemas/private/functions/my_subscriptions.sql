-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.my_subscriptions()
 RETURNS TABLE(id uuid, user_id uuid, plan_id uuid, price_id uuid, payment_method_id uuid, state text, quantity smallint, currency text, recurring_minor bigint, discount_percent numeric, tax_rate numeric, tax_name text, time_zone text, started_at timestamp with time zone, trial_ends_at timestamp with time zone, current_period_start timestamp with time zone, current_period_end timestamp with time zone, cancel_at_period_end boolean, canceled_at timestamp with time zone, ended_at timestamp with time zone, pause_at_period_end boolean, resume_at timestamp with time zone, next_price_id uuid, next_quantity smallint, next_discount_percent numeric)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select t.id, t.user_id, t.plan_id, t.price_id, t.payment_method_id, t.state, t.quantity, t.currency, t.recurring_minor, t.discount_percent, t.tax_rate, t.tax_name, t.time_zone, t.started_at, t.trial_ends_at, t.current_period_start, t.current_period_end, t.cancel_at_period_end, t.canceled_at, t.ended_at, t.pause_at_period_end, t.resume_at, t.next_price_id, t.next_quantity, t.next_discount_percent
  from public.user_subscriptions t where t.user_id = (select auth.uid()) order by t.started_at desc, t.id desc
$function$;

comment on function private.my_subscriptions() is 'The reading half of my_subscriptions.';

grant execute on function private.my_subscriptions() to authenticated;
grant execute on function private.my_subscriptions() to service_role;
