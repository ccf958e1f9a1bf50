-- Who may bring people into the staff, whom, and how they leave it again.

begin;
set local search_path = public, extensions;
select no_plan();

insert into auth.users (id, email)
  select tests.id(name), name || '@rules.test' from unnest(array['member', 'newcomer', 'moderator', 'growth', 'finance', 'admin']) name;
insert into staff_members (user_id, full_name, email, roles)
  select tests.id(name), initcap(name), name || '@rules.test', array[name] from unnest(array['moderator', 'growth', 'finance', 'admin']) name;
-- What an error says, and the field it says it of.
create function pg_temp.refusal(statement text) returns text language plpgsql as $$
declare
  said text;
  field text;
begin
  execute statement;
  return 'nothing refused it';
exception when check_violation then
  get stacked diagnostics said = message_text, field = pg_exception_detail;
  return format('%s: %s', field::jsonb ->> 'field', said);
end
$$;

-- ---------------------------------------------------------------------------------------
-- Adding

create function pg_temp.adds_nobody(name text) returns setof text language plpgsql as $$
begin
  perform tests.act_as(name);
  return next throws_ok($q$select invite_staff('newcomer@rules.test', 'New Comer', '{growth}')$q$,
    '42501', 'Only admins may add staff.', name || ' adds nobody');
  return next throws_ok($q$select * from private.account_by_email('newcomer@rules.test')$q$,
    '42501', 'Only admins may look up accounts.', name || ' learns of no account');
end
$$;
select pg_temp.adds_nobody('member');
select pg_temp.adds_nobody('moderator');
select pg_temp.adds_nobody('growth');
select pg_temp.adds_nobody('finance');
select tests.act_as('owner');
select is_empty($$select from staff_members where user_id = tests.id('newcomer')$$, 'and nobody was added');

select tests.act_as('admin');
select is(pg_temp.refusal($$select invite_staff('nobody@rules.test', 'No Body', '{growth}')$$),
  'email: There is no account with this email address. Ask the person to sign up first.', 'an account must exist');
select is(pg_temp.refusal($$select invite_staff('growth@rules.test', 'Growth', '{finance}')$$),
  'email: Growth is on the staff already.', 'nobody joins twice');
select is(pg_temp.refusal($$select invite_staff('newcomer@rules.test', 'New Comer', '{}')$$),
  'roles: Choose at least one role.', 'nobody joins without a role');
select throws_ok($$select invite_staff('newcomer@rules.test', 'New Comer', '{owner}')$$, '23514', null, 'nor with one that does not exist');
select results_eq(
  $$select user_id, full_name, email, roles, active from invite_staff(' Newcomer@Rules.test ', ' New Comer ', '{growth,finance}')$$,
  $$values (tests.id('newcomer'), 'New Comer', 'newcomer@rules.test', array['growth', 'finance'], true)$$,
  'an existing account joins with its own address, however that was typed');
select results_eq(
  $$select actor_name, action, after ->> 'email' from audit_log where table_name = 'staff_members' and record_id = tests.id('newcomer')::text$$,
  $$values ('Admin', 'insert', 'newcomer@rules.test')$$, 'and the history says who brought them in');
select tests.act_as('newcomer');
select isnt_empty($$select from staff_members$$, 'who joined is let in on the next request');

-- ---------------------------------------------------------------------------------------
-- Leaving and coming back

select tests.act_as('growth');
select throws_ok(
  $$select set_staff_active(s.user_id, s.updated_at, false) from staff_members s where s.user_id = tests.id('newcomer')$$,
  '42501', 'Only admins may change staff.', 'growth deactivates nobody');
select tests.act_as('admin');
select throws_ok($$select set_staff_active(tests.id('newcomer'), now() - interval '1 day', false)$$,
  'PT409', null, 'a stale version is a conflict');
select results_eq(
  $$select u.active from staff_members s, set_staff_active(s.user_id, s.updated_at, false, 'Left') u where s.user_id = tests.id('newcomer')$$,
  array[false], 'an admin deactivates');
select results_eq(
  $$select reason from audit_log where table_name = 'staff_members' and record_id = tests.id('newcomer')::text and action = 'update'$$,
  array['Left'], 'with the reason in the history');
select is(pg_temp.refusal($$select invite_staff('newcomer@rules.test', 'New Comer', '{growth}')$$),
  'email: New Comer was on the staff before. Reactivate them instead.', 'who left is reactivated, not added anew');
select results_eq(
  $$select u.active from staff_members s, set_staff_active(s.user_id, s.updated_at, true) u where s.user_id = tests.id('newcomer')$$,
  array[true], 'and can be');
select tests.act_as('owner');
update staff_members set active = false where 'admin' = any (roles) and user_id <> tests.id('admin');
select tests.act_as('admin');
select throws_ok(
  $$select set_staff_active(s.user_id, s.updated_at, false) from staff_members s where s.user_id = auth.uid()$$,
  '23514', 'This is the last active admin. Make somebody else an admin first.', 'the last admin stays');

