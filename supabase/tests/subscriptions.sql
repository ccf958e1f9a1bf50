-- Subscriptions: prices that never change, a history that is only added to, a calendar that keeps its day, and
-- recurring revenue that follows from it to the cent.

begin;
set local search_path = public, extensions;
select no_plan();

create function pg_temp.sub(name text) returns public.user_subscriptions language sql volatile as $$ select * from user_subscriptions where id = tests.id(name) $$;
create function pg_temp.lines(of uuid) returns text language sql volatile as $$
  select string_agg(format('%s%s', case when quantity > 1 then quantity || ' x ' end, unit_minor), ', ' order by position) from invoice_line_items where invoice_id = of
$$;

insert into auth.users (id, email)
  select tests.id(name), name || '@rules.test' from unnest(array['m1', 'm2', 'm3', 'm4', 'm5', 'growth', 'finance', 'admin']) name;
insert into profiles (id, display_name, email, country)
  select tests.id(name), name, name || '@rules.test', 'DE' from unnest(array['m1', 'm2', 'm3', 'm4', 'm5']) name;
insert into staff_members (user_id, full_name, email, roles)
  select tests.id(name), initcap(name), name || '@rules.test', array[name] from unnest(array['growth', 'finance', 'admin']) name;
insert into payment_methods (id, user_id, brand, last4, exp_month, exp_year) values (tests.id('card'), tests.id('m1'), 'visa', '4242', 1, 2090);
insert into subscription_plans (id, code, name, billing_interval, currency, amount_minor, trial_days)
  select tests.id(code), code, initcap(code), step, currency, amount, trial
  from (values ('small', 'month', 'EUR', 1000, 0), ('big', 'month', 'EUR', 3000, 0), ('annual', 'year', 'EUR', 12000, 0), ('trial', 'month', 'EUR', 500, 7), ('yen', 'month', 'JPY', 1490, 0)) p (code, step, currency, amount, trial);

-- ---------------------------------------------------------------------------------------
-- Prices

select tests.act_as('finance');
create temporary table first_price as select id from plan_prices where plan_id = tests.id('small');
grant select on first_price to authenticated, service_role;
insert into subscription_plans (id, code, name, billing_interval, currency, amount_minor) values (tests.id('new'), 'fresh', 'Fresh', 'month', 'EUR', 700);
select results_eq($$select version, amount_minor from plan_prices where plan_id = tests.id('new')$$, $$values (1, 700::bigint)$$, 'a new plan has its first price');
select throws_ok(format('%s', what), '42501', null, who || ' does not: ' || what) from unnest(array[
  $$update subscription_plans set amount_minor = 1$$, $$delete from subscription_plans$$, $$update plan_prices set amount_minor = 1$$, $$insert into plan_prices (plan_id, version, currency, billing_interval, amount_minor) values (tests.id('small'), 9, 'EUR', 'month', 1)$$,
  $$update user_subscriptions set state = 'active'$$, $$delete from user_subscriptions$$, $$insert into user_subscriptions (user_id, plan_id, current_period_end) values (tests.id('m1'), tests.id('small'), now())$$,
  $$delete from subscription_periods$$]) what, lateral (select tests.act_as(p.who), p.who from (values ('finance'), ('service_role')) p (who)) w;
select tests.act_as('owner');
select throws_ok(what, '42501', null, 'not even the owner: ' || what) from unnest(array[
  $$update subscription_plans set amount_minor = 1$$, $$update subscription_plans set code = 'z' where code = 'small'$$, $$delete from subscription_plans where code = 'fresh'$$,
  $$update plan_prices set amount_minor = 1$$, $$delete from plan_prices$$]) what;

