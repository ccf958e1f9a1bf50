-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.receivables_by_age_on(day date, time_zone text DEFAULT 'UTC'::text)
 RETURNS TABLE(currency text, bucket text, invoices bigint, due_minor bigint)
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$ select * from public.receivables_by_age(private.end_of(day, time_zone), time_zone) $function$;

comment on function public.receivables_by_age_on(day date, time_zone text) is 'Receivables by currency and age when that day ended in the zone.';

grant execute on function public.receivables_by_age_on(day date, time_zone text) to authenticated;
grant execute on function public.receivables_by_age_on(day date, time_zone text) to service_role;
