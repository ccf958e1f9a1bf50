-- 107 member steps
-- How far each member has got stands in the directory, kept by the database: the figures of the funnel lead to exactly
-- their members, and cost no look at every conversation and match. And no group of fewer than five is broken down.

create table if not exists private.member_steps (
  user_id uuid primary key references public.member_directory (id) on delete cascade,
  began_at timestamptz,
  finished_at timestamptz,
  matched_at timestamptz,
  introduced_at timestamptz
);
comment on table private.member_steps is 'When each member first began and finished a conversation, was matched and introduced.';
alter table private.member_steps enable row level security;
revoke all on private.member_steps from public, anon, authenticated, service_role;

alter table public.member_directory add column if not exists reached smallint not null default 1 check (reached between 1 and 5);
comment on column public.member_directory.reached is 'How far the member has got: 1 signed up, 2 began the conversation, 3 finished it, 4 was matched, 5 was introduced; each after all before it.';

create or replace function private.follow_steps(users uuid[]) returns void
language plpgsql security definer set search_path = '' as $$
begin
  -- Whoever changes the same members meanwhile is waited for, and seen.
  perform 1 from public.member_directory d where d.id = any (users) order by d.id for no key update;
  insert into private.member_steps as s (user_id, began_at, finished_at, matched_at, introduced_at)
  select d.id, c.began, c.finished, m.matched, m.introduced
  from (select d.id from public.member_directory d where d.id = any (users) order by d.id) d
  cross join lateral (
    select min(u.started_at) as began, min(u.completed_at) as finished from public.user_conversations u where u.user_id = d.id
  ) c
  cross join lateral (
    select min(e.created_at) as matched, min(e.introduced_at) as introduced
    from (select a.created_at, a.introduced_at from public.matches a where a.user_a = d.id
      union all select b.created_at, b.introduced_at from public.matches b where b.user_b = d.id) e
  ) m
  on conflict (user_id) do update set began_at = excluded.began_at, finished_at = excluded.finished_at, matched_at = excluded.matched_at, introduced_at = excluded.introduced_at
    where (s.began_at, s.finished_at, s.matched_at, s.introduced_at) is distinct from (excluded.began_at, excluded.finished_at, excluded.matched_at, excluded.introduced_at);
  update public.member_directory d set reached = r.reached
  from (
    select s.user_id, case when s.finished_at is null then case when s.began_at is null then 1 else 2 end
      when s.introduced_at is not null then 5 when s.matched_at is not null then 4 else 3 end as reached
    from private.member_steps s where s.user_id = any (users)
  ) r
  where d.id = r.user_id and d.reached <> r.reached;
end
$$;
comment on function private.follow_steps(uuid[]) is 'Works out anew how far these members have got.';

create or replace function private.keep_steps() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if tg_table_name = 'matches' then
    if tg_op = 'INSERT' then
      perform private.follow_steps(array(select u from new_rows n cross join lateral unnest(array[n.user_a, n.user_b]) u));
    elsif tg_op = 'DELETE' then
      perform private.follow_steps(array(select u from old_rows o cross join lateral unnest(array[o.user_a, o.user_b]) u));
    else
      perform private.follow_steps(array(
        select u from old_rows o full join new_rows n using (id) cross join lateral unnest(array[o.user_a, o.user_b, n.user_a, n.user_b]) u
        where (o.user_a, o.user_b, o.created_at, o.introduced_at) is distinct from (n.user_a, n.user_b, n.created_at, n.introduced_at)));
    end if;
  elsif tg_op = 'INSERT' then
    perform private.follow_steps(array(select n.user_id from new_rows n));
  elsif tg_op = 'DELETE' then
    perform private.follow_steps(array(select o.user_id from old_rows o));
  else
    perform private.follow_steps(array(
      select u from old_rows o full join new_rows n using (id) cross join lateral unnest(array[o.user_id, n.user_id]) u
      where (o.user_id, o.started_at, o.completed_at) is distinct from (n.user_id, n.started_at, n.completed_at)));
  end if;
  return null;
