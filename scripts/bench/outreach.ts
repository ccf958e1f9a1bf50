/**
 * Benchmarks outreach on a real Postgres: enrolling 20,000 leads by filter, claiming 100 of 200,000 due sends, why each
 * enrollment of a page waits, finding duplicates among 100,000 leads, suppressing 5,000 people, and the funnel over
 * 5,000,000 sends. Prints milliseconds; checks nothing. `--leads N`, `--due N`, `--others N` and `--sends N` set the
 * numbers.
 */
import type { Client } from 'pg'
import { startPostgres } from '../../tests/support/postgres.ts'

const option = (name: string) => Number(process.argv[process.argv.indexOf(`--${name}`) + 1]) || undefined
const leads = option('leads') ?? 20_000
const due = option('due') ?? 200_000
const others = option('others') ?? 100_000
const sends = option('sends') ?? 5_000_000
const person = '00000000-0000-4000-a000-00000000be9c'

const database = await startPostgres()
const owner = await database.connect()

/** Runs a statement and prints how long it took. */
async function timed(what: string, client: Client, text: string, values: unknown[] = []): Promise<unknown> {
  const began = performance.now()
  const { rows } = await client.query(text, values)
  console.log(
    `${what}: ${Math.round(performance.now() - began).toLocaleString('en')} ms`,
    JSON.stringify(rows[0]),
  )
  return rows[0]
}

async function sequence(name: string): Promise<string> {
  const { rows } = await owner.query(
    `insert into outreach_sequences (name, state, from_name, from_email, postal_address, daily_cap, send_from, send_until)
     values ($1, 'active', 'Bench', $1 || '@bench.test', '1 Main Street, Town', 5000, '00:00', '23:59:59.999999') returning id`,
    [name],
  )
  const [{ id }] = rows as [{ id: string }]
  await owner.query(
    `insert into sequence_emails (sequence_id, position, delay_days, subject, body)
     select $1, n, n - 1, 'Hello {{first_name|you}}', 'From {{city|afar}}: {{unsubscribe_url}}' from generate_series(1, 3) n`,
    [id],
  )
  return id
}

