/**
 * Benchmarks the charts against the same aggregates over the raw rows, on a real Postgres: five million sessions of
 * fifty thousand members in a year, ten million usage rows, and 300,000 each of posts, comments, reactions, matches and
 * games. Prints medians in milliseconds, and the processor time of the server's process, which does not depend on other
 * load of the machine; checks nothing. `--scale 0.1` uses a tenth of the rows, `--years 3` three years instead of one,
 * `--runs N` sets how often each query runs.
 */
import { startPostgres } from '../../tests/support/postgres.ts'
import { processorClock } from './processor.ts'

const option = (name: string) => Number(process.argv[process.argv.indexOf(`--${name}`) + 1]) || undefined
const scale = option('scale') ?? 1
const runs = option('runs') ?? 5
const members = Math.round(50_000 * scale)
/**
 * How many years of records there are: a query about the last days should cost the same after ten years as after one.
 */
const years = option('years') ?? 1
const history = `interval '${365 * years} days'`
const sessions = members * 100 * years
/** The number of rows of each other kind of activity. */
const acts = members * 6 * years

const database = await startPostgres()
const client = await database.connect()

const processorTime = await processorClock(client)

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
// The data can be generated again, so it is written without a log; indexes are created once, after the rows.
await client.query(`set work_mem = '256MB'; set maintenance_work_mem = '1GB'; set synchronous_commit = off`)
await client.query(`create temp table later (sql text);
create function pg_temp.without_indexes(tables regclass[]) returns void language plpgsql as $$
declare
  i record;
begin
  for i in
    select x.indrelid::regclass as tab, x.indexrelid::regclass as name, pg_get_indexdef(x.indexrelid) as index_sql, c.conname, pg_get_constraintdef(c.oid) as constraint_sql
    from pg_index x left join pg_constraint c on c.conindid = x.indexrelid and c.contype in ('p', 'u') and c.conrelid = x.indrelid
    where x.indrelid = any (tables)
      -- Others refer to it.
      and not exists (select from pg_constraint r where r.contype = 'f' and r.conindid = x.indexrelid)
  loop
    if i.conname is null then
      insert into later values (i.index_sql);
      execute format('drop index %s', i.name);
    else
      insert into later values (format('alter table %s add constraint %I %s', i.tab, i.conname, i.constraint_sql));
      execute format('alter table %s drop constraint %I', i.tab, i.conname);
    end if;
  end loop;
  for i in select unnest(tables) as tab loop
    execute format('alter table %s disable trigger all', i.tab);
  end loop;
end $$;
create function pg_temp.with_indexes(tables regclass[]) returns void language plpgsql as $$
declare
  i record;
begin
  for i in select l.sql from later l loop
    execute i.sql;
  end loop;
  delete from later;
  for i in select unnest(tables) as tab loop
    execute format('alter table %s enable trigger all', i.tab);
    execute format('analyze %s', i.tab);
  end loop;
end $$`)
await step(
  'members',
  `insert into auth.users (id, email) select md5('m' || n)::uuid, n || '@bench.test' from generate_series(1, ${members}) n;
  alter table public.profiles disable trigger user;
  insert into public.profiles (id, display_name, email, city, birth_date, created_at)
  select md5('m' || n)::uuid, 'Member ' || n, n || '@bench.test', (array['Berlin', 'Lyon', 'Porto', 'Leeds'])[1 + n % 4], date '2005-01-01' - n % 15000,
    now() - n % 700 * interval '1 day'
  from generate_series(1, ${members}) n;
  alter table public.profiles enable trigger user;
  alter table public.member_directory disable trigger user;
  insert into public.member_directory (id, display_name, email, city, state, created_at)
  select p.id, p.display_name, p.email, p.city, p.state, p.created_at from public.profiles p on conflict do nothing;
  alter table public.member_directory enable trigger user;
  insert into auth.users (id, email) values (md5('bench')::uuid, 'bench@bench.test');
  insert into public.staff_members (user_id, full_name, email, roles) values (md5('bench')::uuid, 'Bench', 'bench@bench.test', '{admin}')`,
)
await step(
  'sessions',
  `select pg_temp.without_indexes('{public.engagement_sessions}');
  alter table public.engagement_sessions set unlogged;
  insert into public.engagement_sessions (user_id, started_at, seconds)
  select m.ids[1 + floor(power(random(), 2) * ${members})::int], now() - n * ${history} / ${sessions}, n % 900
  from (select array_agg(p.id) as ids from public.profiles p) m cross join generate_series(1, ${sessions}) n;
  select pg_temp.with_indexes('{public.engagement_sessions}')`,
)
await step(
  'use',
  `select pg_temp.without_indexes('{public.usage_tracking}');
  alter table public.usage_tracking set unlogged;
  insert into public.usage_tracking (user_id, feature, period_start, period_end, used, limit_value)
  select p.id, 'feature_' || f, m::date, (m + interval '1 month')::date - 1, (p.n * f) % 12, case when p.n % 3 > 0 then 10 end
  from generate_series(date_trunc('month', now()) - interval '19 months', date_trunc('month', now()), interval '1 month') m,
    (select id, row_number() over () as n from public.profiles) p, generate_series(1, 10) f;
  select pg_temp.with_indexes('{public.usage_tracking}')`,
)
const some =
  '{public.user_conversations,public.matches,public.match_feedback,public.user_game_sessions,public.user_content_interactions,public.community_posts,public.post_comments,public.post_reactions,public.bot_actions_log}'
