-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.change_subscription(subscription_id uuid, version timestamp with time zone, plan_id uuid DEFAULT NULL::uuid, quantity smallint DEFAULT NULL::smallint, discount_percent numeric DEFAULT NULL::numeric, at_period_end boolean DEFAULT false, prorate boolean DEFAULT true, reason text DEFAULT NULL::text, idempotency_key text DEFAULT NULL::text, dry_run boolean DEFAULT false)
 RETURNS jsonb
 LANGUAGE sql
 SET search_path TO ''
AS $function$
  select private.need(coalesce(quantity, 1) between 1 and 100, 'A subscription is to between 1 and 100 of a plan.', 'quantity'),
    private.need(coalesce(discount_percent, 0) between 0 and 100, 'A discount is between 0 and 100 per cent.', 'discount_percent'),
    private.need(coalesce(char_length(reason), 0) <= 500, 'The reason is at most 500 characters long.', 'reason');
  select private.decide_subscription('change_subscription', subscription_id, version, jsonb_build_object('plan_id', plan_id, 'quantity', quantity, 'discount_percent', discount_percent,
    'at_period_end', at_period_end, 'prorate', prorate, 'reason', private.said(reason)), idempotency_key, dry_run)
$function$;

comment on function public.change_subscription(subscription_id uuid, version timestamp with time zone, plan_id uuid, quantity smallint, discount_percent numeric, at_period_end boolean, prorate boolean, reason text, idempotency_key text, dry_run boolean) is 'Changes plan, quantity or discount, now or with the period. A dry run tells line by line what it comes to.';

grant execute on function public.change_subscription(subscription_id uuid, version timestamp with time zone, plan_id uuid, quantity smallint, discount_percent numeric, at_period_end boolean, prorate boolean, reason text, idempotency_key text, dry_run boolean) to authenticated;
grant execute on function public.change_subscription(subscription_id uuid, version timestamp with time zone, plan_id uuid, quantity smallint, discount_percent numeric, at_period_end boolean, prorate boolean, reason text, idempotency_key text, dry_run boolean) to service_role;
