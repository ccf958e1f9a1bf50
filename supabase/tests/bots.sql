-- The board of the bots: a missed heartbeat, identical failures, cost, calibration and verdicts.

begin;
set local search_path = public, extensions;
select no_plan();

insert into auth.users (id, email) select tests.id(name), name || '@rules.test' from unnest(array['moderator', 'finance', 'member']) name;
insert into staff_members (user_id, full_name, email, roles) select tests.id(name), name, name || '@rules.test', array[name] from unnest(array['moderator', 'finance']) name;
insert into ai_bot_health (id, name, label, heartbeat_at, heartbeat_every_seconds) values
  (tests.id('well'), 'well', 'Well', now() - interval '100 seconds', 60), (tests.id('silent'), 'silent', 'Silent', now() - interval '181 seconds', 60),
  (tests.id('quick'), 'quick', 'Quick', now() - interval '59 seconds', 5), (tests.id('unheard'), 'unheard', 'Unheard', null, 60);
insert into bot_actions_log (id, bot_id, action, outcome, error_message, confidence, cost_micros, cost_currency, review, review_note, reviewed_at, created_at) overriding system value values
  (9001, tests.id('well'), 'screen', 'failed', 'Timed out after 30 s', null, 5, 'USD', 'unreviewed', null, null, '2026-03-01 10:00Z'),
  (9002, tests.id('well'), 'screen', 'failed', 'Timed out after 31 s', null, 6, 'USD', 'unreviewed', null, null, '2026-03-09 10:00Z'),
  (9003, tests.id('well'), 'screen', 'failed', 'Quota used up', null, 0, 'USD', 'unreviewed', null, null, '2026-03-09 11:00Z'),
  (9004, tests.id('well'), 'screen', 'succeeded', null, 0.95, 100, 'USD', 'confirmed', null, now(), '2026-03-09 12:00Z'),
  (9005, tests.id('well'), 'screen', 'succeeded', null, 0.92, 100, 'EUR', 'overturned', 'Wrong', now(), '2026-03-09 23:30Z'),
  (9006, tests.id('well'), 'screen', 'succeeded', null, 1, 0, 'USD', 'confirmed', null, now(), '2026-03-09 12:00Z'),
  (9007, tests.id('well'), 'screen', 'succeeded', null, 0.41, 0, 'USD', 'unreviewed', null, null, '2026-03-09 12:00Z');

select tests.act_as('finance');
select results_eq('select label, state, missed from bot_board order by label',
  $$values ('Quick', 'healthy', false), ('Silent', 'down', true), ('Unheard', 'healthy', false), ('Well', 'healthy', false)$$,
  'the fourth beat is missed; a quick one has a minute, and who was never heard is not late');
select is(mark_silent_bots(), 1, 'it is put on record');
select is(mark_silent_bots(), 0, 'once');
select results_eq($$select severity, summary like 'No heartbeat since %' from bot_incidents where bot_id = tests.id('silent') and resolved_at is null$$,
  $$values ('down', true)$$, 'and opens an incident with its cause');
select results_eq($$select message, failures, first_at, last_at, regressed from bot_failures('2026-03-01', '2026-03-31')$$,
  $$values ('Timed out after 31 s', 2::bigint, '2026-03-01 10:00Z'::timestamptz, '2026-03-09 10:00Z'::timestamptz, true), ('Quota used up', 1, '2026-03-09 11:00Z', '2026-03-09 11:00Z', false)$$,
  'the same but for a figure is one failure, and it came back after a week');
select results_eq($$select message, first_at, regressed from bot_failures('2026-03-09', '2026-03-31')$$,
  $$values ('Quota used up', '2026-03-09 11:00Z'::timestamptz, false), ('Timed out after 31 s', '2026-03-09 10:00Z', true)$$, 'also where it was last seen before these days');
