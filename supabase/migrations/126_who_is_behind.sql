-- Who is behind a figure of members, exactly; and small groups are not told apart where use and streaks are shown either.

create or replace function private.merged_bands(sizes bigint[]) returns integer[]
language plpgsql immutable set search_path = '' as $$
declare
  groups integer[] := array_fill(1, array[coalesce(cardinality(sizes), 0)]);
  pending bigint := 0;
  latest integer := 1;
begin
  -- From the highest band down each joins those above it until five are together; a rest below five joins the last of those.
  for nth in reverse coalesce(cardinality(sizes), 0) .. 1 loop
    groups[nth] := latest;
    pending := pending + sizes[nth];
    if pending >= 5 and (select coalesce(sum(s), 0) from unnest(sizes[1:nth - 1]) s) >= 5 then
      latest := latest + 1;
      pending := 0;
    end if;
  end loop;
  return groups;
end
$$;
revoke all on function private.merged_bands(bigint[]) from public, anon, authenticated;
grant execute on function private.merged_bands(bigint[]) to authenticated;
comment on function private.merged_bands(bigint[]) is 'Puts bands of fewer than five together with their neighbours: the group of each, counted from the highest band.';

drop function if exists public.engagement_streaks(date, text, integer);
create function public.engagement_streaks(to_date date, time_zone text default 'UTC', days integer default 60)
returns table (at_least integer, at_most integer, members bigint, last_day date)
language plpgsql stable set search_path = '' as $$
declare
  last date;
begin
  if engagement_streaks.days is null or engagement_streaks.days not between 1 and 400 then
    raise exception 'Ask for 1 to 400 days.' using errcode = '22023', detail = '{"field": "days"}';
  end if;
  perform private.check_range(to_date, to_date, time_zone);
  -- A day that still goes on breaks nobody's streak.
  last := least(to_date, (now() at time zone time_zone)::date - 1);
  return query
  with bands as (
    select b.lo, lead(b.lo) over (order by b.lo) - 1 as hi
    from (select n as lo from unnest(array[1, 2, 3, 7, 14, 30, engagement_streaks.days]) n where n <= engagement_streaks.days group by n) b
  ), counted as (
    select b.lo, b.hi, coalesce(sum(s.members), 0)::bigint as members
    from bands b
    left join private.streaks_in(array(select private.day_start(last - n, time_zone) from generate_series(engagement_streaks.days - 1, -1, -1) n)) s
      on s.days >= b.lo and (b.hi is null or s.days <= b.hi)
    group by 1, 2
  ), told as (
    select t.lo, t.hi, t.members, t.together
    from (
      select array_agg(c.lo order by c.lo) as los, array_agg(c.hi order by c.lo) as his, array_agg(c.members order by c.lo) as members,
        private.merged_bands(array_agg(c.members order by c.lo)) as together from counted c
    ) a cross join unnest(a.los, a.his, a.members, a.together) t (lo, hi, members, together)
  )
  select min(t.lo), case when bool_and(t.hi is not null) then max(t.hi) end, sum(t.members)::bigint, last
  from told t group by t.together having sum(t.members) > 0 order by 1;
end
$$;
revoke all on function public.engagement_streaks(date, text, integer) from public, anon, authenticated;
grant execute on function public.engagement_streaks(date, text, integer) to authenticated;
comment on function public.engagement_streaks(date, text, integer) is 'How many members have come how many days in a row, up to a day or the last one that is over; by bands of at least five members.';

