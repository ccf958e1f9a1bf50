-- What the charts read is what the rows say, whatever was written, corrected and deleted, in every zone.

begin;
set local search_path = public, extensions;
select no_plan();

insert into auth.users (id, email) select tests.id('staff'), 'staff@rules.test';
insert into staff_members (user_id, full_name, email, roles) values (tests.id('staff'), 'Staff', 'staff@rules.test', '{growth}');
insert into auth.users (id, email) select tests.id('m' || n), 'm' || n || '@rules.test' from generate_series(1, 12) n;
insert into profiles (id, display_name, email) select tests.id('m' || n), 'm' || n, 'm' || n || '@rules.test' from generate_series(1, 12) n;

-- From the rows alone, as the charts counted before there were sums.
create function pg_temp.raw_activity(from_date date, to_date date, zone text, grain text)
returns table (period_start date, active_members bigint, sessions bigint, minutes numeric) language sql as $$
  select b.days[n], count(distinct s.user_id), count(s.id), round(coalesce(sum(s.seconds), 0) / 60.0, 1)
  from private.period_bounds(from_date, to_date, zone, grain) b cross join generate_series(1, cardinality(b.days) - 1) n
  left join engagement_sessions s on s.started_at >= b.starts[n] and s.started_at < b.starts[n + 1]
  group by 1, n
$$;
create function pg_temp.differences() returns text language sql as $$
  select string_agg(concat_ws(' ', z.zone, r.grain), ', ') from (values ('UTC'), ('Europe/Berlin'), ('Asia/Kolkata'), ('Asia/Kathmandu'), ('Pacific/Chatham'), ('Australia/Lord_Howe'), ('Atlantic/Azores'), ('Africa/Cairo')) z (zone)
  cross join (values ('day', date '2026-10-20', date '2026-11-06'), ('week', '2026-10-01', '2026-11-20'), ('month', '2026-09-10', '2026-12-02')) r (grain, a, b)
  where (select array_agg((period_start, active_members, sessions, minutes)::text order by period_start) from engagement_activity(r.a, r.b, z.zone, r.grain))
    is distinct from (select array_agg((period_start, active_members, sessions, minutes)::text order by period_start) from pg_temp.raw_activity(r.a, r.b, z.zone, r.grain))
$$;
-- What members wrote, matched and played, from the rows alone: each zone's days, weeks and months, and odd ranges for reach.
create function pg_temp.act_differences() returns text language sql as $$
  select string_agg(concat_ws(' ', z.zone, r.grain), ', ') from (values ('UTC'), ('Asia/Kathmandu'), ('Australia/Lord_Howe'), ('Pacific/Apia'), ('America/St_Johns'), ('Africa/Cairo')) z (zone)
  cross join (values ('day', date '2026-10-20', date '2026-11-06'), ('week', '2026-10-01', '2026-11-20'), ('month', '2026-09-10', '2026-12-02')) r (grain, a, b)
  cross join lateral private.period_bounds(r.a, r.b, z.zone, r.grain) p
  where (select array_agg((c.nth, c.posts, c.comments, c.reactions, c.writers)::text order by c.nth) from private.community_in(p.starts) c)
    is distinct from (select array_agg((n,
        (select count(*) from community_posts where created_at >= p.starts[n] and created_at < p.starts[n + 1]), (select count(*) from post_comments where created_at >= p.starts[n] and created_at < p.starts[n + 1]),
        (select count(*) from post_reactions where created_at >= p.starts[n] and created_at < p.starts[n + 1]),
        (select count(distinct w.user_id) from (select user_id, created_at from community_posts union all select user_id, created_at from post_comments) w where w.created_at >= p.starts[n] and w.created_at < p.starts[n + 1]))::text order by n)
      from generate_series(1, cardinality(p.starts) - 1) n)
  or (select array_agg((a.nth, a.part, a.acts)::text order by a.nth, a.part) from private.acts_in(p.starts, 'match') a where a.acts <> 0)
    is distinct from (select array_agg((n, m.state, m.matches)::text order by n, m.state) from generate_series(1, cardinality(p.starts) - 1) n
      cross join lateral (select state, count(*) as matches from matches where created_at >= p.starts[n] and created_at < p.starts[n + 1] group by 1) m)
  or (select array_agg((a.nth, a.acts, a.amount)::text order by a.nth) from private.acts_in(p.starts, 'rating') a where a.acts <> 0)
    is distinct from (select array_agg((n, f.ratings, f.stars)::text order by n) from generate_series(1, cardinality(p.starts) - 1) n
      cross join lateral (select count(*) as ratings, sum(rating) as stars from match_feedback f join matches m on m.id = f.match_id where m.created_at >= p.starts[n] and m.created_at < p.starts[n + 1]) f where f.ratings > 0)
  or exists (
    select from generate_series(1, cardinality(p.starts) - 1) n where r.grain <> 'month'
      and (select array_agg((x.id, x.members, x.started, x.completed)::text order by x.id) from private.reach_in(p.starts[1], p.starts[n + 1], 'game') x where x.members > 0)
        is distinct from (select array_agg((g.*)::text order by g.game_id) from (select game_id, count(distinct user_id), count(*), count(*) filter (where state = 'completed')
          from user_game_sessions where started_at >= p.starts[1] and started_at < p.starts[n + 1] group by 1 having count(distinct user_id) >= 5) g)
      or (select array_agg((x.id, x.members, x.completed)::text order by x.id) from private.reach_in(p.starts[n], p.starts[n + 1], 'article') x where x.members > 0)
        is distinct from (select array_agg((g.*)::text order by g.article_id) from (select article_id, count(distinct user_id), count(distinct user_id) filter (where kind = 'read')
          from user_content_interactions where created_at >= p.starts[n] and created_at < p.starts[n + 1] group by 1 having count(distinct user_id) >= 5) g))