select tests.act_as('finance');
select is((start_subscription(tests.id('m1'), tests.id('small'), 2::smallint, tests.id('card'), tax_rate => 19, idempotency_key => 's1')).recurring_minor, 2000::bigint, 'two of a plan cost twice its price');
select is((start_subscription(tests.id('m1'), tests.id('small'), 2::smallint, tests.id('card'), tax_rate => 19, idempotency_key => 's1')).recurring_minor, 2000::bigint, 'the same again is the same');
select is((select count(*) from user_subscriptions), 1::bigint, 'and starts none');
select tests.act_as('owner');
create temporary table one as select id, current_period_start from user_subscriptions where user_id = tests.id('m1');
grant select on one to authenticated, service_role;
select tests.act_as('finance');
select results_eq($$select i.state, i.total_minor, i.billing_name, pg_temp.lines(i.id) from invoices i$$, $$values ('draft', 2380::bigint, 'm1', '2 x 1000')$$, 'it begins with the draft of its first period, tax on top');
select tests.refused($$select start_subscription(tests.id('m1'), tests.id('big'))$$, 'This member has a running subscription already.');
select tests.refused($$select start_subscription(tests.id('m2'), tests.id('big'), payment_method_id => tests.id('card'))$$, 'This card is another member''s.');

select set_plan_price(tests.id('small'), (select updated_at from subscription_plans where id = tests.id('small')), 1200, 'Costs rose', dry_run => true);
select is((select amount_minor from subscription_plans where code = 'small'), 1000::bigint, 'a dry run changes no price');
select set_plan_price(tests.id('small'), (select updated_at from subscription_plans where id = tests.id('small')), 1200, 'Costs rose');
select throws_ok($$select set_plan_price(tests.id('small'), now() - interval '1 hour', 1300, 'Z')$$, 'PT409', null, 'a price is not set over one that was not seen');
select results_eq($$select version, amount_minor, valid_until is null from plan_prices where plan_id = tests.id('small') order by 1$$, $$values (1, 1000::bigint, false), (2, 1200, true)$$, 'the next price takes the place of the first, which stays');
select results_eq($$select price_id, recurring_minor from user_subscriptions$$, $$select id, 2000::bigint from first_price$$, 'who pays already goes on paying that');
update subscription_plans set active = false where code = 'fresh';
select tests.refused($$select start_subscription(tests.id('m2'), tests.id('new'))$$, 'This plan is retired and takes no new subscriptions.');
select lives_ok($$insert into subscription_plans (code, name, billing_interval, currency, amount_minor) values ('fresh', 'Fresh', 'month', 'EUR', 800)$$, 'the plan of a retired one can be made anew');
select throws_ok($$insert into subscription_plans (code, name, billing_interval, currency, amount_minor) values ('fresh', 'Fresh', 'month', 'EUR', 900)$$, '23505', null, 'but one at a time is on sale');

-- ---------------------------------------------------------------------------------------
-- The calendar

select tests.act_as('owner');
select is(string_agg(to_char(private.period_start(anchor, step, k, zone) at time zone zone, 'YYYY-MM-DD HH24:MI'), ', ' order by k), expected, format('%s from %s in %s', step, anchor, zone))
from (values
  ('2026-01-31 10:00+00'::timestamptz, 'month', 'UTC', array[1, 2, 3], '2026-02-28 10:00, 2026-03-31 10:00, 2026-04-30 10:00'),
  ('2028-01-30 10:00+00', 'month', 'UTC', array[1, 2], '2028-02-29 10:00, 2028-03-30 10:00'),
  ('2028-02-29 10:00+00', 'year', 'UTC', array[1, 4], '2029-02-28 10:00, 2032-02-29 10:00'),
  ('2026-03-15 01:30+00', 'month', 'Europe/Berlin', array[1, 8], '2026-04-15 02:30, 2026-11-15 02:30'),
  ('2026-01-31 11:00+00', 'month', 'Pacific/Kiritimati', array[1, 2], '2026-03-01 01:00, 2026-04-01 01:00'),
  ('2026-02-01 05:00+00', 'month', 'America/New_York', array[1, 2], '2026-03-01 00:00, 2026-04-01 00:00')
) c (anchor, step, zone, ks, expected), unnest(ks) k group by anchor, step, zone, expected;

-- ---------------------------------------------------------------------------------------
-- Proration: used and unused are exactly the whole; the change is on the draft, a bill, or a credit note

