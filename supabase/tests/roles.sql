-- Staff and roles: looked up at every request, given by admins, and never all given away.

begin;
set local search_path = public, extensions;
select no_plan();

insert into auth.users (id, email)
  select tests.id(name), name || '@rules.test' from unnest(array['member', 'other', 'moderator', 'growth', 'finance', 'admin']) name;
insert into profiles (id, display_name, email)
  select tests.id(name), name, name || '@rules.test' from unnest(array['member', 'other']) name;
insert into staff_members (user_id, full_name, email, roles)
  select tests.id(name), initcap(name), name || '@rules.test', array[name] from unnest(array['moderator', 'growth', 'finance', 'admin']) name;

insert into leads (full_name, email) values ('Ada', 'a@rules.test');
insert into invoices (billing_name, billing_email, currency) values ('Ada', 'a@rules.test', 'EUR');

-- ---------------------------------------------------------------------------------------
-- At once: the claims below stay what they were, as a token does

select tests.act_as('growth');
select isnt_empty($$select * from leads$$, 'growth reads leads');
set local role none;
update staff_members set roles = '{finance}' where user_id = tests.id('growth');
set local role authenticated;
select is_empty($$select * from leads$$, 'a role that was taken away is gone on the next statement, with the same token');
select throws_ok($$insert into leads (full_name, email) values ('B', 'b@rules.test')$$, '42501', null, 'also for writing');
select isnt_empty($$select * from invoices$$, 'a role that was given is there on the next statement');
set local role none;
update staff_members set roles = '{finance,growth}' where user_id = tests.id('growth');
set local role authenticated;
select ok((select count(*) > 0 from leads) and (select count(*) > 0 from invoices), 'a person may hold several roles');
set local role none;
update staff_members set active = false where user_id = tests.id('growth');
set local role authenticated;
select is_empty($$select id from leads union all select id from invoices$$, 'who is deactivated reads nothing any more');
select is(private.is_staff(), false, 'and is not staff');
set local role none;
update staff_members set active = true, roles = '{}' where user_id = tests.id('growth');
set local role authenticated;
select is(private.is_staff(), false, 'nor is who holds no role');

select tests.act_as('admin');
select is(
  array[private.has_role('moderator'), private.has_role('growth'), private.has_role('finance'), private.has_any_role(array['growth']), private.is_staff()],
  array[true, true, true, true, true], 'an admin counts as every role');

select tests.act_as('member');
select set_config('request.jwt.claims', jsonb_build_object('sub', tests.id('member'), 'role', 'authenticated',
  'user_metadata', '{"role": "admin", "roles": ["admin"]}'::jsonb)::text, true);
select is_empty($$select id from leads union all select id from invoices$$, 'what people write into their own metadata gives no role');
select throws_ok($$insert into staff_members (user_id, full_name, email, roles) values (auth.uid(), 'M', 'm@rules.test', '{admin}')$$,
  '42501', null, 'nobody makes themselves staff');

-- ---------------------------------------------------------------------------------------
-- Somebody can always give roles

select tests.act_as('owner');
update staff_members set roles = '{growth}' where 'admin' = any (roles) and user_id <> tests.id('admin');
create function pg_temp.stays(statement text, what text) returns setof text language sql as $$
  select throws_ok(statement, '23514', 'This is the last active admin. Make somebody else an admin first.', what)
$$;
select tests.act_as('admin');
select pg_temp.stays($$update staff_members set roles = '{growth}' where user_id = auth.uid()$$, 'the last admin keeps the role');
select pg_temp.stays($$select set_staff_active(user_id, updated_at, false) from staff_members where user_id = auth.uid()$$, 'stays active');
select throws_ok($$update staff_members set active = false where user_id = tests.id('growth')$$, '42501', null, 'with a reason, by the function, or not at all');
select throws_ok($$delete from staff_members where user_id = tests.id('growth')$$, '42501', null, 'staff are deactivated, not deleted');
select tests.act_as('owner');
select throws_ok($$delete from auth.users where id = tests.id('growth')$$, '42501', 'Staff are deactivated, not deleted: what they did keeps their name.', 'not even along with their account');
update staff_members set roles = '{admin}' where user_id = tests.id('finance');
select tests.act_as('admin');
select lives_ok($$update staff_members set roles = '{growth}' where user_id = auth.uid()$$, 'with another admin there, one may go');
select tests.act_as('owner');
update staff_members set roles = '{admin}' where user_id = tests.id('moderator');
select pg_temp.stays($$update staff_members set roles = '{growth}'$$, 'but not all of them at once');
update staff_members set roles = '{moderator}' where user_id = tests.id('moderator');
select results_eq($$select user_id from staff_members where active and 'admin' = any (roles)$$, $$values (tests.id('finance'))$$, 'there is one admin left');
select throws_ok($$update staff_members set roles = '{owner}' where user_id = tests.id('growth')$$, '23514', null, 'there are four roles and no other');

select * from finish();
rollback;
