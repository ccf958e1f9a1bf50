-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.issue_invoices(invoice_ids uuid[], idempotency_key text DEFAULT NULL::text, dry_run boolean DEFAULT false)
 RETURNS jsonb
 LANGUAGE sql
 SET search_path TO ''
AS $function$ select private.issue_many(invoice_ids, idempotency_key, dry_run) $function$;

comment on function public.issue_invoices(invoice_ids uuid[], idempotency_key text, dry_run boolean) is 'Issues many drafts: each gets its number or the reason why not, [{"invoice_id", "number", "problem", …}].';

grant execute on function public.issue_invoices(invoice_ids uuid[], idempotency_key text, dry_run boolean) to authenticated;
grant execute on function public.issue_invoices(invoice_ids uuid[], idempotency_key text, dry_run boolean) to service_role;
