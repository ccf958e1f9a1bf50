-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.record_payment(invoice_id uuid, version timestamp with time zone, amount_minor bigint, method text DEFAULT 'bank_transfer'::text, reference text DEFAULT NULL::text, paid_at timestamp with time zone DEFAULT NULL::timestamp with time zone, provider text DEFAULT NULL::text, provider_reference text DEFAULT NULL::text, payment_method_id uuid DEFAULT NULL::uuid, idempotency_key text DEFAULT NULL::text, dry_run boolean DEFAULT false)
 RETURNS invoices
 LANGUAGE sql
 SET search_path TO ''
AS $function$
  select private.decide_invoice('record_payment', invoice_id, version, jsonb_build_object('amount_minor', amount_minor, 'method', method, 'reference', reference,
    'paid_at', paid_at, 'provider', provider, 'provider_reference', provider_reference, 'payment_method_id', payment_method_id), idempotency_key, dry_run)
$function$;

comment on function public.record_payment(invoice_id uuid, version timestamp with time zone, amount_minor bigint, method text, reference text, paid_at timestamp with time zone, provider text, provider_reference text, payment_method_id uuid, idempotency_key text, dry_run boolean) is 'Books a payment and puts all of it on this invoice. The method credit takes it from what is held for the member.';

grant execute on function public.record_payment(invoice_id uuid, version timestamp with time zone, amount_minor bigint, method text, reference text, paid_at timestamp with time zone, provider text, provider_reference text, payment_method_id uuid, idempotency_key text, dry_run boolean) to authenticated;
grant execute on function public.record_payment(invoice_id uuid, version timestamp with time zone, amount_minor bigint, method text, reference text, paid_at timestamp with time zone, provider text, provider_reference text, payment_method_id uuid, idempotency_key text, dry_run boolean) to service_role;
