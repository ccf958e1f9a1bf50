-- 142 days that can be meant
-- A chart asked for the year 5,874,897 answered in Postgres's own words: some worked with the days before they were looked at.

create or replace function private.check_range(from_date date, to_date date, time_zone text) returns void
language plpgsql stable set search_path = '' as $$
begin
  if from_date is null or to_date is null or from_date > to_date then
    raise exception 'The first day must not lie after the last.' using errcode = '22023', detail = '{"field": "from_date"}';
  elsif from_date < '1970-01-01' or to_date > '2200-01-01' then
    raise exception 'Choose days between 1970 and 2200.' using errcode = '22023', detail = '{"field": "from_date"}';
  elsif to_date - from_date > 1100 then
    raise exception 'Choose three years at the most.' using errcode = '22023', detail = '{"field": "from_date"}';
  elsif time_zone is null then
    raise exception 'Name a time zone.' using errcode = '22023', detail = '{"field": "time_zone"}';
  end if;
  begin
    perform now() at time zone time_zone;
  exception when invalid_parameter_value then
    raise exception 'There is no time zone "%".', time_zone using errcode = '22023', detail = '{"field": "time_zone"}';
  end;
end
$$;

create or replace FUNCTION public.usage_over_time(from_date date, to_date date, time_zone text DEFAULT 'UTC'::text)
 RETURNS TABLE(period_start date, feature text, members bigint, used bigint, limited_members bigint, limited_used bigint, allowed bigint, near_limit bigint, at_limit bigint, unfinished boolean)
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $$
declare
  first_day date;
begin
  perform private.check_range(from_date, to_date, time_zone);
  first_day := date_trunc('month', from_date::timestamp)::date;
  if private.is_staff() then
    return query
    select s.period_start, s.feature, sum(s.members)::bigint, sum(s.used)::bigint, sum(s.limited_members)::bigint, sum(s.limited_used)::bigint,
      sum(s.allowed)::bigint, sum(s.near_limit)::bigint, sum(s.at_limit)::bigint, bool_or(s.period_end >= (now() at time zone time_zone)::date)
    from (
      select u.period_start, u.period_end, u.feature, sum(u.members) as members, sum(u.used) as used, sum(u.limited_members) as limited_members,
        sum(u.limited_used) as limited_used, sum(u.allowed) as allowed, sum(u.near_limit) as near_limit, sum(u.at_limit) as at_limit
      from private.usage_in(first_day, to_date) u group by 1, 2, 3 having sum(u.members) > 0
    ) s group by 1, 2 order by 1, 2;
  else
    return query
    select u.period_start, u.feature, count(*), sum(u.used), count(u.limit_value),
      coalesce(sum(u.used) filter (where u.limit_value is not null), 0)::bigint, coalesce(sum(u.limit_value), 0)::bigint,
      count(*) filter (where u.used >= 0.8 * u.limit_value), count(*) filter (where u.used >= u.limit_value),
      bool_or(u.period_end >= (now() at time zone time_zone)::date)
    from public.usage_tracking u
    where u.period_start >= first_day and u.period_start <= to_date
    group by 1, 2 order by 1, 2;
  end if;
end
$$;

create or replace FUNCTION public.engagement_retention(to_date date, time_zone text DEFAULT 'UTC'::text, weeks integer DEFAULT 12)
 RETURNS TABLE(cohort_start date, week integer, members bigint, active_members bigint, unfinished boolean, starts_at timestamp with time zone, ends_at timestamp with time zone)
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $$
declare
  b record;
begin
  if weeks is null or weeks not between 1 and 53 then
    raise exception 'Ask for 1 to 53 weeks.' using errcode = '22023', detail = '{"field": "weeks"}';
  end if;
  perform private.check_range(to_date, to_date, time_zone);
  select * into b from private.period_bounds(to_date - 7 * (weeks - 1), to_date, time_zone, 'week');
  return query
  select b.days[r.cohort], r.later, r.members, r.active, b.starts[r.cohort + r.later + 1] > now(), b.starts[r.cohort], b.starts[r.cohort + 1]
  from private.retention_in(b.starts) r order by 1, 2;
end
$$;

-- ---------------------------------------------------------------------------------------
-- The way to the rows: what is counted says from which moment up to which, so that nothing else has to be asked.

drop function public.member_funnel(date, date, text);
create function public.member_funnel(from_date date, to_date date, time_zone text default 'UTC')
returns table (step integer, label text, members bigint, median_hours numeric, starts_at timestamptz, ends_at timestamptz)
language plpgsql stable set search_path = '' as $$
begin
  perform private.check_range(from_date, to_date, time_zone);
  starts_at := private.day_start(from_date, time_zone);
  ends_at := private.day_start(to_date + 1, time_zone);
  return query select f.*, starts_at, ends_at from private.funnel_in(starts_at, ends_at) f order by f.step;
end
$$;
comment on function public.member_funnel(date, date, text) is 'Of those who signed up in these days, how many have got how far until now, and the median of hours since they signed up. Of fewer than five it is not told how far they got, nor how long fewer than five took.';

drop function public.content_reach(date, date, text, text);
create function public.content_reach(from_date date, to_date date, time_zone text default 'UTC', kind text default 'game')
returns table (id uuid, name text, members bigint, started bigint, completed bigint, starts_at timestamptz, ends_at timestamptz)
language plpgsql stable set search_path = '' as $$
begin
  perform private.check_range(from_date, to_date, time_zone);
  if kind is null or kind not in ('game', 'article') then
    raise exception 'Ask for games or articles.' using errcode = '22023', detail = '{"field": "kind"}';
  end if;
  starts_at := private.day_start(from_date, time_zone);
  ends_at := private.day_start(to_date + 1, time_zone);
  return query select r.*, starts_at, ends_at from private.reach_in(starts_at, ends_at, kind) r order by r.members desc nulls last, r.name;