await step(
  'what else members and bots do',
  `select pg_temp.without_indexes('${some}');
  create temp view ids as select array_agg(p.id) as ids from public.profiles p;
  insert into public.conversation_flows (id, slug, name, goal, state) values (md5('flow')::uuid, 'bench-flow', 'Bench', 'Bench', 'active');
  insert into public.user_conversations (user_id, flow_id, state, started_at, completed_at)
  select p.id, md5('flow')::uuid, 'completed', p.created_at + interval '1 hour', p.created_at + interval '2 hours' from public.profiles p;
  insert into public.matches (user_a, user_b, score, state, created_at, introduced_at)
  select distinct on (least(a, b), greatest(a, b)) least(a, b), greatest(a, b), 80, (array['suggested', 'presented', 'introduced', 'declined'])[1 + n % 4], at,
    case when n % 4 = 2 then at + interval '1 day' end
  from (
    select n, i.ids[1 + n % ${members}] as a, i.ids[1 + (n * 7 + 13 + n / ${members}) % ${members}] as b, now() - n * ${history} / ${acts} as at
    from generate_series(1, ${acts}) n, ids i
  ) m where a <> b;
  insert into public.match_feedback (match_id, user_id, rating) select m.id, m.user_a, 4 from public.matches m where m.introduced_at is not null;
  insert into public.user_game_sessions (user_id, game_id, state, started_at, completed_at)
  select i.ids[1 + (n * 31) % ${members}], g.ids[1 + n % cardinality(g.ids)], case n % 2 when 0 then 'completed' else 'active' end, at, case n % 2 when 0 then at end
  from (select n, now() - n * ${history} / ${acts} as at from generate_series(1, ${acts}) n) n, ids i, (select array_agg(id) as ids from public.games) g;
  insert into public.user_content_interactions (user_id, article_id, kind, created_at)
  select i.ids[1 + n % ${members}], a.ids[1 + (n % ${members} + n / ${members} / 2) % cardinality(a.ids)], case n / ${members} % 2 when 0 then 'read' else 'viewed' end, now() - n * ${history} / ${acts}
  from generate_series(0, ${acts - 1}) n, ids i, (select array_agg(id) as ids from public.content_articles) a;
  insert into public.community_posts (user_id, title, body, state, created_at)
  select i.ids[1 + n % ${members}], 'Post', 'Text', 'published', now() - n * ${history} / ${acts} from generate_series(1, ${acts}) n, ids i;
  create temp view posts as select array_agg(p.id) as ids from public.community_posts p;
  insert into public.post_comments (post_id, user_id, body, created_at)
  select p.ids[1 + n % ${acts}], i.ids[1 + (n * 3) % ${members}], 'Text', now() - n * ${history} / ${acts} from generate_series(1, ${acts}) n, ids i, posts p;
  insert into public.post_reactions (post_id, user_id, kind, created_at)
  select p.ids[1 + n % ${acts}], i.ids[1 + (n * 3) % ${members}], (array['like', 'heart', 'insightful', 'support', 'funny'])[1 + n % 5], now() - n * ${history} / ${acts}
  from generate_series(0, ${acts - 1}) n, ids i, posts p;
  insert into public.ai_bot_health (name, label) select 'bench_' || n, 'Bench ' || n from generate_series(1, 5) n;
  insert into public.bot_actions_log (bot_id, action, outcome, error_message, cost_micros, confidence, review, reviewed_at, created_at)
  select b.ids[1 + n % cardinality(b.ids)], 'act', case n % 20 when 0 then 'failed' else 'succeeded' end, case n % 20 when 0 then 'It broke ' || n % 5 end, 1000, 0.7,
    case n % 10 when 0 then 'confirmed' else 'unreviewed' end, case n % 10 when 0 then now() end, now() - n * ${history} / ${members * 2 * years}
  from generate_series(1, ${members * 2 * years}) n, (select array_agg(id) as ids from public.ai_bot_health) b;
  analyze`,
)
await step('their indexes', `select pg_temp.with_indexes('${some}')`)
await step('sums rebuilt from the sessions', 'select private.rebuild_activity()')
await step('sums rebuilt from use', 'select private.rebuild_usage()')
for (const table of [
  'public.engagement_sessions',
  'public.usage_tracking',
  'private.activity_bits',
  'private.activity_days',
])
  await client.query(`vacuum analyze ${table}`)