select is(private.error_fingerprint(null, a) = private.error_fingerprint(null, b), same, format('%s / %s', a, b)) from (values
  ('Lead 12 is gone', 'Lead 4711 is gone', true), ('Took 1,204.5 s', 'Took 30 s', true), ('فشل بعد ٣٠ ثانية', 'فشل بعد ٤ ثانية', true), ('失败 ３０ 次', '失败 4 次', true),
  ('No profile "Anna"', 'No profile "Bob Ray"', true), ('Kein Profil „Änne“', 'Kein Profil „Bob“', true), ('Pas de profil « Zoé »', 'Pas de profil « Bob »', true), (U&'No ‘Anna’', 'No ‘Bob’', true),
  ('Cannot read ''name'' of it', 'Cannot read ''city'' of it', true), ('Can''t read a''s file', 'Can''t read b''s file', false), ('Mail to a@b.test bounced', 'Mail to ann.ray@c.test bounced', true),
  ('Request req_8fk2ab9c failed', 'Request req_17h3zz0k failed', true), ('Object 5f3e9a1bc0 is locked', 'Object 99ab01cdef is locked', true),
  ('Run 0b8f1c52-1111-4222-8333-944455556666', 'Run aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee', true), ('GET https://a.test/x?y=1 failed', 'GET https://b.test/z failed', true), ('TIMED OUT', 'timed out', true),
  ('Timed out', 'Quota used up', false), ('base64url is not read', 'base64raw is not read', false), ('Bucket s3 is full', 'Bucket r2 is full', false), ('Not signed in', 'Not signed up', false)
) v (a, b, same);
select results_eq($$select count(*) from bot_actions_log where error_group = (select error_group from bot_failures('2026-03-01', '2026-03-31') limit 1)$$, array[2::bigint],
  'the rows behind it are asked for by its group');
select results_eq($$select period_start, cost_currency, cost_micros, actions, failed from bot_costs('2026-03-09', '2026-03-10', 'Europe/Berlin')$$,
  $$values ('2026-03-09'::date, 'USD', 106::bigint, 5::bigint, 2::bigint), ('2026-03-10', 'EUR', 100, 1, 0)$$,
  'cost by day of the zone; currencies are not added');
select results_eq($$select period_start, bot_id, cost_currency, cost_micros, actions, unfinished from bot_costs('2026-02-01', '2026-02-02')$$,
  $$values ('2026-02-01'::date, null::uuid, null::text, 0::bigint, 0::bigint, false), ('2026-02-02', null, null, 0, 0, false)$$, 'a day without actions has a row of nothing');
select results_eq($$select bucket, reviewed, agreed from bot_calibration('2026-03-01', '2026-03-31')$$, $$values (9, 3::bigint, 2::bigint)$$,
  'how often people agreed, by stated confidence');
select throws_ok($$select review_bot_action(9007, 'confirmed')$$, '42501', null, 'finance reviews nothing');

select tests.act_as('moderator');
select throws_ok($$select review_bot_action(9007, 'overturned')$$, '23514', 'Say why it was wrong.', 'who overturns says why');
select throws_ok(format('select review_bot_action(9007, %L, %L)', 'overturned', blank), '23514', 'Say why it was wrong.', 'nor with a reason that nobody can see') from (values (' '), (U&' \200B '), (U&'\3164'), (U&'\00A0'), (E'\n')) b (blank);
select throws_ok($$select review_bot_action(9007, 'confirmed', null, '2020-01-01')$$, 'PT409', null, 'a version that is no more is not reviewed');
select is((select (r).reviewed_by from review_bot_action(9007, 'overturned', ' Not so ') r), tests.id('moderator'), 'the verdict has a name');
select is((select review_note from bot_actions_log where id = 9007), 'Not so', 'and a reason');
select lives_ok($$select review_bot_action(9003, 'confirmed')$$, 'what failed can be reviewed');
select throws_ok($$update bot_actions_log set review = 'confirmed' where id = 9001$$, '42501', null, 'the verdict has one door');