create or replace function public.usage_spread(month date, of_feature text default null)
returns table (feature text, band integer, at_least integer, at_most integer, members bigint)
language plpgsql stable set search_path = '' as $$
begin
  return query
  with counted as (
    select s.feature, s.band::integer as band, sum(s.members)::bigint as members
    from private.usage_spread_in(array[private.check_month(month)]) s where of_feature is null or s.feature = of_feature
    group by s.feature, s.band having sum(s.members) > 0
  ), told as (
    select a.feature, t.band, t.members, t.together, lead(t.band) over (partition by a.feature order by t.band) as above
    from (
      select c.feature, array_agg(c.band order by c.band) as bands, array_agg(c.members order by c.band) as members,
        private.merged_bands(array_agg(c.members order by c.band)) as together from counted c group by 1
    ) a cross join unnest(a.bands, a.members, a.together) t (band, members, together)
  )
  select t.feature, min(t.band), case when min(t.band) = 0 then 0 else (2 ^ (min(t.band) - 1))::integer end,
    case when max(t.band) = 0 then 0 when max(t.band) < 7 then (2 ^ max(t.band))::integer - 1 end, sum(t.members)::bigint
  from told t group by t.feature, t.together order by 1, 2;
end
$$;
comment on function public.usage_spread(date, text) is 'How many members used a feature how much in a month, by doubling bands: 0, 1, 2 to 3, 4 to 7, … , 64 and more; those of fewer than five together with their neighbours.';

grant execute on function private.small_groups(bigint[]) to authenticated;

drop function if exists public.usage_by_plan(date);
create function public.usage_by_plan(month date)
returns table (feature text, plan_id uuid, plan text, members bigint, used bigint, limited_members bigint, limited_used bigint, allowed bigint,
  near_limit bigint, at_limit bigint, members_before bigint, used_before bigint, unfinished boolean, together boolean)
language plpgsql stable set search_path = '' as $$
declare
  this date := private.check_month(month);
  before date := (private.check_month(month) - interval '1 month')::date;
begin
  return query
  with counted as (
    select s.feature, nullif(s.plan_id, '00000000-0000-0000-0000-000000000000') as plan_id,
      coalesce(max(p.name || ', ' || p.currency || ' a ' || p.billing_interval), 'No plan') as plan,
      coalesce(sum(s.members) filter (where s.period_start = this), 0) as members, coalesce(sum(s.used) filter (where s.period_start = this), 0) as used,
      coalesce(sum(s.limited_members) filter (where s.period_start = this), 0) as limited_members,
      coalesce(sum(s.limited_used) filter (where s.period_start = this), 0) as limited_used,
      coalesce(sum(s.allowed) filter (where s.period_start = this), 0) as allowed, coalesce(sum(s.near_limit) filter (where s.period_start = this), 0) as near_limit,
      coalesce(sum(s.at_limit) filter (where s.period_start = this), 0) as at_limit,
      coalesce(sum(s.members) filter (where s.period_start = before), 0) as members_before, coalesce(sum(s.used) filter (where s.period_start = before), 0) as used_before
    from private.usage_spread_in(array[this, before]) s left join public.subscription_plans p on p.id = s.plan_id
    group by s.feature, s.plan_id
  ), told as (
    select a.feature, t.plan_id, t.small
    from (
      -- Small is what was so in either month: the change would tell of it.
      select c.feature, array_agg(c.plan_id order by c.plan) as plans,
        private.small_groups(array_agg(case when c.members = 0 or c.members_before = 0 then greatest(c.members, c.members_before) else least(c.members, c.members_before) end::bigint order by c.plan)) as small
      from counted c where c.members > 0 or c.members_before > 0 group by 1
    ) a cross join unnest(a.plans, a.small) t (plan_id, small)
  )
  select c.feature, case when not t.small then c.plan_id end, case when t.small then 'Small groups together' else c.plan end,
    sum(c.members)::bigint, sum(c.used)::bigint, sum(c.limited_members)::bigint, sum(c.limited_used)::bigint, sum(c.allowed)::bigint,
    sum(c.near_limit)::bigint, sum(c.at_limit)::bigint, sum(c.members_before)::bigint, sum(c.used_before)::bigint,
    (now() at time zone 'UTC')::date < (this + interval '1 month')::date, t.small
  from counted c join told t on t.feature = c.feature and t.plan_id is not distinct from c.plan_id
  group by 1, 2, 3, t.small order by c.feature, t.small, 4 desc, 3;
