-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.number_gaps()
 RETURNS TABLE(series text, year integer, missing bigint)
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  with given as (
    select split_part(d.number, '-', 1) as series, split_part(d.number, '-', 2)::integer as year, split_part(d.number, '-', 3)::bigint as n
    from (select number from public.invoices where number is not null union all select number from public.credit_notes union all select number from public.refunds) d
  )
  select g.series, g.year, m.n
  from (select series, year, min(n) as low, max(n) as high, count(*) as count from given group by 1, 2) g
  cross join lateral generate_series(g.low, g.high) m (n)
  where g.count < g.high - g.low + 1 and not exists (select from given o where o.series = g.series and o.year = g.year and o.n = m.n)
$function$;

comment on function public.number_gaps() is 'Numbers of a series and year that no document has, between the first and the last.';

grant execute on function public.number_gaps() to authenticated;
grant execute on function public.number_gaps() to service_role;