$$;
create function pg_temp.stored() returns text language sql as $$
  select md5(concat_ws('|',
    (select string_agg(s::text, ';' order by s.what, s.part, s.starts_at) from (
      select what, part, starts_at, sum(acts) n, sum(amount) m, sum(day_more) d, sum(two_days_more) t from private.activity_sums group by 1, 2, 3
      having sum(acts) <> 0 or sum(day_more) <> 0 or sum(two_days_more) <> 0) s),
    (select string_agg(format('%s %s %s %s', d.what, m.user_id, d.day, d.quarters), ';' order by d.what, m.user_id, d.day) from private.activity_days d join private.activity_members m on m.number - 1 = d.number),
    (select string_agg(format('%s %s %s %s %s', p.what, p.part, p.minutes, p.starts_at, p.users), ';' order by p.what, p.part, p.minutes, p.starts_at) from (
      select b.what, b.part, b.minutes, b.starts_at, string_agg(m.user_id::text, ',' order by m.user_id) users
      from private.activity_bits b join private.activity_members m on (m.number - 1) / 4096 = b.chunk and get_bit(b.bits, (m.number - 1) % 4096) = 1 group by 1, 2, 3, 4) p),
    (select sum(bit_count(b.bits))::text from private.activity_bits b),
    (select string_agg(format('%s %s', user_id, first_at), ';' order by user_id) from private.activity_members),
    (select string_agg(u::text, ';' order by u.period_start, u.period_end, u.feature) from (
      select period_start, period_end, feature, sum(members) a, sum(used) b, sum(limited_members) c, sum(limited_used) d, sum(allowed) e, sum(near_limit) f, sum(at_limit) g
      from private.usage_sums group by 1, 2, 3 having sum(members) > 0) u),
    (select string_agg(u::text, ';' order by u.period_start, u.feature, u.band) from (
      select period_start, feature, plan_id, band, sum(members) a, sum(used) b, sum(limited_members) c, sum(limited_used) d, sum(allowed) e, sum(near_limit) f, sum(at_limit) g
      from private.usage_spread group by 1, 2, 3, 4 having sum(members) > 0) u)))
$$;

-- New, returning, revived and lapsed members of each day, from the rows alone.
create function pg_temp.lifecycle_differences() returns text language sql as $$
  select string_agg(z.zone, ', ') from (values ('UTC'), ('Asia/Kathmandu'), ('Australia/Lord_Howe'), ('Atlantic/Azores'), ('Africa/Cairo')) z (zone)
  where (select array_agg((period_start, active_members, new_members, returning_members, lapsed_members)::text order by period_start) from engagement_lifecycle('2026-10-20', '2026-11-06', z.zone, 'day'))
    is distinct from (
      with there as (
        select b.days[n] as day, n, s.user_id, min(s.started_at) = (select min(f.started_at) from engagement_sessions f where f.user_id = s.user_id) as fresh
        from private.period_bounds('2026-10-19', '2026-11-06', z.zone, 'day') b cross join generate_series(1, cardinality(b.days) - 1) n
        join engagement_sessions s on s.started_at >= b.starts[n] and s.started_at < b.starts[n + 1] group by 1, 2, 3
      )
      select array_agg((d.day, coalesce(t.active, 0), coalesce(t.fresh, 0), coalesce(t.back, 0), (select count(*) from there p where p.n = d.n - 1) - coalesce(t.back, 0))::text order by d.day)
      from (select date '2026-10-18' + n as day, n from generate_series(2, 19) n) d
      left join lateral (
        select count(*) as active, count(*) filter (where h.fresh) as fresh, count(*) filter (where exists (select from there p where p.n = h.n - 1 and p.user_id = h.user_id)) as back
        from there h where h.n = d.n
      ) t on true)
