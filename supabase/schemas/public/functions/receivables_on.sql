-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.receivables_on(day date, time_zone text DEFAULT 'UTC'::text, of_currency text DEFAULT NULL::text, of_bucket text DEFAULT NULL::text)
 RETURNS TABLE(invoice_id uuid, number text, billing_name text, currency text, due_on date, days_late integer, bucket text, due_minor bigint)
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$ select * from public.receivables(private.end_of(day, time_zone), time_zone, of_currency, of_bucket) $function$;

comment on function public.receivables_on(day date, time_zone text, of_currency text, of_bucket text) is 'What was owed when that day ended in the zone, invoice by invoice.';

grant execute on function public.receivables_on(day date, time_zone text, of_currency text, of_bucket text) to authenticated;
grant execute on function public.receivables_on(day date, time_zone text, of_currency text, of_bucket text) to service_role;
