-- Receivables by age and movements of recurring revenue, each sum worked out by hand from what is written beside it.

begin;
set local search_path = public, extensions;
select no_plan();

insert into auth.users (id, email) select tests.id(name), name || '@rules.test' from unnest(array['finance', 'pause', 'day', 'discount', 'yearly', 'year', 'fewer', 'yen', 'dinar']) name;
insert into profiles (id, display_name, email) select tests.id(name), name, name || '@rules.test' from unnest(array['pause', 'day', 'discount', 'yearly', 'year', 'fewer', 'yen', 'dinar']) name;
insert into staff_members (user_id, full_name, email, roles) values (tests.id('finance'), 'Finance', 'f@rules.test', '{finance}');

-- ---------------------------------------------------------------------------------------
-- Receivables. History is written as it lies in the tables, since nobody may book into the past.

alter table invoices disable trigger user; alter table invoice_payments disable trigger user; alter table credit_notes disable trigger user; alter table invoice_due_changes disable trigger user;
create temporary sequence bill_number;
create function pg_temp.bill(name text, total bigint, due date, currency text default 'EUR', issued timestamptz default '2025-01-01 12:00+00', state text default 'open', paid bigint default 0, credited bigint default 0, void timestamptz default null, off timestamptz default null)
returns void language sql volatile as $$
  insert into invoices (id, number, billing_name, billing_email, currency, seller, buyer, state, subtotal_minor, paid_minor, credited_minor, issued_at, due_on, paid_at, closed_at, closed_reason, voided_at, written_off_at)
  select tests.id(name), 'IA-2025-' || lpad(nextval('bill_number')::text, 5, '0'), name, 'b@rules.test', currency, '{}', '{}', state, total, paid, credited, issued, due, case when state = 'paid' then now() end, coalesce(off, void), case when coalesce(off, void) is not null then 'R' end, void, off
$$;
create function pg_temp.booked(name text, amount bigint, at timestamptz, currency text default 'EUR') returns void language sql volatile as $$
  insert into invoice_payments (invoice_id, amount_minor, currency, method, booked_at, paid_at) select tests.id(name), amount, currency, 'card', at, at
$$;
-- Paid in parts: 1,000 less 300 from 10 March, less 200 more from 20 March.
select pg_temp.bill('parts', 1000, '2025-03-05', paid => 500), pg_temp.booked('parts', 300, '2025-03-10 10:00+00'), pg_temp.booked('parts', 200, '2025-03-20 10:00+00');
-- Credited 400 of 900 on 25 March.
select pg_temp.bill('credited', 900, '2025-02-01', credited => 400);
insert into credit_notes (number, invoice_id, currency, net_minor, tax_minor, applied_minor, reason, taxes, seller, buyer, issued_at) values ('CN-2025-00001', tests.id('credited'), 'EUR', 400, 0, 400, 'R', '[]', '{}', '{}', '2025-03-25 08:00+00');
-- Due on 1 February; on 12 March it was given until 1 April, on 1 April until 1 May.
select pg_temp.bill('moved', 700, '2025-05-01');
insert into invoice_due_changes (invoice_id, due_before, due_on, reason, at) values (tests.id('moved'), '2025-02-01', '2025-04-01', 'R', '2025-03-12 09:00+00'), (tests.id('moved'), '2025-04-01', '2025-05-01', 'R', '2025-04-01 09:00+00');
-- Paid on 5 March; the payment went back on 18 March.
select pg_temp.bill('refunded', 600, '2025-02-20'), pg_temp.booked('refunded', 600, '2025-03-05 10:00+00'), pg_temp.booked('refunded', -600, '2025-03-18 10:00+00');
-- Written off on 14 March with 50 of 500 paid; the rest came on 22 March after all.
select pg_temp.bill('off', 500, '2024-11-01', state => 'paid', paid => 500, off => '2025-03-14 10:00+00'), pg_temp.booked('off', 50, '2025-03-01 10:00+00'), pg_temp.booked('off', 450, '2025-03-22 10:00+00');
-- Void from 16 March.
select pg_temp.bill('void', 800, '2025-03-30', state => 'void', void => '2025-03-16 10:00+00');
-- Another currency; issued in the night of 15 March, in Kiritimati (UTC+14) a day of its own.
select pg_temp.bill('yen', 5000, '2025-03-01', 'JPY'), pg_temp.bill('night', 7000, '2025-03-15', 'JPY', '2025-03-15 11:30+00');
alter table invoices enable trigger user; alter table invoice_payments enable trigger user; alter table credit_notes enable trigger user; alter table invoice_due_changes enable trigger user;

create function pg_temp.aged(day date, zone text default 'UTC') returns text language sql as $$
  select string_agg(format('%s %s %s %s', billing_name, bucket, days_late, due_minor), ', ' order by currency, billing_name) from receivables_on(day, zone)