select is_empty($$select n from generate_series(1, 299) n, lateral private.proration(n * 37, n * 91, '2026-01-01', '2026-02-01', '2026-01-01'::timestamptz + n * interval '2 hours 29 minutes') p,
  lateral private.shares(n * 37, array[n * 8940, 2678400 - n * 8940]::numeric[]) s where p.unused_minor + s[1] <> n * 37 or p.charged_minor not between 0 and n * 91$$, 'nothing is created or lost');
select results_eq($$select unused_minor, charged_minor from private.proration(3000, 6000, '2026-06-01', '2026-07-01', '2026-06-11')$$, $$values (2000::bigint, 4000::bigint)$$, 'ten of thirty days in');
select results_eq($$select unused_minor, charged_minor from private.proration(100, 7, '2026-06-01', '2026-07-01', '2026-08-11')$$, $$values (0::bigint, 0::bigint)$$, 'after its end nothing is left');

select tests.act_as('finance');
create temporary table tried as select change_subscription(o.id, (select updated_at from user_subscriptions), tests.id('big'), dry_run => true) as what from one o;
select results_eq($$select jsonb_array_length(what -> 'lines'), (what ->> 'period_minor')::bigint, (what -> 'subscription' ->> 'recurring_minor')::bigint from tried$$, $$values (2, 2000::bigint, 6000::bigint)$$, 'a dry run tells line by line');
select is((select recurring_minor from user_subscriptions), 2000::bigint, 'and changes nothing');
select is((select count(*) from invoice_line_items), 1::bigint, 'not even a line');
select throws_ok($$select change_subscription(o.id, now() - interval '1 hour', tests.id('big')) from one o$$, 'PT409', null, 'a stale page changes nothing');
select tests.refused($$select change_subscription(o.id, (select updated_at from user_subscriptions), tests.id('yen')) from one o$$, 'This subscription is in EUR, that plan in JPY.');
select tests.refused($$select change_subscription(o.id, (select updated_at from user_subscriptions), quantity => 2::smallint) from one o$$, 'Nothing would change.');
select change_subscription(o.id, (select updated_at from user_subscriptions), tests.id('big'), idempotency_key => 'c1') from one o;
select is((select sum(amount_minor) filter (where unit_minor < 0) between -2000 and -1999 and sum(amount_minor) filter (where unit_minor > 0 and kind = 'proration') between 5999 and 6000 from invoice_line_items), true,
  'in the first seconds all of the old is given back and all of the new charged, on the draft of the period');
select issue_invoice(id, updated_at) from invoices where state = 'draft';
select record_payment(id, updated_at, due_minor, 'card') from invoices where state = 'open';
select cancel_subscription(o.id, (select updated_at from user_subscriptions), 'Met somebody', at_period_end => false) from one o;
select is((select total_minor between 7138 and 7140 and applied_minor = 0 from credit_notes), true, 'what was paid and is not used is credited, with its tax');
select tests.refused($$select resume_subscription(o.id, (select updated_at from user_subscriptions)) from one o$$, 'This subscription has ended. Start another one.');
select results_eq($$select n, state, quantity, recurring_minor, mrr_twelfths, reason from subscription_periods order by n$$,
  $$values (1, 'active', 2::smallint, 2000::bigint, 24000::bigint, null), (2, 'active', 2::smallint, 6000, 72000, null), (3, 'canceled', 2::smallint, 6000, 0, 'Met somebody')$$, 'the history tells all of it');

-- ---------------------------------------------------------------------------------------
-- Time passes: each thing once

select tests.act_as('owner');
insert into user_subscriptions (id, user_id, plan_id, state, started_at, anchor_at, current_period_start, current_period_end, next_quantity)
  values (tests.id('long'), tests.id('m2'), tests.id('small'), 'active', now() - interval '70 days', now() - interval '70 days', now() - interval '70 days', now() - interval '70 days' + interval '1 month', 3);
insert into user_subscriptions (id, user_id, plan_id, state, started_at, trial_ends_at, current_period_start, current_period_end, cancel_at_period_end)
  values (tests.id('tried'), tests.id('m3'), tests.id('trial'), 'trialing', now() - interval '8 days', now() - interval '1 day', now() - interval '8 days', now() - interval '1 day', false),
    (tests.id('left'), tests.id('m4'), tests.id('trial'), 'trialing', now() - interval '8 days', now() - interval '1 day', now() - interval '8 days', now() - interval '1 day', true);
