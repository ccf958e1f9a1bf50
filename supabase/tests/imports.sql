-- Imports: tried before anything is written, by key and within the file, all or the good ones, once; and what somebody
-- objected to is never taken back.

begin;
set local search_path = public, extensions;
select no_plan();

create function pg_temp.act_as(name text) returns void language sql as $$
  -- Each request begins without the settings of the one before.
  select private.set_context('import', ''), private.set_context('reason', ''), private.set_context('operation', '');
  select tests.act_as(name);
$$;
insert into auth.users (id, email) select tests.id(name), name || '@imports.test' from unnest(array['growth', 'other growth', 'finance', 'admin']) name;
insert into staff_members (user_id, full_name, email, roles)
  select tests.id(name), initcap(name), name || '@imports.test', array[split_part(name, ' ', -1)] from unnest(array['growth', 'other growth', 'finance', 'admin']) name;
insert into leads (id, full_name, email, city, consent, state, tags) values
  (tests.id('ada'), 'Ada', 'ada@imports.test', 'Lodz', 'consented', 'contacted', '{old}'),
  (tests.id('obi'), 'Obi', 'obi@imports.test', 'Kano', 'objected', 'new', '{}');
insert into outreach_suppressions (email, reason, note) values ('gone@imports.test', 'unsubscribed', 'By the link'), ('hard@imports.test', 'hard_bounce', null);

create temp table answer (label text primary key, body jsonb);
grant all on answer to authenticated;
create function pg_temp.begin_import(name text, target text, columns text[], rows jsonb) returns void language sql as $$
  insert into imports (id, table_name, file_name, columns) values (tests.id(name), target, name || '.csv', columns);
  select import_load(tests.id(name), rows);
$$;
create function pg_temp.outcomes(name text) returns text language sql as $$
  select string_agg(row_number || ' ' || coalesce(outcome, '-') || coalesce(' as ' || twin, ''), ', ' order by row_number) from import_rows where import_id = tests.id(name)
$$;

-- ---------------------------------------------------------------------------------------
-- Trying

select pg_temp.act_as('growth');
select pg_temp.begin_import('first', 'leads', '{full_name,email,phone,city,score,consent,tags}', '[
  {"n": 2, "v": {"full_name": "Ada Byron", "email": " ADA@imports.test", "city": "Łódź", "tags": ["a", "b"]}},
  {"n": 3, "v": {"full_name": "Bo", "email": "bo@imports.test", "phone": "0049 170", "score": "70"}},
  {"n": 4, "v": {"full_name": "Cy", "email": "cy@imports.test", "score": 700}},
  {"n": 5, "v": {"full_name": "Bo again", "email": "Bo@Imports.test", "city": "Oslo"}},
  {"n": 6, "v": {"full_name": "No way to reach"}},
  {"n": 7, "v": {"full_name": "Cy", "email": "cy@imports.test", "score": 7}},
  {"n": 8, "v": {"full_name": "Obi", "email": "obi@imports.test", "consent": "consented"}},
  {"n": 9, "v": {"full_name": "Gone", "email": "gone@imports.test", "consent": "consented"}},
  {"n": 10, "v": {"full_name": "By phone", "phone": "007"}},
  {"n": 11, "v": {"full_name": "By phone", "phone": "007"}}
]');
select is(import_load(tests.id('first'), '[{"n": 2, "v": {"full_name": "Twice"}}]'), 1, 'rows laid down again');
insert into answer select 'check', import_check(tests.id('first'), 1, 1000);
select is((select body -> 'counts' from answer where label = 'check'), '{"new": 5, "duplicate": 3, "bad": 2}', 'a check says what is new, there already, and bad');
select is(pg_temp.outcomes('first'),
  '2 duplicate, 3 new, 4 bad, 5 duplicate as 3, 6 bad, 7 new, 8 duplicate, 9 new, 10 new, 11 new',
  'each row is judged, the second of a key only where the first can be written');
select is((select string_agg((n ->> 'row') || ' ' || (n -> 'reason' ->> 'code'), ', ') from answer, jsonb_array_elements(body -> 'notes') n where label = 'check' and n ? 'reason'),
  '4 23514, 6 23514', 'bad rows come with what the database said');
select pg_temp.act_as('owner');
select is((select count(*) from leads), 2::bigint, 'a check writes nothing');
select is((select count(*) from audit_log where table_name = 'leads' and actor_name = 'Growth'), 0::bigint, 'not even to the log');
select is((select count(*) from audit_log where table_name = 'import_rows' or before::text like '%bo@%' or after::text like '%bo@%'), 0::bigint, 'where rows on their way never stand');

-- ---------------------------------------------------------------------------------------
-- All or none

