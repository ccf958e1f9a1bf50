-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.cancel_subscription(subscription_id uuid, version timestamp with time zone, reason text, at_period_end boolean DEFAULT true, prorate boolean DEFAULT true, idempotency_key text DEFAULT NULL::text, dry_run boolean DEFAULT false)
 RETURNS jsonb
 LANGUAGE sql
 SET search_path TO ''
AS $function$
  select private.decide_subscription('cancel_subscription', subscription_id, version, jsonb_build_object('reason', reason, 'at_period_end', at_period_end, 'prorate', prorate), idempotency_key, dry_run)
$function$;

comment on function public.cancel_subscription(subscription_id uuid, version timestamp with time zone, reason text, at_period_end boolean, prorate boolean, idempotency_key text, dry_run boolean) is 'Ends a subscription with its period, or now: then what is not used is given back.';

grant execute on function public.cancel_subscription(subscription_id uuid, version timestamp with time zone, reason text, at_period_end boolean, prorate boolean, idempotency_key text, dry_run boolean) to authenticated;
grant execute on function public.cancel_subscription(subscription_id uuid, version timestamp with time zone, reason text, at_period_end boolean, prorate boolean, idempotency_key text, dry_run boolean) to service_role;