$$;
select tests.act_as('finance');
select is(pg_temp.aged('2025-03-04'), 'credited 31_60 31 900, moved 31_60 31 700, off over_90 123 450, parts not_due 0 1000, refunded 1_30 12 600, void not_due 0 800, yen 1_30 3 5000', 'before the first payment');
select is(pg_temp.aged('2025-03-11'), 'credited 31_60 38 900, moved 31_60 38 700, off over_90 130 450, parts 1_30 6 700, void not_due 0 800, yen 1_30 10 5000', 'paid in part, and what is paid in full is gone');
select is(pg_temp.aged('2025-03-15'), 'credited 31_60 42 900, moved not_due 0 700, parts 1_30 10 700, void not_due 0 800, night not_due 0 7000, yen 1_30 14 5000', 'given more time; what is written off is not expected');
select is(pg_temp.aged('2025-03-21'), 'credited 31_60 48 900, moved not_due 0 700, parts 1_30 16 500, refunded 1_30 29 600, night 1_30 6 7000, yen 1_30 20 5000', 'what was paid back is owed again, what is void is not');
select is(pg_temp.aged('2025-03-25'), 'credited 31_60 52 500, moved not_due 0 700, parts 1_30 20 500, refunded 31_60 33 600, night 1_30 10 7000, yen 1_30 24 5000', 'credited; paid after it was written off, it does not come back');
select is(pg_temp.aged('2025-04-02'), 'credited 31_60 60 500, moved not_due 0 700, parts 1_30 28 500, refunded 31_60 41 600, night 1_30 18 7000, yen 31_60 32 5000', 'and given more time again');
select is(pg_temp.aged('2025-05-02'), 'credited 61_90 90 500, moved 1_30 1 700, parts 31_60 58 500, refunded 61_90 71 600, night 31_60 48 7000, yen 61_90 62 5000', 'late by the day that holds now');
-- Midnight in Kiritimati is 10:00 UTC: when 15 March ended there, the invoice of 11:30 UTC was not there yet.
select is(pg_temp.aged('2025-03-15', 'Pacific/Kiritimati'), 'credited 31_60 42 900, moved not_due 0 700, parts 1_30 10 700, void not_due 0 800, yen 1_30 14 5000', 'a day ends when it ends there');
select is(pg_temp.aged('2025-03-16', 'Pacific/Kiritimati'), 'credited 31_60 43 900, moved not_due 0 700, parts 1_30 11 700, void not_due 0 800, night 1_30 1 7000, yen 1_30 15 5000', 'nor is the other void there before 10:00 UTC; late by days of there');
-- Pago Pago is 11 hours behind: its 15 March ends at 11:00 UTC of the 16th.
select is(pg_temp.aged('2025-03-15', 'Pacific/Pago_Pago'), 'credited 31_60 42 900, moved not_due 0 700, parts 1_30 10 700, night not_due 0 7000, yen 1_30 14 5000', 'west of here it is void on the day before');
select results_eq($$select currency, bucket, invoices, due_minor from receivables_by_age_on('2025-03-25') $$,
  $$values ('EUR', '1_30', 1::bigint, 500::bigint), ('EUR', '31_60', 2, 1100), ('EUR', 'not_due', 1, 700), ('JPY', '1_30', 2, 12000)$$, 'each currency is summed for itself');

-- The days on which one age becomes the next.
select tests.act_as('owner');
alter table invoices disable trigger user;
select pg_temp.bill('edge' || late, late + 2, date '2023-06-30' - late, 'KWD', '2023-01-01') from unnest(array[-1, 0, 1, 30, 31, 60, 61, 90, 91]) late;
alter table invoices enable trigger user;
select tests.act_as('finance');
select results_eq($$select bucket, string_agg(days_late::text, ' ' order by days_late), sum(due_minor)::bigint from receivables_on('2023-06-30', of_currency => 'KWD') group by 1 order by sum(due_minor)$$,
  $$values ('not_due', '0 0', 3::bigint), ('1_30', '1 30', 35), ('over_90', '91', 93), ('31_60', '31 60', 95), ('61_90', '61 90', 155)$$, 'due today is not late; 30, 60 and 90 days are the last of their age');
select is((select string_agg(bucket || ' ' || n, ', ' order by bucket) from (select bucket, count(*) as n from receivables_on('2023-07-01', of_currency => 'KWD') group by 1) b), '1_30 2, 31_60 2, 61_90 2, not_due 1, over_90 2', 'a day later each of the last is in the next');

-- ---------------------------------------------------------------------------------------
-- Movements of recurring revenue, in twelfths: twelve times what is paid a month, what is paid a year as it is.

select tests.act_as('owner');
insert into subscription_plans (id, code, name, billing_interval, currency, amount_minor)
  select tests.id(code), lower(code), code, 'month', code, 1000 from unnest(array['EUR', 'JPY', 'KWD']) code;