-- A clock that runs ahead, or behind.
select tests.act_as('owner');
update ai_bot_health set heartbeat_at = now() + interval '1 year' where id = tests.id('well');
select ok((select heartbeat_at <= clock_timestamp() from ai_bot_health where id = tests.id('well')), 'a heartbeat from the future counts from when it came');
insert into bot_health_samples (bot_id, state, sampled_at) values (tests.id('well'), 'healthy', now() + interval '1 day');
select is_empty('select 1 from bot_health_samples where sampled_at > clock_timestamp()', 'and so does a measurement');
update ai_bot_health set heartbeat_at = now() - interval '1 hour' where id = tests.id('well');
select is((select state from bot_board where label = 'Well'), 'down', 'one from long ago is not made newer');
update ai_bot_health set heartbeat_at = now() where id = tests.id('well');
update ai_bot_health set created_at = now() - interval '4 minutes' where id = tests.id('unheard');
select tests.act_as('finance');
select results_eq($$select state, missed, heartbeat_age_seconds from bot_board where label = 'Unheard'$$, $$values ('down', true, null::bigint)$$, 'who was never heard is late from when it was entered');
select is(mark_silent_bots(), 1, 'which is put on record');
select is((select summary from bot_incidents where bot_id = tests.id('unheard')), 'No heartbeat ever came.', 'by its own words');

-- The review queue.
select tests.act_as('owner');
insert into auth.users (id, email) select tests.id(name), name || '@rules.test' from unnest(array['growth', 'second']) name;
insert into staff_members (user_id, full_name, email, roles) values (tests.id('growth'), 'Grace', 'g@rules.test', '{growth}'), (tests.id('second'), 'Second', 's@rules.test', '{moderator}');
insert into lead_sources (id, slug, name, kind, url, category) values (tests.id('source'), 'source', 'Source', 'club', 'https://rules.test', 'b');
insert into leads (id, source_id, full_name, email, score, city) values (tests.id('lead'), tests.id('source'), 'Lea', 'lea@rules.test', 80, 'Bergen');
update ai_bot_health set review_below = 0.5 where id = tests.id('well');
insert into bot_actions_log (id, bot_id, action, outcome, confidence, review, reviewed_at, target_table, target_id, output, changed) overriding system value values
  (9011, tests.id('well'), 'score_lead', 'succeeded', 0.499, 'unreviewed', null, 'leads', tests.id('lead')::text, '{"score": 80}', '{"score": {"from": 20, "to": 80}, "city": {"from": null, "to": "Bergen"}}'),
  (9012, tests.id('well'), 'screen', 'escalated', 0.1, 'unreviewed', null, null, null, '{}', null),
  (9013, tests.id('well'), 'screen', 'succeeded', 0.5, 'unreviewed', null, null, null, '{}', null),
  (9014, tests.id('well'), 'screen', 'succeeded', 0.9, 'needs_attention', now(), null, null, '{}', null);
create function pg_temp.verdict(action bigint, decision text, seen bigint default null, note text default null, key uuid default gen_random_uuid()) returns jsonb language sql as $$
  select review_bot_actions(jsonb_build_array(jsonb_build_object('item_type', 'action', 'item_id', action::text, 'decision', decision, 'decision_seen', seen, 'note', note, 'client_key', key))) -> 0
$$;
select tests.act_as('moderator');
select results_eq('select id from bot_review_queue where bot_id = tests.id(''well'') and id > 9010 order by urgency, id', array[9014, 9012, 9011]::bigint[],
  'what was marked waits first, then the least sure below the line of the bot');
select is(pg_temp.verdict(9012, 'confirm', null, null, tests.id('key')) - 'decision_id' - 'at' - 'by' - 'client_key', jsonb_build_object('item_type', 'action', 'item_id', '9012', 'result', 'applied', 'repeated', false,
  'decision', 'confirm', 'state_before', 'unreviewed', 'state_after', 'confirmed', 'by_name', 'moderator', 'moves', null), 'a verdict is applied and told');
