-- 053 engagement figures
-- Who comes, comes back and stays away; how far members get. For staff, as sums: whoever may not read the rows of
-- others sees how many there are, and no group of fewer than five is told apart.

create or replace function private.lifecycle_in(starts timestamptz[])
returns table (nth integer, active bigint, fresh bigint, again bigint, revived bigint, lapsed bigint)
language plpgsql stable security definer set search_path = '' as $$
begin
  perform private.require_staff();
  return query
  with there as materialized (select * from private.active_bits(starts)),
  both_periods as (
    select coalesce(c.nth, p.nth + 1) as nth, c.bits as now_bits, p.bits as before_bits
    from there c full join there p on p.nth = c.nth - 1 and p.chunk = c.chunk
  ), counted as (
    select b.nth, coalesce(sum(bit_count(b.now_bits)), 0)::bigint as active, coalesce(sum(bit_count(b.now_bits & b.before_bits)), 0)::bigint as back,
      coalesce(sum(bit_count(b.before_bits)), 0)::bigint as before
    from both_periods b group by 1
  ), firsts as (
    select width_bucket(m.first_at, starts) as nth, count(*) as members from private.activity_members m
    where m.first_at >= starts[2] and m.first_at < starts[cardinality(starts)] group by 1
  )
  -- The first period is there to compare the second with.
  select n, coalesce(c.active, 0), coalesce(f.members, 0), coalesce(c.back, 0), coalesce(c.active - c.back, 0) - coalesce(f.members, 0), coalesce(c.before - c.back, 0)
  from generate_series(2, cardinality(starts) - 1) n
  left join counted c on c.nth = n left join firsts f on f.nth = n
  order by n;
end
$$;

create or replace function public.engagement_lifecycle(from_date date, to_date date, time_zone text default 'UTC', grain text default 'week')
returns table (
  period_start date, period_end date, active_members bigint, new_members bigint, returning_members bigint, revived_members bigint, lapsed_members bigint,
  unfinished boolean, starts_at timestamptz, ends_at timestamptz
)
language plpgsql stable security invoker set search_path = '' as $$
declare
  b record;
begin
  select * into b from private.period_bounds(from_date, to_date, time_zone, grain);
  return query
  select b.days[l.nth - 1], b.days[l.nth] - 1, l.active, l.fresh, l.again, l.revived, l.lapsed, b.starts[l.nth] > now(), b.starts[l.nth - 1], b.starts[l.nth]
  from private.lifecycle_in(private.day_start((b.days[1] - ('1 ' || grain)::interval)::date, time_zone) || b.starts) l
  order by l.nth;
end
$$;
comment on function public.engagement_lifecycle(date, date, text, text) is
  'Active members of each period: new (their first session ever), returning (also active in the period before) and revived (not then, but earlier) make up the active; lapsed were active in the period before and are not in this one.';

create or replace function private.retention_in(starts timestamptz[]) returns table (cohort integer, later integer, members bigint, active bigint)
language plpgsql stable security definer set search_path = '' as $$
begin
  perform private.require_staff();
  return query
  with firsts as materialized (
    select width_bucket(m.first_at, starts) as cohort, (m.number - 1) / 4096 as chunk, count(*) as members,
      bit_or(set_bit(B'0'::bit(4096), (m.number - 1) % 4096, 1)) as bits
    from private.activity_members m where m.first_at >= starts[1] and m.first_at < starts[cardinality(starts)] group by 1, 2
  ), sizes as (
    select f.cohort, sum(f.members)::bigint as members from firsts f group by 1
  ), back as (
    select f.cohort, t.nth - f.cohort as later, sum(bit_count(f.bits & t.bits))::bigint as active
    from firsts f join private.active_bits(starts) t on t.chunk = f.chunk and t.nth >= f.cohort group by 1, 2
  )
  select s.cohort, n - s.cohort, s.members, coalesce(b.active, 0)
  from sizes s cross join lateral generate_series(s.cohort, cardinality(starts) - 1) n
  left join back b on b.cohort = s.cohort and b.later = n - s.cohort;
end
$$;

create or replace function public.engagement_retention(to_date date, time_zone text default 'UTC', weeks integer default 12)
returns table (cohort_start date, week integer, members bigint, active_members bigint, unfinished boolean, starts_at timestamptz, ends_at timestamptz)
language plpgsql stable security invoker set search_path = '' as $$
declare
  b record;
begin
  if weeks is null or weeks not between 1 and 53 then
    raise exception 'Ask for 1 to 53 weeks.' using errcode = '22023', detail = '{"field": "weeks"}';
  end if;
  select * into b from private.period_bounds(to_date - 7 * (weeks - 1), to_date, time_zone, 'week');
  return query
  select b.days[r.cohort], r.later, r.members, case when r.members >= 5 then r.active end, b.starts[r.cohort + r.later + 1] > now(), b.starts[r.cohort], b.starts[r.cohort + 1]
  from private.retention_in(b.starts) r order by 1, 2;
