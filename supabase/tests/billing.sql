-- Billing: sums come from lines and payments, what is issued is fixed, and nothing is decided on a stale view.

begin;
create extension if not exists pgtap with schema extensions;
set local search_path = public, extensions;
select no_plan();

create function pg_temp.id(name text) returns uuid language sql immutable as $$ select md5(name)::uuid $$;
-- Plays a person for the statements that follow; 'owner' is whoever runs this file, as machines and migrations do.
create function pg_temp.act_as(name text) returns void language sql as $$
  select set_config('role', 'none', true);
  select set_config('request.jwt.claims', case name when 'owner' then '' when 'service_role' then '{"role": "service_role"}'
    else jsonb_build_object('sub', pg_temp.id(name), 'role', 'authenticated')::text end, true);
  select set_config('role', case name when 'owner' then 'none' when 'service_role' then name else 'authenticated' end, true);
$$;
insert into auth.users (id, email)
  select pg_temp.id(name), name || '@rules.test' from unnest(array['member', 'other', 'moderator', 'growth', 'finance', 'admin']) name;
insert into profiles (id, display_name, email)
  select pg_temp.id(name), name, name || '@rules.test' from unnest(array['member', 'other']) name;
insert into staff_members (user_id, full_name, email, roles)
  select pg_temp.id(name), initcap(name), name || '@rules.test', array[name] from unnest(array['moderator', 'growth', 'finance', 'admin']) name;

insert into invoices (id, user_id, billing_name, billing_email, currency)
  select pg_temp.id(name), pg_temp.id('member'), name, 'm@rules.test', 'EUR'
  from unnest(array['paid later', 'void', 'lost', 'empty', 'thrown away']) name;

-- The version as somebody sees it who has the invoice open.
create function pg_temp.version(invoice text) returns timestamptz language sql volatile as $$
  select updated_at from invoices where id = pg_temp.id(invoice)
$$;
create function pg_temp.sums(invoice text) returns text language sql volatile as $$
  select format('%s: %s - %s + %s = %s, paid %s, due %s', state, subtotal_minor, discount_minor, tax_minor, total_minor, paid_minor, due_minor)
  from invoices where id = pg_temp.id(invoice)
$$;
create function pg_temp.refused(statement text, message text) returns setof text language sql as $$
  select throws_ok(statement, '23514', message, message)
$$;

-- ---------------------------------------------------------------------------------------
-- A draft

select pg_temp.act_as('finance');
insert into invoice_line_items (id, invoice_id, position, description, quantity, unit_minor) values
  (pg_temp.id('line'), pg_temp.id('paid later'), 1, 'Plan', 2, 1250), (gen_random_uuid(), pg_temp.id('paid later'), 2, 'Extra', 1, 499),
  (gen_random_uuid(), pg_temp.id('paid later'), 3, 'By mistake', 1, 1);
update invoice_line_items set quantity = 3 where id = pg_temp.id('line');
delete from invoice_line_items where description = 'By mistake';
update invoices set discount_minor = 249, tax_minor = 760 where id = pg_temp.id('paid later');
select is(pg_temp.sums('paid later'), 'draft: 4249 - 249 + 760 = 4760, paid 0, due 0', 'lines make the sum; a draft owes nothing');
select pg_temp.refused($$update invoices set subtotal_minor = 1 where id = pg_temp.id('paid later')$$, 'The sums of an invoice come from its lines and payments.');
select pg_temp.refused($$update invoices set paid_minor = 1 where id = pg_temp.id('paid later')$$, 'The sums of an invoice come from its lines and payments.');
select pg_temp.refused($$insert into invoices (billing_name, billing_email, currency, subtotal_minor) values ('N', 'n@rules.test', 'EUR', 1)$$, 'The sums of an invoice come from its lines and payments.');
select pg_temp.refused($$update invoices set number = 'IA-2026-99999' where id = pg_temp.id('paid later')$$, 'An invoice gets its number when it is issued.');
select pg_temp.refused($$insert into invoices (billing_name, billing_email, currency, number) values ('N', 'n@rules.test', 'EUR', 'IA-2026-99999')$$, 'An invoice gets its number when it is issued.');
select throws_ok($$update invoices set discount_minor = 4250 where id = pg_temp.id('paid later')$$, '23514', null, 'a discount is no more than the lines');
select pg_temp.refused($$select issue_invoice(pg_temp.id('empty'), pg_temp.version('empty'))$$, 'Add at least one line with an amount before issuing this invoice.');
select pg_temp.refused($$select record_payment(pg_temp.id('paid later'), pg_temp.version('paid later'), 1)$$, 'A payment can only be recorded on an open or uncollectible invoice; this one is draft.');
delete from invoices where id = pg_temp.id('thrown away');
select is_empty($$select * from invoices where id = pg_temp.id('thrown away')$$, 'a draft can be thrown away');

