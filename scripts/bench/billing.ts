/**
 * Benchmarks aging and recurring revenue on a real Postgres, compared with the obvious queries: a million invoices with
 * their payments, and two hundred thousand subscriptions with their histories. Prints medians in milliseconds and
 * checks nothing. `--scale 0.1` uses a tenth of the rows, `--runs N` sets how often each query runs.
 */
import { startPostgres } from '../../tests/support/postgres.ts'

const option = (name: string) => Number(process.argv[process.argv.indexOf(`--${name}`) + 1]) || undefined
const scale = option('scale') ?? 1
const runs = option('runs') ?? 3
const subscriptions = Math.round(200_000 * scale)
const invoices = subscriptions * 5

const database = await startPostgres()
const client = await database.connect()

async function median(count: number, sql: string): Promise<number> {
  const times: number[] = []
  for (let run = 0; run < count; run += 1) {
    const began = performance.now()
    await client.query(sql)
    times.push(performance.now() - began)
  }
  return times.sort((a, b) => a - b)[Math.floor(count / 2)] ?? Number.NaN
}

const text = (value: number) => value.toLocaleString('en', { maximumFractionDigits: 0 })
console.log(`${text(invoices)} invoices, ${text(subscriptions)} subscriptions. Preparing…`)
const tables = [
  'invoices',
  'invoice_payments',
  'payments',
  'user_subscriptions',
  'subscription_periods',
  'usage_tracking',
  'invoice_taxes',
  'profiles',
]
// The search columns are not measured here, and filling them would take most of the time.
const { rows: searches } = await client.query(
  `select format('drop index public.%I', indexname) as drop from pg_indexes
   where schemaname = 'public' and tablename = any ($1) and indexdef like '%USING gin%'`,
  [[...tables, 'member_directory']],
)
for (const search of searches) await client.query(search.drop)
await client.query(`
  ${tables.map((name) => `alter table public.${name} disable trigger user;`).join('\n')}
  insert into auth.users (id, email) select md5('m' || n)::uuid, n || '@bench.test' from generate_series(1, ${subscriptions}) n;
  insert into public.profiles (id, display_name, email) select md5('m' || n)::uuid, 'Member ' || n, n || '@bench.test' from generate_series(1, ${subscriptions}) n;
  insert into public.member_directory (id, display_name, email, state, created_at) select md5('m' || n)::uuid, 'Member ' || n, n || '@bench.test', 'active', now() from generate_series(1, ${subscriptions}) n on conflict do nothing;
  insert into auth.users (id, email) values (md5('bench')::uuid, 'bench@bench.test');
  insert into public.staff_members (user_id, full_name, email, roles) values (md5('bench')::uuid, 'Bench', 'bench@bench.test', '{finance}');
  create temporary table plan as select p.id, p.currency, p.amount_minor, r.id as price_id, row_number() over (order by p.id) - 1 as place, count(*) over () as count
    from public.subscription_plans p join public.plan_prices r on r.plan_id = p.id and r.valid_until is null where p.amount_minor > 0 and p.billing_interval = 'month';
  insert into public.user_subscriptions (id, user_id, plan_id, price_id, currency, recurring_minor, state, started_at, current_period_start, current_period_end, anchor_at, terms_since)
  select md5('s' || n)::uuid, md5('m' || n)::uuid, p.id, p.price_id, p.currency, p.amount_minor, 'active', now() - n % 700 * interval '1 day', now() - interval '10 days', now() + interval '20 days', now(), now()
  from generate_series(1, ${subscriptions}) n join plan p on p.place = n % p.count;
  insert into public.subscription_periods (subscription_id, n, user_id, from_at, recorded_at, state, plan_id, price_id, currency, billing_interval, quantity, discount_percent, recurring_minor, change_twelfths)
  select s.id, k, s.user_id, s.started_at + (k - 1) * interval '9 days', s.started_at + (k - 1) * interval '9 days', case when k = 3 then 'paused' else 'active' end, s.plan_id, s.price_id, s.currency, 'month', 1, 0,
    s.recurring_minor + (k % 2) * 100, 12 * case k when 1 then s.recurring_minor + 100 when 2 then -100 else -s.recurring_minor end
  from public.user_subscriptions s, generate_series(1, 3) k where s.started_at + (k - 1) * interval '9 days' < now();
  insert into public.usage_tracking (user_id, subscription_id, plan_id, feature, period_start, period_end, used, limit_value)
  select s.user_id, s.id, s.plan_id, 'introductions', m::date, (m + interval '1 month - 1 day')::date, 6 + k * 3, 20
  from public.user_subscriptions s, generate_series(1, 2) k, lateral (select date_trunc('month', now() at time zone 'UTC') - k * interval '1 month' as m) m;
  insert into public.invoices (id, number, user_id, billing_name, billing_email, state, currency, subtotal_minor, paid_minor, issued_at, due_on, paid_at, seller, buyer, created_at, updated_at)
  select md5('i' || n)::uuid, 'IA-2026-' || lpad(n::text, 7, '0'), md5('m' || 1 + n % ${subscriptions})::uuid, 'Member ' || 1 + n % ${subscriptions}, 'm@bench.test', case when n % 20 = 0 then 'open' else 'paid' end,
    (array['EUR', 'GBP', 'USD'])[1 + n % 3], 1000, case when n % 20 = 0 then 300 else 1000 end, a.at, a.at::date + 14, case when n % 20 > 0 then a.at + interval '5 days' end, '{}', '{}', a.at, a.at + interval '5 days'
  from generate_series(1, ${invoices}) n, lateral (select now() - n % 900 * interval '1 day' as at) a;
  insert into public.invoice_payments (invoice_id, amount_minor, currency, method, paid_at, booked_at)
  select i.id, i.paid_minor, i.currency, 'card', i.updated_at, i.updated_at from public.invoices i;
  insert into public.payments (user_id, currency, amount_minor, allocated_minor, method, reference, paid_at, booked_at)
  select i.user_id, i.currency, i.paid_minor, i.paid_minor, 'bank_transfer', i.number, i.updated_at, i.updated_at from public.invoices i;
  insert into public.invoice_taxes (invoice_id, rate, net_minor, tax_minor) select i.id, 0, 1000, 0 from public.invoices i;
  insert into private.document_counters (series, year, last) values ('IA', 2026, ${invoices}) on conflict (series, year) do update set last = excluded.last;
  ${tables.map((name) => `alter table public.${name} enable trigger user;`).join('\n')}
`)
for (const name of tables) await client.query(`vacuum analyze public.${name}`)
// A bank statement of 500 lines: some name an invoice, some a member, some have an amount that many owe.
await client.query(`
  create temporary table statement as select jsonb_agg(jsonb_build_object('line', n, 'currency', (array['EUR', 'GBP', 'USD'])[1 + (n * 20) % 3], 'amount_minor', case n % 3 when 0 then 700 else 123 + n end,
    'day', current_date - 9, 'bank_id', 'b' || n, 'name', case n % 4 when 0 then 'Member ' || 1 + (n * 20) % ${subscriptions} else 'Somebody else GmbH & Co' end,
    'reference', case n % 2 when 0 then 'Invoice IA2026' || lpad((n * 20)::text, 7, '0') || ', thank you' else 'SEPA credit transfer of customer 99812' end)) as lines from generate_series(1, 500) n;
  grant select on statement to authenticated`)
