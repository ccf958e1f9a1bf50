-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.engagement_activity(from_date date, to_date date, time_zone text DEFAULT 'UTC'::text, grain text DEFAULT 'day'::text)
 RETURNS TABLE(period_start date, period_end date, active_members bigint, sessions bigint, minutes numeric, unfinished boolean)
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
declare
  days date[];
  starts timestamptz[];
begin
  perform private.check_range(from_date, to_date, time_zone);
  if grain not in ('day', 'week', 'month') then
    raise exception 'The grain is day, week or month.' using errcode = '22023', detail = '{"field": "grain"}';
  end if;
  -- One more than there are periods: where the last one ends.
  select array_agg(p::date order by p), array_agg(private.day_start(p::date, time_zone) order by p) into days, starts
  from generate_series(date_trunc(grain, from_date::timestamp),
    date_trunc(grain, to_date::timestamp) + ('1 ' || grain)::interval, ('1 ' || grain)::interval) p;
  return query
  with used as (
    select width_bucket(s.started_at, starts) as nth,
      count(distinct s.user_id) as active_members, count(*) as sessions, sum(s.seconds) as seconds
    from public.engagement_sessions s
    where s.started_at >= starts[1] and s.started_at < starts[cardinality(starts)]
    group by 1
  )
  select days[n], days[n + 1] - 1, coalesce(u.active_members, 0), coalesce(u.sessions, 0),
    round(coalesce(u.seconds, 0) / 60.0, 1), starts[n + 1] > now()
  from generate_series(1, cardinality(days) - 1) n left join used u on u.nth = n
  order by n;
end
$function$;

comment on function public.engagement_activity(from_date date, to_date date, time_zone text, grain text) is 'Distinct active members, sessions and minutes for each day, week (from Monday) or month of the range, in the named zone. A period is counted whole, also where the range cuts it; unfinished: it still goes on.';

grant execute on function public.engagement_activity(from_date date, to_date date, time_zone text, grain text) to authenticated;
