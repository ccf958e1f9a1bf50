-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.extend_due_date(invoice_id uuid, version timestamp with time zone, due_on date, reason text, idempotency_key text DEFAULT NULL::text, dry_run boolean DEFAULT false)
 RETURNS invoices
 LANGUAGE sql
 SET search_path TO ''
AS $function$
  select private.decide_invoice('extend_due_date', invoice_id, version, jsonb_build_object('due_on', due_on, 'reason', reason), idempotency_key, dry_run)
$function$;

comment on function public.extend_due_date(invoice_id uuid, version timestamp with time zone, due_on date, reason text, idempotency_key text, dry_run boolean) is 'Gives an open invoice more time; the change is kept with its reason.';

grant execute on function public.extend_due_date(invoice_id uuid, version timestamp with time zone, due_on date, reason text, idempotency_key text, dry_run boolean) to authenticated;
grant execute on function public.extend_due_date(invoice_id uuid, version timestamp with time zone, due_on date, reason text, idempotency_key text, dry_run boolean) to service_role;
