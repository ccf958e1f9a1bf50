-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.issue_invoice(invoice_id uuid, version timestamp with time zone, due_on date DEFAULT NULL::date, idempotency_key text DEFAULT NULL::text, dry_run boolean DEFAULT false)
 RETURNS invoices
 LANGUAGE sql
 SET search_path TO ''
AS $function$
  select private.decide_invoice('issue_invoice', invoice_id, version, jsonb_build_object('due_on', due_on), idempotency_key, dry_run)
$function$;

comment on function public.issue_invoice(invoice_id uuid, version timestamp with time zone, due_on date, idempotency_key text, dry_run boolean) is 'Draft to open: the number, the day, the seller and the buyer are fixed. A zero total is paid at once.';

grant execute on function public.issue_invoice(invoice_id uuid, version timestamp with time zone, due_on date, idempotency_key text, dry_run boolean) to authenticated;
grant execute on function public.issue_invoice(invoice_id uuid, version timestamp with time zone, due_on date, idempotency_key text, dry_run boolean) to service_role;
