-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.pause_subscription(subscription_id uuid, version timestamp with time zone, reason text, at_period_end boolean DEFAULT true, resume_at timestamp with time zone DEFAULT NULL::timestamp with time zone, prorate boolean DEFAULT true, idempotency_key text DEFAULT NULL::text, dry_run boolean DEFAULT false)
 RETURNS jsonb
 LANGUAGE sql
 SET search_path TO ''
AS $function$
  select private.need(resume_at is null or resume_at < now() + interval '3 years', 'It goes on within three years from now.', 'resume_at');
  select private.decide_subscription('pause_subscription', subscription_id, version,
    jsonb_build_object('reason', reason, 'at_period_end', at_period_end, 'resume_at', resume_at, 'prorate', prorate), idempotency_key, dry_run)
$function$;

comment on function public.pause_subscription(subscription_id uuid, version timestamp with time zone, reason text, at_period_end boolean, resume_at timestamp with time zone, prorate boolean, idempotency_key text, dry_run boolean) is 'Pauses a subscription, now or with its period, until a time or until it is resumed.';

grant execute on function public.pause_subscription(subscription_id uuid, version timestamp with time zone, reason text, at_period_end boolean, resume_at timestamp with time zone, prorate boolean, idempotency_key text, dry_run boolean) to authenticated;
grant execute on function public.pause_subscription(subscription_id uuid, version timestamp with time zone, reason text, at_period_end boolean, resume_at timestamp with time zone, prorate boolean, idempotency_key text, dry_run boolean) to service_role;
