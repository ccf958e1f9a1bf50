-- The numbers of the charts: whole periods in the named zone, nothing counted twice, nothing left out.

begin;
set local search_path = public, extensions;
select no_plan();

insert into auth.users (id, email)
  select tests.id(name), name || '@rules.test' from unnest(array['member', 'other', 'moderator', 'growth', 'finance', 'admin']) name;
insert into profiles (id, display_name, email)
  select tests.id(name), name, name || '@rules.test' from unnest(array['member', 'other']) name;
insert into staff_members (user_id, full_name, email, roles)
  select tests.id(name), initcap(name), name || '@rules.test', array[name] from unnest(array['moderator', 'growth', 'finance', 'admin']) name;

-- Winter, when Berlin is an hour ahead of UTC. Monday 5 January 2026 begins a week.
insert into engagement_sessions (user_id, started_at, seconds) values
  (tests.id('member'), '2026-01-04 22:59:59Z', 60), -- Sunday in both zones
  (tests.id('member'), '2026-01-04 23:30:00Z', 90), -- Monday in Berlin
  (tests.id('member'), '2026-01-07 12:00:00Z', 600),
  (tests.id('member'), '2026-01-07 13:00:00Z', 600),
  (tests.id('other'), '2026-01-07 13:30:00Z', 0),
  (tests.id('other'), '2026-01-31 23:30:00Z', 30); -- February in Berlin
insert into usage_tracking (user_id, feature, period_start, period_end, used, limit_value) values
  (tests.id('member'), 'introductions', '2026-01-01', '2026-01-31', 4, 4),
  (tests.id('other'), 'introductions', '2026-01-01', '2026-01-31', 9, null),
  (tests.id('other'), 'messages', '2026-01-01', '2026-01-31', 3, 10),
  (tests.id('other'), 'introductions', '2026-02-01', '2026-02-28', 1, 4),
  (tests.id('member'), 'introductions', date_trunc('month', now() at time zone 'UTC'), date_trunc('month', now() at time zone 'UTC') + interval '1 month - 1 day', 2, 4);

select tests.act_as('growth');
select results_eq(
  $$select period_start, period_end, active_members, sessions, minutes, unfinished from engagement_activity('2026-01-04', '2026-01-07')$$,
  $$values ('2026-01-04'::date, '2026-01-04'::date, 1::bigint, 2::bigint, 2.5, false), ('2026-01-05', '2026-01-05', 0, 0, 0.0, false),
    ('2026-01-06', '2026-01-06', 0, 0, 0.0, false), ('2026-01-07', '2026-01-07', 2, 3, 20.0, false)$$,
  'by day: members once, sessions and minutes each; an empty day is zero');
select results_eq(
  $$select period_start, active_members, sessions, minutes from engagement_activity('2026-01-04', '2026-01-05', 'Europe/Berlin')$$,
  $$values ('2026-01-04'::date, 1::bigint, 1::bigint, 1.0), ('2026-01-05', 1, 1, 1.5)$$,
  'the zone says which day it was: 23:30 UTC is the next in Berlin');
select results_eq(
  $$select period_start, period_end, active_members, sessions from engagement_activity('2026-01-07', '2026-01-14', 'Europe/Berlin', 'week')$$,
  $$values ('2026-01-05'::date, '2026-01-11'::date, 2::bigint, 4::bigint), ('2026-01-12', '2026-01-18', 0, 0)$$,
  'by week, from Monday: a member is counted once a week, and a week whole where the range cuts it');
select results_eq(
  $$select period_start, period_end, active_members, sessions from engagement_activity('2026-01-15', '2026-02-01', 'Europe/Berlin', 'month')$$,
  $$values ('2026-01-01'::date, '2026-01-31'::date, 2::bigint, 5::bigint), ('2026-02-01', '2026-02-28', 1, 1)$$,
  'by month, in the zone as well');
select results_eq(
  $$select unfinished from engagement_activity((now() at time zone 'UTC')::date - 1, (now() at time zone 'UTC')::date)$$,
  array[false, true], 'today still goes on, yesterday does not');
-- Kiritimati is 14 hours ahead of UTC, Pago Pago 11 behind: it is never the same day in both.
select results_eq(
  $$select bool_or(unfinished) from engagement_activity((now() at time zone 'Pacific/Pago_Pago')::date, (now() at time zone 'Pacific/Pago_Pago')::date, 'Pacific/Kiritimati')$$,
  array[false], 'a day is over when it is over in the zone');

select is((select count(*) from pg_attribute a join pg_operator o on o.oprname = '>=' and o.oprleft = a.atttypid and o.oprright = a.atttypid join pg_proc p on p.oid = o.oprcode
  where p.proleakproof and (a.attrelid, a.attname) in (('usage_tracking'::regclass, 'used_share'), ('bot_actions_log'::regclass, 'confidence'))), 2::bigint, 'filters by share and by confidence use their indexes under row security');