-- ---------------------------------------------------------------------------------------
-- Issued

select results_eq(
  $$select state, number ~ '^IA-[0-9]{4}-[0-9]{5}$', due_on = (now() at time zone 'UTC')::date + 14, issued_at is not null
    from issue_invoice(pg_temp.id('paid later'), pg_temp.version('paid later'))$$,
  $$values ('open', true, true, true)$$, 'issuing gives the number and two weeks');
create temporary table numbers as select number from invoices where id = pg_temp.id('paid later');
insert into invoice_line_items (invoice_id, description, unit_minor) select pg_temp.id(name), 'Plan', 1000 from unnest(array['void', 'lost']) name;
select is((select due_on from issue_invoice(pg_temp.id('void'), pg_temp.version('void'), '2030-01-31')), '2030-01-31'::date, 'or the day that was named');
select issue_invoice(pg_temp.id('lost'), pg_temp.version('lost'));
select is((select count(distinct number) from invoices where id in (pg_temp.id('paid later'), pg_temp.id('void'), pg_temp.id('lost'))), 3::bigint, 'each number once');
select is(pg_temp.sums('paid later'), 'open: 4249 - 249 + 760 = 4760, paid 0, due 4760', 'now it is owed');

select throws_like(format('update invoices set %s where id = pg_temp.id(''paid later'')', change), 'An issued invoice is not rewritten: %', change || ': fixed')
  from unnest(array['billing_name = ''Z''', 'billing_email = ''z@rules.test''', 'currency = ''USD''', 'discount_minor = 0', 'tax_minor = 0',
    'user_id = null', 'issued_at = now()']) change;
select pg_temp.refused($$insert into invoice_line_items (invoice_id, position, description, unit_minor) values (pg_temp.id('paid later'), 9, 'Z', 1)$$,
  'The lines of an issued invoice are fixed. Void it and issue another.');
select pg_temp.refused($$update invoice_line_items set unit_minor = 1 where id = pg_temp.id('line')$$, 'The lines of an issued invoice are fixed. Void it and issue another.');
select pg_temp.refused($$delete from invoice_line_items where id = pg_temp.id('line')$$, 'The lines of an issued invoice are fixed. Void it and issue another.');
select pg_temp.refused($$update invoice_line_items set invoice_id = pg_temp.id('empty') where id = pg_temp.id('line')$$, 'A line stays on its invoice.');
delete from invoices where id = pg_temp.id('paid later');
select is(pg_temp.sums('paid later'), 'open: 4249 - 249 + 760 = 4760, paid 0, due 4760', 'nothing of that changed it, nor can it be deleted');

-- ---------------------------------------------------------------------------------------
-- Payments

select throws_ok($$update invoices set state = 'paid' where id = pg_temp.id('paid later')$$, '23514', null, 'paid is what was paid in full');
select pg_temp.refused($$select record_payment(pg_temp.id('paid later'), pg_temp.version('paid later'), 4761)$$, 'This is more than is still owed.');
select pg_temp.refused($$insert into invoice_payments (invoice_id, amount_minor, currency) values (pg_temp.id('paid later'), 100, 'USD')$$,
  'This invoice is in EUR, so a payment in USD cannot settle it.');
select pg_temp.refused($$select record_payment(pg_temp.id('paid later'), pg_temp.version('paid later'), 100, paid_at => now() + interval '2 days')$$,
  'The day of the payment lies in the future.');
select throws_ok($$select record_payment(pg_temp.id('paid later'), pg_temp.version('paid later'), 0)$$, '23514', null, 'a payment is more than nothing');
create temporary table stale as select pg_temp.version('paid later') as version;
select record_payment(pg_temp.id('paid later'), version, 760, 'card', ' R1 ') from stale;
select is(pg_temp.sums('paid later'), 'open: 4249 - 249 + 760 = 4760, paid 760, due 4000', 'a part leaves the rest');
select results_eq($$select amount_minor, currency, method, reference, recorded_by from invoice_payments where invoice_id = pg_temp.id('paid later')$$,
  $$values (760::bigint, 'EUR', 'card', 'R1', pg_temp.id('finance'))$$, 'a payment says what and by whom');
select throws_ok($$select record_payment(pg_temp.id('paid later'), (select version from stale), 760)$$, 'PT409', 'Somebody changed this invoice after you opened it.',
  'the same again, from a page that was not reloaded, is a conflict');