end
$$;
revoke all on function public.usage_by_plan(date) from public, anon, authenticated;
grant execute on function public.usage_by_plan(date) to authenticated;
comment on function public.usage_by_plan(date) is 'Use of each feature in a month by plan against its limits, and what it was in the month before; plans of fewer than five members together.';

-- Who is behind -----------------------------------------------------------------------------

create or replace function private.members_active(since timestamptz, until timestamptz, cohort_from timestamptz, cohort_until timestamptz)
returns table (user_id uuid) language plpgsql stable security definer rows 1000 set search_path = '' set jit = off as $$
begin
  perform private.require_staff();
  return query
  with there as materialized (select t.chunk, t.bits from private.active_bits(array[since, until]) t)
  select m.user_id from private.activity_members m join there t on t.chunk = (m.number - 1) / 4096
  where get_bit(t.bits, (m.number - 1) % 4096) = 1 and (cohort_from is null or m.first_at >= cohort_from and m.first_at < cohort_until);
end
$$;
revoke all on function private.members_active(timestamptz, timestamptz, timestamptz, timestamptz) from public, anon, authenticated;
grant execute on function private.members_active(timestamptz, timestamptz, timestamptz, timestamptz) to authenticated;
comment on function private.members_active(timestamptz, timestamptz, timestamptz, timestamptz) is 'Who was there between two moments, for staff; of those whose first session lies between two others, where they are given.';

create or replace function private.members_on_streak(starts timestamptz[], at_least integer, at_most integer)
returns table (user_id uuid) language plpgsql stable security definer rows 1000 set search_path = '' set jit = off as $$
begin
  perform private.require_staff();
  return query
  with there as materialized (select cardinality(starts) - t.nth as ago, t.chunk, t.bits from private.active_bits(starts) t),
  so_long as (select t.chunk, bit_and(t.bits) as bits from there t where t.ago <= at_least group by 1 having count(*) = at_least),
  longer as (select t.chunk, bit_and(t.bits) as bits from there t where t.ago <= at_most + 1 group by 1 having count(*) = at_most + 1)
  select m.user_id from private.activity_members m join so_long s on s.chunk = (m.number - 1) / 4096 left join longer l on l.chunk = s.chunk
  where get_bit(s.bits, (m.number - 1) % 4096) = 1 and (l.chunk is null or get_bit(l.bits, (m.number - 1) % 4096) = 0);
end
$$;
revoke all on function private.members_on_streak(timestamptz[], integer, integer) from public, anon, authenticated;
grant execute on function private.members_on_streak(timestamptz[], integer, integer) to authenticated;
comment on function private.members_on_streak(timestamptz[], integer, integer) is 'Who was there on each of the last days, at least so many and at most so many, for staff.';

create or replace function private.members_of_segment(since timestamptz, until timestamptz, time_zone text, split_by text, segment text)
returns table (user_id uuid) language plpgsql stable security definer rows 1000 set search_path = '' set jit = off as $$
begin
  perform private.require_staff();
  -- A group tells what its members said of themselves or pay: only those learn it who may read it of each.
  if split_by = 'age_band' and not private.has_role('moderator') or split_by = 'plan' and not private.has_role('finance') then
    raise exception 'Who is in this group is not for your role.' using errcode = '42501';
  end if;
  if not exists (select from private.split_in(since, until, time_zone, split_by) s where s.segment = members_of_segment.segment and s.active_members is not null) then
    raise exception 'Of a group of fewer than five it is not told who is in it.' using errcode = '22023', detail = '{"field": "segment"}';
  end if;
  return query
  select a.user_id from private.members_active(since, until, null, null) a join public.profiles p on p.id = a.user_id and p.created_at < until
  where case split_by
      when 'plan' then exists (
        select from public.user_subscriptions s join public.subscription_plans pl on pl.id = s.plan_id
        where s.user_id = p.id and s.state in ('trialing', 'active', 'past_due', 'paused', 'unpaid') and pl.name = segment
      ) or segment = 'No plan' and not exists (
        select from public.user_subscriptions s where s.user_id = p.id and s.state in ('trialing', 'active', 'past_due', 'paused', 'unpaid'))
      when 'city' then coalesce(nullif(btrim(p.city), ''), 'Not said') = segment
      when 'age_band' then case
        when p.birth_date is null then 'Not said'
        else (array['Under 25', '25 to 34', '35 to 44', '45 to 54', '55 and over'])[width_bucket(extract(year from age(p.birth_date))::integer, array[0, 25, 35, 45, 55])] end = segment
      else to_char(p.created_at at time zone members_of_segment.time_zone, 'YYYY-MM') = segment end;
