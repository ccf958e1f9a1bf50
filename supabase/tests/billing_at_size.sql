-- Receivables and recurring revenue as they are answered at size are what the plain computation says, after random
-- histories; and what stands behind a figure comes to it, however many rows that are.

begin;
set local search_path = public, extensions;
select no_plan();
select setseed(0.42);

insert into auth.users (id, email) select tests.id('m' || n), n || '@rules.test' from generate_series(1, 12) n union all select tests.id('finance'), 'f@rules.test';
insert into profiles (id, display_name, email) select tests.id('m' || n), 'M' || n, n || '@rules.test' from generate_series(1, 12) n;
insert into staff_members (user_id, full_name, email, roles) values (tests.id('finance'), 'Finance', 'f@rules.test', '{finance}');

-- ---------------------------------------------------------------------------------------
-- Recurring revenue: two subscriptions a member, in one currency or two, steps close together and far apart, some
-- written down days later.

insert into subscription_plans (id, code, name, billing_interval, currency, amount_minor) values (tests.id('eur'), 'eur', 'E', 'month', 'EUR', 100), (tests.id('jpy'), 'jpy', 'J', 'year', 'JPY', 100);
insert into user_subscriptions (id, user_id, plan_id, state, started_at, current_period_start, current_period_end, canceled_at)
  select tests.id(n || 's' || k), tests.id('m' || n), tests.id(case when k = 2 and n % 3 = 0 then 'jpy' else 'eur' end), 'canceled', '2024-01-01', '2024-01-01', '2024-02-01', '2024-02-01' from generate_series(1, 12) n, generate_series(1, 2) k;
create temporary table step as select s.id, s.user_id, s.plan_id, s.price_id, s.currency, p.billing_interval, a.at, random() as chance, (s.id = tests.id('3s1'))::integer * interval '2 days' as later
  from user_subscriptions s join subscription_plans p on p.id = s.plan_id cross join lateral (select timestamptz '2025-01-01' + random() * interval '100 days' + k * interval '0' as base from generate_series(1, 4) k where s.id is not null) b
  cross join lateral (values (b.base), (b.base + random() * interval '20 hours')) a (at);
insert into subscription_periods (subscription_id, n, user_id, from_at, recorded_at, state, plan_id, price_id, currency, billing_interval, quantity, discount_percent, recurring_minor)
  select id, 1 + row_number() over (partition by id order by at), user_id, at, at + later, case when chance < 0.5 then 'active' when chance < 0.6 then 'past_due' when chance < 0.8 then 'paused' else 'canceled' end, plan_id, price_id, currency, billing_interval, 1, 0, (chance * 7)::integer * 100
  from step order by id, at;
select results_eq($$select sum(change_twelfths) from subscription_periods$$, $$select sum(mrr_twelfths) from subscription_history where until_at is null$$, 'the changes of all steps come to what holds now');

create function pg_temp.plain_revenue(zone text, known_at timestamptz) returns table (month date, currency text, kind text, amount numeric) language sql as $$
  with known as (
    select p.*, lead(p.from_at) over (partition by p.subscription_id order by p.n) as until_at from subscription_periods p where p.from_at <= known_at and p.recorded_at <= known_at
  ), level as (
    select d::date as day, u.user_id, u.currency, coalesce(sum(k.mrr_twelfths), 0) as mrr
    from generate_series(timestamp '2024-12-29', '2025-04-30', interval '1 day') d cross join (select distinct user_id, currency from known) u
    left join known k on k.user_id = u.user_id and k.currency = u.currency and k.from_at < (d + interval '1 day') at time zone zone and (k.until_at is null or k.until_at >= (d + interval '1 day') at time zone zone)
    group by 1, 2, 3
  ), moved as (
    select l.*, lag(mrr, 1, 0) over m as before, max(mrr) over (m rows between unbounded preceding and 1 preceding) as most from level l window m as (partition by user_id, l.currency order by day)
  )
  select date_trunc('month', day)::date, m.currency, case when mrr = 0 then 'churn' when before = 0 then case when most > 0 then 'reactivation' else 'new' end when mrr > before then 'expansion' else 'contraction' end, sum(abs(mrr - before))
  from moved m where mrr <> before and day >= '2025-02-01' group by 1, 2, 3
  union all select d::date, l.currency, 'end', sum(l.mrr) from level l join generate_series(timestamp '2025-02-01', '2025-04-01', interval '1 month') d on l.day = (d + interval '1 month' - interval '1 day')::date
  where d <= known_at at time zone zone group by 1, 2 having sum(l.mrr) <> 0