select pg_temp.act_as('growth');
select throws_ok(format('select import_write(%L, ''update'', 1, 1000, true)', tests.id('first')), 'PT409', 'Some rows cannot be written, so none was.', 'all or none: with a bad row none');
select is((select string_agg(full_name, ',') from leads), 'Ada,Obi', 'none was');
delete from import_rows where import_id = tests.id('first') and outcome = 'bad';
select pg_temp.act_as('owner');
update import_rows set data = data || '{"score": 900}' where import_id = tests.id('first') and row_number = 10;
select pg_temp.act_as('growth');
select throws_like(format('select import_write(%L, ''update'', 1, 1000, true)', tests.id('first')), 'Row 10 was refused when its turn came, so none was written:%', 'nor where one turns bad after the check');
select is((select string_agg(full_name, ',') from leads), 'Ada,Obi', 'again none was');

-- ---------------------------------------------------------------------------------------
-- The good ones, with those that are there updated

insert into answer select 'write', import_write(tests.id('first'), 'update', 1, 1000);
select is((select body -> 'counts' from answer where label = 'write'), '{"created": 4, "updated": 3, "refused": 1}', 'the good rows are written');
select is(import_write(tests.id('first'), 'update', 1, 1000), (select body from answer where label = 'write'), 'asked again, it answers the same');
select is((select count(*) from leads), 6::bigint, 'and writes nothing twice');
select results_eq($$select full_name, city, consent, state, tags from leads where email = 'ada@imports.test'$$,
  $$values ('Ada Byron', 'Łódź', 'consented', 'contacted', array['a', 'b'])$$, 'an empty cell leaves what is there; a state stays');
select results_eq($$select full_name, phone, city, score::int, tags from leads where email = 'bo@imports.test'$$,
  $$values ('Bo again', '0049 170', 'Oslo', 70, array[]::text[])$$, 'a later row of the file updates the earlier; zeros stay; what is empty gets its default');
select is((select consent from leads where email = 'obi@imports.test'), 'objected', 'who objected still does');
select is((select consent from leads where email = 'gone@imports.test'), 'objected', 'who unsubscribed comes back as objecting');
select is((select count(distinct operation_id) || ' ' || min(reason) from audit_log where table_name = 'leads' and actor_id = tests.id('growth')), '1 Import of first.csv', 'the history says by which import');
select is((select row(i.state, created_count, updated_count, skipped_count, refused_count)::text from import_finish(tests.id('first')) i), '(done,4,3,0,1)', 'what came of it is kept as numbers');
select is((select count(*) from import_rows), 0::bigint, 'its rows are gone');
select is((select created_count from import_finish(tests.id('first'))), 4, 'ended twice is ended once');
select throws_ok(format('select import_load(%L, ''[]'')', tests.id('first')), 'PT409', null, 'nothing more goes into it');

-- ---------------------------------------------------------------------------------------
-- Skipping, and suppressions

select pg_temp.begin_import('second', 'leads', '{full_name,email,state}', '[{"n": 2, "v": {"full_name": "X", "email": "ada@imports.test"}}, {"n": 3, "v": {"full_name": "Di", "email": "di@imports.test", "state": "converted"}}]');
select import_check(tests.id('second'), 1, 1000);
select is(import_write(tests.id('second'), 'skip', 1, 1000, true) -> 'counts', '{"skipped": 1, "created": 1}', 'duplicates may be skipped, all or none');
select is((select full_name from leads where email = 'ada@imports.test'), 'Ada Byron', 'who is there stays as they are');
select is((select state from leads where email = 'di@imports.test'), 'new', 'a column that files may not fill is not filled');

update imports set state = 'cancelled' where id = tests.id('second');
select is((select state from import_finish(tests.id('second'))), 'done', 'what was called off too late is done');
update imports set state = 'cancelled' where id = tests.id('second');
select is((select state || ' ' || duplicates || ' ' || whole from imports where id = tests.id('second')), 'done skip true', 'and stays so');

select pg_temp.act_as('admin');
select pg_temp.begin_import('third', 'outreach_suppressions', '{email,reason,note}', '[
  {"n": 2, "v": {"email": "GONE@imports.test", "reason": "manual", "note": "weaker"}}, {"n": 3, "v": {"email": "ada@imports.test", "reason": "objected"}}]');
select import_check(tests.id('third'), 1, 1000);
select is(import_write(tests.id('third'), 'update', 1, 1000) -> 'counts', '{"created": 2}', 'a file adds a reason to a suppression that is there');
select is((select string_agg(reason || ' ' || note, ', ' order by reason) from outreach_suppressions where email = 'gone@imports.test'), 'manual weaker, unsubscribed By the link', 'every reason is kept');
select throws_ok($$delete from outreach_suppressions where email = 'gone@imports.test'$$, '42501', null, 'and nothing removes one');
select is((select consent from leads where email = 'ada@imports.test'), 'objected', 'a new one takes hold at once');