insert into user_subscriptions (id, user_id, plan_id, state, started_at, current_period_start, current_period_end, resume_at)
  values (tests.id('asleep'), tests.id('m5'), tests.id('annual'), 'paused', now() - interval '90 days', now() - interval '90 days', now() + interval '1 day', now() - interval '1 hour');
select tests.act_as('finance');
select throws_ok($$select billing_advance()$$, '42501', 'Only admins and the worker run billing.', 'finance does not run billing');
select tests.act_as('admin');
select tests.refused($$select billing_advance(now() + interval '1 day')$$, 'Billing runs up to now, not ahead of it.');
select is((select (billing_advance(dry_run => true) ->> 'drafts')::integer), 4, 'a dry run tells what would come');
select is((select count(*) from invoices where state = 'draft'), 0::bigint, 'and makes nothing');
create temporary table ran as select billing_advance() as what;
select is((select what - 'as_of' from ran), '{"subscriptions": 4, "renewed": 2, "trials_ended": 1, "resumed": 1, "paused": 0, "canceled": 1, "past_due": 0, "recovered": 0, "drafts": 4, "refused": 0, "more": false, "problems": [], "dry_run": false}'::jsonb,
  'two periods, a trial that became paid, one that left, one that went on');
select tests.act_as('service_role');
select is((select billing_advance() ->> 'subscriptions'), '0', 'a second time there is nothing to do');
select tests.act_as('finance');
select results_eq($$select (pg_temp.sub('long')).period_index, (pg_temp.sub('long')).quantity, (pg_temp.sub('long')).current_period_start = now() - interval '70 days' + interval '2 months'$$, $$values (2, 3::smallint, true)$$,
  'it is in its third period, counted from the anchor, with what was scheduled');
select results_eq($$select pg_temp.lines(id) from invoices where subscription_id = tests.id('long') order by period_start$$, array['3 x 1200', '3 x 1200'], 'each period billed once');
select results_eq($$select state from user_subscriptions where id = any (array[tests.id('tried'), tests.id('left'), tests.id('asleep')]) order by state$$, array['active', 'active', 'canceled'], 'each as it was meant');
select issue_invoice(id, updated_at) from invoices where subscription_id = tests.id('tried');
select tests.act_as('owner');
alter table invoices disable trigger guard_invoice;
update invoices set due_on = current_date - 1 where subscription_id = tests.id('tried');
alter table invoices enable trigger guard_invoice;
select tests.act_as('service_role');
select results_eq($$select (r ->> 'past_due')::integer, (r ->> 'subscriptions')::integer from billing_advance() r$$, $$values (1, 1)$$, 'who owes after the due day is past due');
select is((select billing_advance() ->> 'subscriptions'), '0', 'once');
select results_eq($$select (r ->> 'recovered')::integer, (r ->> 'subscriptions')::integer from billing_advance(now() - interval '20 days') r$$, $$values (0, 0)$$, 'a run up to an earlier moment forgives nothing');
select is((select state from user_subscriptions where id = tests.id('tried')), 'past_due', 'it stays past due');
select tests.act_as('finance');
select is((select max(mrr_twelfths) filter (where state = 'past_due') from subscription_periods where subscription_id = tests.id('tried')), 6000::bigint, 'and still counts');
select tests.act_as('finance');
select mark_subscription_unpaid(tests.id('tried'), tests.version('user_subscriptions', 'tried'), 'Card stolen');
select is((pg_temp.sub('tried')).state, 'unpaid', 'until somebody says that it is not expected any more');
select pause_subscription(tests.id('asleep'), tests.version('user_subscriptions', 'asleep'), 'Abroad', at_period_end => true);
select resume_subscription(tests.id('asleep'), tests.version('user_subscriptions', 'asleep'));
select is((pg_temp.sub('asleep')).pause_at_period_end, false, 'what was scheduled is taken back');
select is_empty($$select h.subscription_id from subscription_history h where h.until_at < h.from_at or exists (select from subscription_history o where o.subscription_id = h.subscription_id and o.n <> h.n
  and tstzrange(o.from_at, o.until_at) && tstzrange(h.from_at, h.until_at))$$, 'no two rows of a history overlap');