$$;
create function pg_temp.our_revenue(zone text, known_at timestamptz) returns table (month date, currency text, kind text, amount numeric) language sql as $$
  select m.month, m.currency, k.kind, k.amount from mrr_movements('2025-02-15', '2025-04-30', zone, known_at) m
  cross join lateral (values ('new', m.new_twelfths), ('expansion', m.expansion_twelfths), ('contraction', m.contraction_twelfths), ('churn', m.churn_twelfths), ('reactivation', m.reactivation_twelfths), ('end', m.end_twelfths)) k (kind, amount)
  where k.amount <> 0
$$;
create temporary table asked (zone text, at timestamptz);
insert into asked values ('UTC', '2026-01-01'), ('America/Los_Angeles', '2025-03-10 12:00+00'), ('Pacific/Kiritimati', '2026-01-01');
grant select on asked to authenticated;
select tests.act_as('finance');
select set_eq($$select a.zone, a.at, r.* from asked a, pg_temp.our_revenue(a.zone, a.at) r$$, $$select a.zone, a.at, r.* from asked a, pg_temp.plain_revenue(a.zone, a.at) r$$, 'the bridge is that of the plain computation, in each zone, as of any moment');
select cmp_ok((select count(*) from pg_temp.our_revenue('UTC', '2026-01-01') where kind in ('reactivation', 'contraction')), '>=', 3::bigint, 'and all ways to move are among them');
select is_empty($$select a.zone, m.month from asked a, mrr_movements('2025-02-15', '2025-04-30', a.zone, a.at) m
    left join lateral (select max(c.found_twelfths) as whole, sum(c.change_twelfths) as listed from mrr_changes(m.month, (m.month + interval '1 month - 1 day')::date, a.zone, a.at, m.currency) c) c on true
    where coalesce(c.whole, 0) <> m.end_twelfths - m.start_twelfths or c.whole <> c.listed$$, 'the changes behind a month come to it');
select set_eq($$select c.day, c.user_id, c.currency from generate_series(0, 200, 7) skip, lateral (select * from mrr_changes('2025-02-01', '2025-04-30', as_of => '2026-01-01', skip => skip) limit 7) c$$,
  $$select day, user_id, currency from mrr_changes('2025-02-01', '2025-04-30', as_of => '2026-01-01')$$, 'asked for in parts, they are the same');
select results_eq($$select currency, mrr_twelfths, mrr_before_twelfths from finance_figures('2025-03-10 12:00+00', 'Asia/Kathmandu') where mrr_twelfths > 0 order by 1$$,
  $$select currency, end_twelfths, start_twelfths from mrr_movements('2025-03-10', '2025-03-10', 'Asia/Kathmandu', '2025-03-10 12:00+00') where end_twelfths > 0 order by 1$$, 'home says what the bridge says');

-- ---------------------------------------------------------------------------------------
-- Receivables: open, paid in parts, credited, void, written off, paid afterwards; due days that moved

select tests.act_as('owner');
create temporary table bill as select tests.id('i' || n) as id, n, n % 6 as how, t.at, t.at + random() * interval '40 days' as closed, random() * interval '30 days' as one, random() * interval '60 days' as two
  from generate_series(1, 120) n, lateral (select timestamptz '2025-01-01' + random() * interval '90 days' as at where n > 0) t;
