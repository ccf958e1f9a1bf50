-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.set_subscription_card(subscription_id uuid, version timestamp with time zone, payment_method_id uuid, idempotency_key text DEFAULT NULL::text, dry_run boolean DEFAULT false)
 RETURNS jsonb
 LANGUAGE sql
 SET search_path TO ''
AS $function$
  select private.decide_subscription('set_card', subscription_id, version, jsonb_build_object('payment_method_id', payment_method_id), idempotency_key, dry_run)
$function$;

comment on function public.set_subscription_card(subscription_id uuid, version timestamp with time zone, payment_method_id uuid, idempotency_key text, dry_run boolean) is 'Charges a subscription to another card of its member.';

grant execute on function public.set_subscription_card(subscription_id uuid, version timestamp with time zone, payment_method_id uuid, idempotency_key text, dry_run boolean) to authenticated;
grant execute on function public.set_subscription_card(subscription_id uuid, version timestamp with time zone, payment_method_id uuid, idempotency_key text, dry_run boolean) to service_role;