create temporary table term (who text, n integer, at timestamptz, state text, step text, quantity integer, discount numeric, amount bigint);
insert into term values
  ('pause', 2, '2024-01-05', 'active', 'month', 1, 0, 1000), ('pause', 3, '2024-02-10', 'paused', 'month', 1, 0, 1000), ('pause', 4, '2024-03-01', 'active', 'month', 1, 0, 1000), -- new 12000, churn, reactivation
  ('day', 2, '2024-01-20 09:00+00', 'active', 'month', 2, 0, 2000), ('day', 3, '2024-01-20 15:00+00', 'active', 'month', 3, 0, 3000), -- new 36000 at once
  ('day', 4, '2024-02-14 08:00+00', 'active', 'month', 9, 0, 9000), ('day', 5, '2024-02-14 12:00+00', 'paused', 'month', 9, 0, 9000), ('day', 6, '2024-02-14 20:00+00', 'active', 'month', 3, 0, 3000), -- nothing
  ('discount', 2, '2024-01-31', 'active', 'month', 1, 50, 500), ('discount', 3, '2024-03-31', 'active', 'month', 1, 0, 1000), -- new 6000, expansion 6000
  ('yearly', 2, '2024-01-10', 'active', 'year', 1, 0, 12000), ('yearly', 3, '2025-01-10', 'active', 'month', 1, 0, 1500), -- new 12000; 18000, so expansion 6000
  ('year', 2, '2024-01-15', 'active', 'month', 1, 0, 700), ('year', 3, '2024-02-20', 'canceled', 'month', 1, 0, 700), ('year again', 2, '2025-02-20', 'active', 'month', 1, 0, 800), -- new 8400, churn, reactivation 9600
  ('fewer', 2, '2024-01-03', 'active', 'month', 5, 0, 2000), ('fewer', 3, '2024-03-03', 'active', 'month', 2, 0, 800), -- new 24000, contraction 14400
  ('yen', 2, '2024-01-31 20:00+00', 'active', 'month', 1, 0, 1490), -- new 17880, in Tokyo in February
  ('dinar', 2, '2024-02-29', 'active', 'year', 1, 0, 10001), ('dinar', 3, '2025-02-28', 'active', 'year', 1, 0, 10000); -- new 10001, contraction 1
insert into user_subscriptions (id, user_id, plan_id, state, started_at, current_period_start, current_period_end, canceled_at)
  select distinct tests.id(who || 's'), tests.id(split_part(who, ' ', 1)), tests.id(case who when 'yen' then 'JPY' when 'dinar' then 'KWD' else 'EUR' end), 'canceled', timestamptz '2024-01-01', timestamptz '2024-01-01', timestamptz '2024-02-01', timestamptz '2024-02-01' from term;
insert into subscription_periods (subscription_id, n, user_id, from_at, recorded_at, state, plan_id, price_id, currency, billing_interval, quantity, discount_percent, recurring_minor)
  select s.id, t.n, s.user_id, t.at, t.at, t.state, s.plan_id, s.price_id, s.currency, t.step, t.quantity, t.discount, t.amount from term t join user_subscriptions s on s.id = tests.id(t.who || 's') order by t.who, t.n;
create function pg_temp.moved(of text, zone text default 'UTC') returns text language sql as $$
  select string_agg(format('%s: %s +%s +%s -%s -%s +%s = %s', to_char(month, 'YY-MM'), start_twelfths, new_twelfths, expansion_twelfths, contraction_twelfths, churn_twelfths, reactivation_twelfths, end_twelfths), ', ' order by month)
  from mrr_movements('2024-01-01', '2025-02-28', zone) where currency = of and new_twelfths + expansion_twelfths + contraction_twelfths + churn_twelfths + reactivation_twelfths <> 0
$$;
select tests.act_as('finance');
select is(pg_temp.moved('EUR'), '24-01: 0 +98400 +0 -0 -0 +0 = 98400, 24-02: 98400 +0 +0 -0 -20400 +0 = 78000, 24-03: 78000 +0 +6000 -14400 -0 +12000 = 81600, 25-01: 81600 +0 +6000 -0 -0 +0 = 87600, 25-02: 87600 +0 +0 -0 -0 +9600 = 97200',
  'a pause is churn, a day counts once, a discount that ends and a shorter rhythm expand, fewer contract, back after a year is a reactivation');
select is(pg_temp.moved('JPY'), '24-01: 0 +17880 +0 -0 -0 +0 = 17880', 'yen have no cents');
select is(pg_temp.moved('JPY', 'Asia/Tokyo'), '24-02: 0 +17880 +0 -0 -0 +0 = 17880', 'and in Tokyo the month is over by then');
select is(pg_temp.moved('KWD'), '24-02: 0 +10001 +0 -0 -0 +0 = 10001, 25-02: 10001 +0 +0 -1 -0 +0 = 10000', 'a thousandth of a dinar a year is still a contraction');
select is((select string_agg(to_char(day, 'YY-MM-DD') || ' ' || kind || ' ' || change_twelfths, ', ' order by day, change_twelfths) from mrr_changes('2024-02-01', '2024-03-31', of_currency => 'EUR')),
  '24-02-10 churn -12000, 24-02-20 churn -8400, 24-03-01 reactivation 12000, 24-03-03 contraction -14400, 24-03-31 expansion 6000', 'day by day, and none of the day that nets');

select * from finish();
rollback;
