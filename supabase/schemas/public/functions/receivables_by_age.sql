-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.receivables_by_age(as_of timestamp with time zone DEFAULT now(), time_zone text DEFAULT 'UTC'::text)
 RETURNS TABLE(currency text, bucket text, invoices bigint, due_minor bigint)
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
 SET jit TO 'off'
AS $function$
begin
  return query select r.currency, r.bucket, count(*), sum(r.due_minor)::bigint from public.receivables(as_of, time_zone) r group by 1, 2 order by 1, 2;
end
$function$;

comment on function public.receivables_by_age(as_of timestamp with time zone, time_zone text) is 'Receivables by currency and days past due: not due, 1–30, 31–60, 61–90, over 90.';

grant execute on function public.receivables_by_age(as_of timestamp with time zone, time_zone text) to authenticated;
grant execute on function public.receivables_by_age(as_of timestamp with time zone, time_zone text) to service_role;
