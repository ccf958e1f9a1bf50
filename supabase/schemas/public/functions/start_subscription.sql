-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.start_subscription(user_id uuid, plan_id uuid, quantity smallint DEFAULT 1, payment_method_id uuid DEFAULT NULL::uuid, discount_percent numeric DEFAULT 0, tax_rate numeric DEFAULT NULL::numeric, trial boolean DEFAULT true, time_zone text DEFAULT 'UTC'::text, idempotency_key text DEFAULT NULL::text, dry_run boolean DEFAULT false)
 RETURNS user_subscriptions
 LANGUAGE sql
 SET search_path TO ''
AS $function$
  select private.need(coalesce(quantity, 1) between 1 and 100, 'A subscription is to between 1 and 100 of a plan.', 'quantity'),
    private.need(coalesce(discount_percent, 0) between 0 and 100, 'A discount is between 0 and 100 per cent.', 'discount_percent'),
    private.need(coalesce(tax_rate, 0) between 0 and 100, 'A tax rate is between 0 and 100 per cent.', 'tax_rate'),
    private.known_zone(coalesce(time_zone, 'UTC')), private.one_at_a_time('start_subscription ' || user_id);
  select private.start_subscription(jsonb_build_object('user_id', user_id, 'plan_id', plan_id, 'quantity', quantity, 'payment_method_id', payment_method_id,
    'discount_percent', discount_percent, 'tax_rate', tax_rate, 'trial', trial, 'time_zone', time_zone), idempotency_key, dry_run)
$function$;

comment on function public.start_subscription(user_id uuid, plan_id uuid, quantity smallint, payment_method_id uuid, discount_percent numeric, tax_rate numeric, trial boolean, time_zone text, idempotency_key text, dry_run boolean) is 'Subscribes a member at the plan''s present price: on trial where the plan has one, else with the draft of the first period.';

grant execute on function public.start_subscription(user_id uuid, plan_id uuid, quantity smallint, payment_method_id uuid, discount_percent numeric, tax_rate numeric, trial boolean, time_zone text, idempotency_key text, dry_run boolean) to authenticated;
grant execute on function public.start_subscription(user_id uuid, plan_id uuid, quantity smallint, payment_method_id uuid, discount_percent numeric, tax_rate numeric, trial boolean, time_zone text, idempotency_key text, dry_run boolean) to service_role;