select is(pg_temp.verdict(9012, 'confirm', null, null, tests.id('key')) ->> 'repeated', 'true', 'the same key decides once');
select is((select count(*) from bot_reviews where action_id = 9012), 1::bigint, 'and leaves one entry');
select is(pg_temp.verdict(9012, 'overturn', null, 'No', tests.id('key')) ->> 'field', 'client_key', 'a key is for one decision');
select is(pg_temp.verdict(9013, 'overturn', null, '  ') ->> 'why', 'Say why it was wrong.', 'a reason of spaces is none');
select is(pg_temp.verdict(9013, 'revert', null, 'No') ->> 'why', 'It changed nothing that can be put back.', 'what changed nothing is not put back');
select is(pg_temp.verdict(404, 'confirm') ->> 'result', 'refused', 'what is not there is refused');
select is(pg_temp.verdict(9011, 'revert', null, 'Not hers') ->> 'result', 'refused', 'who may not change the record puts nothing back');
select results_eq('select review, reverted_at is null from bot_actions_log where id = 9011', $$values ('unreviewed', true)$$, 'and records nothing');
select tests.act_as('second');
select is(pg_temp.verdict(9012, 'overturn', null, 'I say no') ->> 'why', 'moderator was faster: confirmed.', 'who did not see a verdict is told of it');
select is(pg_temp.verdict(9012, 'overturn', (select max(id) from bot_reviews where action_id = 9012), 'I say no') ->> 'result', 'applied', 'who saw it may judge anew');
select results_eq('select review, review_note, reviewed_by from bot_actions_log where id = 9012', $$values ('overturned', 'I say no', tests.id('second'))$$, 'which then holds');
select is(undo_bot_review((select max(id) from bot_reviews where action_id = 9012), gen_random_uuid()) ->> 'state_after', 'confirmed', 'taken back, the one before holds');
select results_eq('select l.reviewed_by, l.reviewed_at < (select max(created_at) from bot_reviews r where r.action_id = l.id) from bot_actions_log l where l.id = 9012', $$values (tests.id('moderator'), true)$$, 'as the verdict of whoever gave it, from when it was given');
select is(pg_temp.verdict(9014, 'confirm') ->> 'result', 'applied', 'what was marked is confirmed');
select is(undo_bot_review((select max(id) from bot_reviews where action_id = 9014), gen_random_uuid()) ->> 'state_after', 'needs_attention', 'taken back, it is marked again');
select results_eq('select l.reviewed_by, l.reviewed_at from bot_actions_log l where l.id = 9014', $$values (null::uuid, now())$$, 'by the one who marked it, not by the one who took the verdict back');
select is(undo_bot_review((select min(id) from bot_reviews where action_id = 9012), gen_random_uuid()) ->> 'result', 'conflict', 'an older one is not taken back over what came after');
select tests.act_as('growth');
select is(pg_temp.verdict(9011, 'revert', null, 'She writes in June') ->> 'result', 'applied', 'what it changed is put back by who may change the record');
select results_eq($$select score, city from leads where id = tests.id('lead')$$, $$values (20::smallint, null::text)$$, 'to what it was');
select results_eq('select review, review_note, reverted_at is not null from bot_actions_log where id = 9011', $$values ('overturned', 'She writes in June', true)$$, 'and that is on record');
select is((select a.reason from audit_log a where a.table_name = 'leads' and a.record_id = tests.id('lead')::text order by a.id desc limit 1), 'What a bot did was put back: She writes in June', 'also in the history of the record');
select is(pg_temp.verdict(9011, 'confirm', (select max(id) from bot_reviews where action_id = 9011)) ->> 'result', 'refused', 'what was put back stays overturned');
select is(undo_bot_review((select max(id) from bot_reviews where action_id = 9011), gen_random_uuid()) ->> 'result', 'applied', 'an undo makes the change again');
select results_eq($$select l.score, l.city, b.review, b.reverted_at from leads l, bot_actions_log b where l.id = tests.id('lead') and b.id = 9011$$,
  $$values (80::smallint, 'Bergen', 'unreviewed', null::timestamptz)$$, 'and the action waits again');
