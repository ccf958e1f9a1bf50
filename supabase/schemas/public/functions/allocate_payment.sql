-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.allocate_payment(payment_id uuid, invoice_id uuid, version timestamp with time zone, amount_minor bigint DEFAULT NULL::bigint, idempotency_key text DEFAULT NULL::text, dry_run boolean DEFAULT false)
 RETURNS invoices
 LANGUAGE sql
 SET search_path TO ''
AS $function$
  select private.need(amount_minor is null or amount_minor > 0, 'What is allocated is more than nothing.', 'amount_minor');
  select private.decide_invoice('allocate_payment', invoice_id, version, jsonb_build_object('payment_id', payment_id, 'amount_minor', amount_minor), idempotency_key, dry_run)
$function$;

comment on function public.allocate_payment(payment_id uuid, invoice_id uuid, version timestamp with time zone, amount_minor bigint, idempotency_key text, dry_run boolean) is 'Puts what is left of a payment on an invoice: as much as is named, else as much as is due.';

grant execute on function public.allocate_payment(payment_id uuid, invoice_id uuid, version timestamp with time zone, amount_minor bigint, idempotency_key text, dry_run boolean) to authenticated;
grant execute on function public.allocate_payment(payment_id uuid, invoice_id uuid, version timestamp with time zone, amount_minor bigint, idempotency_key text, dry_run boolean) to service_role;
