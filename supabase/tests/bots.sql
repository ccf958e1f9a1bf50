-- The board of the bots: a missed heartbeat, identical failures, cost, calibration and verdicts.

begin;
create extension if not exists pgtap with schema extensions;
set local search_path = public, extensions;
select no_plan();

create function pg_temp.id(name text) returns uuid language sql immutable as $$ select md5(name)::uuid $$;
create function pg_temp.act_as(name text) returns void language sql as $$
  select set_config('role', 'none', true);
  select set_config('request.jwt.claims', case name when 'owner' then '' else jsonb_build_object('sub', pg_temp.id(name), 'role', 'authenticated')::text end, true);
  select set_config('role', case name when 'owner' then 'none' else 'authenticated' end, true);
$$;
insert into auth.users (id, email) select pg_temp.id(name), name || '@rules.test' from unnest(array['moderator', 'finance', 'member']) name;
insert into staff_members (user_id, full_name, email, roles) select pg_temp.id(name), name, name || '@rules.test', array[name] from unnest(array['moderator', 'finance']) name;
insert into ai_bot_health (id, name, label, heartbeat_at, heartbeat_every_seconds) values
  (pg_temp.id('well'), 'well', 'Well', now() - interval '100 seconds', 60), (pg_temp.id('silent'), 'silent', 'Silent', now() - interval '181 seconds', 60),
  (pg_temp.id('quick'), 'quick', 'Quick', now() - interval '59 seconds', 5), (pg_temp.id('unheard'), 'unheard', 'Unheard', null, 60);
insert into bot_actions_log (id, bot_id, action, outcome, error_message, confidence, cost_micros, cost_currency, review, review_note, reviewed_at, created_at) overriding system value values
  (9001, pg_temp.id('well'), 'screen', 'failed', 'Timed out after 30 s', null, 5, 'USD', 'unreviewed', null, null, '2026-03-01 10:00Z'),
  (9002, pg_temp.id('well'), 'screen', 'failed', 'Timed out after 31 s', null, 6, 'USD', 'unreviewed', null, null, '2026-03-09 10:00Z'),
  (9003, pg_temp.id('well'), 'screen', 'failed', 'Quota used up', null, 0, 'USD', 'unreviewed', null, null, '2026-03-09 11:00Z'),
  (9004, pg_temp.id('well'), 'screen', 'succeeded', null, 0.95, 100, 'USD', 'confirmed', null, now(), '2026-03-09 12:00Z'),
  (9005, pg_temp.id('well'), 'screen', 'succeeded', null, 0.92, 100, 'EUR', 'overturned', 'Wrong', now(), '2026-03-09 23:30Z'),
  (9006, pg_temp.id('well'), 'screen', 'succeeded', null, 1, 0, 'USD', 'confirmed', null, now(), '2026-03-09 12:00Z'),
  (9007, pg_temp.id('well'), 'screen', 'succeeded', null, 0.41, 0, 'USD', 'unreviewed', null, null, '2026-03-09 12:00Z');

select pg_temp.act_as('finance');
select results_eq('select label, state, missed from bot_board order by label',
  $$values ('Quick', 'healthy', false), ('Silent', 'down', true), ('Unheard', 'healthy', false), ('Well', 'healthy', false)$$,
  'the fourth beat is missed; a quick one has a minute, and who was never heard is not late');
select is(mark_silent_bots(), 1, 'it is put on record');
select is(mark_silent_bots(), 0, 'once');
select results_eq($$select severity, summary like 'No heartbeat since %' from bot_incidents where bot_id = pg_temp.id('silent') and resolved_at is null$$,
  $$values ('down', true)$$, 'and opens an incident with its cause');
select results_eq($$select message, failures, first_at, last_at, regressed from bot_failures('2026-03-01', '2026-03-31')$$,
  $$values ('Timed out after 31 s', 2::bigint, '2026-03-01 10:00Z'::timestamptz, '2026-03-09 10:00Z'::timestamptz, true), ('Quota used up', 1, '2026-03-09 11:00Z', '2026-03-09 11:00Z', false)$$,
  'the same but for a figure is one failure, and it came back after a week');
select results_eq($$select count(*) from bot_actions_log where error_group = (select error_group from bot_failures('2026-03-01', '2026-03-31') limit 1)$$, array[2::bigint],
  'the rows behind it are asked for by its group');
select results_eq($$select period_start, cost_currency, cost_micros, actions, failed from bot_costs('2026-03-09', '2026-03-10', 'Europe/Berlin')$$,
  $$values ('2026-03-09'::date, 'USD', 106::bigint, 5::bigint, 2::bigint), ('2026-03-10', 'EUR', 100, 1, 0)$$,
  'cost by day of the zone; currencies are not added');
select results_eq($$select bucket, reviewed, agreed from bot_calibration('2026-03-01', '2026-03-31')$$, $$values (9, 3::bigint, 2::bigint)$$,
  'how often people agreed, by stated confidence');
select throws_ok($$select review_bot_action(9007, 'confirmed')$$, '42501', null, 'finance reviews nothing');

select pg_temp.act_as('moderator');
select throws_ok($$select review_bot_action(9007, 'overturned')$$, '23514', 'Say why it was wrong.', 'who overturns says why');
select throws_ok($$select review_bot_action(9007, 'confirmed', null, '2020-01-01')$$, 'PT409', null, 'a version that is no more is not reviewed');
select is((select (r).reviewed_by from review_bot_action(9007, 'overturned', ' Not so ') r), pg_temp.id('moderator'), 'the verdict has a name');
select is((select review_note from bot_actions_log where id = 9007), 'Not so', 'and a reason');

select pg_temp.act_as('member');
select is_empty('select * from bot_board', 'members see no bots');
select throws_ok('select mark_silent_bots()', '42501', null, 'nor mark them');

select * from finish();
rollback;
