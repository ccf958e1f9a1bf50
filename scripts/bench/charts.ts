/**
 * Measures the charts against the same aggregates over the rows themselves, on a real Postgres: five million sessions
 * of fifty thousand members in a year, and ten million rows of use. Prints medians in milliseconds; judges nothing.
 * `--scale 0.1` takes a tenth of the rows, `--runs N` sets how often each question is asked.
 */
import { startPostgres } from '../../tests/support/postgres.ts'

const option = (name: string) => Number(process.argv[process.argv.indexOf(`--${name}`) + 1]) || undefined
const scale = option('scale') ?? 1
const runs = option('runs') ?? 5
const members = Math.round(50_000 * scale)
const sessions = members * 100

const database = await startPostgres()
const client = await database.connect()

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  await work()
  return performance.now() - began
}

async function median(count: number, sql: string): Promise<number> {
  const times: number[] = []
  await client.query(sql)
  for (let run = 0; run < count; run += 1) times.push(await timed(() => client.query(sql)))
  return times.sort((a, b) => a - b)[Math.floor(count / 2)] ?? Number.NaN
}

const text = (value: number) => value.toLocaleString('en', { maximumFractionDigits: 1 })
console.log(
  `${text(sessions)} sessions of ${text(members)} members, ${text(members * 200)} rows of use. Preparing…`,
)
// What only costs while so many rows are written; the indexes that a chart reads are made afterwards.
await client.query(`
  alter table public.usage_tracking drop constraint usage_tracking_user_id_feature_period_start_key;
  drop index public.usage_tracking_feature_idx, public.usage_tracking_period_idx, public.usage_tracking_subscription_idx;
  drop index public.engagement_sessions_started_idx, public.engagement_sessions_user_idx;
  alter table public.engagement_sessions disable trigger all;
  alter table public.usage_tracking disable trigger all;
  insert into auth.users (id, email) select md5('m' || n)::uuid, n || '@bench.test' from generate_series(1, ${members}) n;
  insert into public.profiles (id, display_name, email, city, created_at)
  select md5('m' || n)::uuid, 'Member ' || n, n || '@bench.test', (array['Berlin', 'Lyon', 'Porto', 'Leeds'])[1 + n % 4], now() - n % 700 * interval '1 day'
  from generate_series(1, ${members}) n;
  insert into auth.users (id, email) values (md5('bench')::uuid, 'bench@bench.test');
  insert into public.staff_members (user_id, full_name, email, roles) values (md5('bench')::uuid, 'Bench', 'bench@bench.test', '{growth}');
  insert into public.engagement_sessions (user_id, started_at, seconds)
  select md5('m' || 1 + floor(power(random(), 2) * ${members})::int)::uuid, now() - n * interval '365 days' / ${sessions}, (n % 900)
  from generate_series(1, ${sessions}) n;
  insert into public.usage_tracking (user_id, feature, period_start, period_end, used, limit_value)
  select md5('m' || n)::uuid, 'feature_' || f, p::date, (p + interval '1 month')::date - 1, (n * f) % 12, case when n % 3 > 0 then 10 end
  from generate_series(date_trunc('month', now()) - interval '19 months', date_trunc('month', now()), interval '1 month') p,
    generate_series(1, ${members}) n, generate_series(1, 10) f;
  create index on public.engagement_sessions (started_at desc, id desc);
  create index on public.engagement_sessions (user_id, started_at desc);
  create index on public.usage_tracking (period_start desc, id desc);
  alter table public.engagement_sessions enable trigger all;
  alter table public.usage_tracking enable trigger all;
`)
console.log(
  `Rebuilt from the sessions in ${text(await timed(() => client.query('select private.rebuild_activity()')))} ms,`,
)
console.log(`from use in ${text(await timed(() => client.query('select private.rebuild_usage()')))} ms.`)
await client.query('vacuum analyze public.engagement_sessions')
await client.query('vacuum analyze public.usage_tracking')
await client.query('vacuum analyze private.activity_bits')
await client.query('vacuum analyze private.activity_sums')
await client.query('vacuum analyze private.usage_sums')
const one = `insert into public.engagement_sessions (user_id, started_at, seconds) values (md5('m' || 1 + floor(random() * ${members})::int)::uuid, now(), 60)`
console.log(`One session more: ${text(await median(20, one))} ms.`)

await client.query(`set role authenticated`)
await client.query(
  `select set_config('request.jwt.claims', '{"sub": "' || md5('bench')::uuid || '", "role": "authenticated"}', false)`,
)
console.log(`\n${'question'.padEnd(44)}${'kept ms'.padStart(10)}${'raw ms'.padStart(10)}`)
const compare = async (question: string, kept: string, raw: string) => {
  const [a, b] = [await median(runs, kept), await median(1, raw)]
  console.log(`${question.padEnd(44)}${text(a).padStart(10)}${text(b).padStart(10)}`)
}
for (const [days, grain] of [
  [30, 'day'],
  [180, 'week'],
  [365, 'month'],
  [365, 'week'],
  [365, 'day'],
] as const) {
  for (const zone of ['UTC', 'Europe/Berlin', 'Asia/Kolkata', 'Asia/Kathmandu']) {
    const range = `(now() - interval '${days - 1} days')::date, now()::date, '${zone}', '${grain}'`
    await compare(
      `activity, ${days} days by ${grain}, ${zone}`,
      `select * from public.engagement_activity(${range})`,
      `select n, count(distinct s.user_id), count(*), sum(s.seconds) from private.period_bounds(${range}) b
       cross join generate_series(1, cardinality(b.days) - 1) n
       join public.engagement_sessions s on s.started_at >= b.starts[n] and s.started_at < b.starts[n + 1] group by n`,
    )
  }
}
for (const days of [30, 365]) {
  const range = `(now() - interval '${days - 1} days')::date, now()::date`
  await compare(
    `use by feature, ${days} days`,
    `select * from public.usage_over_time(${range})`,
    `select period_start, feature, count(*), sum(used), count(*) filter (where used >= limit_value), sum(limit_value), bool_or(period_end >= now()::date)
     from public.usage_tracking where period_start >= date_trunc('month', now() - interval '${days - 1} days')::date group by 1, 2`,
  )
}
await database.close()