for (const table of [
  'private.activity_sums',
  'private.activity_members',
  'private.usage_sums',
  'private.usage_spread',
  'public.profiles',
])
  await client.query(`vacuum analyze ${table}`)
await client.query('reset work_mem')
const one = `insert into public.engagement_sessions (user_id, started_at, seconds) values (md5('m' || 1 + floor(random() * ${members})::int)::uuid, now(), 60)`
console.log(`One session more: ${text(await median(20, one))} ms.`)

await client.query(`set role authenticated`)
await client.query(
  `select set_config('request.jwt.claims', '{"sub": "' || md5('bench')::uuid || '", "role": "authenticated"}', false)`,
)
console.log(
  `\n${'question'.padEnd(44)}${'kept ms'.padStart(10)}${'of cpu'.padStart(10)}${'raw ms'.padStart(10)}`,
)
let slowest: [string, number] = ['nothing', 0]
/** The raw aggregate runs once: it takes a hundred times as long, and small variations do not matter. */
const compare = async (question: string, kept: string, raw?: string) => {
  const before = processorTime()
  const a = await median(runs, kept)
  const used = (processorTime() - before) / (runs + 1)
  if (a > slowest[1]) slowest = [question, a]
  const b = raw === undefined ? undefined : await timed(() => client.query(raw))
  console.log(
    `${question.padEnd(44)}${text(a).padStart(10)}${text(used).padStart(10)}${(b === undefined ? '' : text(b)).padStart(10)}`,
  )
}
const zones = [
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'Asia/Kolkata',
  'Asia/Kathmandu',
  'Pacific/Honolulu',
]
const since = (days: number) => `(now() - interval '${days - 1} days')::date, now()::date`
for (const [days, grain] of [
  [30, 'day'],
  [180, 'week'],
  [365, 'month'],
  [365, 'week'],
  [365, 'day'],
  [1090, 'day'],
] as const) {
  for (const zone of zones) {
    const range = `${since(days)}, '${zone}', '${grain}'`
    const what = `${days} days by ${grain}, ${zone}`
    await compare(
      `activity, ${what}`,
      `select * from public.engagement_activity(${range})`,
      zone === 'UTC'
        ? `select date_trunc('${grain}', s.started_at), count(distinct s.user_id), count(*), sum(s.seconds)
           from public.engagement_sessions s where s.started_at >= now() - interval '${days} days' group by 1`
        : undefined,
    )
    await compare(`lifecycle, ${what}`, `select * from public.engagement_lifecycle(${range})`)
  }
}
for (const zone of zones) {
  const year = `${since(365)}, '${zone}'`
  await compare(
    `retention, 12 weeks, ${zone}`,
    `select * from public.engagement_retention(now()::date, '${zone}')`,
  )
  await compare(
    `retention, 53 weeks, ${zone}`,
    `select * from public.engagement_retention(now()::date, '${zone}', 53)`,
  )
  await compare(
    `streaks, 60 days, ${zone}`,
    `select * from public.engagement_streaks(now()::date, '${zone}')`,
  )
  for (const split of ['plan', 'city', 'age_band', 'sign_up_month'])
    await compare(
      `split by ${split}, 365 days, ${zone}`,
      `select * from public.engagement_split(${year}, '${split}')`,
    )
}
for (const days of [30, 365]) {
  const range = `${since(days)}, 'Europe/Berlin'`
  await compare(`funnel, ${days} days`, `select * from public.member_funnel(${range})`)
  for (const kind of ['game', 'article'])
    await compare(
      `reach of ${kind}s, ${days} days`,
      `select * from public.content_reach(${range}, '${kind}')`,
    )
  for (const grain of ['day', 'month']) {
    await compare(
      `posts and reactions, ${days} days by ${grain}`,
      `select * from public.community_activity(${range}, '${grain}')`,
    )
    await compare(
      `match outcomes, ${days} days by ${grain}`,
      `select * from public.match_outcomes(${range}, '${grain}')`,
    )
    await compare(
      `cost of bots, ${days} days by ${grain}`,
      `select * from public.bot_costs(${range}, '${grain}')`,
    )
  }
  await compare(`identical failures, ${days} days`, `select * from public.bot_failures(${range})`)
  await compare(`calibration, ${days} days`, `select * from public.bot_calibration(${range})`)
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
await compare('near and at limits, a month', `select * from public.limits_used(${month})`)
await compare('pace of moderation, 365 days', `select * from public.moderation_pace(${since(365)})`)
await compare('health of bots, 48 hours', 'select * from public.bot_trends(48)')
await compare('since when there are records', 'select * from public.figures_begin()')
await compare('lines that are crossed', 'select * from public.crossed_lines()')
const named = `${since(30)}, 'UTC', 'city', 'Berlin'`
await compare('members behind a group, 30 days', `select * from public.engagement_members(${named})`)
for (const [filter, condition] of Object.entries({
  'feature is': `feature = 'feature_3'`,
  'feature is none of': `not feature = any ('{feature_3,feature_4}')`,
  'feature is nowhere': `feature = 'absent'`,
  'used from 11': 'used >= 11',
  'used from 9,999': 'used >= 9999',
  'near the limit': 'used_share >= 0.8',
  'a share that none has': 'used_share >= 50',
  'a feature, a month and how much': `feature = 'feature_3' and period_start = ${month} and used between 4 and 7`,
  'a member': `user_id = md5('m7')::uuid`,
}))
  await compare(
    `rows of use: ${filter}`,
    `select id from public.usage_tracking where ${condition} order by period_start desc, id desc limit 51`,
  )
console.log(`\nSlowest: ${text(slowest[1])} ms, ${slowest[0]}.`)
await database.close()
