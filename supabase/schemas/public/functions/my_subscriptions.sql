-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.my_subscriptions()
 RETURNS TABLE(id uuid, user_id uuid, plan_id uuid, price_id uuid, payment_method_id uuid, state text, quantity smallint, currency text, recurring_minor bigint, discount_percent numeric, tax_rate numeric, tax_name text, time_zone text, started_at timestamp with time zone, trial_ends_at timestamp with time zone, current_period_start timestamp with time zone, current_period_end timestamp with time zone, cancel_at_period_end boolean, canceled_at timestamp with time zone, ended_at timestamp with time zone, pause_at_period_end boolean, resume_at timestamp with time zone, next_price_id uuid, next_quantity smallint, next_discount_percent numeric)
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  select * from private.my_subscriptions()
$function$;

comment on function public.my_subscriptions() is 'The signed-in member''s own subscriptions, without the reasons of the staff.';

grant execute on function public.my_subscriptions() to authenticated;
