-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.mark_subscription_unpaid(subscription_id uuid, version timestamp with time zone, reason text, idempotency_key text DEFAULT NULL::text, dry_run boolean DEFAULT false)
 RETURNS jsonb
 LANGUAGE sql
 SET search_path TO ''
AS $function$
  select private.decide_subscription('mark_unpaid', subscription_id, version, jsonb_build_object('reason', reason), idempotency_key, dry_run)
$function$;

comment on function public.mark_subscription_unpaid(subscription_id uuid, version timestamp with time zone, reason text, idempotency_key text, dry_run boolean) is 'A past-due subscription that is not expected to be paid: it counts as lost until it is resumed.';

grant execute on function public.mark_subscription_unpaid(subscription_id uuid, version timestamp with time zone, reason text, idempotency_key text, dry_run boolean) to authenticated;
grant execute on function public.mark_subscription_unpaid(subscription_id uuid, version timestamp with time zone, reason text, idempotency_key text, dry_run boolean) to service_role;