$$;

-- A random history: late rows, many at once, corrections of person, time and length, deletions, and members who go.
-- Times fall close around the clock changes, and often on the edges of periods.
select setseed(0.42);
create function pg_temp.someone() returns uuid language sql volatile as $$ select tests.id('m' || (1 + floor(random() * 8))::int) $$;
create function pg_temp.some_time() returns timestamptz language sql volatile as $$
  select case when random() < 0.3 then date_bin('15 minutes', t, '2000-01-01Z') else t end from (select timestamptz '2026-10-20 00:00Z' + random() * interval '17 days' as t) x
$$;
create function pg_temp.act(act double precision) returns void language plpgsql as $$
declare
  games uuid[] := array(select id from games order by id limit 2);
  articles uuid[] := array(select id from content_articles order by id limit 2);
begin
  if act < 0.6 then
    insert into community_posts (user_id, title, body, created_at) select pg_temp.someone(), 'P', 'P', pg_temp.some_time() from generate_series(1, floor(random() * 4)::int);
    insert into post_comments (post_id, user_id, body, created_at) select (array(select id from community_posts))[1 + n], pg_temp.someone(), 'C', pg_temp.some_time() from generate_series(0, floor(random() * 4)::int) n where exists (select from community_posts offset n);
    insert into post_reactions (post_id, user_id, kind, created_at) select (array(select id from community_posts))[1 + n], pg_temp.someone(), 'like', pg_temp.some_time() from generate_series(0, floor(random() * 4)::int) n where exists (select from community_posts offset n) on conflict do nothing;
    insert into user_game_sessions (user_id, game_id, started_at) select pg_temp.someone(), games[1 + floor(random() * 2)::int], pg_temp.some_time() from generate_series(1, floor(random() * 9)::int);
    insert into user_content_interactions (user_id, article_id, kind, created_at) select pg_temp.someone(), articles[1 + floor(random() * 2)::int], (array['viewed', 'read', 'liked'])[1 + floor(random() * 3)::int], pg_temp.some_time() from generate_series(1, floor(random() * 9)::int) on conflict do nothing;
    insert into matches (user_a, user_b, score, created_at) select least(a, b), greatest(a, b), 80, pg_temp.some_time() from (select pg_temp.someone() as a, pg_temp.someone() as b from generate_series(1, 3)) p where a <> b on conflict do nothing;
    insert into match_feedback (match_id, user_id, rating) select id, user_a, 1 + floor(random() * 5) from matches where random() < 0.3 on conflict do nothing;
  elsif act < 0.85 then
    update community_posts set created_at = case when random() < 0.5 then pg_temp.some_time() else created_at end, user_id = case when random() < 0.2 then pg_temp.someone() else user_id end, view_count = view_count + 1 where random() < 0.3;
    update post_comments set created_at = pg_temp.some_time() where random() < 0.2;
    update post_reactions set created_at = pg_temp.some_time() where random() < 0.2;
    update user_game_sessions set started_at = case when random() < 0.5 then pg_temp.some_time() else started_at end, user_id = case when random() < 0.3 then pg_temp.someone() else user_id end where state = 'active' and random() < 0.3;
    update user_game_sessions set state = 'completed', completed_at = started_at + interval '1 hour' where state = 'active' and random() < 0.2;
    update user_content_interactions i set kind = 'shared' where random() < 0.2 and not exists (select from user_content_interactions o where (o.user_id, o.article_id, o.kind) = (i.user_id, i.article_id, 'shared'))
      and not exists (select from user_content_interactions o where (o.user_id, o.article_id) = (i.user_id, i.article_id) and o.id < i.id);
    update matches set created_at = pg_temp.some_time() where random() < 0.2;
    update matches set state = 'presented', presented_at = now() where state = 'suggested' and random() < 0.3;
    update match_feedback set rating = 1 + floor(random() * 5) where random() < 0.3;
  else
    delete from community_posts where random() < 0.2;
    delete from post_comments where random() < 0.2;
    delete from post_reactions where random() < 0.2;
    delete from user_game_sessions where random() < 0.2;
    delete from user_content_interactions where random() < 0.2;
    delete from match_feedback where random() < 0.1;
    delete from matches where random() < 0.2;
  end if;