end
$$;
comment on function private.keep_steps() is 'Trigger: keeps how far members have got.';
create or replace trigger steps_insert after insert on public.matches referencing new table as new_rows for each statement execute function private.keep_steps();
create or replace trigger steps_update after update on public.matches referencing old table as old_rows new table as new_rows for each statement execute function private.keep_steps();
create or replace trigger steps_delete after delete on public.matches referencing old table as old_rows for each statement execute function private.keep_steps();
create or replace trigger steps_insert after insert on public.user_conversations referencing new table as new_rows for each statement execute function private.keep_steps();
create or replace trigger steps_update after update on public.user_conversations referencing old table as old_rows new table as new_rows for each statement execute function private.keep_steps();
create or replace trigger steps_delete after delete on public.user_conversations referencing old table as old_rows for each statement execute function private.keep_steps();

create or replace function private.rebuild_steps() returns bigint
language sql security definer set search_path = '' as $$
  select private.follow_steps(array(select u.user_id from public.user_conversations u union select m.user_a from public.matches m union select m.user_b from public.matches m union select s.user_id from private.member_steps s));
  select count(*) from private.member_steps
$$;
comment on function private.rebuild_steps() is 'Works out anew how far all members have got; answers with how many there are beyond signing up.';

-- ---------------------------------------------------------------------------------------
-- Small groups

-- Which groups of a whole are too small to be told apart: those of fewer than five, and with them the next larger one
-- as long as all of them together are fewer than five, since else the whole less the others would tell of them.
create or replace function private.small_groups(sizes bigint[]) returns boolean[]
language sql immutable set search_path = '' as $$
  select array_agg(g.size < 5 or g.smaller between 1 and 4 order by g.nth)
  from (
    select s.size, s.nth, coalesce(sum(s.size) over (order by s.size, s.nth rows between unbounded preceding and 1 preceding), 0) as smaller
    from unnest(sizes) with ordinality s (size, nth)
  ) g
$$;
comment on function private.small_groups(bigint[]) is 'Which of these groups would tell of fewer than five, by themselves or by what is left of the whole.';

drop function if exists private.funnel_in(timestamptz, timestamptz);
create function private.funnel_in(since timestamptz, until timestamptz) returns table (step integer, label text, members bigint, median_hours numeric)
language plpgsql stable security definer set search_path = '' set jit = off as $$
begin
  perform private.require_staff();
  return query
  with joined as (
    select d.reached, extract(epoch from s.began_at - d.created_at)::double precision as began, extract(epoch from s.finished_at - d.created_at)::double precision as finished,
      extract(epoch from s.matched_at - d.created_at)::double precision as matched, extract(epoch from s.introduced_at - d.created_at)::double precision as introduced
    from public.member_directory d left join private.member_steps s on s.user_id = d.id
    where d.created_at >= since and d.created_at < until
  ), counted as (
    select array[count(*), count(*) filter (where j.reached >= 2), count(*) filter (where j.reached >= 3), count(*) filter (where j.reached >= 4), count(*) filter (where j.reached >= 5)] as members,
      array[0, percentile_cont(0.5) within group (order by j.began) filter (where j.reached >= 2), percentile_cont(0.5) within group (order by j.finished) filter (where j.reached >= 3),
        percentile_cont(0.5) within group (order by j.matched) filter (where j.reached >= 4), percentile_cont(0.5) within group (order by j.introduced) filter (where j.reached >= 5)] as seconds
    from joined j
  )
  -- Of fewer than five it is not told how far they got, nor how long fewer than five took.
  select n, (array['Signed up', 'Began the conversation', 'Finished it', 'First match', 'First introduction'])[n],
    case when n = 1 or c.members[1] not between 1 and 4 then c.members[n] end,
    case when n = 1 or c.members[n] >= 5 then round((c.seconds[n] / 3600)::numeric, 1) end
  from counted c cross join generate_series(1, 5) n;
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
  select b.days[r.cohort], r.later, r.members, r.active, b.starts[r.cohort + r.later + 1] > now(), b.starts[r.cohort], b.starts[r.cohort + 1]
  from private.retention_in(b.starts) r order by 1, 2;