-- ---------------------------------------------------------------------------------------
-- Sign-ins and exports

select tests.act_as('owner');
update auth.users set last_sign_in_at = '2026-03-09 10:00Z' where email in ('growth@rules.test', 'member@rules.test');
update auth.users set last_sign_in_at = '2026-03-09 10:00Z' where email = 'growth@rules.test';
select tests.act_as('growth');
select lives_ok($$select note_export('leads', 'csv', 1234, '[{"field": "state"}]')$$, 'an export is put on record');
select throws_ok($$select note_export('no such', 'csv', 1)$$, '22023', null, 'of a list that there is');
select throws_ok($$select note_export('leads', 'csv', null)$$, '22023', null, 'with its rows');
select throws_ok($$select note_export('leads', 'csv', 1, '["state"]')$$, '22023', null, 'and by conditions');
select is_empty('select * from security_events', 'for admins only');
select throws_ok($$insert into security_events (kind, user_id, who) values ('sign_in', auth.uid(), 'Me')$$, '42501', null, 'nobody writes it');
select tests.act_as('member');
select throws_ok($$select note_export('leads', 'csv', 1)$$, '42501', null, 'members export nothing');
select tests.act_as('admin');
select results_eq($$select kind, who, table_name, file_format, row_count from security_events order by id$$,
  $$values ('sign_in', 'Growth', null::text, null::text, null::bigint), ('export', 'Growth', 'leads', 'csv', 1234)$$, 'who of the staff signed in, once, and what was taken out');
select tests.act_as('owner');
select throws_ok($$update security_events set who = 'X'$$, null, null, 'nothing of it changes');

-- What admins should have seen: each act once, and nothing of it hidden by one that took many records.
select tests.act_as('owner');
create temp table start as select now() + interval '1 day' as at;
grant select on start to authenticated;
insert into audit_log (at, actor_id, actor_name, actor_kind, action, table_name, record_id, record_label, changed, before, after, operation_id)
select s.at + e.later * interval '1 second', tests.id(e.who), e.who, 'person', e.action, e.table_name, n::text, e.label || ' ' || n, e.changed, null, e.after, e.operation
from start s, (values
  (60, 'Ann', 'update', 'staff_members', 'Staff', '{roles}'::text[], null::jsonb, null::uuid, 1),
  (120, 'Ann', 'update', 'billing_periods', null, '{closed}', '{"closed": false, "month": "2025-12-01"}', null, 1),
  (180, 'Ann', 'insert', 'outreach_suppressions', 'Added', '{}', null, null, 1),
  (240, 'Ann', 'delete', 'outreach_suppressions', 'Lifted', '{}', null, null, 1),
  (300, 'Bo', 'delete', 'leads', 'Lead', '{}', null, null, 9),
  (360, 'Cy', 'delete', 'leads', 'Lead', '{}', null, null, 10),
  (420, 'Cy', 'delete', 'leads', 'Lead', '{}', null, tests.id('operation'), 60),
  (480, 'Cy', 'update', 'leads', 'Lead', '{note}', null, tests.id('other'), 60)
) e (later, who, action, table_name, label, changed, after, operation, many) cross join lateral generate_series(1, e.many) n;
select tests.act_as('admin');
select results_eq($$select actor_name, table_name, record_label, reopened, records from security_changes((select at from start))$$,
  $$values ('Cy', 'leads', 'Lead 60', false, 60::bigint), ('Cy', 'leads', 'Lead 10', false, 10), ('Ann', 'outreach_suppressions', 'Lifted 1', false, 1),
    ('Ann', 'billing_periods', '2025-12', true, 1), ('Ann', 'staff_members', 'Staff 1', false, 1)$$, 'sixty records deleted at once are one line; nine by hand are none');
select tests.act_as('owner');
insert into audit_log (at, actor_id, actor_name, actor_kind, action, table_name, record_id, record_label, changed)
select date_trunc('hour', s.at) + interval '2 hours' + (n * 10 - 50 + case when n > 12 then 90 else 0 end) * interval '1 second', tests.id('Di'), 'Di', 'person', 'delete', 'leads', n::text, 'Lead ' || n, '{}'
from start s, generate_series(1, 21) n;
select tests.act_as('admin');
select results_eq($$select actor_name, record_label, records from security_changes((select date_trunc('hour', at) + interval '90 minutes' from start))$$,
  $$values ('Di', 'Lead 12', 12::bigint)$$, 'twelve deletions are one act also over the turn of a minute; nine after a pause are none');
select throws_ok($$select * from security_changes(null)$$, '22023', null, 'since some moment');
select tests.act_as('growth');
select throws_ok($$select * from security_changes((select at from start))$$, '42501', null, 'for admins');
select * from finish();
rollback;
