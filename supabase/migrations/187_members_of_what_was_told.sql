-- Members are named for figures that were told, and for nothing between them: weeks that slide by a day, or bands of days in
-- a row that overlap, told of single members by what one answer had more than another. A group's members are found in one
-- look at the profiles.

create or replace function private.told_cohorts(time_zone text)
returns table (cohort_start date, told boolean)
language plpgsql stable security definer set search_path = '' set jit = 'off' as $$
begin
  perform private.require_staff();
  -- Of all weeks, whichever are shown: which cohort stands in for a small one must not depend on the range.
  return query
  with sizes as (
    select date_trunc('week', m.first_at at time zone time_zone)::date as start, count(*) as members
    from private.activity_members m where m.first_at is not null group by 1
  )
  select t.start, not t.small
  from (select array_agg(s.start order by s.start) as starts, private.small_groups(array_agg(s.members order by s.start)) as small from sizes s) a
  cross join unnest(a.starts, a.small) t (start, small);
end
$$;

comment on function private.told_cohorts(text) is 'Of which weekly cohorts it is told how many came back: not of fewer than five, nor of one by which such could be worked out.';

revoke execute on function private.told_cohorts(text) from public, anon;
grant execute on function private.told_cohorts(text) to authenticated;

create or replace function public.engagement_retention(to_date date, time_zone text default 'UTC', weeks integer default 12)
returns table (cohort_start date, week integer, members bigint, active_members bigint, unfinished boolean, starts_at timestamptz, ends_at timestamptz)
language plpgsql stable set search_path = '' as $$
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
$$;

create or replace function private.members_of_segment(since timestamptz, until timestamptz, time_zone text, split_by text, segment text)
returns table (user_id uuid)
language plpgsql stable security definer set search_path = '' set jit = 'off' set enable_mergejoin = 'off' set plan_cache_mode = 'force_custom_plan' as $$
declare
  ids uuid[];
begin
  perform private.require_staff();
  -- A group tells what its members said of themselves or pay: only those learn it who may read it of each.
  if split_by = 'age_band' and not private.has_role('moderator') or split_by = 'plan' and not private.has_role('finance') then
    raise exception 'Who is in this group is not for your role.' using errcode = '42501';
  end if;
  with grouped as materialized (
    select p.id, case split_by
        when 'plan' then coalesce(pl.name, 'No plan')
        when 'city' then coalesce(nullif(btrim(p.city), ''), 'Not said')
        when 'age_band' then case
          when p.birth_date is null then 'Not said'
          else (array['Under 25', '25 to 34', '35 to 44', '45 to 54', '55 and over'])[width_bucket(extract(year from age(p.birth_date))::integer, array[0, 25, 35, 45, 55])] end
        else to_char(p.created_at at time zone members_of_segment.time_zone, 'YYYY-MM') end as segment
    from public.profiles p
    left join public.user_subscriptions s on split_by = 'plan' and s.user_id = p.id and s.state in ('trialing', 'active', 'past_due', 'paused', 'unpaid')
    left join public.subscription_plans pl on pl.id = s.plan_id
    where p.created_at < until
  ), sizes as (
    select g.segment, count(*) as members from grouped g group by 1
  ), told as (
    select t.segment
    from (select array_agg(s.segment order by s.segment) as segments, private.small_groups(array_agg(s.members order by s.segment)) as small from sizes s) a
    cross join unnest(a.segments, a.small) t (segment, small) where not t.small
  )
  select array_agg(g.id) into ids from grouped g join told t on t.segment = g.segment where g.segment = members_of_segment.segment;
  if ids is null then
    raise exception 'Of a group of fewer than five it is not told who is in it.' using errcode = '22023', detail = '{"field": "segment"}';
  end if;
  return query
  with there as materialized (select t.chunk, t.bits from private.active_bits(array[since, until]) t)
  select m.user_id from private.activity_members m join there t on t.chunk = (m.number - 1) / 4096
  where get_bit(t.bits, (m.number - 1) % 4096) = 1 and m.user_id = any (ids);
end
$$;

create or replace function public.engagement_members(from_date date, to_date date, time_zone text default 'UTC', split_by text default null, segment text default null, cohort date default null, at_least integer default null, at_most integer default null, skip integer default 0)
returns table (id uuid, display_name text, city text, found bigint)
language plpgsql stable set search_path = '' set plan_cache_mode = 'force_custom_plan' as $$
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
    -- What one band has more than another that overlaps it would be fewer than five.
    if not exists (
      select from public.engagement_streaks(to_date, time_zone) s
      where s.at_least = engagement_members.at_least and s.at_most is not distinct from engagement_members.at_most and s.last_day = to_date and s.members >= 5
    ) then
      raise exception 'Ask for a band of days in a row as it is told; of fewer than five it is not told who they are.' using errcode = '22023', detail = '{"field": "at_least"}';
    end if;
    ids := array(select s.user_id from private.members_on_streak(
      array(select private.day_start(to_date - n, time_zone) from generate_series(coalesce(at_most, at_least - 1), -1, -1) n), at_least, at_most) s);
  elsif cohort is not null then
    perform private.check_range(cohort, cohort, time_zone);
    if extract(isodow from cohort) <> 1 or extract(isodow from from_date) <> 1 or to_date <> from_date + 6 then
      raise exception 'A cohort and when it came back are weeks from Monday.' using errcode = '22023', detail = '{"field": "cohort"}';
    end if;
    -- Of a small cohort it is not told who it is.
    if not exists (select from private.told_cohorts(time_zone) t where t.cohort_start = cohort and t.told) then
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
