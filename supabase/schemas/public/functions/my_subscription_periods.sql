-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.my_subscription_periods()
 RETURNS TABLE(id uuid, subscription_id uuid, n integer, user_id uuid, from_at timestamp with time zone, state text, plan_id uuid, price_id uuid, currency text, billing_interval text, quantity smallint, discount_percent numeric, recurring_minor bigint)
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  select * from private.my_subscription_periods()
$function$;

comment on function public.my_subscription_periods() is 'The signed-in member''s own subscriptions'' terms, the latest first, without who set them and why.';

grant execute on function public.my_subscription_periods() to authenticated;
