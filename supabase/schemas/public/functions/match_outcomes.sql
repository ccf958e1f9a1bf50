-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.match_outcomes(from_date date, to_date date, time_zone text DEFAULT 'UTC'::text, grain text DEFAULT 'week'::text)
 RETURNS TABLE(period_start date, state text, matches bigint, ratings bigint, rating_sum bigint, unfinished boolean, starts_at timestamp with time zone, ends_at timestamp with time zone)
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
declare
  b record;
begin
  select * into b from private.period_bounds(from_date, to_date, time_zone, grain);
  return query
  select b.days[n], o.state, coalesce(o.matches, 0), case when o.nth is null then 0 else o.ratings end, case when o.nth is null then 0 else o.rating_sum end,
    b.starts[n + 1] > now(), b.starts[n], b.starts[n + 1]
  from generate_series(1, cardinality(b.days) - 1) n left join private.outcomes_in(b.starts) o on o.nth = n order by 1, 2;
end
$function$;

comment on function public.match_outcomes(from_date date, to_date date, time_zone text, grain text) is 'Matches by the period in which they were made and what became of them, with the ratings that members gave to the matches of the period; a period without any has one row of nothing. Of fewer than five matches it is not told what became of them, of fewer than five ratings not what they were.';

grant execute on function public.match_outcomes(from_date date, to_date date, time_zone text, grain text) to authenticated;
