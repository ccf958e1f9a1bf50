-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.moderation_pace(from_date date, to_date date, time_zone text DEFAULT 'UTC'::text)
 RETURNS TABLE(day date, own bigint, team bigint, own_overturned bigint, team_overturned bigint, own_median_seconds numeric, median_seconds numeric, starts_at timestamp with time zone, ends_at timestamp with time zone)
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
declare
  b record;
begin
  select * into b from private.period_bounds(from_date, to_date, time_zone, 'day');
  return query
  with made as (
    select width_bucket(h.created_at, b.starts) as nth, h.moderator_id = (select auth.uid()) as mine, h.overturned, h.seconds_to_decision
    from public.moderation_history h
    where h.decision <> 'undo' and h.created_at >= b.starts[1] and h.created_at < b.starts[cardinality(b.starts)]
  )
  select b.days[n], count(m.nth) filter (where m.mine), count(m.nth), count(m.nth) filter (where m.mine and m.overturned), count(m.nth) filter (where m.overturned),
    percentile_cont(0.5) within group (order by m.seconds_to_decision) filter (where m.mine)::numeric,
    percentile_cont(0.5) within group (order by m.seconds_to_decision)::numeric, b.starts[n], b.starts[n + 1]
  from generate_series(1, cardinality(b.days) - 1) n left join made m on m.nth = n
  group by n order by n;
end
$function$;

comment on function public.moderation_pace(from_date date, to_date date, time_zone text) is 'Decisions of each day in the named zone, own and the team''s: how many, how many were overturned, and the median of the seconds that the items had waited.';

grant execute on function public.moderation_pace(from_date date, to_date date, time_zone text) to authenticated;