end
$$;
comment on function public.content_reach(date, date, text, text) is 'Games or articles with the members that they reached in these days, how often they were begun, and how often finished. An article is finished by those who read it. Of what reached fewer than five members no figures are told.';

drop function public.bot_calibration(date, date, text);
create function public.bot_calibration(from_date date, to_date date, time_zone text default 'UTC')
returns table (bot_id uuid, bucket integer, reviewed bigint, agreed bigint, mean_confidence numeric, starts_at timestamptz, ends_at timestamptz)
language plpgsql stable set search_path = '' as $$
begin
  perform private.check_range(from_date, to_date, time_zone);
  starts_at := private.day_start(from_date, time_zone);
  ends_at := private.day_start(to_date + 1, time_zone);
  return query
  select l.bot_id, least(9, floor(l.confidence * 10))::integer, count(*), count(*) filter (where l.review = 'confirmed'), round(avg(l.confidence), 3), starts_at, ends_at
  from public.bot_actions_log l
  where l.confidence is not null and l.review in ('confirmed', 'overturned') and l.created_at >= starts_at and l.created_at < ends_at
  group by 1, 2 order by 1, 2;
end
$$;
comment on function public.bot_calibration(date, date, text) is 'By tenths of the confidence that a bot stated: how many of its actions people reviewed, and how many of those they agreed with.';

drop function public.bot_failures(date, date, text);
create function public.bot_failures(from_date date, to_date date, time_zone text default 'UTC')
returns table (error_group text, bot_id uuid, bot_label text, action text, message text, failures bigint, first_at timestamptz, last_at timestamptz, regressed boolean, starts_at timestamptz, ends_at timestamptz)
language plpgsql stable set search_path = '' as $$
begin
  perform private.check_range(from_date, to_date, time_zone);
  starts_at := private.day_start(from_date, time_zone);
  ends_at := private.day_start(to_date + 1, time_zone);
  return query
  select f.error_group, f.bot_id, b.label, f.action, (array_agg(f.error_message order by f.created_at desc))[1], count(*), min(f.created_at), max(f.created_at),
    -- It was away for a week and has come back.
    coalesce(bool_or(f.created_at - f.before > interval '7 days'), false), starts_at, ends_at
  from (
    select l.*, lag(l.created_at) over (partition by l.error_group, l.bot_id, l.action order by l.created_at) as before
    from public.bot_actions_log l
    where l.outcome = 'failed' and l.created_at >= starts_at and l.created_at < ends_at
  ) f join public.ai_bot_health b on b.id = f.bot_id
  group by f.error_group, f.bot_id, b.label, f.action
  order by 6 desc, 8 desc;
end
$$;
comment on function public.bot_failures(date, date, text) is 'Failures that are the same (bot, action, message but for figures), with the first, the last, how many, and whether they came back after a week without.';

drop function public.moderation_reason_counts(date, date, text, text);
create function public.moderation_reason_counts(from_date date, to_date date, time_zone text default 'UTC', grain text default 'week')
returns table (period_start date, period_end date, reason_code text, reason_label text, decisions bigint, starts_at timestamptz, ends_at timestamptz)
language plpgsql stable set search_path = '' as $$
declare
  b record;
begin
  select * into b from private.period_bounds(from_date, to_date, time_zone, grain);
  return query
  select b.days[s.nth], b.days[s.nth + 1] - 1, s.reason_code, r.label, s.decisions, b.starts[s.nth], b.starts[s.nth + 1]
  from (
    select width_bucket(d.created_at, b.starts) as nth, d.reason_code, count(*) as decisions
    from public.moderation_decisions d
    where d.decision in ('hide', 'remove', 'escalate') and d.reason_code is not null
      and d.created_at >= b.starts[1] and d.created_at < b.starts[cardinality(b.starts)]
    group by 1, 2
  ) s
  left join public.moderation_reasons r on r.code = s.reason_code
  order by 1, 5 desc, 3;
end
$$;
comment on function public.moderation_reason_counts(date, date, text, text) is 'How often each reason was given to hide, remove or escalate, for each day, week (from Monday) or month; a period is counted whole.';

drop function public.moderation_pace(date, date, text);
create function public.moderation_pace(from_date date, to_date date, time_zone text default 'UTC')
returns table (day date, own bigint, team bigint, own_overturned bigint, team_overturned bigint, own_median_seconds numeric, median_seconds numeric, starts_at timestamptz, ends_at timestamptz)
language plpgsql stable set search_path = '' as $$
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
$$;
comment on function public.moderation_pace(date, date, text) is 'Decisions of each day in the named zone, own and the team''s: how many, how many were overturned, and the median of the seconds that the items had waited.';

revoke all on function public.member_funnel(date, date, text), public.content_reach(date, date, text, text), public.bot_calibration(date, date, text), public.bot_failures(date, date, text),
  public.moderation_reason_counts(date, date, text, text), public.moderation_pace(date, date, text) from public, anon, authenticated, service_role;
grant execute on function public.member_funnel(date, date, text), public.content_reach(date, date, text, text), public.bot_calibration(date, date, text), public.bot_failures(date, date, text),
  public.moderation_reason_counts(date, date, text, text), public.moderation_pace(date, date, text) to authenticated;

-- Use that was heavy is found by its amount, among ten million rows.
create index if not exists usage_tracking_used_idx on public.usage_tracking (used desc, id desc);
