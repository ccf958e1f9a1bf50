-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.lifecycle_in(starts timestamp with time zone[])
 RETURNS TABLE(nth integer, active bigint, fresh bigint, again bigint, revived bigint, lapsed bigint)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
 SET jit TO 'off'
 SET plan_cache_mode TO 'force_custom_plan'
AS $function$
declare
  by_windows boolean := private.are_days(starts);
begin
  perform private.require_staff();
  return query
  with there as materialized (
    select * from private.active_bits(starts) where not by_windows
  ), both_periods as (
    select coalesce(c.nth, p.nth + 1) as nth, c.bits as now_bits, p.bits as before_bits
    from there c full join there p on p.nth = c.nth - 1 and p.chunk = c.chunk
  ), days as materialized (
    select * from private.window_counts(starts) w where by_windows
  ), counted as (
    select b.nth, coalesce(sum(bit_count(b.now_bits)), 0)::bigint as active, coalesce(sum(bit_count(b.now_bits & b.before_bits)), 0)::bigint as back,
      coalesce(sum(bit_count(b.before_bits)), 0)::bigint as before
    from both_periods b group by 1
    union all
    -- Who is there in both of two days is counted twice in their sum, and once in the two together.
    select d.nth, d.members, p.members + d.members - coalesce(p.both_days, 0), p.members from days p join days d on d.nth = p.nth + 1
  ), firsts as (
    select width_bucket(m.first_at, starts) as nth, count(*) as members from private.activity_members m
    where m.first_at >= starts[2] and m.first_at < starts[cardinality(starts)] group by 1
  )
  -- The first period is there to compare the second with.
  select n, coalesce(c.active, 0), coalesce(f.members, 0), coalesce(c.back, 0), coalesce(c.active - c.back, 0) - coalesce(f.members, 0), coalesce(c.before - c.back, 0)
  from generate_series(2, cardinality(starts) - 1) n
  left join counted c on c.nth = n left join firsts f on f.nth = n
  order by n;
end
$function$;

comment on function private.lifecycle_in(starts timestamp with time zone[]) is 'For each period but the first, which is there to compare with: how many members were active, new, there again, back after a pause, and gone; for staff.';

grant execute on function private.lifecycle_in(starts timestamp with time zone[]) to authenticated;
