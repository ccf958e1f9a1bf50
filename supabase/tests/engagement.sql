-- The figures of members: who is new, comes back and stays away, how far they get; worked out by hand.

begin;
set local search_path = public, extensions;
select no_plan();

insert into auth.users (id, email) select tests.id(name), name || '@rules.test'
  from unnest(array['growth', 'finance', 'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'late']) name;
insert into staff_members (user_id, full_name, email, roles) select tests.id(name), name, name || '@rules.test', array[name] from unnest(array['growth', 'finance']) name;
insert into profiles (id, display_name, email, city, birth_date, created_at)
  select tests.id(name), name, name || '@rules.test', case when name < 'f' then 'Lyon' when name = 'f' then 'Porto' else 'Bergen' end, '1990-01-01', '2026-02-27 12:00Z'
  from unnest(array['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']) name;
insert into profiles (id, display_name, email, created_at) values (tests.id('late'), 'late', 'late@rules.test', '2026-04-01 12:00Z');
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
-- For a moment f comes first in the first week, too.
select tests.act_as('owner');
insert into engagement_sessions (user_id, started_at, seconds) values (tests.id('f'), '2026-03-04 09:00Z', 1);
select tests.act_as('growth');
select results_eq(
  $$select cohort_start, week, members, active_members from engagement_retention('2026-03-22', 'UTC', 4)$$,
  $$values ('2026-03-02'::date, 0, 6::bigint, 6::bigint), ('2026-03-02', 1, 6, 2), ('2026-03-02', 2, 6, 3)$$, 'each cohort by week');
select tests.act_as('owner');
delete from engagement_sessions where seconds = 1;
select tests.act_as('growth');
select results_eq(
  $$select cohort_start, week, members, active_members from engagement_retention('2026-03-15', 'UTC', 4)$$,
  $$values ('2026-03-02'::date, 0, 5::bigint, null::bigint), ('2026-03-02', 1, 5, null), ('2026-03-09', 0, 1, null)$$,
  'of one member nothing is told, nor of the only other cohort: all of the week less that one would tell it');
select results_eq(
  $$select * from engagement_split('2026-03-09', '2026-03-22', 'UTC', 'city')$$,
  $$values (null::text, 8::bigint, 3::bigint)$$,
  'cities with fewer than five stand together, and as they are fewer than five all the same with the next larger one');
select results_eq(
  $$select * from engagement_split('2026-03-09', '2026-03-22', 'UTC', 'age_band')$$, $$values ('35 to 44', 8::bigint, 3::bigint)$$, 'by age');
select results_eq($$select segment, members from engagement_split('2026-03-09', '2026-03-22', 'UTC', 'plan')$$, $$values ('No plan', 8::bigint)$$, 'by plan');

select tests.act_as('owner');
insert into conversation_flows (id, slug, name, goal, state) values (tests.id('flow'), 'flow-test', 'F', 'F', 'active');
insert into user_conversations (user_id, flow_id, state, started_at, completed_at) values
  (tests.id('a'), tests.id('flow'), 'completed', '2026-02-27 13:00Z', '2026-02-27 14:00Z'), (tests.id('b'), tests.id('flow'), 'completed', '2026-02-27 14:00Z', '2026-02-27 16:00Z'),
  (tests.id('c'), tests.id('flow'), 'active', '2026-02-28 12:00Z', null), (tests.id('d'), tests.id('flow'), 'active', '2026-02-27 15:00Z', null),
  (tests.id('e'), tests.id('flow'), 'active', '2026-02-27 16:00Z', null), (tests.id('late'), tests.id('flow'), 'active', '2026-04-01 13:00Z', null);
insert into matches (user_a, user_b, score, created_at) select least(tests.id('a'), tests.id(o)), greatest(tests.id('a'), tests.id(o)), 80, '2026-02-28 12:00Z' from unnest(array['b', 'h']) o;
select tests.act_as('growth');
select results_eq(
  $$select step, members, median_hours from member_funnel('2026-02-27', '2026-02-27')$$,
  $$values (1, 8::bigint, 0.0), (2, 5, 3.0), (3, 2, null), (4, 2, null), (5, 0, null)$$,
  'who signed up in these days, and how far they got; who was matched without the conversation is not in the fourth step');
select results_eq($$select step, members, median_hours from member_funnel('2026-04-01', '2026-04-01')$$,
  $$values (1, 1::bigint, 0.0), (2, null, null), (3, null, null), (4, null, null), (5, null, null)$$, 'of one who signed up it is not told how far they got');
select results_eq($$select display_name, reached::integer from member_directory where reached > 1 and display_name <> 'late' order by 1$$,
  $$values ('a', 4), ('b', 4), ('c', 2), ('d', 2), ('e', 2)$$, 'the directory says the same of each member');
select is_empty($$select 1 from member_funnel('2026-03-01', '2026-03-02') where members > 0$$, 'nobody signed up then');
select results_eq($$select period_start, state, matches, ratings from match_outcomes('2026-02-23', '2026-03-01')$$,
  $$values ('2026-02-23'::date, null::text, 2::bigint, null::bigint)$$, 'of two matches it is not told what became of them');
select tests.act_as('owner');
update matches set introduced_at = '2026-03-01 12:00Z' where user_a = least(tests.id('a'), tests.id('h')) and user_b = greatest(tests.id('a'), tests.id('h'));
delete from matches where user_a = least(tests.id('a'), tests.id('b')) and user_b = greatest(tests.id('a'), tests.id('b'));
insert into matches (user_a, user_b, score, state, created_at) select least(tests.id('d'), tests.id(o)), greatest(tests.id('d'), tests.id(o)), 80, 'presented', '2026-03-03 12:00Z' from unnest(array['a', 'b', 'c', 'e']) o;
insert into matches (user_a, user_b, score, state, created_at) values (least(tests.id('f'), tests.id('g')), greatest(tests.id('f'), tests.id('g')), 80, 'declined', '2026-03-03 12:00Z'),
  (least(tests.id('g'), tests.id('h')), greatest(tests.id('g'), tests.id('h')), 80, 'presented', '2026-03-10 12:00Z');
delete from user_conversations where user_id = tests.id('c');
create temp table steps_before as select id, reached from member_directory;
select isnt(private.rebuild_steps(), 0::bigint, 'how far members got can be worked out anew');
select is_empty('select id, reached from member_directory except select * from steps_before', 'and is what was kept');
select is(private.small_groups(sizes::bigint[]), small::boolean[], 'small among ' || sizes) from (values
  ('{5,1}', '{t,t}'), ('{9,2,3,5}', '{f,t,t,f}'), ('{7,4,6}', '{f,t,t}'), ('{5,5}', '{f,f}'), ('{0,9}', '{t,f}'), ('{3}', '{t}')) s (sizes, small);
insert into user_game_sessions (user_id, game_id, started_at) select tests.id(w), g.id, '2026-03-03 12:00Z' from (select id from games order by id limit 1) g, unnest(array['a', 'a', 'b', 'c', 'd']) w;
insert into user_game_sessions (user_id, game_id, started_at) select tests.id(w), g.id, '2026-03-04 12:00Z' from (select id from games order by id limit 1) g, unnest(array['a', 'e']) w;
select tests.act_as('growth');
select results_eq($$select members, started, completed from content_reach('2026-03-03', '2026-03-03')$$, $$values (null::bigint, null::bigint, null::bigint)$$, 'of a game that reached four nothing is told');
select results_eq($$select members, started, completed from content_reach('2026-03-03', '2026-03-04')$$, $$values (5::bigint, 7::bigint, 0::bigint)$$, 'of one that reached five all');
select results_eq($$select display_name, reached::integer from member_directory where reached > 1 and display_name <> 'late' order by 1$$,
  $$values ('a', 5), ('b', 4), ('d', 2), ('e', 2)$$, 'it follows introductions, and what is deleted');
select results_eq($$select period_start, state, matches from match_outcomes('2026-03-02', '2026-03-08')$$,
  $$values ('2026-03-02'::date, 'declined', 1::bigint), ('2026-03-02', 'presented', 4)$$, 'matches by what became of them');
select results_eq($$select period_start, state, matches from match_outcomes('2026-03-02', '2026-03-15')$$,
  $$values ('2026-03-02'::date, null::text, 5::bigint), ('2026-03-09', null, 1)$$, 'nor of those by which a single one could be worked out');
select results_eq($$select period_start, state, matches, ratings, unfinished from match_outcomes('2026-03-16', '2026-03-29')$$,
  $$values ('2026-03-16'::date, null::text, 0::bigint, 0::bigint, false), ('2026-03-23', null, 0, 0, false)$$, 'a week without matches has a row of nothing');
select results_eq($$select state, matches, unfinished from match_outcomes(current_date, current_date, 'UTC', 'month')$$, $$values (null::text, 0::bigint, true)$$, 'also one that still goes on');

-- Days in a row up to the last: a was there on 2 and 3 March, b and c on 4 March; e late on Sunday 8 March, which is Monday in Berlin.
create function pg_temp.streaks(last date, zone text default 'UTC', most integer default 60) returns table (days integer, members bigint) language sql as $$
  select * from private.streaks_in(array(select private.day_start(last - n, zone) from generate_series(most - 1, -1, -1) n))
$$;
select results_eq($$select * from pg_temp.streaks('2026-03-03')$$, $$values (2, 1::bigint)$$, 'who came yesterday and today has come two days in a row');
select results_eq($$select * from pg_temp.streaks('2026-03-03', 'UTC', 1)$$, $$values (1, 1::bigint)$$, 'the longest asked for stands for longer ones');
select results_eq($$select * from pg_temp.streaks('2026-03-04')$$, $$values (1, 2::bigint)$$, 'who did not come on the last day has none');
select results_eq($$select * from pg_temp.streaks('2026-03-09')$$, $$values (1, 1::bigint)$$, 'a came on Monday');
select results_eq($$select * from pg_temp.streaks('2026-03-10', 'Europe/Berlin')$$, $$values (1, 1::bigint)$$, 'f on Tuesday');
select results_eq($$select * from pg_temp.streaks('2026-03-09', 'Europe/Berlin')$$, $$values (1, 2::bigint)$$, 'and in Berlin e is there on Monday, too');
select results_eq($$select at_least, at_most, members from engagement_streaks('2026-03-04')$$, $$values (1, null::integer, 2::bigint)$$, 'of two it is not told how long');
select is(private.merged_bands(sizes::bigint[])::text, merged, 'bands put together of ' || sizes) from (values
  ('{5,5}', '{2,1}'), ('{9,4,1}', '{2,1,1}'), ('{4,9,1,1}', '{1,1,1,1}'), ('{4,9,5}', '{2,2,1}'), ('{1,1}', '{1,1}'), ('{7}', '{1}'), ('{}', '{}')) s (sizes, merged);
select is_empty($$select * from engagement_streaks('2026-03-01')$$, 'nobody, no streak');
select is((select last_day from engagement_streaks('2026-03-03') limit 1), '2026-03-03'::date, 'the last day is told');
select throws_ok($$select * from engagement_streaks('2026-03-03', 'UTC', 0)$$, '22023', null, 'of some days');

-- Who is behind a figure: as many as it says, and nobody where it says nothing.
select throws_ok($$select * from engagement_members('2026-03-09', '2026-03-15', cohort => '2026-03-09')$$, '22023', null, 'of a cohort of one it is not told who');
select throws_ok($$select * from engagement_members('2026-03-02', '2026-03-08', cohort => '2026-03-02')$$, '22023', null, 'nor of the one of five by which it could be worked out');
select results_eq($$select distinct active_members from engagement_retention('2026-03-08', 'UTC', 1)$$, array[null::bigint], 'also where only that week is shown');
select tests.act_as('owner');
update engagement_sessions set started_at = started_at - interval '7 days' where user_id = tests.id('f');
select tests.act_as('growth');
select results_eq($$select display_name, found from engagement_members('2026-03-02', '2026-03-08', cohort => '2026-03-02')$$, $$values ('a', 6::bigint), ('b', 6), ('c', 6), ('d', 6), ('e', 6), ('f', 6)$$, 'the cohort of a week');
select results_eq($$select display_name from engagement_members('2026-03-16', '2026-03-22', cohort => '2026-03-02')$$, array['a', 'b'], 'and who of it came back');
select throws_ok(format('select * from engagement_members(%L, %L, cohort => %L)', f, t, c), '22023', 'A cohort and when it came back are weeks from Monday.', 'no week that slides: ' || f || ' of ' || c)
  from (values ('2026-03-02', '2026-03-08', '2026-03-03'), ('2026-03-03', '2026-03-09', '2026-03-02'), ('2026-03-02', '2026-03-07', '2026-03-02'), ('2026-03-02', '2026-03-15', '2026-03-02')) v (f, t, c);
select tests.act_as('owner');
update engagement_sessions set started_at = started_at + interval '7 days' where user_id = tests.id('f');
select tests.act_as('growth');
select throws_ok($$select * from engagement_members('2026-03-04', '2026-03-04', at_least => 1)$$, '22023', null, 'nor of two on a streak');
-- Each part of the active as `engagement_lifecycle` counts it.
select results_eq($$select display_name from engagement_members('2026-03-09', '2026-03-15', part => 'lapsed')$$, array['b', 'c', 'd', 'e'], 'who was there in the week before, and not in this one');
select results_eq($$select display_name from engagement_members('2026-03-16', '2026-03-22', part => 'returning')$$, array['a', 'f'], 'who was there in both');
select throws_ok(format('select * from engagement_members(%L, %L, part => %L)', f, t, p), '22023', m, concat_ws(' ', f, t, p, 'is refused')) from (values
  ('2026-03-02', '2026-03-08', 'new', 'Of a group of fewer than five it is not told who is in it.'), ('2026-03-02', '2026-03-08', 'old', 'Ask for new, returning, revived or lapsed members.'),
  ('2026-03-03', '2026-03-09', 'lapsed', 'Who is new, returning, revived or lapsed is told of a day, a week from Monday or a month.'),
  ('2026-03-01', '2026-03-30', 'lapsed', 'Who is new, returning, revived or lapsed is told of a day, a week from Monday or a month.')) v (f, t, p, m);
select results_eq($$select display_name from engagement_members('2026-03-02', '2026-03-22', split_by => 'sign_up_month', segment => '2026-02')$$, array['a', 'b', 'c', 'd', 'e', 'f'], 'who joined in a month and was there');
select throws_ok($$select * from engagement_members('2026-03-02', '2026-03-22', split_by => 'city', segment => 'Porto')$$, '22023', null, 'nor of a small city');
select throws_ok(format('select * from engagement_members(%L, %L, split_by => %L, segment => %L)', '2026-03-02', '2026-03-22', s, g), '42501', null, s || ' is not for growth')
  from (values ('age_band', '35 to 44'), ('plan', 'No plan')) v (s, g);
select tests.act_as('finance');
select is((select count(*) from engagement_members('2026-03-09', '2026-03-22', split_by => 'plan', segment => 'No plan')), (select active_members from engagement_split('2026-03-09', '2026-03-22', 'UTC', 'plan')),
  'finance sees who of a plan was there');
select tests.act_as('owner');
insert into engagement_sessions (user_id, started_at) select tests.id(w), d::timestamptz from unnest(array['a', 'b', 'c', 'd', 'e', 'f']) w, unnest(array['2026-02-10 10:00Z', '2026-02-11 10:00Z']) d where w <> 'f' or d > '2026-02-11';
insert into engagement_sessions (user_id, started_at) values (tests.id('a'), '2026-02-09 10:00Z');
select tests.act_as('growth');
select results_eq($$select at_least, at_most, members from engagement_streaks('2026-02-11')$$, $$values (1, null::integer, 6::bigint)$$, 'one of a single day joins the others');
select results_eq($$select display_name from engagement_members('2026-02-11', '2026-02-11', at_least => 1)$$, array['a', 'b', 'c', 'd', 'e', 'f'], 'who has come so many days in a row');
select throws_ok(format('select * from engagement_members(%L, %L, at_least => %s, at_most => %s)', '2026-02-11', '2026-02-11', lo, hi), '22023', null, 'not of a band that is not told: ' || lo || ' to ' || hi)
  from (values ('2', 'null'), ('2', '2'), ('1', '1'), ('1', '400')) b (lo, hi);
select tests.act_as('owner');
delete from engagement_sessions where started_at < '2026-03-01';

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
update chart_lines set threshold = 1 where figure = 'sessions';
select is_empty('select * from crossed_lines()', 'and no more once it lies on the line, or the line is moved away');
update chart_lines set threshold = 0 where figure = 'sessions';
select isnt_empty('select * from crossed_lines()', 'it crosses anew');
select tests.act_as('owner');
update engagement_sessions set started_at = now() - interval '25 hours' where user_id = tests.id('a') and started_at > now() - interval '2 hours';
select tests.act_as('growth');
select is_empty('select * from crossed_lines()', 'a figure that falls back is told no more');
select tests.act_as('owner');
update engagement_sessions set started_at = now() - interval '1 hour' where user_id = tests.id('a') and started_at > now() - interval '26 hours';
select tests.act_as('growth');
select throws_ok(format('update chart_lines set threshold = %L', n), '22023', 'A line is a number between 0 and 1,000,000,000,000.', n || ' is no line') from unnest(array['Infinity', '-Infinity', 'NaN', '1e30', '-1']) n;
update chart_lines set threshold = 0.005 where figure = 'sign_ups';
select is((select threshold from chart_lines where figure = 'sign_ups'), 0.01, 'it keeps two decimals');
update chart_lines set threshold = 3 where figure = 'sign_ups';

-- Moments that no chart counts are refused in words.
select tests.act_as('service_role');
select throws_ok(statement, '22023', 'Give a moment between 1970 and 2200.', statement) from unnest(array[
  $$insert into engagement_sessions (user_id, started_at) values (tests.id('a'), '294276-12-31')$$, $$update engagement_sessions set started_at = '1969-12-31 23:59Z'$$,
  $$insert into community_posts (user_id, title, body, created_at) values (tests.id('a'), 'P', 'P', 'infinity')$$, $$insert into post_comments (post_id, user_id, body, created_at) values (tests.id('p1'), tests.id('a'), 'C', '-infinity')$$,
  $$insert into profiles (id, display_name, email, created_at) values (tests.id('growth'), 'X', 'x@engagement.test', 'infinity')$$]) statement;
select tests.act_as('finance');
select is_empty('select * from crossed_lines()', 'to the team whose line it is');
select throws_ok($$update chart_lines set created_by = null$$, '42501', null, 'who drew it is not for anyone to say');

-- Lines on any figure that has one number a period; what cannot be evaluated is refused.
select throws_ok(format('insert into chart_lines (figure, period, subject, team, threshold) values (%s)', v), '22023', null, 'refused: ' || v) from unnest(array[
  $$'nonsense', 'day', null, 'finance', 1$$, $$'stickiness', 'day', null, 'finance', 1$$, $$'decisions', 'day', null, 'finance', 1$$, $$'sessions', 'day', 'x', 'finance', 1$$, $$'revenue', 'month', 'XXX', 'finance', 1$$, $$'revenue', 'month', null, 'finance', 1$$,
  $$'feature_uses', 'month', null, 'finance', 1$$, $$'feature_uses', 'month', 'nothing', 'finance', 1$$, $$'feature_uses', 'day', 'messages', 'finance', 1$$]) v;
select tests.act_as('owner');
insert into usage_tracking (user_id, feature, period_start, period_end, used) values
  (tests.id('a'), 'messages', date_trunc('month', now() at time zone 'UTC'), date_trunc('month', now() at time zone 'UTC') + interval '1 month - 1 day', 7);
insert into engagement_sessions (user_id, started_at, seconds) values (tests.id('a'), now() - interval '9 days', 600), (tests.id('late'), now() - interval '2 hours', 120);
insert into community_posts (user_id, title, body, created_at) values (tests.id('b'), 'P', 'P', now() - interval '1 hour');
select tests.act_as('finance');
insert into chart_lines (figure, period, subject, team, direction, threshold) values ('feature_uses', 'month', 'messages', 'finance', 'above', 6.5);
select results_eq('select label, value, address from crossed_lines()', $$select 'uses this month of messages', 7::numeric, '/usage-tracking?feature=is:messages&period_start=on:' || to_char(now() at time zone 'UTC', 'YYYY-MM') || '-01'$$,
  'the uses of a feature, with the way to its rows');
delete from chart_lines where team = 'finance';
insert into chart_lines (figure, period, team, direction, threshold)
  select f.figure, f.periods[1], 'finance', 'below', 1000000 from unnest(array['active_members', 'minutes', 'minutes_each', 'new_members', 'returning_members', 'revived_members', 'lapsed_members', 'stickiness',
    'posts', 'writers', 'comments', 'matches', 'bot_actions', 'reports']) g (figure) join private.alert_figures() f on f.figure = g.figure;
insert into chart_lines (figure, period, team, direction, threshold) select w, 'week', 'finance', 'below', 1000000 from unnest(array['returning_members', 'lapsed_members', 'new_members']) w;
select results_eq('select figure, period, value from crossed_lines() order by 1, 2', $$values ('active_members', 'day', 2::numeric), ('bot_actions', 'day', 0), ('comments', 'day', 0),
  ('lapsed_members', 'day', 1), ('lapsed_members', 'week', 0), ('matches', 'day', 0), ('minutes', 'day', 2.0), ('minutes_each', 'day', 1.0), ('new_members', 'day', 1), ('new_members', 'week', 1), ('posts', 'day', 1),
  ('reports', 'day', 0), ('returning_members', 'day', 0), ('returning_members', 'week', 1), ('revived_members', 'day', 1), ('stickiness', 'month', 4.4), ('writers', 'day', 1)$$,
  'every figure is evaluated: a was there an hour and nine days ago, b 25 hours ago, another two hours ago for the first time');
delete from chart_lines where team = 'finance';

-- Annotations and pins
insert into chart_annotations (on_day, label) values ('2026-03-10', 'Release');
insert into chart_pins (chart, address) values ('activity', 'chart.grain=week');
select throws_ok(format('insert into chart_annotations (on_day, label) values (%L, %L)', d, l), '23514', null, 'nothing to see is no annotation') from (values ('2026-03-10', U&'\200B \00AD'), ('5874897-01-01', 'Far')) v (d, l);
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
  $$engagement_streaks('2026-03-02')$$, $$engagement_members('2026-03-02', '2026-03-08', 'UTC', null, null, '2026-03-02')$$, $$community_activity('2026-03-02', '2026-03-08')$$, $$usage_by_plan('2026-03-02')$$, $$usage_spread('2026-03-02')$$]) f;
select is_empty('select * from crossed_lines()', 'nor are the lines');

select * from finish();
rollback;
