-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.retention_in(starts timestamp with time zone[])
 RETURNS TABLE(cohort integer, later integer, members bigint, active bigint)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
 SET jit TO 'off'
AS $function$
begin
  perform private.require_staff();
  return query
  with firsts as materialized (
    select width_bucket(m.first_at, starts) as cohort, (m.number - 1) / 4096 as chunk, count(*) as members,
      bit_or(set_bit(B'0'::bit(4096), (m.number - 1) % 4096, 1)) as bits
    from private.activity_members m where m.first_at >= starts[1] and m.first_at < starts[cardinality(starts)] group by 1, 2
  ), sizes as materialized (
    select f.cohort, sum(f.members)::bigint as members from firsts f group by 1
  ), told as (
    select t.cohort, not t.small as told
    from (select array_agg(s.cohort order by s.cohort) as cohorts, private.small_groups(array_agg(s.members order by s.cohort)) as small from sizes s) a
    cross join unnest(a.cohorts, a.small) t (cohort, small)
  ), back as (
    select f.cohort, t.nth - f.cohort as later, sum(bit_count(f.bits & t.bits))::bigint as active
    from firsts f join private.active_bits(starts) t on t.chunk = f.chunk and t.nth >= f.cohort group by 1, 2
  )
  select s.cohort, n - s.cohort, s.members, case when t.told then coalesce(b.active, 0) end
  from sizes s join told t on t.cohort = s.cohort
  cross join lateral generate_series(s.cohort, cardinality(starts) - 1) n
  left join back b on b.cohort = s.cohort and b.later = n - s.cohort;
end
$function$;

comment on function private.retention_in(starts timestamp with time zone[]) is 'How many of those who came first in each period came in each later one, for staff.';

grant execute on function private.retention_in(starts timestamp with time zone[]) to authenticated;
