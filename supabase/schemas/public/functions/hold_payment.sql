-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.hold_payment(payment_id uuid, amount_minor bigint, idempotency_key text DEFAULT NULL::text, dry_run boolean DEFAULT false, version timestamp with time zone DEFAULT NULL::timestamp with time zone)
 RETURNS payments
 LANGUAGE sql
 SET search_path TO ''
AS $function$
  select private.decide_payment('hold_payment', payment_id, jsonb_build_object('amount_minor', amount_minor), idempotency_key, dry_run, version)
$function$;

comment on function public.hold_payment(payment_id uuid, amount_minor bigint, idempotency_key text, dry_run boolean, version timestamp with time zone) is 'Holds what is over of a payment as its member''s credit; of the version that was seen, where one is named.';

grant execute on function public.hold_payment(payment_id uuid, amount_minor bigint, idempotency_key text, dry_run boolean, version timestamp with time zone) to authenticated;
grant execute on function public.hold_payment(payment_id uuid, amount_minor bigint, idempotency_key text, dry_run boolean, version timestamp with time zone) to service_role;
