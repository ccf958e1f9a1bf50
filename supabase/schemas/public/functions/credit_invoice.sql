-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.credit_invoice(invoice_id uuid, version timestamp with time zone, amount_minor bigint, reason text, idempotency_key text DEFAULT NULL::text, dry_run boolean DEFAULT false)
 RETURNS invoices
 LANGUAGE sql
 SET search_path TO ''
AS $function$
  select private.decide_invoice('credit_invoice', invoice_id, version, jsonb_build_object('amount_minor', amount_minor, 'reason', reason), idempotency_key, dry_run)
$function$;

comment on function public.credit_invoice(invoice_id uuid, version timestamp with time zone, amount_minor bigint, reason text, idempotency_key text, dry_run boolean) is 'Issues a credit note over part of an invoice, tax included: first off what is due, the rest as the member''s credit.';

grant execute on function public.credit_invoice(invoice_id uuid, version timestamp with time zone, amount_minor bigint, reason text, idempotency_key text, dry_run boolean) to authenticated;
grant execute on function public.credit_invoice(invoice_id uuid, version timestamp with time zone, amount_minor bigint, reason text, idempotency_key text, dry_run boolean) to service_role;