select throws_ok(format('select %s', decision), 'PT409', null, decision || ': so is each other decision') from unnest(array[
  $$void_invoice(pg_temp.id('paid later'), (select version from stale), 'Z')$$,
  $$write_off_invoice(pg_temp.id('paid later'), (select version from stale), 'Z')$$,
  $$issue_invoice(pg_temp.id('paid later'), (select version from stale))$$]) decision;
select pg_temp.refused($$select void_invoice(pg_temp.id('paid later'), pg_temp.version('paid later'), 'Z')$$, 'Part of this invoice is paid already, so it cannot be void.');
select record_payment(pg_temp.id('paid later'), pg_temp.version('paid later'), 4000, paid_at => '2026-01-31 12:00Z');
select is(pg_temp.sums('paid later'), 'paid: 4249 - 249 + 760 = 4760, paid 4760, due 0', 'the rest settles it');
select is((select paid_at from invoices where id = pg_temp.id('paid later')), '2026-01-31 12:00Z'::timestamptz, 'on the day it was paid');
select pg_temp.refused($$select record_payment(pg_temp.id('paid later'), pg_temp.version('paid later'), 1)$$, 'A payment can only be recorded on an open or uncollectible invoice; this one is paid.');
select is((select sum(amount_minor) from invoice_payments where invoice_id = pg_temp.id('paid later')), 4760::numeric, 'of all that was refused nothing was kept');
select is((select number from invoices where id = pg_temp.id('paid later')), (select number from numbers), 'the number stays');

-- ---------------------------------------------------------------------------------------
-- Void and written off

select pg_temp.refused($$select void_invoice(pg_temp.id('void'), pg_temp.version('void'), ' ')$$, 'Say why this invoice is void.');
select void_invoice(pg_temp.id('void'), pg_temp.version('void'), 'Sent twice');
select is(pg_temp.sums('void') || ', ' || (select closed_reason from invoices where id = pg_temp.id('void')),
  'void: 1000 - 0 + 0 = 1000, paid 0, due 0, Sent twice', 'a void invoice owes nothing and says why');
select is((select reason from audit_log where record_id = pg_temp.id('void')::text order by id desc limit 1), 'Sent twice', 'as does its history');
select pg_temp.refused($$select issue_invoice(pg_temp.id('void'), pg_temp.version('void'))$$, 'What is void cannot become open.');
select pg_temp.refused($$select write_off_invoice(pg_temp.id('lost'), pg_temp.version('lost'), '')$$, 'Say why this invoice is written off.');
select write_off_invoice(pg_temp.id('lost'), pg_temp.version('lost'), 'Moved away');
select is(pg_temp.sums('lost'), 'uncollectible: 1000 - 0 + 0 = 1000, paid 0, due 1000', 'what is written off is still owed');
select record_payment(pg_temp.id('lost'), pg_temp.version('lost'), 400);
select is(pg_temp.sums('lost'), 'uncollectible: 1000 - 0 + 0 = 1000, paid 400, due 600', 'a part of it may come after all');
select record_payment(pg_temp.id('lost'), pg_temp.version('lost'), 600);
select is(pg_temp.sums('lost'), 'paid: 1000 - 0 + 0 = 1000, paid 1000, due 0', 'and the rest');

select throws_ok($$select void_invoice(pg_temp.id('nothing'), now(), 'Z')$$, 'P0002', null, 'an invoice that is gone is told');
select pg_temp.act_as('growth');
select throws_ok(format('select %s', decision), '42501', 'Only finance may change invoices.', decision || ': finance only') from unnest(array[
  $$issue_invoice(pg_temp.id('empty'), now())$$, $$record_payment(pg_temp.id('empty'), now(), 1)$$,
  $$void_invoice(pg_temp.id('empty'), now(), 'Z')$$, $$write_off_invoice(pg_temp.id('empty'), now(), 'Z')$$]) decision;

-- ---------------------------------------------------------------------------------------
-- The member's side

select pg_temp.act_as('member');
select results_eq($$select billing_name from invoices order by 1$$, array['lost', 'paid later', 'void'], 'a member sees what was issued to them, not the drafts');
select pg_temp.act_as('owner');
update invoices set user_id = pg_temp.id('other') where id = pg_temp.id('empty');
insert into invoices (id, user_id, billing_name, billing_email, currency, state, number, subtotal_minor, issued_at, due_on)
  values (pg_temp.id('kept'), pg_temp.id('other'), 'Other', 'o@rules.test', 'EUR', 'open', 'IA-1900-00002', 1000, now(), current_date);