try {
  await owner.query(`
    insert into auth.users (id, email) values ('${person}', 'bench@bench.test');
    insert into staff_members (user_id, full_name, email, roles) values ('${person}', 'Bench', 'bench@bench.test', '{growth}');
    insert into lead_sources (slug, name, kind, url, category) values ('bench', 'Bench', 'forum', 'https://bench.test', 'b')`)
  const add = (name: string, count: number) =>
    owner.query(
      `insert into leads (full_name, email, phone, city, country, source_id)
       select $1::text, $1 || n || '@' || (n % 5000) || '.test', '+49 30 ' || (1000000 + n) || length($1), 'Bonn', 'DE', s.id from lead_sources s, generate_series(1, $2::integer) n where s.slug = 'bench'`,
      [name, count],
    )
  await add('filter', leads)
  await owner.query(
    `insert into outreach_suppressions (email, reason) select 'gone' || n || '@bench.test', 'manual' from generate_series(1, 5000) n`,
  )
  await owner.query('analyze')
  const growth = await database.connect()
  await growth.query(
    `set request.jwt.claims = '{"sub": "${person}", "role": "authenticated"}'; set role authenticated`,
  )
  const worker = await database.connect()
  await worker.query(`set request.jwt.claims = '{"role": "service_role"}'; set role service_role`)

  const first = await sequence('filter')
  const byName = `'[{"field": "full_name", "operator": "eq", "value": "filter"}]'`
  const count = `-> 'enrolled' ->> 'count' as enrolled`
  await timed('enrol, dry run', growth, `select enrol_leads($1, ${byName}) ${count}`, [first])
  await timed('enrol', growth, `select enrol_leads($1, ${byName}, dry_run => false) ${count}`, [first])
  await timed('enrol, again', growth, `select enrol_leads($1, ${byName}, dry_run => false) ${count}`, [first])

  const second = await sequence('due')
  await add('due', due)
  await owner.query(`set app.door = 'enrol'`)
  await owner.query(
    `insert into sequence_enrollments (sequence_id, lead_id, next_send_at) select $1, id, now() - interval '1 minute' from leads where full_name = 'due'`,
    [second],
  )
  await owner.query(`set app.door = ''`)
  await owner.query('analyze')
  for (let n = 0; n < 3; n += 1) {
    await timed('claim 100', worker, `select jsonb_array_length(claim_due_sends(100, 'bench')) as claimed`)
  }
  const page = `from sequence_enrollments e where e.sequence_id = $1`
  await timed(
    'why, a page of 50',
    growth,
    `select count(why) from (select e.why ${page} order by e.enrolled_at desc, e.id desc limit 50) x`,
    [second],
  )
  // For each blocking reason, one lead in a hundred has it; inserted without the triggers that would end its enrollment
  // at once.
  await owner.query(`
    set session_replication_role = replica;
    with n as (select id, row_number() over (order by id) % 100 as n from leads where full_name = 'due')
    update leads l set email = case n.n when 1 then null else l.email end, source_id = case n.n when 2 then null else l.source_id end,
      state = case n.n when 3 then 'rejected' else l.state end, rejected_reason = case n.n when 3 then 'B' end,
      consent = case n.n when 4 then 'objected' else l.consent end
    from n where n.id = l.id and n.n between 1 and 4;
    update sequence_enrollments set state = 'paused' where id in (select id from sequence_enrollments order by id limit 2000);
    set session_replication_role = origin;
    analyze`)
  for (const word of [
    'suppressed',
    'no_address',
    'no_provenance',
    'wrong_state',
    'paused',
    'due',
    'sequence_paused',
  ])
    await timed(
      `why = ${word} among ${(leads + due).toLocaleString('en')}, a page of 50`,
      growth,
      `select count(*) as rows, max(of) as of from (select count(*) over () as of from sequence_enrollments e where e.why_${word} = 'true' order by e.enrolled_at desc, e.id desc limit 50) x`,
    )
  await timed(
    'why = suppressed, asked of 2,000 one by one',
    growth,
    `select count(*) filter (where e.why = 'suppressed') as rows from (select e.why from sequence_enrollments e limit 2000) e`,
  )

  await owner.query(
    `insert into leads (full_name, email, phone, city, country, source_id)
     select initcap(left(md5((n % ($1::integer / 2))::text), 7)) || ' ' || initcap(left(md5((n * 7)::text), 5)), 'other' || n || '@bench.test', case when n % 50 = 0 then '+49 40 ' || (1000000 + n % 5000) end,
       'City ' || n % 60, 'DE', s.id from lead_sources s, generate_series(1, $1::integer) n where s.slug = 'bench'`,
    [others],
  )
  await owner.query('analyze')
  await timed(
    'pairs that may be one person',
    growth,
    `select count(*), count(distinct why) from twin_pairs(200)`,
  )
  await timed(
    'marks, a page of 50',
    growth,
    `select count(*) from lead_marks(array(select l.id from leads l order by l.found_at desc, l.id desc limit 50))`,
  )

  // Past sends are inserted without the rules' triggers, and their indexes are created after all rows.
  const { rows: indexes } = await owner.query<{ name: string; definition: string }>(
    `select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as definition from pg_index
     where indrelid = 'email_sends'::regclass and not exists (select from pg_constraint c where c.conindid = indexrelid)`,
  )
  await owner.query(`set session_replication_role = replica`)
  for (const { name } of indexes) await owner.query(`drop index ${name}`)
  await timed(
    `write ${sends.toLocaleString('en')} mails`,
    owner,
    `insert into email_sends (lead_id, sequence_id, sequence_email_id, sender_id, source_id, to_email, subject, state, reason, queued_at, sent_at, delivered_at, opened_at)
     select null, $1, e.ids[1 + n % 3], s.id, case when n % 4 > 0 then q.id end, 'x@bench.test', 'S', (array['sent', 'delivered', 'opened', 'bounced'])[1 + n % 4], case when n % 4 = 3 then 'R' end, t, t, t,
       case when n % 4 = 2 then t + interval '1 hour' end
     from outreach_senders s, lead_sources q, (select array_agg(id) as ids from sequence_emails where sequence_id = $1) e, generate_series(1, $2::integer) n,
       lateral (select now() - n * (interval '365 days' / $2::integer) as t) x
     where s.email = 'filter@bench.test' and q.slug = 'bench'`,
    [first, sends],
  )
  for (const { definition } of indexes) await owner.query(definition)
  await owner.query(`set session_replication_role = origin`)
  await owner.query('vacuum analyze email_sends')
  await timed('count all mails anew', owner, 'select private.rebuild_send_sums() as sent')
  await owner.query('vacuum analyze private.send_sums')
  for (const [days, by] of [
    [30, 'all'],
    [365, 'all'],
    [365, 'sequence'],
    [365, 'step'],
    [365, 'source'],
    [365, 'week'],
  ] as const) {
    await timed(
      `funnel of ${days} days by ${by}`,
      growth,
      `select sum(sent) as sent from outreach_funnel(current_date - ${days}, current_date, 'Europe/Berlin', '${by}')`,
    )
  }
  for (const [what, by] of [
    ['all', `'all'`],
    ['step', 's.sequence_email_id::text'],
  ] as const) {
    await timed(
      `the same 365 days by ${what} from the mails themselves`,
      owner,
      `select sum(sent) as sent from (select ${by}, count(*) as sent, count(s.opened_at) as opened, count(s.clicked_at) as clicked, count(*) filter (where s.state = 'bounced') as bounced
       from email_sends s where s.sent_at >= current_date - 365 group by 1) x`,
    )
  }
  await timed(
    'health of senders and sequences',
    growth,
    `select count(*) as lines, max(sent) as most from outreach_health()`,
  )
  const { rows: chosen } = await owner.query<{ id: string }>(
    `select id from leads where full_name = 'due' order by id desc limit 5000`,
  )
  await timed(
    'suppress 5,000 as the console does',
    growth,
    `select bulk_call('leads', $1, 'suppress_lead', 'lead_id', '{"kind": "objected"}', $2) -> 'changed' as suppressed`,
    [JSON.stringify([{ field: 'id', operator: 'in', value: chosen.map(({ id }) => id) }]), chosen.length],
  )
  await timed(
    'suppress 5,000, each by its own call',
    growth,
    `select count(suppress_lead(id, 'objected')) as suppressed from (select id from leads where full_name = 'due' order by id limit 5000) l`,
  )
} finally {
  await database.close()
}