end
$$;
do $$
declare
  act double precision;
begin
  for turn in 1..70 loop
    perform pg_temp.act(random());
    act := random();
    if act < 0.5 then
      insert into engagement_sessions (user_id, started_at, seconds)
      select tests.id('m' || (1 + floor(random() * 8))::int),
        case when random() < 0.3 then date_bin('15 minutes', t, '2000-01-01Z') else t end, floor(random() * 900)
      from (select timestamptz '2026-10-20 00:00Z' + random() * interval '17 days' as t from generate_series(1, 1 + floor(random() * 9)::int)) s;
      insert into usage_tracking (user_id, feature, period_start, period_end, used, limit_value)
      select tests.id('m' || (1 + floor(random() * 8))::int), (array['introductions', 'messages'])[1 + floor(random() * 2)::int], d, (d + interval '1 month')::date - 1,
        floor(random() * 10), case when random() < 0.7 then 5 end
      from (select date '2026-09-01' + floor(random() * 3)::int * interval '1 month' as m) g cross join lateral (select g.m::date as d) h
      on conflict do nothing;
    elsif act < 0.8 then
      update engagement_sessions set seconds = seconds + floor(random() * 2)::int,
        started_at = case when random() < 0.5 then started_at + (random() - 0.5) * interval '2 days' else started_at end,
        user_id = case when random() < 0.3 then tests.id('m' || (1 + floor(random() * 8))::int) else user_id end
      where random() < 0.2;
      update usage_tracking set used = floor(random() * 10), limit_value = case when random() < 0.5 then 4 end, period_end = period_start + floor(random() * 2)::int + 27 where random() < 0.4;
    elsif act < 0.97 then
      delete from engagement_sessions where random() < 0.15;
      delete from usage_tracking where random() < 0.2;
    else
      delete from profiles where id = tests.id('m' || (1 + floor(random() * 8))::int);
      insert into profiles (id, display_name, email) select tests.id('m' || n), 'm' || n, 'm' || n || '@rules.test' from generate_series(1, 12) n on conflict do nothing;
    end if;
  end loop;
  -- The order of rows differs from run to run, and so does what chance leaves: enough of each is written last.
  for turn in 1..8 loop
    perform pg_temp.act(0);
  end loop;
end
$$;
select set_config('request.jwt.claims', jsonb_build_object('sub', tests.id('staff'), 'role', 'authenticated')::text, true);
select cmp_ok((select count(*) from engagement_sessions), '>', 20::bigint, 'the history leaves sessions');
select is(pg_temp.differences(), null, 'every day, week and month of each zone is what its rows say');
select is((select count(*) from (values ((select count(*) from community_posts)), ((select count(*) from match_feedback)), ((select count(*) from user_game_sessions)), ((select count(*) from user_content_interactions))) v (n) where n > 5), 4::bigint, 'and what else members do');
select is(pg_temp.act_differences(), null, 'what they wrote, matched and played is what its rows say, and who did');
select is(pg_temp.lifecycle_differences(), null, 'and so are those who are new, return and lapse, day by day');
select is_empty($$
  select z.zone, g.grain, l.period_start, l.active_members, b.behind from (values ('UTC'), ('Asia/Kathmandu'), ('Atlantic/Azores'), ('Africa/Cairo'), ('Pacific/Apia')) z (zone) cross join (values ('day'), ('week'), ('month')) g (grain)
  cross join lateral engagement_lifecycle('2026-10-20', '2026-11-06', z.zone, g.grain) l
  cross join lateral (select count(*) as behind from engagement_members(l.period_start, (l.period_start + ('1 ' || g.grain)::interval)::date - 1, z.zone)) b
  where b.behind <> l.active_members$$, 'behind each number of active members are as many members');
-- What of fewer than five is not named is left out here; engagement.sql shows that it is refused.
create function pg_temp.named(from_date date, grain text, zone text, part text) returns bigint language plpgsql as $$
begin
  return (select count(*) from engagement_members(from_date, (from_date + ('1 ' || grain)::interval)::date - 1, zone, part => named.part));
exception when invalid_parameter_value then
  return null;
end
$$;
create temp table parts as
  select z.zone, g.grain, l.period_start, p.part, p.told, pg_temp.named(l.period_start, g.grain, z.zone, p.part) as named
  from (values ('UTC'), ('Asia/Kathmandu'), ('Atlantic/Azores'), ('Africa/Cairo'), ('Pacific/Apia')) z (zone) cross join (values ('day'), ('week'), ('month')) g (grain)
  cross join lateral engagement_lifecycle('2026-10-20', '2026-11-06', z.zone, g.grain) l
  cross join lateral (values ('new', l.new_members), ('returning', l.returning_members), ('revived', l.revived_members), ('lapsed', l.lapsed_members)) p (part, told);
