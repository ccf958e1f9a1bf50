-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.receivables_on(day date, time_zone text DEFAULT 'UTC'::text, of_currency text DEFAULT NULL::text, of_bucket text DEFAULT NULL::text, skip integer DEFAULT 0)
 RETURNS TABLE(invoice_id uuid, number text, billing_name text, currency text, due_on date, days_late integer, bucket text, due_minor bigint, found bigint, found_minor bigint)
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
 SET jit TO 'off'
AS $function$
begin
  return query select r.*, count(*) over (partition by r.currency), (sum(r.due_minor) over (partition by r.currency))::bigint
    from public.receivables(private.end_of(day, time_zone), time_zone, of_currency, of_bucket) r
    order by r.due_on, r.number, r.invoice_id offset greatest(skip, 0);
end
$function$;

comment on function public.receivables_on(day date, time_zone text, of_currency text, of_bucket text, skip integer) is 'What was owed when that day ended in the zone, invoice by invoice, with how many there are in all and what they come to in their currency. The first may be skipped: answers are cut at a thousand rows.';

grant execute on function public.receivables_on(day date, time_zone text, of_currency text, of_bucket text, skip integer) to authenticated;
grant execute on function public.receivables_on(day date, time_zone text, of_currency text, of_bucket text, skip integer) to service_role;