-- What is left of a period may come to more than a single plan may cost.
select tests.act_as('owner');
insert into auth.users (id, email) values (tests.id('large'), 'large@rules.test');
insert into profiles (id, display_name, email, country) values (tests.id('large'), 'Large', 'large@rules.test', 'DE');
insert into subscription_plans (id, code, name, billing_interval, currency, amount_minor) values (tests.id('dearest'), 'rules_dearest', 'Dearest', 'year', 'EUR', 100000000);
select tests.act_as('finance');
select lives_ok($$select start_subscription(tests.id('large'), tests.id('dearest'), 100::smallint, trial => false)$$, 'a hundred of the dearest plan');
select issue_invoice(id, updated_at) from invoices where user_id = tests.id('large');
-- Moments pass, and some cents with them.
create function pg_temp.changed(to_quantity smallint) returns bigint language sql volatile as $$
  select round((change_subscription(s.id, s.updated_at, quantity => to_quantity) ->> 'net_minor')::bigint, -5)::bigint from user_subscriptions s where s.user_id = tests.id('large') $$;
select is(pg_temp.changed(1::smallint), -9900000000, 'are given back');
select is((select round(total_minor, -5)::bigint from credit_notes where user_id = tests.id('large')), 9900000000, 'on one credit note');
select is(pg_temp.changed(100::smallint), 9900000000, 'and charged again');
-- Decided about right after another, as in a bulk operation: what was due by then was due for no reason of the other's.
select tests.act_as('owner');
insert into auth.users (id, email) values (tests.id('due'), 'due@rules.test');
insert into profiles (id, display_name, email, country) values (tests.id('due'), 'Due', 'due@rules.test', 'DE');
insert into user_subscriptions (id, user_id, plan_id, state, started_at, anchor_at, current_period_start, current_period_end, next_quantity)
  values (tests.id('due'), tests.id('due'), tests.id('small'), 'active', now() - interval '40 days', now() - interval '40 days', now() - interval '40 days', now() - interval '40 days' + interval '1 month', 2);
select tests.act_as('finance');
select cancel_subscription(s.id, s.updated_at, 'Merged', at_period_end => false) from user_subscriptions s where s.user_id = tests.id('large');
select change_subscription(tests.id('due'), tests.version('user_subscriptions', 'due'), quantity => 3::smallint, reason => 'Three now');
select results_eq($$select quantity, reason from subscription_periods where subscription_id = tests.id('due') and n > 1 order by n$$, $$values (2::smallint, null::text), (3::smallint, 'Three now')$$, 'each step has its own reason');

-- Begun anew on the day on which it was billed, it is billed again; a period that is paid for is not billed twice.
select tests.act_as('owner');
insert into auth.users (id, email) select tests.id(name), name || '@rules.test' from unnest(array['e1', 'e2', 'e3']) name;
insert into profiles (id, display_name, email, country) select tests.id(name), name, name || '@rules.test', 'DE' from unnest(array['e1', 'e2', 'e3']) name;
select tests.act_as('finance');
create function pg_temp.of(name text) returns public.user_subscriptions language sql volatile as $$ select * from user_subscriptions where user_id = tests.id(name) $$;
create function pg_temp.billed(name text) returns text language sql volatile as $$ select string_agg(i.total_minor::text, ', ' order by i.total_minor) from invoices i where i.user_id = tests.id(name) $$;
select start_subscription(tests.id(name), tests.id('small'), trial => false) from unnest(array['e1', 'e2', 'e3']) name;
select pause_subscription((pg_temp.of('e1')).id, (pg_temp.of('e1')).updated_at, 'Abroad', false);
select resume_subscription((pg_temp.of('e1')).id, (pg_temp.of('e1')).updated_at);
select is(pg_temp.billed('e1'), '0, 1200', 'paused and resumed on one day, the new period is billed');
select pause_subscription((pg_temp.of('e1')).id, (pg_temp.of('e1')).updated_at, 'Abroad again', false);
select is(pg_temp.billed('e1'), '0, 0', 'and given back once');
select change_subscription((pg_temp.of('e2')).id, (pg_temp.of('e2')).updated_at, tests.id('annual'));
select is(pg_temp.billed('e2'), '0, 12000', 'so is another rhythm, from the day of the first');
select tests.refused($$select pause_subscription((pg_temp.of('e3')).id, (pg_temp.of('e3')).updated_at, 'Abroad', true, now() + interval '5 days')$$, 'It pauses when its period ends, so it goes on after that.');
update invoice_line_items l set discount_minor = 900 from invoices i where i.id = l.invoice_id and i.user_id = tests.id('e3');
select cancel_subscription((pg_temp.of('e3')).id, (pg_temp.of('e3')).updated_at, 'Met somebody', false);
select is(pg_temp.billed('e3'), '0', 'no more is given back than stands on the draft');
select tests.refused($$select start_subscription(tests.id('e3'), tests.id('small'), discount_percent => 'NaN')$$, 'A discount is between 0 and 100 per cent.');

