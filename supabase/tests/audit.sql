-- The audit log: who, in which roles, what, before and after, why; and nobody changes it afterwards.

begin;
set local search_path = public, extensions;
select no_plan();

insert into auth.users (id, email)
  select tests.id(name), name || '@rules.test' from unnest(array['member', 'other', 'moderator', 'growth', 'finance', 'admin']) name;
insert into profiles (id, display_name, email)
  select tests.id(name), name, name || '@rules.test' from unnest(array['member', 'other']) name;
insert into staff_members (user_id, full_name, email, roles)
  select tests.id(name), initcap(name), name || '@rules.test', array[name] from unnest(array['moderator', 'growth', 'finance', 'admin']) name;

insert into leads (id, full_name, email, score) values
  (tests.id('a'), 'Ada', 'a@rules.test', 1), (tests.id('b'), 'Bo', 'b@rules.test', 2), (tests.id('c'), 'Cy', 'c@rules.test', 3);
select is_empty(
  $$select * from audit_log where table_name = 'leads'$$,
  'rows that machines write are not recorded');

select tests.act_as('growth');
select private.set_context('reason', 'Scored anew');
update leads set score = 10 where full_name in ('Ada', 'Bo', 'Cy');
select private.set_context('reason', '');
select results_eq(
  $$select record_id, record_label, actor_id, actor_name, actor_kind, actor_roles, action, changed, before, after, reason
    from audit_log where table_name = 'leads' order by record_label$$,
  $$values
    (tests.id('a')::text, 'Ada', tests.id('growth'), 'Growth', 'person', '{growth}'::text[], 'update', '{score}'::text[], '{"score": 1}'::jsonb, '{"score": 10}'::jsonb, 'Scored anew'),
    (tests.id('b')::text, 'Bo', tests.id('growth'), 'Growth', 'person', '{growth}', 'update', '{score}', '{"score": 2}', '{"score": 10}', 'Scored anew'),
    (tests.id('c')::text, 'Cy', tests.id('growth'), 'Growth', 'person', '{growth}', 'update', '{score}', '{"score": 3}', '{"score": 10}', 'Scored anew')$$,
  'a bulk change is recorded for each record: who, as what, what, before, after and why');

update leads set score = 10 where full_name = 'Ada';
select is((select count(*) from audit_log where table_name = 'leads'), 3::bigint, 'a change that changes nothing is not recorded');

insert into leads (id, full_name, email) values (tests.id('d'), 'Di', 'd@rules.test');
delete from leads where full_name = 'Di';
select results_eq(
  $$select action, before ->> 'email', after ->> 'email', coalesce(after, before) ? 'search', reason
    from audit_log where record_id = tests.id('d')::text order by id$$,
  $$values ('insert', null, 'd@rules.test', false, null), ('delete', 'd@rules.test', null, false, null)$$,
  'what a person adds and removes is recorded whole, without what the database computes');

select tests.act_as('member');
update profiles set bio = 'Hello' where id = tests.id('member');
select tests.act_as('service_role');
update leads set score = 20 where full_name = 'Ada';
insert into payment_methods (user_id, brand, last4, exp_month, exp_year) values (tests.id('member'), 'visa', '4242', 1, 2040);
select tests.act_as('owner');
update leads set score = 30 where full_name = 'Ada';
select results_eq(
  $$select action, table_name, actor_name, actor_kind, actor_id from audit_log order by id desc limit 4$$,
  $$values ('update', 'leads', 'The system', 'system', null::uuid), ('insert', 'payment_methods', 'The service', 'service', null),
    ('update', 'leads', 'The service', 'service', null), ('update', 'profiles', 'A member', 'person', tests.id('member'))$$,
  'members, the service and the system are told apart; machines'' changes count, and their inserts too where only people write');

select tests.act_as('finance');
select is_empty($$select * from audit_log where table_name = 'leads'$$, 'the history of a record is for those who may read the record');
select tests.act_as('member');
select is_empty($$select * from audit_log$$, 'members read no history, not even of themselves');

-- ---------------------------------------------------------------------------------------
-- Append-only

select tests.act_as('owner');
create temporary table kept as select count(*) as rows, md5(string_agg(l::text, '' order by id)) as content from audit_log l;
insert into community_posts (id, user_id, title, body) values (tests.id('post'), tests.id('member'), 'T', 'B');
insert into moderation_decisions (post_id, decision, moderator_id, version_seen, state_before, state_after)
  values (tests.id('post'), 'approve', tests.id('moderator'), 1, 'pending', 'published');

-- The owner is stopped by the trigger alone; so is whoever was given the privilege by mistake.
grant update, delete, truncate on audit_log to service_role, authenticated;
create policy mistake on audit_log for all to authenticated using (true);
create function pg_temp.refused(statement text, what text) returns setof text language sql as $$
  select throws_ok(statement, '42501', 'The audit log is append-only: its rows are never changed or removed.', what)
$$;
select pg_temp.refused($$update audit_log set actor_name = 'Nobody'$$, 'the owner cannot rewrite it');
select pg_temp.refused($$delete from audit_log$$, 'the owner cannot remove from it');
select pg_temp.refused($$truncate audit_log$$, 'the owner cannot empty it');
select r from pg_temp.refused($$set local session_replication_role = replica; delete from audit_log$$,
    'nor with triggers switched off as for replication') r where current_setting('is_superuser') = 'on'
  union all select skip('only a superuser can switch triggers off') where current_setting('is_superuser') = 'off';
select tests.act_as('service_role');
select pg_temp.refused($$update audit_log set reason = 'Z'$$, 'the service role cannot rewrite it');
select pg_temp.refused($$delete from audit_log$$, 'the service role cannot remove from it');
select pg_temp.refused($$truncate audit_log$$, 'the service role cannot empty it');
select tests.act_as('admin');
select pg_temp.refused($$update audit_log set reason = 'Z'$$, 'an admin cannot rewrite it');
select pg_temp.refused($$delete from audit_log$$, 'an admin cannot remove from it');

select tests.act_as('service_role');
select throws_ok($$insert into audit_log (actor_name, actor_kind, action, table_name, record_id) values ('X', 'system', 'update', 'leads', '1')$$,
  '42501', null, 'nobody writes a line into it');
select tests.act_as('owner');
select results_eq(
  $$select count(*), md5(string_agg(l::text, '' order by id)) from audit_log l$$,
  $$select rows, content from kept$$, 'it is what it was');

select throws_ok($$update moderation_decisions set note = 'Z'$$, '42501', null, 'a moderator''s decision is not rewritten');
select throws_ok($$delete from moderation_decisions$$, '42501', null, 'nor removed');
select is((select note from moderation_decisions where post_id = tests.id('post')), null, 'and is what it was');

select * from finish();
rollback;
