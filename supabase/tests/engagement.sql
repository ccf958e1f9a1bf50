-- The figures of members: who is new, comes back and stays away, how far they get; worked out by hand.

begin;
set local search_path = public, extensions;
select no_plan();

insert into auth.users (id, email) select tests.id(name), name || '@rules.test'
  from unnest(array['growth', 'finance', 'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']) name;
insert into staff_members (user_id, full_name, email, roles) select tests.id(name), name, name || '@rules.test', array[name] from unnest(array['growth', 'finance']) name;
insert into profiles (id, display_name, email, city, birth_date, created_at)
  select tests.id(name), name, name || '@rules.test', case when name < 'f' then 'Lyon' when name = 'f' then 'Porto' else 'Bergen' end, '1990-01-01', '2026-02-27 12:00Z'
  from unnest(array['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']) name;
-- Weeks from Monday 2, 9, 16 and 23 March 2026. a comes each week, b in the first and the third, c to e in the first only, f from the second on.
insert into engagement_sessions (user_id, started_at, seconds) select tests.id(s.who), s.at::timestamptz, 60 from (values
  ('a', '2026-03-02 10:00Z'), ('a', '2026-03-03 10:00Z'), ('a', '2026-03-09 10:00Z'), ('a', '2026-03-16 10:00Z'), ('a', '2026-03-23 10:00Z'),
  ('b', '2026-03-04 10:00Z'), ('b', '2026-03-17 10:00Z'), ('c', '2026-03-04 10:00Z'), ('d', '2026-03-05 10:00Z'), ('e', '2026-03-08 23:30Z'),
  ('f', '2026-03-10 10:00Z'), ('f', '2026-03-18 10:00Z')) s (who, at);

select tests.act_as('growth');
select results_eq(
  $$select period_start, active_members, new_members, returning_members, revived_members, lapsed_members from engagement_lifecycle('2026-03-02', '2026-03-29')$$,
  $$values ('2026-03-02'::date, 5::bigint, 5::bigint, 0::bigint, 0::bigint, 0::bigint), ('2026-03-09', 2, 1, 1, 0, 4), ('2026-03-16', 3, 0, 2, 1, 0), ('2026-03-23', 1, 0, 1, 0, 2)$$,
  'new, returning and revived make up the active; lapsed were there in the week before');
select results_eq(
  $$select period_start, active_members, new_members, returning_members, lapsed_members from engagement_lifecycle('2026-03-02', '2026-03-15', 'Europe/Berlin')$$,
  $$values ('2026-03-02'::date, 4::bigint, 4::bigint, 0::bigint, 0::bigint), ('2026-03-09', 3, 2, 1, 3)$$,
  'in Berlin the last of Sunday is Monday');
select results_eq(
  $$select cohort_start, week, members, active_members from engagement_retention('2026-03-29', 'UTC', 4)$$,
  $$values ('2026-03-02'::date, 0, 5::bigint, 5::bigint), ('2026-03-02', 1, 5, 1), ('2026-03-02', 2, 5, 2), ('2026-03-02', 3, 5, 1),
    ('2026-03-09', 0, 1, null), ('2026-03-09', 1, 1, null), ('2026-03-09', 2, 1, null)$$,
  'each cohort by week; of one member nothing is told');
select results_eq(
  $$select * from engagement_split('2026-03-09', '2026-03-22', 'UTC', 'city')$$,
  $$values ('Lyon', 5::bigint, 2::bigint), (null, 3, null)$$,
  'cities with fewer than five stand together, and nothing is told of so few');
select results_eq(
  $$select * from engagement_split('2026-03-09', '2026-03-22', 'UTC', 'age_band')$$, $$values ('35 to 44', 8::bigint, 3::bigint)$$, 'by age');
select results_eq($$select segment, members from engagement_split('2026-03-09', '2026-03-22', 'UTC', 'plan')$$, $$values ('No plan', 8::bigint)$$, 'by plan');

select tests.act_as('owner');
insert into conversation_flows (id, slug, name, goal, state) values (tests.id('flow'), 'flow-test', 'F', 'F', 'active');
insert into user_conversations (user_id, flow_id, state, started_at, completed_at) values
  (tests.id('a'), tests.id('flow'), 'completed', '2026-02-27 13:00Z', '2026-02-27 14:00Z'), (tests.id('b'), tests.id('flow'), 'completed', '2026-02-27 14:00Z', '2026-02-27 16:00Z'),
  (tests.id('c'), tests.id('flow'), 'active', '2026-02-28 12:00Z', null);
insert into matches (user_a, user_b, score, created_at) select least(tests.id('a'), tests.id(o)), greatest(tests.id('a'), tests.id(o)), 80, '2026-02-28 12:00Z' from unnest(array['b', 'h']) o;
select tests.act_as('growth');
select results_eq(
  $$select step, members, median_hours from member_funnel('2026-02-27', '2026-02-27')$$,
  $$values (1, 8::bigint, 0.0), (2, 3, 2.0), (3, 2, 3.0), (4, 2, 24.0), (5, 0, null)$$,
  'who signed up in these days, and how far they got; who was matched without the conversation is not in the fourth step');
select is_empty($$select 1 from member_funnel('2026-03-01', '2026-03-02') where members > 0$$, 'nobody signed up then');
select results_eq($$select period_start, state, matches, ratings from match_outcomes('2026-02-23', '2026-03-01')$$,
  $$values ('2026-02-23'::date, 'suggested', 2::bigint, 0::bigint)$$, 'matches by what became of them');

