-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.told_cohorts(time_zone text)
 RETURNS TABLE(cohort_start date, told boolean)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
 SET jit TO 'off'
AS $function$
begin
  perform private.require_staff();
  -- Of all weeks, whichever are shown: which cohort stands in for a small one must not depend on the range.
  return query
  with sizes as (
    select date_trunc('week', m.first_at at time zone time_zone)::date as start, count(*) as members
    from private.activity_members m where m.first_at is not null group by 1
  )
  select t.start, not t.small
  from (select array_agg(s.start order by s.start) as starts, private.small_groups(array_agg(s.members order by s.start)) as small from sizes s) a
  cross join unnest(a.starts, a.small) t (start, small);
end
$function$;

comment on function private.told_cohorts(time_zone text) is 'Of which weekly cohorts it is told how many came back: not of fewer than five, nor of one by which such could be worked out.';

grant execute on function private.told_cohorts(time_zone text) to authenticated;
