-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.moderation_pace(from_date date, to_date date, time_zone text DEFAULT 'UTC'::text)
 RETURNS TABLE(day date, own bigint, team bigint, own_overturned bigint, team_overturned bigint, own_median_seconds numeric, median_seconds numeric)
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  perform private.check_range(from_date, to_date, time_zone);
  return query
  with made as (
    select (h.created_at at time zone time_zone)::date as day, h.moderator_id = (select auth.uid()) as mine, h.overturned, h.seconds_to_decision
    from public.moderation_history h
    where h.decision <> 'undo' and h.created_at >= from_date::timestamp at time zone time_zone and h.created_at < (to_date + 1)::timestamp at time zone time_zone
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