select is((select attstattarget from pg_attribute where attrelid = 'bot_actions_log'::regclass and attname = 'confidence')::integer, 1001, 'and which confidence is rare is known');
select results_eq(
  $$select kind, begins_at from figures_begin() where kind in ('session', 'match')$$,
  $$values ('session', '2026-01-04 22:45:00Z'::timestamptz), ('match', null)$$,
  'since when sessions are known, to the quarter of an hour; of what never was nothing');
select results_eq(
  $$select period_start, feature, members, used, limited_members, limited_used, allowed, at_limit, unfinished from usage_over_time('2026-01-20', '2026-02-03')$$,
  $$values ('2026-01-01'::date, 'introductions', 2::bigint, 13::bigint, 1::bigint, 4::bigint, 4::bigint, 1::bigint, false),
    ('2026-01-01', 'messages', 1, 3, 1, 3, 10, 0, false), ('2026-02-01', 'introductions', 1, 1, 1, 1, 4, 0, false)$$,
  'use by month and feature; only those with a limit count against limits');
select results_eq(
  $$select unfinished from usage_over_time((now() at time zone 'UTC')::date, (now() at time zone 'UTC')::date)$$, array[true], 'this month still goes on');
select is_empty($$select * from usage_over_time('2025-01-01', '2025-12-31')$$, 'no use, no row');

-- By plan and by how much: the plan is that of the subscription when the use was counted.
select tests.act_as('owner');
insert into ai_bot_health (id, name, label) values (tests.id('sure'), 'sure', 'Sure') on conflict do nothing;
insert into bot_actions_log (bot_id, action, outcome, confidence) values (tests.id('sure'), 'stated at length', 'succeeded', 0.98765432), (tests.id('sure'), 'stated at length', 'succeeded', 0.7);
select results_eq($$select confidence from bot_actions_log where action = 'stated at length' order by id$$, $$values (0.988::double precision), (0.7)$$, 'a confidence is kept to a tenth of a per cent');

insert into subscription_plans (id, code, name, billing_interval, currency, amount_minor) values
  (tests.id('basic'), 'rules_basic', 'Basic', 'month', 'EUR', 100), (tests.id('plus'), 'rules_plus', 'Plus', 'month', 'EUR', 200);
insert into user_subscriptions (id, user_id, plan_id, current_period_end) values (tests.id('s'), tests.id('member'), tests.id('basic'), now() + interval '1 month');
insert into usage_tracking (user_id, subscription_id, feature, period_start, period_end, used, limit_value) values
  (tests.id('member'), tests.id('s'), 'messages', '2026-03-01', '2026-03-31', 8, 10),
  (tests.id('other'), null, 'messages', '2026-03-01', '2026-03-31', 64, null),
  (tests.id('member'), tests.id('s'), 'messages', '2026-02-01', '2026-02-28', 2, 10);
select tests.act_as('growth');
select results_eq($$select feature, plan, members, used, limited_members, limited_used, allowed, near_limit, at_limit, members_before, used_before, unfinished from usage_by_plan('2026-03-09')$$,
  $$values ('introductions', 'Small groups together', 0::bigint, 0::bigint, 0::bigint, 0::bigint, 0::bigint, 0::bigint, 0::bigint, 1::bigint, 1::bigint, false),
    ('messages', 'Small groups together', 2, 72, 1, 8, 10, 1, 0, 1, 2, false)$$,
  'plans of fewer than five are not told apart');
select results_eq($$select at_least, at_most, members from usage_spread('2026-03-31', 'messages')$$, $$values (8, null::integer, 2::bigint)$$, 'nor how much each of two used');
-- Five more with each of them: then both are told.
select tests.act_as('owner');
insert into auth.users (id, email) select tests.id('u' || n), 'u' || n || '@rules.test' from generate_series(1, 10) n;
insert into profiles (id, display_name, email) select tests.id('u' || n), 'u' || n, 'u' || n || '@rules.test' from generate_series(1, 10) n;
insert into user_subscriptions (id, user_id, plan_id, current_period_end) select tests.id('s' || n), tests.id('u' || n), tests.id('basic'), now() + interval '1 month' from generate_series(1, 5) n;
insert into usage_tracking (user_id, subscription_id, feature, period_start, period_end, used, limit_value)
  select tests.id('u' || n), case when n <= 5 then tests.id('s' || n) end, 'messages', '2026-03-01', '2026-03-31', case when n <= 5 then 8 else 64 end, case when n <= 5 then 10 end from generate_series(1, 10) n;