select is_empty($$select * from parts where named <> told or part in ('returning', 'lapsed') and named is null or told between 1 and 4 and part in ('new', 'revived') and named is not null$$, 'and behind each number of a part of them');
select cmp_ok((select count(*) from parts where named > 0), '>', 40::bigint, 'of which many are told');
select results_eq(
  $$select period_start, feature, members, used, limited_members, limited_used, allowed, near_limit, at_limit, unfinished from usage_over_time('2026-09-01', '2026-12-01')$$,
  $$select period_start, feature, count(*), sum(used), count(limit_value), coalesce(sum(used) filter (where limit_value is not null), 0), coalesce(sum(limit_value), 0),
      count(*) filter (where used > 0 and used_share >= 0.8), count(*) filter (where used > 0 and used >= limit_value), bool_or(period_end >= (now() at time zone 'UTC')::date) from usage_tracking group by 1, 2 order by 1, 2$$,
  'use of each feature is what its rows say');
select results_eq(
  $$select s.period_start, s.feature, s.band::integer, sum(s.members)::bigint from private.usage_spread_in(array['2026-09-01', '2026-10-01', '2026-11-01']::date[]) s group by 1, 2, 3 having sum(s.members) > 0 order by 1, 2, 3$$,
  $$select period_start, feature, band, count(*) from usage_tracking join (values (0, 0, 0), (1, 1, 1), (2, 3, 2), (4, 7, 3), (8, 15, 4)) b (lo, hi, band) on used between lo and hi group by 1, 2, 3 order by 1, 2, 3$$,
  'and how many used it how much');
create temp table kept as select pg_temp.stored() as stored;
select isnt(private.rebuild_activity() + private.rebuild_usage(), 0::bigint, 'a rebuild counts all of it');
select is(pg_temp.stored(), (select stored from kept), 'and finds what was kept');

delete from profiles where id in (select tests.id('m' || n) from generate_series(1, 12) n);
select is((select sum(active_members) + sum(sessions) from engagement_activity('2026-10-01', '2026-11-30')), 0::numeric, 'members who are deleted leave nothing');
set constraints all immediate;
select is_empty('select * from private.activity_members', 'not even their places');
set constraints all deferred;
select is_empty('select what from private.activity_sums group by 1 having sum(acts) <> 0 union all select what from private.activity_bits group by 1 having sum(bit_count(bits)) > 0 union all select what from private.activity_days',
  'nor what they wrote, matched and played');

select results_eq($$select count(*), sum(active_members), sum(new_members + lapsed_members) from engagement_lifecycle('2001-01-01', '2001-02-28', 'America/Sao_Paulo', 'day')$$,
  $$values (59::bigint, 0::numeric, 0::numeric)$$, 'days before there was anybody are days with nobody, each of them');

-- A leap day is a day like others.
select set_config('request.jwt.claims', '', true);
insert into profiles (id, display_name, email) values (tests.id('m1'), 'm1', 'm1@rules.test');
select set_config('request.jwt.claims', jsonb_build_object('sub', tests.id('staff'), 'role', 'authenticated')::text, true);
insert into engagement_sessions (user_id, started_at, seconds) values (tests.id('m1'), '2028-02-29 18:29:59Z', 60), (tests.id('m1'), '2028-02-29 18:30:00Z', 60);
select results_eq($$select period_start, sessions from engagement_activity('2028-02-28', '2028-03-01', 'Asia/Kolkata')$$,
  $$values ('2028-02-28'::date, 0::bigint), ('2028-02-29', 1), ('2028-03-01', 1)$$, 'midnight in India is half past six in UTC, on a leap day too');
truncate engagement_sessions;
select is_empty('select * from private.activity_sums where what = ''session''', 'a table that is emptied leaves nothing');

set local role authenticated;
select throws_ok($$select * from private.active_bits(array[now(), now()])$$, '42501', null, 'who was there is not for anyone to read');
select set_config('request.jwt.claims', jsonb_build_object('sub', tests.id('m1'), 'role', 'authenticated')::text, true);
select throws_ok($$select * from private.activity_in(array[now() - interval '1 day', now()])$$, '42501', 'Only staff see the numbers of all members.', 'nor are the sums');
reset role;

select * from finish();
rollback;
