-- A number that is missing before the first document that is there, or behind the last, was not seen: what was given is known
-- from the counters.

create or replace function private.number_series() returns table (series text, year integer, first bigint, last bigint)
language plpgsql stable security definer set search_path to '' as $function$
begin
  perform private.require_finance();
  return query select c.series, c.year::integer, c.first, c.last from private.document_counters c;
end
$function$;
comment on function private.number_series() is 'Which numbers were given to documents, by series and year.';
revoke execute on function private.number_series() from public;
grant execute on function private.number_series() to authenticated, service_role;

create or replace function public.number_gaps() returns table (series text, year integer, missing bigint)
language plpgsql stable set search_path to '' set plan_cache_mode to 'force_custom_plan' set jit to 'off'
as $function$
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