await client.query(
  `set role authenticated; select set_config('request.jwt.claims', '{"sub": "' || md5('bench')::uuid || '", "role": "authenticated"}', false)`,
)

const naiveAging = `
  select i.currency, greatest(0, current_date - i.due_on) / 30 as bucket, count(*), sum(i.total_minor - coalesce(p.paid, 0))
  from public.invoices i left join (select invoice_id, sum(amount_minor) as paid from public.invoice_payments where booked_at <= now() group by 1) p on p.invoice_id = i.id
  where i.issued_at <= now() and i.total_minor > coalesce(p.paid, 0) group by 1, 2`
const naiveRevenue = `
  select m, p.currency, sum(p.mrr_twelfths)
  from generate_series(date_trunc('month', now()) - interval '11 months', now(), interval '1 month') m
  cross join lateral (select distinct on (p.subscription_id) p.currency, p.mrr_twelfths from public.subscription_periods p where p.from_at <= m + interval '1 month' order by p.subscription_id, p.n desc) p
  group by 1, 2`
console.log(`\n${'question'.padEnd(40)}${'ours ms'.padStart(10)}${'naive ms'.padStart(10)}`)
const compare = async (question: string, ours: string, naive: string) => {
  const [a, b] = [await median(runs, ours), await median(1, naive)]
  console.log(`${question.padEnd(40)}${text(a).padStart(10)}${text(b).padStart(10)}`)
}
await compare('aging now', 'select * from public.receivables_by_age()', naiveAging)
await compare(
  'aging, 90 days ago',
  `select * from public.receivables_by_age(now() - interval '90 days')`,
  naiveAging.replaceAll('now()', `now() - interval '90 days'`),
)
await compare(
  'aging, 700 days ago',
  `select * from public.receivables_by_age(now() - interval '700 days')`,
  naiveAging.replaceAll('now()', `now() - interval '700 days'`),
)
await compare(
  'revenue, 12 months',
  `select * from public.mrr_movements((now() - interval '11 months')::date, now()::date)`,
  naiveRevenue,
)
await compare(
  'revenue by plan now',
  'select * from public.mrr_by_plan()',
  naiveRevenue.replace('11 months', '0 months'),
)
await compare(
  'home: what finance looks at first',
  'select * from public.finance_figures()',
  naiveRevenue.replace('11 months', '0 months'),
)
const lastMonth = `(date_trunc('month', now()) - interval '1 month')::date`
for (const [question, sql] of [
  ['rates of subscribers', 'select * from public.subscriber_rates()'],
  ['checks of a month', `select * from public.month_checks(${lastMonth})`],
  ['books of a month', `select * from public.books_of_month(${lastMonth})`],
  ['a month as it is closed', `select public.month_end(${lastMonth})`],
  ['balance of a month', `select * from public.receivables_of_month(${lastMonth})`],
  ['entries of a day', `select * from public.accounting_entries(${lastMonth}, ${lastMonth})`],
  ['account of a member', `select * from public.member_balances(md5('m5')::uuid)`],
  [
    'bank statement of 500 lines, matched',
    'select * from public.match_statement((select lines from statement))',
  ],
] as const)
  console.log(`${question.padEnd(40)}${text(await median(runs, sql)).padStart(10)}`)
await client.query('reset role')
await database.close()
