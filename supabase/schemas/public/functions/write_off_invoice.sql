-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.write_off_invoice(invoice_id uuid, version timestamp with time zone, reason text, idempotency_key text DEFAULT NULL::text, dry_run boolean DEFAULT false)
 RETURNS invoices
 LANGUAGE sql
 SET search_path TO ''
AS $function$
  select private.decide_invoice('write_off_invoice', invoice_id, version, jsonb_build_object('reason', reason), idempotency_key, dry_run)
$function$;

comment on function public.write_off_invoice(invoice_id uuid, version timestamp with time zone, reason text, idempotency_key text, dry_run boolean) is 'Not expected any more; it can still be paid or voided.';

grant execute on function public.write_off_invoice(invoice_id uuid, version timestamp with time zone, reason text, idempotency_key text, dry_run boolean) to authenticated;
grant execute on function public.write_off_invoice(invoice_id uuid, version timestamp with time zone, reason text, idempotency_key text, dry_run boolean) to service_role;