-- ---------------------------------------------------------------------------------------
-- The check says what the writing does

select pg_temp.act_as('owner');
insert into leads (id, full_name, email, phone, country, state) values (tests.id('eve'), 'Eve', 'eve@imports.test', '+49 170 0000999', 'DE', 'new');
select pg_temp.act_as('growth');
select lives_ok($$select suppress_lead(tests.id('eve'))$$, 'a person is suppressed by all that is known of them');
select pg_temp.begin_import('keys', 'leads', '{full_name,email,phone,country,notes}', jsonb_build_array(
  jsonb_build_object('n', 7, 'v', jsonb_build_object('full_name', 'By phone', 'phone', '0170-0000 999', 'country', 'DE')),
  jsonb_build_object('n', 2, 'v', jsonb_build_object('full_name', 'Twin A', 'email', 'twin@imports.test')),
  jsonb_build_object('n', 3, 'v', jsonb_build_object('full_name', 'Twin B', 'email', 'twin@imports.test' || U&'\200B')),
  jsonb_build_object('n', 4, 'v', jsonb_build_object('full_name', 'Di', 'email', U&'\FEFFDi@imports.test')),
  jsonb_build_object('n', 5, 'v', jsonb_build_object('full_name', 'Too long', 'email', repeat('x', 4000) || '@imports.test')),
  jsonb_build_object('n', 6, 'v', jsonb_build_object('full_name', 'Suppressed', 'email', 'hard@imports.test'))));
insert into answer select 'keys', import_check(tests.id('keys'), 1, 1000);
select is(pg_temp.outcomes('keys'), '2 new, 3 duplicate as 2, 4 duplicate, 5 bad, 6 new, 7 new', 'an address with a sign that nobody sees is the same address, in the file and in the table');
select is((select body -> 'suppressed' from answer where label = 'keys'), '[{"row": 6, "name": "Suppressed"}, {"row": 7, "name": "By phone"}]', 'who may not be mailed is named');
delete from import_rows where import_id = tests.id('keys') and outcome = 'bad';
select is(import_write(tests.id('keys'), 'skip', 1, 1000, true) -> 'counts', '{"created": 3, "skipped": 2}', 'and what the check allows is written');
select is_empty($$select p.oid::regprocedure from pg_proc p where p.pronamespace = 'public'::regnamespace and p.proname in ('import_load', 'import_check', 'import_write', 'import_finish')
  and not coalesce('plan_cache_mode=force_custom_plan' = any (p.proconfig), false)$$, 'no plan is kept for imports of every size');

-- ---------------------------------------------------------------------------------------
-- Who may

select pg_temp.act_as('growth');
insert into imports (id, table_name, file_name, columns) values (tests.id('mine'), 'leads', 'mine.csv', '{full_name}');
select import_load(tests.id('mine'), '[{"n": 2, "v": {"full_name": "M", "phone": "1"}}]');
select pg_temp.act_as('other growth');
select is((select count(*) from import_rows), 0::bigint, 'nobody sees the rows of another');
select throws_ok(format('select import_check(%L, 1, 10)', tests.id('mine')), 'PT404', null, 'nor works on them');
select pg_temp.act_as('admin');
select is((select count(*) from import_rows where import_id = tests.id('mine')), 1::bigint, 'but an admin sees them');
select pg_temp.act_as('finance');
select throws_ok($$insert into imports (table_name, file_name, columns) values ('leads', 'f.csv', '{full_name}')$$, '42501', null, 'who may not add leads begins no import of them');
select pg_temp.act_as('growth');
select throws_ok($$insert into imports (table_name, file_name, columns) values ('content_articles', 'f.csv', '{slug}')$$, '42501', null, 'nor of articles');
select throws_ok($$insert into imports (table_name, file_name, columns) values ('invoices', 'f.csv', '{id}')$$, '42501', null, 'and nobody of a table that takes none');
update imports set state = 'cancelled' where id = tests.id('mine');
select throws_ok(format('select import_write(%L, ''skip'', 1, 10)', tests.id('mine')), 'PT409', null, 'what was called off writes nothing');

select pg_temp.act_as('owner');
update imports set created_at = now() - interval '2 days' where id = tests.id('mine');
insert into imports (id, table_name, file_name, columns, owner_id) values (tests.id('later'), 'leads', 'later.csv', '{full_name}', tests.id('growth'));
select is((select count(*) from import_rows where import_id = tests.id('mine')), 0::bigint, 'what was left behind goes with the next import');

select * from finish();
rollback;
