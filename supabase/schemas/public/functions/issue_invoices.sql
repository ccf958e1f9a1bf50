-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.issue_invoices(invoice_ids uuid[], idempotency_key text DEFAULT NULL::text, dry_run boolean DEFAULT false, versions timestamp with time zone[] DEFAULT NULL::timestamp with time zone[])
 RETURNS jsonb
 LANGUAGE sql
 SET search_path TO ''
AS $function$ select private.issue_many(invoice_ids, idempotency_key, dry_run, versions) $function$;

comment on function public.issue_invoices(invoice_ids uuid[], idempotency_key text, dry_run boolean, versions timestamp with time zone[]) is 'Issues many drafts: each gets its number or the reason why not, [{"invoice_id", "number", "version", "problem", …}]. With the versions that a dry run told, in the order of the invoices, one that changed since is left a draft.';

grant execute on function public.issue_invoices(invoice_ids uuid[], idempotency_key text, dry_run boolean, versions timestamp with time zone[]) to authenticated;
grant execute on function public.issue_invoices(invoice_ids uuid[], idempotency_key text, dry_run boolean, versions timestamp with time zone[]) to service_role;
