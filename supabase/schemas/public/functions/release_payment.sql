-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.release_payment(payment_id uuid, invoice_id uuid, version timestamp with time zone, amount_minor bigint, reason text, idempotency_key text DEFAULT NULL::text, dry_run boolean DEFAULT false)
 RETURNS invoices
 LANGUAGE sql
 SET search_path TO ''
AS $function$
  select private.decide_invoice('release_payment', invoice_id, version,
    jsonb_build_object('payment_id', payment_id, 'amount_minor', amount_minor, 'reason', reason), idempotency_key, dry_run)
$function$;

comment on function public.release_payment(payment_id uuid, invoice_id uuid, version timestamp with time zone, amount_minor bigint, reason text, idempotency_key text, dry_run boolean) is 'Takes part of a payment off an invoice that is not paid in full, so that it can go to another.';

grant execute on function public.release_payment(payment_id uuid, invoice_id uuid, version timestamp with time zone, amount_minor bigint, reason text, idempotency_key text, dry_run boolean) to authenticated;
grant execute on function public.release_payment(payment_id uuid, invoice_id uuid, version timestamp with time zone, amount_minor bigint, reason text, idempotency_key text, dry_run boolean) to service_role;
