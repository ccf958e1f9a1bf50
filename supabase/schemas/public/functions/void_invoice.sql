-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.void_invoice(invoice_id uuid, version timestamp with time zone, reason text, idempotency_key text DEFAULT NULL::text, dry_run boolean DEFAULT false)
 RETURNS invoices
 LANGUAGE sql
 SET search_path TO ''
AS $function$
  select private.decide_invoice('void_invoice', invoice_id, version, jsonb_build_object('reason', reason), idempotency_key, dry_run)
$function$;

comment on function public.void_invoice(invoice_id uuid, version timestamp with time zone, reason text, idempotency_key text, dry_run boolean) is 'The invoice keeps its number and nothing is owed on it any more.';

grant execute on function public.void_invoice(invoice_id uuid, version timestamp with time zone, reason text, idempotency_key text, dry_run boolean) to authenticated;
grant execute on function public.void_invoice(invoice_id uuid, version timestamp with time zone, reason text, idempotency_key text, dry_run boolean) to service_role;