end
$$;
revoke all on function private.members_of_segment(timestamptz, timestamptz, text, text, text) from public, anon, authenticated;
grant execute on function private.members_of_segment(timestamptz, timestamptz, text, text, text) to authenticated;
comment on function private.members_of_segment(timestamptz, timestamptz, text, text, text) is 'Who of a group was there between two moments, the groups being those of private.split_in.';

create or replace function public.engagement_members(
  from_date date, to_date date, time_zone text default 'UTC', split_by text default null, segment text default null,
  cohort date default null, at_least integer default null, at_most integer default null, skip integer default 0
) returns table (id uuid, display_name text, city text, found bigint)
language plpgsql stable set search_path = '' as $$
declare
  since timestamptz;
  until timestamptz;
  ids uuid[];
begin
  perform private.check_range(from_date, to_date, time_zone);
  if skip is null or skip < 0 then
    raise exception 'Skip none or some.' using errcode = '22023', detail = '{"field": "skip"}';
  end if;
  since := private.day_start(from_date, time_zone);
  until := private.day_start(to_date + 1, time_zone);
  if split_by is not null then
    if split_by not in ('plan', 'city', 'age_band', 'sign_up_month') then
      raise exception 'Split by plan, city, age_band or sign_up_month.' using errcode = '22023', detail = '{"field": "split_by"}';
    end if;
    ids := array(select s.user_id from private.members_of_segment(since, until, time_zone, split_by, segment) s);
  elsif at_least is not null then
    if at_least not between 1 and 400 or at_most is not null and at_most not between at_least and 400 then
      raise exception 'Ask for 1 to 400 days.' using errcode = '22023', detail = '{"field": "at_least"}';
    end if;
    ids := array(select s.user_id from private.members_on_streak(
      array(select private.day_start(to_date - n, time_zone) from generate_series(coalesce(at_most, at_least - 1), -1, -1) n), at_least, at_most) s);
    if cardinality(ids) < 5 then
      raise exception 'Of fewer than five it is not told who they are.' using errcode = '22023', detail = '{"field": "at_least"}';
    end if;
  elsif cohort is not null then
    perform private.check_range(cohort, cohort, time_zone);
    -- Of a small cohort it is not told who it is.
    if (select count(*) from private.members_active(private.day_start(cohort, time_zone), private.day_start(cohort + 7, time_zone), private.day_start(cohort, time_zone), private.day_start(cohort + 7, time_zone))) < 5 then
      raise exception 'Of a group of fewer than five it is not told who is in it.' using errcode = '22023', detail = '{"field": "cohort"}';
    end if;
    ids := array(select a.user_id from private.members_active(since, until, private.day_start(cohort, time_zone), private.day_start(cohort + 7, time_zone)) a);
  else
    raise exception 'Name a group, a cohort or a streak.' using errcode = '22023', detail = '{"field": "split_by"}';
  end if;
  return query
  select m.id, m.display_name, m.city, cardinality(ids)::bigint from public.member_directory m where m.id = any (ids)
  order by m.sort_name, m.id limit 100 offset skip;
end
$$;
revoke all on function public.engagement_members(date, date, text, text, text, date, integer, integer, integer) from public, anon, authenticated;
grant execute on function public.engagement_members(date, date, text, text, text, date, integer, integer, integer) to authenticated;
comment on function public.engagement_members(date, date, text, text, text, date, integer, integer, integer) is 'Who was active in these days of a group, of those who came first in the week of `cohort`, or so many days in a row up to the last: a hundred by name, and how many there are in all.';
