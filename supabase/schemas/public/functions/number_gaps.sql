-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.number_gaps()
 RETURNS TABLE(series text, year integer, missing bigint)
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
 SET plan_cache_mode TO 'force_custom_plan'
 SET jit TO 'off'
AS $function$
begin
  -- No two documents have one number: as many as were given is all of them, and only else are they looked at one by one.
  if private.numbers_given() = (select count(*) from public.invoices i where i.number is not null) + (select count(*) from public.credit_notes) + (select count(*) from public.refunds) then
    return;
  end if;
  return query
  with given as (
    select split_part(d.number, '-', 1) as series, split_part(d.number, '-', 2)::integer as year, split_part(d.number, '-', 3)::bigint as n
    from (select i.number from public.invoices i where i.number is not null union all select c.number from public.credit_notes c union all select r.number from public.refunds r) d
  )
  select s.series, s.year, m.n
  from private.number_series() s cross join lateral generate_series(s.first, s.last) m (n)
  where not exists (select from given o where o.series = s.series and o.year = s.year and o.n = m.n);
end
$function$;

comment on function public.number_gaps() is 'Numbers that were given and that no document has.';

grant execute on function public.number_gaps() to authenticated;
grant execute on function public.number_gaps() to service_role;
