-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.moderation_pace(from_date date, to_date date, time_zone text DEFAULT 'UTC'::text)
 RETURNS TABLE(day date, own bigint, team bigint, own_overturned bigint, team_overturned bigint, own_median_seconds numeric, median_seconds numeric)
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
declare
  starts timestamptz[];
begin
  perform private.check_range(from_date, to_date, time_zone);
  select array_agg(private.day_start(from_date + n, time_zone) order by n) into starts from generate_series(0, to_date - from_date + 1) n;
  return query
  with made as (
    select from_date + width_bucket(h.created_at, starts) - 1 as day, h.moderator_id = (select auth.uid()) as mine, h.overturned, h.seconds_to_decision
    from public.moderation_history h
    where h.decision <> 'undo' and h.created_at >= starts[1] and h.created_at < starts[cardinality(starts)]
  )
  select g.day::date, count(m.day) filter (where m.mine), count(m.day), count(m.day) filter (where m.mine and m.overturned), count(m.day) filter (where m.overturned),
    percentile_cont(0.5) within group (order by m.seconds_to_decision) filter (where m.mine)::numeric,
    percentile_cont(0.5) within group (order by m.seconds_to_decision)::numeric
  from generate_series(from_date::timestamp, to_date::timestamp, interval '1 day') g (day)
  left join made m on m.day = g.day::date
  group by g.day
  order by g.day;
end
$function$;

comment on function public.moderation_pace(from_date date, to_date date, time_zone text) is 'Decisions of each day in the named zone, own and the team''s: how many, how many were overturned, and the median of the seconds that the items had waited.';

grant execute on function public.moderation_pace(from_date date, to_date date, time_zone text) to authenticated;
