-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.remind_invoice(invoice_id uuid, version timestamp with time zone, level smallint, promised_on date DEFAULT NULL::date, note text DEFAULT NULL::text, idempotency_key text DEFAULT NULL::text, dry_run boolean DEFAULT false)
 RETURNS invoices
 LANGUAGE sql
 SET search_path TO ''
AS $function$
  select private.need(coalesce(char_length(note), 0) <= 500, 'The note is at most 500 characters long.', 'note');
  select private.remind(invoice_id, version, jsonb_build_object('level', level, 'promised_on', promised_on, 'note', note), idempotency_key, dry_run)
$function$;

comment on function public.remind_invoice(invoice_id uuid, version timestamp with time zone, level smallint, promised_on date, note text, idempotency_key text, dry_run boolean) is 'Records that somebody was reminded of an overdue invoice: levels 1 to 3, one after the other.';

grant execute on function public.remind_invoice(invoice_id uuid, version timestamp with time zone, level smallint, promised_on date, note text, idempotency_key text, dry_run boolean) to authenticated;
grant execute on function public.remind_invoice(invoice_id uuid, version timestamp with time zone, level smallint, promised_on date, note text, idempotency_key text, dry_run boolean) to service_role;
