-- 038 clock changes
-- A day begins at its first moment, also where a clock change repeats or skips midnight: the charts count by the same
-- bounds as the lists that they lead to.

create or replace function private.day_start(day date, time_zone text) returns timestamptz
language sql stable set search_path = '' as $$
  -- Where midnight comes twice (Azores, Havana), Postgres takes the second; a day begins with the first.
  select min(moment)
  from (select day::timestamp at time zone time_zone) s (named),
    unnest(array[s.named, s.named - interval '30 minutes', s.named - interval '1 hour', s.named - interval '2 hours', s.named - interval '24 hours']) moment
  where moment = s.named or moment at time zone time_zone = day::timestamp
$$;
revoke all on function private.day_start(date, text) from public, anon;
grant execute on function private.day_start(date, text) to authenticated, service_role;
comment on function private.day_start(date, text) is
  'The first moment of a day in a zone: the earlier one where a clock change repeats midnight, the moment of the change where it is skipped.';

create or replace function public.engagement_activity(
  from_date date, to_date date, time_zone text default 'UTC', grain text default 'day'
) returns table (
  period_start date, period_end date, active_members bigint, sessions bigint, minutes numeric, unfinished boolean
)
language plpgsql stable security invoker set search_path = '' as $$
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
$$;

create or replace function public.moderation_reason_counts(
  from_date date, to_date date, time_zone text default 'UTC', grain text default 'week'
) returns table (period_start date, period_end date, reason_code text, reason_label text, decisions bigint)
language plpgsql stable security invoker set search_path = '' as $$
declare
  days date[];
  starts timestamptz[];
begin
  perform private.check_range(from_date, to_date, time_zone);
  if grain not in ('day', 'week', 'month') then
    raise exception 'The grain is day, week or month.' using errcode = '22023', detail = '{"field": "grain"}';
  end if;
  select array_agg(p::date order by p), array_agg(private.day_start(p::date, time_zone) order by p) into days, starts
  from generate_series(date_trunc(grain, from_date::timestamp),
    date_trunc(grain, to_date::timestamp) + ('1 ' || grain)::interval, ('1 ' || grain)::interval) p;
  return query
  select days[s.nth], days[s.nth + 1] - 1, s.reason_code, r.label, s.decisions
  from (
    select width_bucket(d.created_at, starts) as nth, d.reason_code, count(*) as decisions
    from public.moderation_decisions d
    where d.decision in ('hide', 'remove', 'escalate') and d.reason_code is not null
      and d.created_at >= starts[1] and d.created_at < starts[cardinality(starts)]
    group by 1, 2
  ) s
  left join public.moderation_reasons r on r.code = s.reason_code
  order by 1, 5 desc, 3;
end
$$;

create or replace function public.moderation_pace(from_date date, to_date date, time_zone text default 'UTC') returns table (
  day date, own bigint, team bigint, own_overturned bigint, team_overturned bigint, own_median_seconds numeric, median_seconds numeric
)
language plpgsql stable security invoker set search_path = '' as $$
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
$$;

create or replace function public.moderation_team(from_date date, to_date date, time_zone text default 'UTC') returns table (
  moderator_id uuid, moderator_name text, decisions bigint, overturned bigint, overturn_rate numeric, median_seconds numeric, is_me boolean
)
language plpgsql stable security invoker set search_path = '' as $$
begin
  perform private.check_range(from_date, to_date, time_zone);
  return query
  select h.moderator_id, h.moderator_name, count(*), count(*) filter (where h.overturned), round(count(*) filter (where h.overturned)::numeric / count(*), 4),
    percentile_cont(0.5) within group (order by h.seconds_to_decision)::numeric, coalesce(h.moderator_id = (select auth.uid()), false)
  from public.moderation_history h
  where h.decision <> 'undo' and h.created_at >= private.day_start(from_date, time_zone) and h.created_at < private.day_start(to_date + 1, time_zone)
  group by h.moderator_id, h.moderator_name
  order by 3 desc, 2;
end
$$;