-- Days in a row up to the last: a was there on 2 and 3 March, b and c on 4 March; e late on Sunday 8 March, which is Monday in Berlin.
select results_eq($$select * from engagement_streaks('2026-03-03')$$, $$values (2, 1::bigint, false, '2026-03-03'::date)$$, 'who came yesterday and today has come two days in a row');
select results_eq($$select streak, members, is_longest from engagement_streaks('2026-03-03', 'UTC', 2)$$, $$values (2, 1::bigint, true)$$, 'the longest asked for stands for longer ones');
select results_eq($$select streak, members from engagement_streaks('2026-03-04')$$, $$values (1, 2::bigint)$$, 'who did not come on the last day has none');
select results_eq($$select streak, members from engagement_streaks('2026-03-09')$$, $$values (1, 1::bigint)$$, 'a came on Monday');
select results_eq($$select streak, members from engagement_streaks('2026-03-10', 'Europe/Berlin')$$, $$values (1, 1::bigint)$$, 'f on Tuesday');
select results_eq($$select streak, members from engagement_streaks('2026-03-09', 'Europe/Berlin')$$, $$values (1, 2::bigint)$$, 'and in Berlin e is there on Monday, too');
select is_empty($$select * from engagement_streaks('2026-03-01')$$, 'nobody, no streak');
select is((select last_day from engagement_streaks('2026-03-03') limit 1), '2026-03-03'::date, 'the last day is told');
select throws_ok($$select * from engagement_streaks('2026-03-03', 'UTC', 0)$$, '22023', null, 'of some days');

-- What members write: by the zone's periods, whatever became of it.
select tests.act_as('owner');
insert into community_posts (id, user_id, title, body, state, created_at) values
  (tests.id('p1'), tests.id('a'), 'P', 'P', 'published', '2026-03-08 23:30Z'), (tests.id('p2'), tests.id('a'), 'Q', 'Q', 'removed', '2026-03-10 10:00Z');
insert into post_comments (post_id, user_id, body, created_at) values (tests.id('p1'), tests.id('b'), 'C', '2026-03-10 11:00Z'), (tests.id('p1'), tests.id('a'), 'D', '2026-03-16 00:00Z');
insert into post_reactions (post_id, user_id, kind, created_at) select tests.id('p1'), tests.id(w), (select kind from (select unnest(array['like', 'heart', 'helpful']) kind) k limit 1), '2026-03-15 23:59:59Z' from unnest(array['c', 'd']) w;
select tests.act_as('growth');
select results_eq($$select period_start, posts, comments, reactions, writers from community_activity('2026-03-02', '2026-03-16')$$,
  $$values ('2026-03-02'::date, 1::bigint, 0::bigint, 0::bigint, 1::bigint), ('2026-03-09', 1, 1, 2, 2), ('2026-03-16', 0, 1, 0, 1)$$, 'posts, comments, reactions and who wrote, by week');
select results_eq($$select period_start, posts, comments, reactions from community_activity('2026-03-02', '2026-03-16', 'Europe/Berlin')$$,
  $$values ('2026-03-02'::date, 0::bigint, 0::bigint, 0::bigint), ('2026-03-09', 2, 1, 0), ('2026-03-16', 0, 1, 2)$$, 'in Berlin Sunday ends earlier');

-- A line on a figure
insert into chart_lines (figure, threshold, period, team) values ('sign_ups', 3, 'week', 'growth'), ('sessions', 0, 'day', 'growth');
select throws_ok($$insert into chart_lines (figure, threshold, team) values ('sessions', 1, 'finance')$$, '42501', null, 'one draws lines for one''s own teams');
select is_empty('select * from crossed_lines()', 'nothing lies above a line');
select tests.act_as('owner');
insert into engagement_sessions (user_id, started_at) values (tests.id('a'), now() - interval '1 hour'), (tests.id('b'), now() - interval '25 hours');
select tests.act_as('growth');
select results_eq('select figure, value, threshold, address from crossed_lines()',
  $$values ('sessions', 1::numeric, 0::numeric, '/engagement-sessions?started_at=last:24h')$$, 'what crosses a line is told, with the way to its rows');
select tests.act_as('finance');
select is_empty('select * from crossed_lines()', 'to the team whose line it is');
select throws_ok($$update chart_lines set created_by = null$$, '42501', null, 'who drew it is not for anyone to say');

-- Annotations and pins
insert into chart_annotations (on_day, label) values ('2026-03-10', 'Release');
insert into chart_pins (chart, address) values ('activity', 'chart.grain=week');
select is((select created_by from chart_annotations), tests.id('finance'), 'who writes on the axis is known');
select tests.act_as('growth');
select is((select count(*) from chart_annotations), 1::bigint, 'and everyone reads it');
update chart_annotations set label = 'Mine';
delete from chart_annotations;
select is((select label from chart_annotations), 'Release', 'but does not change another''s');
select is_empty('select * from chart_pins', 'a home page is its owner''s');

select tests.act_as('a');
select throws_ok(format('select * from %s', f), '42501', null, 'not for members: ' || f) from unnest(array[
  $$engagement_lifecycle('2026-03-02', '2026-03-08')$$, $$engagement_retention('2026-03-08')$$, $$engagement_split('2026-03-02', '2026-03-08')$$,
  $$member_funnel('2026-03-02', '2026-03-08')$$, $$match_outcomes('2026-03-02', '2026-03-08')$$, $$content_reach('2026-03-02', '2026-03-08')$$,
  $$engagement_streaks('2026-03-02')$$, $$community_activity('2026-03-02', '2026-03-08')$$, $$usage_by_plan('2026-03-02')$$, $$usage_spread('2026-03-02')$$]) f;
select is_empty('select * from crossed_lines()', 'nor are the lines');

select * from finish();
rollback;
