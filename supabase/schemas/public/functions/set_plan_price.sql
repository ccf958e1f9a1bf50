-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.set_plan_price(plan_id uuid, version timestamp with time zone, amount_minor bigint, reason text, idempotency_key text DEFAULT NULL::text, dry_run boolean DEFAULT false)
 RETURNS subscription_plans
 LANGUAGE sql
 SET search_path TO ''
AS $function$
  select private.need(amount_minor between 0 and 100000000, 'A price is nothing or more, and no more than 100,000,000 of the smallest unit.', 'amount_minor');
  select private.decide_price(plan_id, version, amount_minor, reason, idempotency_key, dry_run)
$function$;

comment on function public.set_plan_price(plan_id uuid, version timestamp with time zone, amount_minor bigint, reason text, idempotency_key text, dry_run boolean) is 'From now on new subscriptions cost that much; running ones go on paying what they pay.';

grant execute on function public.set_plan_price(plan_id uuid, version timestamp with time zone, amount_minor bigint, reason text, idempotency_key text, dry_run boolean) to authenticated;