alter table invoices disable trigger user; alter table invoice_payments disable trigger user; alter table credit_notes disable trigger user; alter table invoice_due_changes disable trigger user;
insert into invoices (id, number, billing_name, billing_email, currency, seller, buyer, state, subtotal_minor, paid_minor, credited_minor, issued_at, due_on, paid_at, closed_at, closed_reason, voided_at, written_off_at)
  select id, 'IA-2025-' || lpad(n::text, 5, '0'), 'B', 'b@rules.test', case when n % 5 = 0 then 'JPY' else 'EUR' end, '{}', '{}', (array['open', 'open', 'paid', 'void', 'uncollectible', 'paid'])[1 + how], 1000, (array[0, 300, 1000, 0, 200, 1000])[1 + how], case how when 1 then 200 else 0 end,
    at, at::date + 14 + case when n % 4 = 1 then 30 else 0 end, case when how in (2, 5) then now() end, case when how >= 3 then closed end, case when how >= 3 then 'R' end, case how when 3 then closed end, case when how >= 4 then closed end from bill;
insert into invoice_payments (invoice_id, amount_minor, currency, method, booked_at)
  select b.id, p.amount, case when b.n % 5 = 0 then 'JPY' else 'EUR' end, 'card', p.booked from bill b cross join lateral (values (1, 300, b.at + b.one), (2, 400, b.at + b.one), (2, 600, b.at + b.two), (4, 100, b.closed - (b.closed - b.at) / 2), (4, 100, b.closed + b.one), (5, 1000, b.closed + b.one)) p (how, amount, booked) where p.how = b.how;
insert into credit_notes (number, invoice_id, currency, net_minor, tax_minor, applied_minor, reason, taxes, seller, buyer, issued_at)
  select 'CN-2025-' || lpad(n::text, 5, '0'), id, case when n % 5 = 0 then 'JPY' else 'EUR' end, 200, 0, 200, 'R', '[]', '{}', '{}', at + two from bill where how = 1;
insert into invoice_due_changes (invoice_id, due_before, due_on, reason, at)
  select id, at::date + 14, at::date + 24, 'R', at + one from bill where n % 4 = 1 union all select id, at::date + 24, at::date + 44, 'R', at + one + two from bill where n % 4 = 1;
alter table invoices enable trigger user; alter table invoice_payments enable trigger user; alter table credit_notes enable trigger user; alter table invoice_due_changes enable trigger user;

create function pg_temp.plain_receivables(moment timestamptz) returns table (id uuid, due_on date, due numeric) language sql as $$
  select * from (
    select i.id, coalesce((select c.due_on from invoice_due_changes c where c.invoice_id = i.id and c.at <= moment order by c.at desc limit 1), (select c.due_before from invoice_due_changes c where c.invoice_id = i.id order by c.at limit 1), i.due_on),
      i.total_minor - coalesce((select sum(p.amount_minor) from invoice_payments p where p.invoice_id = i.id and p.booked_at <= moment), 0) - coalesce((select sum(c.applied_minor) from credit_notes c where c.invoice_id = i.id and c.issued_at <= moment), 0) as due
    from invoices i where i.issued_at <= moment and (i.voided_at is null or i.voided_at > moment) and (i.written_off_at is null or i.written_off_at > moment)
  ) d where due <> 0
$$;
select tests.act_as('finance');
select set_eq($$select m, r.invoice_id, r.due_on, r.due_minor::numeric from generate_series(timestamptz '2025-01-02', '2025-07-01', interval '7 days 5 hours') m, receivables(m) r$$,
  $$select m, r.* from generate_series(timestamptz '2025-01-02', '2025-07-01', interval '7 days 5 hours') m, pg_temp.plain_receivables(m) r$$, 'receivables are those of the plain computation, as of any moment');
select tests.act_as('owner');
alter table invoices disable trigger user;
insert into invoices (number, billing_name, billing_email, currency, seller, buyer, state, subtotal_minor, issued_at, due_on)
  select 'IA-2024-' || lpad(n::text, 5, '0'), 'B', 'b@rules.test', 'KWD', '{}', '{}', 'open', n, '2024-01-01', '2024-01-15' from generate_series(1, 1100) n;
alter table invoices enable trigger user;
select tests.act_as('finance');
select results_eq($$select count(*), max(found), max(found_minor) from receivables_on(current_date, of_currency => 'KWD', of_bucket => 'over_90', skip => 1000)$$,
  $$select invoices - 1000, invoices, due_minor from receivables_by_age() where currency = 'KWD'$$, 'behind a cell of 1,100 invoices stand all of them, and they come to it');

select * from finish();
rollback;