delete from profiles where id = pg_temp.id('other');
select results_eq($$select user_id, billing_name from invoices where id = pg_temp.id('kept')$$, $$values (null::uuid, 'Other')$$,
  'an issued invoice outlives its member, with the name it was billed to');

-- ---------------------------------------------------------------------------------------
-- Subscriptions and cards

select pg_temp.act_as('owner');
insert into subscription_plans (id, code, name, billing_interval, currency, amount_minor) values (pg_temp.id('plan'), 'rules', 'R', 'month', 'EUR', 1);
select pg_temp.act_as('finance');
insert into user_subscriptions (id, user_id, plan_id, current_period_end, state) values (pg_temp.id('first'), pg_temp.id('member'), pg_temp.id('plan'), now() + interval '1 month', 'active');
select throws_ok($$insert into user_subscriptions (user_id, plan_id, current_period_end, state) values (pg_temp.id('member'), pg_temp.id('plan'), now() + interval '1 month', 'trialing')$$,
  '23505', null, 'a member has one running subscription');
update user_subscriptions set state = 'canceled' where id = pg_temp.id('first');
select ok((select canceled_at is not null and ended_at is not null from user_subscriptions where id = pg_temp.id('first')), 'a canceled one keeps when');
select lives_ok($$insert into user_subscriptions (user_id, plan_id, current_period_end, state) values (pg_temp.id('member'), pg_temp.id('plan'), now() + interval '1 month', 'trialing')$$,
  'and makes room for another');
select pg_temp.act_as('service_role');
select throws_ok($$insert into payment_methods (user_id, brand, last4, exp_month, exp_year) values (pg_temp.id('member'), 'visa', '4242424242424242', 1, 2030)$$,
  '23514', null, 'a card number does not fit where its last four stand');

-- ---------------------------------------------------------------------------------------
-- What nobody writes by hand

select pg_temp.act_as('finance');
select pg_temp.refused($$update invoices set paid_at = '2001-01-01' where id = pg_temp.id('paid later')$$, 'The database notes the time itself: "paid at" is not written by hand.');
select pg_temp.refused($$insert into invoices (billing_name, billing_email, currency, issued_at) values ('N', 'n@rules.test', 'EUR', '2001-01-01')$$, 'The database notes the time itself: "issued at" is not written by hand.');
select pg_temp.refused($$insert into invoice_payments (invoice_id, amount_minor, currency, paid_at) values (pg_temp.id('kept'), 100, 'EUR', '2099-01-01')$$, 'The day of the payment lies in the future.');
insert into invoice_payments (invoice_id, amount_minor, currency, recorded_by, reference) values (pg_temp.id('kept'), 100, 'EUR', pg_temp.id('admin'), 'signed by another');
select is((select recorded_by from invoice_payments where reference = 'signed by another'), pg_temp.id('finance'), 'a payment is recorded by who records it');
select throws_ok($$update user_subscriptions set user_id = pg_temp.id('moderator') where id = pg_temp.id('first')$$, '42501', null, 'a subscription stays its member''s');
insert into invoices (id, billing_name, billing_email, currency) values (pg_temp.id('gift'), 'Gift', 'g@rules.test', 'EUR');
insert into invoice_line_items (invoice_id, description, unit_minor) values (pg_temp.id('gift'), 'Plan', 1000);
update invoices set discount_minor = 1000 where id = pg_temp.id('gift');
select issue_invoice(pg_temp.id('gift'), pg_temp.version('gift'));
select is(pg_temp.sums('gift'), 'paid: 1000 - 1000 + 0 = 0, paid 0, due 0', 'where a discount takes all, nothing stays open');
select pg_temp.act_as('service_role');
select pg_temp.refused($$insert into invoice_payments (invoice_id, amount_minor, currency) values (pg_temp.id('paid later'), 4000, 'EUR')$$, 'This invoice is paid already.');
select throws_ok(format('%s where invoice_id = pg_temp.id(''paid later'')', change), '42501', null, change || ': not even the service rewrites a payment') from unnest(array['update invoice_payments set amount_minor = 1', 'delete from invoice_payments']) change;
select pg_temp.refused($$insert into invoice_line_items (invoice_id, position, description, unit_minor) values (pg_temp.id('paid later'), 9, 'Z', 1)$$, 'The lines of an issued invoice are fixed. Void it and issue another.');
select pg_temp.refused($$delete from invoice_line_items where id = pg_temp.id('line')$$, 'The lines of an issued invoice are fixed. Void it and issue another.');

select * from finish();
rollback;