end
$$;
comment on function public.engagement_retention(date, text, integer) is
  'Of the members whose first session ever fell into a week, how many were active in that week and in each week since. Cohorts of fewer than five are not told apart, nor one by which such could be worked out.';

create or replace function private.retention_in(starts timestamptz[]) returns table (cohort integer, later integer, members bigint, active bigint)
language plpgsql stable security definer set search_path = '' set jit = off as $$
begin
  perform private.require_staff();
  return query
  with firsts as materialized (
    select width_bucket(m.first_at, starts) as cohort, (m.number - 1) / 4096 as chunk, count(*) as members,
      bit_or(set_bit(B'0'::bit(4096), (m.number - 1) % 4096, 1)) as bits
    from private.activity_members m where m.first_at >= starts[1] and m.first_at < starts[cardinality(starts)] group by 1, 2
  ), sizes as materialized (
    select f.cohort, sum(f.members)::bigint as members from firsts f group by 1
  ), told as (
    select t.cohort, not t.small as told
    from (select array_agg(s.cohort order by s.cohort) as cohorts, private.small_groups(array_agg(s.members order by s.cohort)) as small from sizes s) a
    cross join unnest(a.cohorts, a.small) t (cohort, small)
  ), back as (
    select f.cohort, t.nth - f.cohort as later, sum(bit_count(f.bits & t.bits))::bigint as active
    from firsts f join private.active_bits(starts) t on t.chunk = f.chunk and t.nth >= f.cohort group by 1, 2
  )
  select s.cohort, n - s.cohort, s.members, case when t.told then coalesce(b.active, 0) end
  from sizes s join told t on t.cohort = s.cohort
  cross join lateral generate_series(s.cohort, cardinality(starts) - 1) n
  left join back b on b.cohort = s.cohort and b.later = n - s.cohort;
end
$$;

create or replace function private.split_in(since timestamptz, until timestamptz, time_zone text, split_by text)
returns table (segment text, members bigint, active_members bigint)
language plpgsql stable security definer set search_path = '' set jit = off as $$
begin
  perform private.require_staff();
  return query
  with there as materialized (select t.chunk, t.bits from private.active_bits(array[since, until]) t),
  grouped as materialized (
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
  ), told as (
    select t.segment, t.members, t.active, t.small
    from (
      select array_agg(g.segment order by g.segment) as segments, array_agg(g.members order by g.segment) as members, array_agg(g.active order by g.segment) as active,
        private.small_groups(array_agg(g.members order by g.segment)) as small from grouped g
    ) a cross join unnest(a.segments, a.members, a.active, a.small) t (segment, members, active, small)
  )
  select case when not t.small then t.segment end, sum(t.members)::bigint, case when sum(t.members) >= 5 then sum(t.active)::bigint end
  from told t group by 1;
end
$$;
comment on function public.engagement_split(date, date, text, text) is
  'Members by plan, city, age band or month of sign-up, and how many of them were active in these days. Groups of fewer than five stand together without a name, with the next larger one where they are fewer than five altogether.';

