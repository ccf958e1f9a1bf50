-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.window_counts(starts timestamp with time zone[], kind text DEFAULT 'session'::text)
 RETURNS TABLE(nth integer, members bigint, both_days bigint)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER ROWS 100
 SET search_path TO ''
AS $function$
declare
  one_day constant interval := '24 hours';
  first_day bigint := (select sum(bit_count(b.bits)) from private.active_bits(array[starts[1], starts[1] + one_day], kind) b);
  first_two bigint := (select sum(bit_count(b.bits)) from private.active_bits(array[starts[1], starts[1] + 2 * one_day], kind) b);
begin
  return query
  with more as (
    select width_bucket(a.starts_at, starts) as nth, sum(a.day_more) as day, sum(a.two_days_more) as two
    from private.activity_sums a
    where a.what = kind and a.part = '' and a.starts_at >= starts[1] and a.starts_at < starts[cardinality(starts)] group by 1
  ), running as (
    select n as nth, coalesce(first_day, 0) + coalesce(sum(m.day) over before, 0) as day, coalesce(first_two, 0) + coalesce(sum(m.two) over before, 0) as two
    from generate_series(1, cardinality(starts) - 1) n left join more m on m.nth = n
    window before as (order by n rows between unbounded preceding and 1 preceding)
  )
  select r.nth,
    case when starts[r.nth + 1] - starts[r.nth] = one_day then r.day
      else (select coalesce(sum(bit_count(b.bits)), 0) from private.active_bits(array[starts[r.nth], starts[r.nth + 1]], kind) b) end::bigint,
    case when starts[r.nth + 2] - starts[r.nth] = 2 * one_day then r.two
      else (select sum(bit_count(b.bits)) from private.active_bits(array[starts[r.nth], starts[r.nth + 2]], kind) b where starts[r.nth + 2] is not null) end::bigint
  from running r;
end
$function$;

comment on function private.window_counts(starts timestamp with time zone[], kind text) is 'Distinct members of each of these days, and of each with the next; for days that begin on quarters of an hour.';
