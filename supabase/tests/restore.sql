-- Values out of the history: put back under the same rules as any change, recorded with the reason; deleted records brought back.

begin;
set local search_path = public, extensions;
select no_plan();

insert into auth.users (id, email) select tests.id(name), name || '@restore.test' from unnest(array['growth', 'finance', 'moderator']) name;
insert into staff_members (user_id, full_name, email, roles)
  select tests.id(name), initcap(name), name || '@restore.test', array[name] from unnest(array['growth', 'finance', 'moderator']) name;

select tests.act_as('growth');
insert into leads (id, full_name, email, city, score, tags) values (tests.id('a'), 'Ada', 'a@restore.test', 'Łódź', 1, '{"a,b"}');
update leads set city = null, score = 2, tags = '{}', state = 'qualified' where id = tests.id('a');
update leads set score = 3 where id = tests.id('a');

create function pg_temp.entry(record uuid, wanted text) returns bigint language sql as $$
  select id from audit_log where record_id = record::text and wanted in (action, action || array_to_string(changed, ',')) order by id desc limit 1
$$;
create function pg_temp.restore(side text, fields text[], wanted text default 'updatecity,qualified_at,score,state,tags') returns jsonb language sql as $$
  select restore_record('leads', tests.id('a')::text, (select updated_at from leads where id = tests.id('a')),
    pg_temp.entry(tests.id('a'), wanted), side, fields, 'Mistaken')
$$;

select is(pg_temp.restore('before', '{city,tags}') - array['id', 'updated_at'] ->> 'city', 'Łódź', 'the answer is the record as it is then');
select results_eq($$select city, score::int, tags, state from leads where id = tests.id('a')$$,
  $$values ('Łódź', 3, array['a,b'], 'qualified')$$, 'what was named is as before the change, the rest as it was');
select results_eq($$select action, changed, reason, actor_name from audit_log where record_id = tests.id('a')::text order by id desc limit 1$$,
  $$values ('update', '{city,tags}'::text[], 'Restored from the history: Mistaken', 'Growth')$$, 'it is one more change, with who and why');
select pg_temp.restore('after', '{score,nonsense}');
select is((select score::int from leads where id = tests.id('a')), 2, 'or as after the change');

update leads set state = 'converted' where id = tests.id('a');
select throws_ok($$select pg_temp.restore('before', '{state}')$$, '23514', 'What is converted cannot become new.', 'the rules of states hold');
select throws_ok($$select pg_temp.restore('before', '{id,created_at}', 'insert')$$, '22023', null, 'nothing to restore is refused');
select throws_ok($$select pg_temp.restore('after', '{id}', 'insert')$$, '22023', null, 'a key is not restored');
select throws_ok($$select pg_temp.restore('sideways', '{city}')$$, '22023', null, 'nor from a side that is none');
select throws_ok(format($$select restore_record('leads', tests.id('a')::text, now() - interval '1 hour', %s, 'before', '{city}')$$,
  pg_temp.entry(tests.id('a'), 'updatecity,qualified_at,score,state,tags')), 'PT409', null, 'nothing is restored over another version than was seen');
select throws_ok($$select restore_record('leads', tests.id('b')::text, now(), pg_temp.entry(tests.id('a'), 'updatescore'), 'before', '{score}')$$,
  'PT404', null, 'nor from the history of another record');

create temp table entries as select 'a' as name, pg_temp.entry(tests.id('a'), 'updatecity,qualified_at,score,state,tags') as id;
grant all on entries to authenticated;
select tests.act_as('finance');
select throws_ok($$select restore_record('leads', tests.id('a')::text, now(), (select id from entries), 'before', '{city}')$$,
  'PT404', null, 'who may not read the history restores nothing from it');
insert into subscription_plans (id, code, name, billing_interval, currency, amount_minor) values (tests.id('plan'), 'restore', 'Restore', 'month', 'EUR', 1);
update subscription_plans set trial_days = 2 where id = tests.id('plan');
select tests.act_as('owner');
create temp table plan as select pg_temp.entry(tests.id('plan'), 'updatetrial_days') as entry, updated_at from subscription_plans where id = tests.id('plan');
grant all on plan to authenticated;
-- As a mistake in a policy would have it: the history may be read, the record too, but not changed.
create policy mistake on audit_log for select to authenticated using (true);
select tests.act_as('moderator');
select throws_ok($$select restore_record('subscription_plans', tests.id('plan')::text, (select updated_at from plan), (select entry from plan), 'before', '{trial_days}')$$,
  '42501', null, 'who may see a record but not change it restores nothing');
select tests.act_as('owner');
drop policy mistake on audit_log;
select is((select trial_days from subscription_plans where id = tests.id('plan')), 2::smallint, 'and it is as it was');

-- ---------------------------------------------------------------------------------------
-- Brought back

select tests.act_as('growth');
insert into leads (id, full_name, email, city, interests) values (tests.id('gone'), 'Gone', 'gone@restore.test', 'Brno', '{climbing}');
delete from leads where id = tests.id('gone');
select is(recreate_record('leads', pg_temp.entry(tests.id('gone'), 'delete'), 'She asked') ->> 'full_name', 'Gone', 'a deleted record is brought back');
select results_eq($$select full_name, email, city, interests, search like '%gone%' from leads where id = tests.id('gone')$$,
  $$values ('Gone', 'gone@restore.test', 'Brno', '{climbing}'::text[], true)$$, 'under its key, with its values');
select results_eq($$select action, reason from audit_log where record_id = tests.id('gone')::text order by id desc limit 1$$,
  $$values ('insert', 'Brought back after it was deleted: She asked')$$, 'and its history says so');
select throws_ok($$select recreate_record('leads', pg_temp.entry(tests.id('gone'), 'delete'))$$, 'PT409', null, 'not twice');
update leads set state = 'contacted' where id = tests.id('gone');
delete from leads where id = tests.id('gone');
select is(recreate_record('leads', pg_temp.entry(tests.id('gone'), 'delete')) ->> 'state', 'contacted', 'a lead in the state that it had');
delete from leads where id = tests.id('gone');
select throws_ok($$select recreate_record('leads', pg_temp.entry(tests.id('gone'), 'insert'))$$, 'PT404', null, 'and only from its deletion');
insert into entries select 'gone', pg_temp.entry(tests.id('gone'), 'delete');
select tests.act_as('finance');
select throws_ok($$select recreate_record('leads', (select id from entries where name = 'gone'))$$, 'PT404', null, 'who may not read the history brings nothing back');

select * from finish();
rollback;
