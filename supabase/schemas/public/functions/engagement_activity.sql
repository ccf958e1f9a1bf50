-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.engagement_activity(from_date date, to_date date, time_zone text DEFAULT 'UTC'::text, grain text DEFAULT 'day'::text)
 RETURNS TABLE(period_start date, period_end date, active_members bigint, sessions bigint, minutes numeric, unfinished boolean, starts_at timestamp with time zone, ends_at timestamp with time zone)
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
declare
  b record;
begin
  select * into b from private.period_bounds(from_date, to_date, time_zone, grain);
  if private.is_staff() then
    return query
    select b.days[a.nth], b.days[a.nth + 1] - 1, a.active_members, a.sessions, round(a.seconds / 60.0, 1), b.starts[a.nth + 1] > now(),
      b.starts[a.nth], b.starts[a.nth + 1]
    from private.activity_in(b.starts) a order by a.nth;
  else
    -- A member sees themselves at the most.
    return query
    with used as (
      select width_bucket(s.started_at, b.starts) as nth, count(distinct s.user_id) as active_members, count(*) as sessions, sum(s.seconds) as seconds
      from public.engagement_sessions s
      where s.started_at >= b.starts[1] and s.started_at < b.starts[cardinality(b.starts)]
      group by 1
    )
    select b.days[n], b.days[n + 1] - 1, coalesce(u.active_members, 0), coalesce(u.sessions, 0), round(coalesce(u.seconds, 0) / 60.0, 1), b.starts[n + 1] > now(),
      b.starts[n], b.starts[n + 1]
    from generate_series(1, cardinality(b.days) - 1) n left join used u on u.nth = n order by n;
  end if;
end
$function$;

comment on function public.engagement_activity(from_date date, to_date date, time_zone text, grain text) is 'Distinct active members, sessions and minutes for each day, week (from Monday) or month of the range, in the named zone. A period is counted whole, also where the range cuts it; unfinished: it still goes on.';

grant execute on function public.engagement_activity(from_date date, to_date date, time_zone text, grain text) to authenticated;
