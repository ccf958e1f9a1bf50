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
const step = async (what: string, sql: string) => {
  const ms = await timed(() => client.query(sql))
  console.log(`  ${what.padEnd(42)}${text(ms / 1000).padStart(10)} s`)
}
// A log of what can be made again only costs; the indexes that a chart reads are made once, after the rows.
await client.query(`set work_mem = '256MB'; set maintenance_work_mem = '1GB'; set synchronous_commit = off`)
await step(
  'members',
  `insert into auth.users (id, email) select md5('m' || n)::uuid, n || '@bench.test' from generate_series(1, ${members}) n;
  alter table public.profiles disable trigger user;
  insert into public.profiles (id, display_name, email, city, created_at)
  select md5('m' || n)::uuid, 'Member ' || n, n || '@bench.test', (array['Berlin', 'Lyon', 'Porto', 'Leeds'])[1 + n % 4], now() - n % 700 * interval '1 day'
  from generate_series(1, ${members}) n;
  alter table public.profiles enable trigger user;
  insert into auth.users (id, email) values (md5('bench')::uuid, 'bench@bench.test');
  insert into public.staff_members (user_id, full_name, email, roles) values (md5('bench')::uuid, 'Bench', 'bench@bench.test', '{growth}')`,
)
await step(
  'sessions',
  `alter table public.engagement_sessions disable trigger all;
  alter table public.engagement_sessions set unlogged;
  drop index public.engagement_sessions_started_idx, public.engagement_sessions_user_idx;
  insert into public.engagement_sessions (user_id, started_at, seconds)
  select m.ids[1 + floor(power(random(), 2) * ${members})::int], now() - n * interval '365 days' / ${sessions}, n % 900
  from (select array_agg(p.id) as ids from public.profiles p) m cross join generate_series(1, ${sessions}) n;
  alter table public.engagement_sessions enable trigger all`,
)
await step(
  'use',
  `alter table public.usage_tracking disable trigger all;
  alter table public.usage_tracking set unlogged;
  alter table public.usage_tracking drop constraint usage_tracking_user_id_feature_period_start_key;
  do $$ declare i record; begin
    for i in select x.indexrelid::regclass as name from pg_index x where x.indrelid = 'public.usage_tracking'::regclass and not x.indisprimary loop
      execute format('drop index %s', i.name);
    end loop;
  end $$;
  insert into public.usage_tracking (user_id, feature, period_start, period_end, used, limit_value)
  select p.id, 'feature_' || f, m::date, (m + interval '1 month')::date - 1, (p.n * f) % 12, case when p.n % 3 > 0 then 10 end
  from generate_series(date_trunc('month', now()) - interval '19 months', date_trunc('month', now()), interval '1 month') m,
    (select id, row_number() over () as n from public.profiles) p, generate_series(1, 10) f;
  alter table public.usage_tracking enable trigger all`,
)
await step(
  'indexes',
  `create index on public.engagement_sessions (started_at desc, id desc);
  create index on public.engagement_sessions (user_id, started_at desc);
  create index on public.usage_tracking (period_start desc, id desc)`,
)
await step('sums rebuilt from the sessions', 'select private.rebuild_activity()')
await step('sums rebuilt from use', 'select private.rebuild_usage()')
for (const table of ['public.engagement_sessions', 'public.usage_tracking', 'private.activity_bits'])
  await client.query(`vacuum analyze ${table}`)
for (const table of ['private.activity_sums', 'private.usage_sums', 'private.usage_spread'])
  await client.query(`vacuum analyze ${table}`)
await client.query('reset work_mem')
const one = `insert into public.engagement_sessions (user_id, started_at, seconds) values (md5('m' || 1 + floor(random() * ${members})::int)::uuid, now(), 60)`
console.log(`One session more: ${text(await median(20, one))} ms.`)

await client.query(`set role authenticated`)
await client.query(
  `select set_config('request.jwt.claims', '{"sub": "' || md5('bench')::uuid || '", "role": "authenticated"}', false)`,
)
console.log(`\n${'question'.padEnd(44)}${'kept ms'.padStart(10)}${'raw ms'.padStart(10)}`)
/** The raw aggregate is asked once: it takes a hundred times as long, and its tenth part would not matter. */
const compare = async (question: string, kept: string, raw?: string) => {
  const a = await median(runs, kept)
  const b = raw === undefined ? undefined : await timed(() => client.query(raw))
  console.log(`${question.padEnd(44)}${text(a).padStart(10)}${(b === undefined ? '' : text(b)).padStart(10)}`)
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
      zone === 'UTC'
        ? `select date_trunc('${grain}', s.started_at), count(distinct s.user_id), count(*), sum(s.seconds)
           from public.engagement_sessions s where s.started_at >= now() - interval '${days} days' group by 1`
        : undefined,
    )
  }
}
const year = `(now() - interval '364 days')::date, now()::date`
await compare(
  'lifecycle, 365 days by week',
  `select * from public.engagement_lifecycle(${year}, 'UTC', 'week')`,
)
await compare('retention, 12 weeks', `select * from public.engagement_retention(now()::date)`)
await compare('streaks, 60 days', `select * from public.engagement_streaks(now()::date)`)
for (const days of [30, 365]) {
  const range = `(now() - interval '${days - 1} days')::date, now()::date`
  await compare(
    `use by feature, ${days} days`,
    `select * from public.usage_over_time(${range})`,
    `select period_start, feature, count(*), sum(used), count(*) filter (where used >= limit_value), sum(limit_value), bool_or(period_end >= now()::date)
     from public.usage_tracking where period_start >= date_trunc('month', now() - interval '${days - 1} days')::date group by 1, 2`,
  )
}
const month = `(date_trunc('month', now()) - interval '1 month')::date`
await compare('use by plan, a month', `select * from public.usage_by_plan(${month})`)
await compare('spread of use, a month', `select * from public.usage_spread(${month})`)
await database.close()
