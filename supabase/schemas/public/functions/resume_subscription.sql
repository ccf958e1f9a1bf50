-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.resume_subscription(subscription_id uuid, version timestamp with time zone, idempotency_key text DEFAULT NULL::text, dry_run boolean DEFAULT false)
 RETURNS jsonb
 LANGUAGE sql
 SET search_path TO ''
AS $function$
  select private.decide_subscription('resume_subscription', subscription_id, version, '{}', idempotency_key, dry_run)
$function$;

comment on function public.resume_subscription(subscription_id uuid, version timestamp with time zone, idempotency_key text, dry_run boolean) is 'A paused, unpaid or incomplete subscription begins a period now; for a running one what was scheduled is taken back.';

grant execute on function public.resume_subscription(subscription_id uuid, version timestamp with time zone, idempotency_key text, dry_run boolean) to authenticated;
grant execute on function public.resume_subscription(subscription_id uuid, version timestamp with time zone, idempotency_key text, dry_run boolean) to service_role;
