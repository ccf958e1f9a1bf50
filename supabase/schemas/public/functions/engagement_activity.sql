-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.engagement_activity(from_date date, to_date date, time_zone text DEFAULT 'UTC'::text, grain text DEFAULT 'day'::text)
 RETURNS TABLE(period_start date, period_end date, active_members bigint, sessions bigint, minutes numeric, unfinished boolean)
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  perform private.check_range(from_date, to_date, time_zone);
  if grain not in ('day', 'week', 'month') then
    raise exception 'The grain is day, week or month.' using errcode = '22023', detail = '{"field": "grain"}';
  end if;
  return query
  with periods as (
    select p::date as first_day, (p + ('1 ' || grain)::interval)::date as next_first_day
    from generate_series(date_trunc(grain, from_date::timestamp), to_date::timestamp, ('1 ' || grain)::interval) p
  ), used as (
    select date_trunc(grain, s.started_at at time zone time_zone)::date as first_day,
      count(distinct s.user_id) as active_members, count(*) as sessions, sum(s.seconds) as seconds
    from public.engagement_sessions s
    where s.started_at >= (select min(first_day) from periods)::timestamp at time zone time_zone
      and s.started_at < (select max(next_first_day) from periods)::timestamp at time zone time_zone
    group by 1
  )
  select p.first_day, p.next_first_day - 1, coalesce(u.active_members, 0), coalesce(u.sessions, 0),
    round(coalesce(u.seconds, 0) / 60.0, 1), p.next_first_day::timestamp at time zone time_zone > now()
  from periods p left join used u using (first_day)
  order by 1;
end
$function$;

comment on function public.engagement_activity(from_date date, to_date date, time_zone text, grain text) is 'Distinct active members, sessions and minutes for each day, week (from Monday) or month of the range, in the named zone. A period is counted whole, also where the range cuts it; unfinished: it still goes on.';

grant execute on function public.engagement_activity(from_date date, to_date date, time_zone text, grain text) to authenticated;