end
$$;
comment on function public.engagement_retention(date, text, integer) is
  'Of the members whose first session ever fell into a week, how many were active in that week and in each week since. Cohorts of fewer than five are not told apart.';

create or replace function private.split_in(since timestamptz, until timestamptz, time_zone text, split_by text)
returns table (segment text, members bigint, active_members bigint)
language plpgsql stable security definer set search_path = '' as $$
begin
  perform private.require_staff();
  return query
  with there as materialized (select t.chunk, t.bits from private.active_bits(array[since, until]) t),
  grouped as (
    select case split_by
        when 'plan' then coalesce(pl.name, 'No plan')
        when 'city' then coalesce(nullif(btrim(p.city), ''), 'Not said')
        when 'age_band' then case
          when p.birth_date is null then 'Not said'
          else (array['Under 25', '25 to 34', '35 to 44', '45 to 54', '55 and over'])[width_bucket(extract(year from age(p.birth_date))::integer, array[0, 25, 35, 45, 55])] end
        else to_char(p.created_at at time zone split_in.time_zone, 'YYYY-MM') end as segment,
      count(*) as members, count(*) filter (where get_bit(t.bits, (m.number - 1) % 4096) = 1) as active
    from public.profiles p
    left join private.activity_members m on m.user_id = p.id
    left join there t on t.chunk = (m.number - 1) / 4096
    left join public.user_subscriptions s on split_by = 'plan' and s.user_id = p.id and s.state in ('trialing', 'active', 'past_due', 'paused', 'unpaid')
    left join public.subscription_plans pl on pl.id = s.plan_id
    where p.created_at < until
    group by 1
  )
  select case when g.members >= 5 then g.segment end, sum(g.members)::bigint, case when sum(g.members) >= 5 then sum(g.active)::bigint end
  from grouped g group by 1;
end
$$;

create or replace function public.engagement_split(from_date date, to_date date, time_zone text default 'UTC', split_by text default 'plan')
returns table (segment text, members bigint, active_members bigint)
language plpgsql stable security invoker set search_path = '' as $$
begin
  perform private.check_range(from_date, to_date, time_zone);
  if split_by is null or split_by not in ('plan', 'city', 'age_band', 'sign_up_month') then
    raise exception 'Split by plan, city, age_band or sign_up_month.' using errcode = '22023', detail = '{"field": "split_by"}';
  end if;
  return query
  select * from private.split_in(private.day_start(from_date, time_zone), private.day_start(to_date + 1, time_zone), time_zone, split_by) s
  order by s.segment is null, case when split_by = 'age_band' then s.segment end, case when split_by = 'sign_up_month' then s.segment end desc, s.members desc, s.segment;
end
$$;
comment on function public.engagement_split(date, date, text, text) is
  'Members by plan, city, age band or month of sign-up, and how many of them were active in these days. Groups of fewer than five stand together, without a name.';

create or replace function private.funnel_in(since timestamptz, until timestamptz) returns table (step integer, label text, members bigint, median_hours numeric)
language plpgsql stable security definer set search_path = '' as $$
begin
  perform private.require_staff();
  return query
  with joined as (
    select p.created_at, c.began, c.ended, h.matched, h.introduced
    from public.profiles p
    left join lateral (
      select min(u.started_at) as began, min(u.completed_at) as ended from public.user_conversations u where u.user_id = p.id
    ) c on true
    left join lateral (
      select min(m.created_at) as matched, min(m.introduced_at) as introduced
      from (select a.created_at, a.introduced_at from public.matches a where a.user_a = p.id
        union all select b.created_at, b.introduced_at from public.matches b where b.user_b = p.id) m
    ) h on true
    where p.created_at >= since and p.created_at < until
  ), reached as (
    -- Each step counts those who took all before it.
    select j.created_at, s.step, s.label, s.at
    from joined j cross join lateral (values
      (1, 'Signed up', j.created_at), (2, 'Began the conversation', j.began), (3, 'Finished it', j.ended),
      (4, 'First match', case when j.ended is not null then j.matched end), (5, 'First introduction', case when j.ended is not null then j.introduced end)) s (step, label, at)
  )
  select r.step, r.label, count(r.at), round((extract(epoch from percentile_cont(0.5) within group (order by r.at - r.created_at) filter (where r.at is not null)) / 3600)::numeric, 1)
  from reached r group by 1, 2 order by 1;
end
$$;

