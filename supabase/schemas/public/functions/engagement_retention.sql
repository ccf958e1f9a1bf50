-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.engagement_retention(to_date date, time_zone text DEFAULT 'UTC'::text, weeks integer DEFAULT 12)
 RETURNS TABLE(cohort_start date, week integer, members bigint, active_members bigint, unfinished boolean, starts_at timestamp with time zone, ends_at timestamp with time zone)
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
declare
  b record;
begin
  if weeks is null or weeks not between 1 and 53 then
    raise exception 'Ask for 1 to 53 weeks.' using errcode = '22023', detail = '{"field": "weeks"}';
  end if;
  perform private.check_range(to_date, to_date, time_zone);
  select * into b from private.period_bounds(to_date - 7 * (weeks - 1), to_date, time_zone, 'week');
  return query
  select b.days[r.cohort], r.later, r.members, case when t.told then r.active end, b.starts[r.cohort + r.later + 1] > now(), b.starts[r.cohort], b.starts[r.cohort + 1]
  from private.retention_in(b.starts) r left join private.told_cohorts(time_zone) t on t.cohort_start = b.days[r.cohort] order by 1, 2;
end
$function$;

comment on function public.engagement_retention(to_date date, time_zone text, weeks integer) is 'Of the members whose first session ever fell into a week, how many were active in that week and in each week since. Cohorts of fewer than five are not told apart, nor one by which such could be worked out.';

grant execute on function public.engagement_retention(to_date date, time_zone text, weeks integer) to authenticated;