delete from usage_tracking where feature = 'messages' and period_start = '2026-02-01';
select tests.act_as('growth');
select results_eq($$select plan, members, used, limited_members, limited_used, allowed, near_limit, at_limit, members_before, used_before, together from usage_by_plan('2026-03-09') where feature = 'messages'$$,
  $$values ('Basic, EUR a month', 6::bigint, 48::bigint, 6::bigint, 48::bigint, 60::bigint, 6::bigint, 0::bigint, 0::bigint, 0::bigint, false), ('No plan', 6, 384, 0, 0, 0, 0, 0, 0, 0, false)$$,
  'by plan against its limits, beside the month before');
select results_eq($$select at_least, at_most, members from usage_spread('2026-03-31', 'messages')$$, $$values (8, 15, 6::bigint), (64, null, 6)$$, 'and how many used it how much');
select tests.act_as('owner');
update user_subscriptions set plan_id = tests.id('plus'), price_id = (select r.id from plan_prices r where r.plan_id = tests.id('plus')) where id = tests.id('s');
update usage_tracking set used = 10 where user_id = tests.id('member') and period_start = '2026-03-01';
select tests.act_as('growth');
select results_eq($$select plan, used, at_limit from usage_by_plan('2026-03-01') where feature = 'messages'$$, $$values ('Basic, EUR a month', 50::bigint, 1::bigint), ('No plan', 384, 0)$$,
  'another plan later changes nothing of it; a correction counts');
select throws_ok($$select * from usage_by_plan('infinity')$$, '22023', null, 'of a month that is one');

select throws_ok(format('select * from engagement_activity(%s)', arguments), '22023', null, 'refused: ' || arguments) from unnest(array[
  $$'2026-01-02', '2026-01-01'$$, $$null, '2026-01-01'$$, $$'2020-01-01', '2026-01-01'$$, $$'2026-01-01', '2026-01-02', 'Mars/Olympus'$$,
  $$'2026-01-01', '2026-01-02', 'UTC', 'hour'$$]) arguments;
select throws_ok($$select * from usage_over_time('2026-01-02', '2026-01-01')$$, '22023', 'The first day must not lie after the last.', 'use is asked for in order too');

-- Days that a clock change makes longer or shorter are counted as their lists ask for them.
select is(private.day_start(d::date, zone), moment::timestamptz, zone || ' ' || d) from (values
  ('Europe/Berlin', '2026-03-29', '2026-03-28 23:00Z'), ('Europe/Berlin', '2026-03-30', '2026-03-29 22:00Z'),
  ('Atlantic/Azores', '2026-10-25', '2026-10-25 00:00Z'), ('America/Havana', '2026-11-01', '2026-11-01 04:00Z'),
  ('Australia/Lord_Howe', '2026-04-05', '2026-04-04 13:00Z'), ('Australia/Lord_Howe', '2026-04-06', '2026-04-05 13:30Z'),
  ('Africa/Cairo', '2026-04-24', '2026-04-23 22:00Z'), ('Africa/Cairo', '2026-10-30', '2026-10-29 22:00Z'),
  ('Asia/Beirut', '2026-03-29', '2026-03-28 22:00Z'), ('America/Asuncion', '2023-10-01', '2023-10-01 04:00Z'),
  ('America/Sao_Paulo', '2018-11-04', '2018-11-04 03:00Z'), ('America/Sao_Paulo', '2018-11-05', '2018-11-05 02:00Z'), ('America/Sao_Paulo', '2018-02-18', '2018-02-18 03:00Z'),
  ('Pacific/Apia', '2011-12-30', '2011-12-30 10:00Z'), ('Pacific/Apia', '2011-12-31', '2011-12-30 10:00Z')) c (zone, d, moment);
select tests.act_as('owner');
-- In the Azores 25 October 2026 has midnight twice: the hour between belongs to that day.
insert into engagement_sessions (user_id, started_at, seconds) values
  (tests.id('member'), '2026-10-24 23:59:59Z', 60), (tests.id('member'), '2026-10-25 00:30:00Z', 60), (tests.id('member'), '2026-10-26 00:59:59Z', 60),
  (tests.id('member'), '2011-12-30 09:59:59Z', 60), (tests.id('member'), '2011-12-30 10:00:00Z', 60);
select tests.act_as('growth');
select results_eq($$select period_start, sessions from engagement_activity('2026-10-25', '2026-10-25', 'Atlantic/Azores')$$, $$values ('2026-10-25'::date, 2::bigint)$$,
  'a day with an hour more has all of its sessions');
select results_eq($$select period_start, sessions from engagement_activity('2011-12-29', '2011-12-31', 'Pacific/Apia')$$,
  $$values ('2011-12-29'::date, 1::bigint), ('2011-12-30', 0), ('2011-12-31', 1)$$, 'a day that was skipped has none, and takes none from the next');

select tests.act_as('member');
select results_eq($$select active_members, sessions from engagement_activity('2026-01-07', '2026-01-07')$$, $$values (1::bigint, 2::bigint)$$,
  'who is not staff sees themselves at the most');

select * from finish();
rollback;