create or replace function public.member_funnel(from_date date, to_date date, time_zone text default 'UTC')
returns table (step integer, label text, members bigint, median_hours numeric)
language plpgsql stable security invoker set search_path = '' as $$
begin
  perform private.check_range(from_date, to_date, time_zone);
  return query select * from private.funnel_in(private.day_start(from_date, time_zone), private.day_start(to_date + 1, time_zone)) f order by f.step;
end
$$;
comment on function public.member_funnel(date, date, text) is
  'Of those who signed up in these days, how many have got how far until now, and the median of hours since they signed up.';

create or replace function private.outcomes_in(starts timestamptz[]) returns table (nth integer, state text, matches bigint, ratings bigint, rating_sum bigint)
language plpgsql stable security definer set search_path = '' as $$
begin
  perform private.require_staff();
  return query
  select width_bucket(m.created_at, starts), m.state, count(*), coalesce(sum(f.ratings), 0)::bigint, coalesce(sum(f.rating_sum), 0)::bigint
  from public.matches m
  left join lateral (select count(*) as ratings, sum(r.rating) as rating_sum from public.match_feedback r where r.match_id = m.id) f on true
  where m.created_at >= starts[1] and m.created_at < starts[cardinality(starts)]
  group by 1, 2;
end
$$;

create or replace function public.match_outcomes(from_date date, to_date date, time_zone text default 'UTC', grain text default 'week')
returns table (period_start date, state text, matches bigint, ratings bigint, rating_sum bigint, unfinished boolean, starts_at timestamptz, ends_at timestamptz)
language plpgsql stable security invoker set search_path = '' as $$
declare
  b record;
begin
  select * into b from private.period_bounds(from_date, to_date, time_zone, grain);
  return query
  select b.days[o.nth], o.state, o.matches, o.ratings, o.rating_sum, b.starts[o.nth + 1] > now(), b.starts[o.nth], b.starts[o.nth + 1]
  from private.outcomes_in(b.starts) o order by 1, 2;
end
$$;
comment on function public.match_outcomes(date, date, text, text) is 'Matches by the period in which they were made and what became of them, with the ratings that their members gave.';

create or replace function private.reach_in(since timestamptz, until timestamptz, kind text) returns table (id uuid, name text, members bigint, started bigint, completed bigint)
language plpgsql stable security definer set search_path = '' as $$
begin
  perform private.require_staff();
  if kind = 'game' then
    return query
    select g.id, g.name, count(distinct s.user_id), count(*), count(*) filter (where s.state = 'completed')
    from public.user_game_sessions s join public.games g on g.id = s.game_id
    where s.started_at >= since and s.started_at < until group by g.id;
  else
    return query
    select a.id, a.title, count(distinct i.user_id), count(distinct i.user_id), count(distinct i.user_id) filter (where i.kind = 'read')
    from public.user_content_interactions i join public.content_articles a on a.id = i.article_id
    where i.created_at >= since and i.created_at < until group by a.id;
  end if;
end
$$;

create or replace function public.content_reach(from_date date, to_date date, time_zone text default 'UTC', kind text default 'game')
returns table (id uuid, name text, members bigint, started bigint, completed bigint)
language plpgsql stable security invoker set search_path = '' as $$
begin
  perform private.check_range(from_date, to_date, time_zone);
  if kind is null or kind not in ('game', 'article') then
    raise exception 'Ask for games or articles.' using errcode = '22023', detail = '{"field": "kind"}';
  end if;
  return query select * from private.reach_in(private.day_start(from_date, time_zone), private.day_start(to_date + 1, time_zone), kind) r
  order by r.members desc, r.name;
end
$$;
comment on function public.content_reach(date, date, text, text) is
  'Games or articles with the members that they reached in these days, how often they were begun, and how often finished. An article is finished by those who read it.';

revoke all on function private.lifecycle_in(timestamptz[]), private.retention_in(timestamptz[]), private.split_in(timestamptz, timestamptz, text, text),
  private.funnel_in(timestamptz, timestamptz), private.outcomes_in(timestamptz[]), private.reach_in(timestamptz, timestamptz, text),
  public.engagement_lifecycle(date, date, text, text), public.engagement_retention(date, text, integer), public.engagement_split(date, date, text, text),
  public.member_funnel(date, date, text), public.match_outcomes(date, date, text, text), public.content_reach(date, date, text, text)
  from public, anon, authenticated, service_role;
grant execute on function private.lifecycle_in(timestamptz[]), private.retention_in(timestamptz[]), private.split_in(timestamptz, timestamptz, text, text),
  private.funnel_in(timestamptz, timestamptz), private.outcomes_in(timestamptz[]), private.reach_in(timestamptz, timestamptz, text),
  public.engagement_lifecycle(date, date, text, text), public.engagement_retention(date, text, integer), public.engagement_split(date, date, text, text),
  public.member_funnel(date, date, text), public.match_outcomes(date, date, text, text), public.content_reach(date, date, text, text)
  to authenticated;