-- A change that was billed apart is given back as well: paid, by credit notes; not issued yet, off its draft.
select tests.act_as('owner');
insert into auth.users (id, email) select tests.id(name), name || '@rules.test' from unnest(array['g1', 'g2']) name;
insert into profiles (id, display_name, email, country) select tests.id(name), name, name || '@rules.test', 'DE' from unnest(array['g1', 'g2']) name;
select tests.act_as('finance');
create function pg_temp.pay(name text) returns void language sql volatile as $$
  select issue_invoice(i.id, i.updated_at) from invoices i where i.user_id = tests.id(name) and i.state = 'draft';
  select record_payment(i.id, i.updated_at, i.due_minor, 'card') from invoices i where i.user_id = tests.id(name) and i.state = 'open';
$$;
select start_subscription(tests.id(name), tests.id('small'), trial => false, tax_rate => 19) from unnest(array['g1', 'g2']) name;
select pg_temp.pay(name) from unnest(array['g1', 'g2']) name;
select change_subscription((pg_temp.of(name)).id, (pg_temp.of(name)).updated_at, tests.id('big')) from unnest(array['g1', 'g2']) name;
select pg_temp.pay('g1');
create temporary table left_now as select name, cancel_subscription((pg_temp.of(name)).id, (pg_temp.of(name)).updated_at, 'Met somebody', false) as what from unnest(array['g1', 'g2']) name;
select results_eq($$select (what ->> 'credit_minor')::bigint, (select sum(c.total_minor)::bigint from credit_notes c where c.user_id = tests.id('g1')), (select balance_minor from credit_balances where user_id = tests.id('g1')) from left_now where name = 'g1'$$,
  $$values (3570::bigint, 3570::bigint, 3570::bigint)$$, 'all that was paid for the period comes back, with its tax');
select results_eq($$select (what ->> 'credit_minor')::bigint, pg_temp.billed('g2') from left_now where name = 'g2'$$, $$values (1428::bigint, '0, 1428')$$, 'and a draft is taken down first');

-- ---------------------------------------------------------------------------------------
-- Recurring revenue, worked out by hand (in cents a month; the function answers in twelfths)

select tests.act_as('owner');
insert into auth.users (id, email) select tests.id(name), name || '@rules.test' from unnest(array['h1', 'h2', 'h3']) name;
insert into profiles (id, display_name, email) select tests.id(name), name, name || '@rules.test' from unnest(array['h1', 'h2', 'h3']) name;
insert into user_subscriptions (id, user_id, plan_id, state, started_at, current_period_start, current_period_end, canceled_at)
  select tests.id(name || 's'), tests.id(name), tests.id('small'), 'canceled', '2024-01-01', '2024-01-01', '2024-02-01', '2024-02-01' from unnest(array['h1', 'h2', 'h3']) name;