-- The ratings are those of all matches of the period, on each of its rows.
create or replace function private.outcomes_in(starts timestamptz[]) returns table (nth integer, state text, matches bigint, ratings bigint, rating_sum bigint)
language plpgsql stable security definer set search_path = '' set jit = off as $$
begin
  perform private.require_staff();
  return query
  with made as materialized (
    select width_bucket(m.created_at, starts) as nth, m.state, count(*) as matches, sum(f.ratings)::bigint as ratings, sum(f.rating_sum)::bigint as rating_sum
    from public.matches m
    left join (
      select r.match_id, count(*) as ratings, sum(r.rating) as rating_sum from public.match_feedback r
      join public.matches o on o.id = r.match_id where o.created_at >= starts[1] and o.created_at < starts[cardinality(starts)] group by 1
    ) f on f.match_id = m.id
    where m.created_at >= starts[1] and m.created_at < starts[cardinality(starts)]
    group by 1, 2
  ), periods as (
    select m.nth, sum(m.matches)::bigint as matches, sum(m.ratings)::bigint as ratings, sum(m.rating_sum)::bigint as rating_sum from made m group by 1
  ), told as (
    select t.nth, t.small, t.rare
    from (
      select array_agg(p.nth order by p.nth) as nths, private.small_groups(array_agg(p.matches order by p.nth)) as small,
        private.small_groups(array_agg(coalesce(p.ratings, 0) order by p.nth)) as rare from periods p
    ) a cross join unnest(a.nths, a.small, a.rare) t (nth, small, rare)
  )
  select m.nth, case when not t.small then m.state end, sum(m.matches)::bigint, case when not t.rare then p.ratings end, case when not t.rare then p.rating_sum end
  from made m join periods p on p.nth = m.nth join told t on t.nth = m.nth
  group by 1, 2, 4, 5;
end
$$;
comment on function public.match_outcomes(date, date, text, text) is
  'Matches by the period in which they were made and what became of them, with the ratings that members gave to the matches of the period. Of fewer than five matches it is not told what became of them, of fewer than five ratings not what they were.';

create or replace function private.reach_in(since timestamptz, until timestamptz, kind text) returns table (id uuid, name text, members bigint, started bigint, completed bigint)
language plpgsql stable security definer set search_path = '' set jit = off as $$
begin
  perform private.require_staff();
  if kind = 'game' then
    return query
    select g.id, g.name, case when r.members >= 5 then r.members end, case when r.members >= 5 then r.started end, case when r.members >= 5 then r.completed end
    from (
      select p.game_id, count(*) as members, sum(p.started)::bigint as started, sum(p.completed)::bigint as completed
      from (
        select s.game_id, s.user_id, count(*) as started, count(*) filter (where s.state = 'completed') as completed
        from public.user_game_sessions s where s.started_at >= since and s.started_at < until group by 1, 2
      ) p group by 1
    ) r join public.games g on g.id = r.game_id;
  else
    return query
    select a.id, a.title, case when r.members >= 5 then r.members end, case when r.members >= 5 then r.members end, case when r.members >= 5 then r.completed end
    from (
      select p.article_id, count(*) as members, count(*) filter (where p.has_read) as completed
      from (
        select i.article_id, i.user_id, bool_or(i.kind = 'read') as has_read
        from public.user_content_interactions i where i.created_at >= since and i.created_at < until group by 1, 2
      ) p group by 1
    ) r join public.content_articles a on a.id = r.article_id;
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
  order by r.members desc nulls last, r.name;
end
$$;
comment on function public.content_reach(date, date, text, text) is
  'Games or articles with the members that they reached in these days, how often they were begun, and how often finished. An article is finished by those who read it. Of what reached fewer than five members no figures are told.';
comment on function public.member_funnel(date, date, text) is
  'Of those who signed up in these days, how many have got how far until now, and the median of hours since they signed up. Of fewer than five it is not told how far they got, nor how long fewer than five took.';

revoke all on function private.follow_steps(uuid[]), private.keep_steps(), private.rebuild_steps(), private.small_groups(bigint[]), private.funnel_in(timestamptz, timestamptz),
  private.retention_in(timestamptz[]), private.split_in(timestamptz, timestamptz, text, text), private.outcomes_in(timestamptz[]), private.reach_in(timestamptz, timestamptz, text),
  public.engagement_retention(date, text, integer), public.content_reach(date, date, text, text)
  from public, anon, authenticated, service_role;
grant execute on function private.funnel_in(timestamptz, timestamptz), private.retention_in(timestamptz[]), private.split_in(timestamptz, timestamptz, text, text),
  private.outcomes_in(timestamptz[]), private.reach_in(timestamptz, timestamptz, text), public.engagement_retention(date, text, integer), public.content_reach(date, date, text, text)
  to authenticated;
grant execute on function private.rebuild_steps() to service_role;

select private.rebuild_steps();