update leads set score = 33 where id = tests.id('lead');
select is(pg_temp.verdict(9011, 'revert', (select max(id) from bot_reviews where action_id = 9011), 'Again') ->> 'why', 'Somebody changed this since: score. Nothing was put back.', 'what was changed since is left alone');
select throws_ok($$update bot_reviews set note = 'Other'$$, '42501', null, 'no verdict is changed');
-- A time that the bot wrote with a Z is the same time.
select tests.act_as('owner');
insert into profiles (id, display_name, email) values (tests.id('member'), 'M', 'member@rules.test');
insert into community_posts (id, user_id, title, body, state, pinned_until) values (tests.id('post'), tests.id('member'), 'P', 'T', 'published', '2027-05-01 02:00+02');
insert into bot_actions_log (id, bot_id, action, outcome, target_table, target_id, changed) overriding system value
  select 9020 + n, tests.id('well'), 'pin', 'succeeded', 'community_posts', tests.id('post')::text, c::jsonb
  from unnest(array['{"pinned_until": {"from": null, "to": "2027-05-01T00:00:00.000Z"}}', '{"pinned_until": {"from": null, "to": "2027-05-02T00:00:00Z"}}', '{"pinned_until": {"from": null, "to": "soon"}}', '{"no_such": {"from": 1, "to": null}}']) with ordinality c (c, n);
select tests.act_as('moderator');
select is(pg_temp.verdict(9020 + n, 'revert', null, 'No') ->> 'result', r, 'what the record does not hold is not put back: ' || n) from (values (2, 'conflict'), (3, 'refused'), (4, 'conflict')) w (n, r);
select is(pg_temp.verdict(9021, 'revert', null, 'No') ->> 'result', 'applied', 'what it holds in another form is');
select is((select pinned_until from community_posts where id = tests.id('post')), null, 'to what it was');
select is(pg_temp.verdict(9021, 'revert', (select max(id) from bot_reviews where action_id = 9021), 'Again') ->> 'why', 'It is put back already.', 'once');
select tests.act_as('growth');
select results_eq($$select a ->> 'item_id', a ->> 'result', a ->> 'repeated' from jsonb_array_elements(review_bot_actions(format(
    '[{"item_id": "9013", "decision": "confirm", "client_key": "%1$s"}, {"item_id": "404", "decision": "confirm", "client_key": "%2$s"}, {"item_id": "9013", "decision": "confirm", "client_key": "%1$s"}]',
    tests.id('twice'), tests.id('other'))::jsonb)) a$$,
  $$values ('9013', 'applied', 'false'), ('404', 'refused', null), ('9013', 'applied', 'true')$$, 'each of several is answered in its place, the same one sent twice as well');
select tests.act_as('finance');
select throws_ok($$select pg_temp.verdict(9013, 'confirm')$$, '42501', null, 'finance decides nothing here');
select tests.act_as('owner');
select throws_ok($$update bot_reviews set note = 'Other'$$, '42501', null, 'not by the owner either');
select throws_ok(format($$insert into bot_actions_log (bot_id, action, outcome, target_table, target_id, changed) values (tests.id('well'), 'x', 'succeeded', 'leads', '1', %L)$$, c), '23514', null, 'what it changed says from what to what: ' || c)
  from unnest(array['{"score": 5}', '{"score": {"to": 5}}', '[]', '{}', '{"score": {"from": 1, "to": 2}, "city": null}']) c;
select private.set_context('door', 'erase');
update bot_actions_log set input = '{}', output = '{}', review_note = null where id = 9011;
select private.set_context('door', '');
select results_eq('select distinct note, note_before from bot_reviews where action_id = 9011 and note is not null', $$values ('Erased', null::text)$$, 'an erasure takes the words');
select is((select changed from bot_actions_log where id = 9011), null, 'and what was changed');

select tests.act_as('member');
select is_empty('select * from bot_board', 'members see no bots');
select throws_ok('select mark_silent_bots()', '42501', null, 'nor mark them');

select tests.act_as('service_role');
select throws_ok($$update ai_bot_health set state_since = '9999-12-31'$$, '42501', null, 'since when a bot is in its state is noted, not written, by a worker either');

select * from finish();
rollback;