insert into subscription_periods (subscription_id, n, user_id, from_at, recorded_at, state, plan_id, price_id, currency, billing_interval, quantity, discount_percent, recurring_minor)
select tests.id(h.who || 's'), h.n, tests.id(h.who), h.at::timestamptz, h.at::timestamptz, h.state, tests.id('small'), (select id from first_price), 'EUR', h.step, 1, 0, h.amount
from (values
  ('h1', 2, '2024-01-10 12:00+00', 'trialing', 'month', 1000), ('h1', 3, '2024-01-17 12:00+00', 'active', 'month', 1000), -- new 1000
  ('h1', 4, '2024-02-05 12:00+00', 'active', 'month', 2500), -- expansion 1500
  ('h1', 5, '2024-02-20 12:00+00', 'past_due', 'month', 2500), -- still counts
  ('h1', 6, '2024-03-01 12:00+00', 'paused', 'month', 2500), -- churn 2500
  ('h1', 7, '2024-04-10 12:00+00', 'active', 'month', 1500), -- reactivation 1500
  ('h1', 8, '2024-04-20 09:00+00', 'active', 'month', 9000), ('h1', 9, '2024-04-20 18:00+00', 'active', 'month', 1500), -- the same day: nothing
  ('h2', 2, '2024-01-31 23:30+00', 'active', 'year', 10001), -- new 833 5/12, in February east of here
  ('h2', 3, '2024-04-01 12:00+00', 'active', 'year', 4000), -- contraction 500 1/12
  ('h3', 2, '2024-02-10 12:00+00', 'active', 'month', 0), -- free
  ('h3', 3, '2024-02-12 12:00+00', 'active', 'month', 700), ('h3', 4, '2024-03-05 12:00+00', 'unpaid', 'month', 700) -- new, then churn
) h (who, n, at, state, step, amount);
select tests.act_as('finance');
select results_eq($$select to_char(month, 'MM'), start_twelfths, new_twelfths, expansion_twelfths, contraction_twelfths, churn_twelfths, reactivation_twelfths, end_twelfths from mrr_movements('2024-01-01', '2024-04-30') where currency = 'EUR'$$,
  $$values ('01', 0::bigint, 22001::bigint, 0::bigint, 0::bigint, 0::bigint, 0::bigint, 22001::bigint), ('02', 22001, 8400, 18000, 0, 0, 0, 48401),
    ('03', 48401, 0, 0, 0, 38400, 0, 10001), ('04', 10001, 0, 0, 6001, 0, 18000, 22000)$$, 'the bridge of four months');
select results_eq($$select new_twelfths from mrr_movements('2024-01-01', '2024-02-29', 'Europe/Berlin') where currency = 'EUR'$$, array[12000, 18401]::bigint[], 'in another zone another month');
select is_empty($$select month from mrr_movements('2024-01-01', (now() + interval '1 day')::date, 'UTC', clock_timestamp()) where start_twelfths + new_twelfths + expansion_twelfths - contraction_twelfths - churn_twelfths + reactivation_twelfths <> end_twelfths$$, 'start and movements come to the end');
select is((select sum(end_twelfths) from mrr_movements((now() at time zone 'UTC')::date, (now() at time zone 'UTC')::date, 'UTC', clock_timestamp())), (select sum(mrr_twelfths) from subscription_history where until_at is null and from_at <= clock_timestamp()),
  'and the end to what the present terms say');
select results_eq($$select end_twelfths from mrr_movements('2024-04-01', '2024-04-30', 'UTC', '2024-04-05')$$, array[4000]::bigint[], 'as of an earlier day: what was so then');
select results_eq($$select active, active_before, started, lost, churn_percent from subscriber_rates('2024-03-10')$$, $$values (1::bigint, 2::bigint, 1::bigint, 2::bigint, 66.67)$$, 'churn is lost of those who paid before and the new ones');
select tests.act_as('growth');
select is_empty($$select * from mrr_movements('2024-01-01', '2024-04-30')$$, 'none of it is for others');
select throws_ok(format('select %s', decision), '42501', null, decision || ': finance only') from unnest(array[
  $$start_subscription(tests.id('h1'), tests.id('small'))$$, $$cancel_subscription(tests.id('long'), now(), 'Z')$$, $$change_subscription(tests.id('long'), now())$$, $$set_plan_price(tests.id('small'), now(), 1, 'Z')$$]) decision;

select * from finish();
rollback;
