-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.refund_payment(payment_id uuid, amount_minor bigint, reason text, provider_reference text DEFAULT NULL::text, idempotency_key text DEFAULT NULL::text, dry_run boolean DEFAULT false, version timestamp with time zone DEFAULT NULL::timestamp with time zone)
 RETURNS payments
 LANGUAGE sql
 SET search_path TO ''
AS $function$
  select private.need(coalesce(char_length(provider_reference), 0) <= 200, 'The reference of the provider is at most 200 characters long.', 'provider_reference');
  select private.decide_payment('refund_payment', payment_id,
    jsonb_build_object('amount_minor', amount_minor, 'reason', reason, 'provider_reference', nullif(btrim(provider_reference), '')), idempotency_key, dry_run, version)
$function$;

comment on function public.refund_payment(payment_id uuid, amount_minor bigint, reason text, provider_reference text, idempotency_key text, dry_run boolean, version timestamp with time zone) is 'Pays back what is unallocated of a payment, then of its member''s credit; of the version that was seen, where one is named. What settled an invoice is credited first.';

grant execute on function public.refund_payment(payment_id uuid, amount_minor bigint, reason text, provider_reference text, idempotency_key text, dry_run boolean, version timestamp with time zone) to authenticated;
grant execute on function public.refund_payment(payment_id uuid, amount_minor bigint, reason text, provider_reference text, idempotency_key text, dry_run boolean, version timestamp with time zone) to service_role;
