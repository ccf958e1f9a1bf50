/**
 * Measures the gate of outreach on a real Postgres: enrolling 20,000 leads by filter, claiming 100 of 200,000 that are
 * due, suppressing 5,000 people, and the funnel. Prints milliseconds; judges nothing.
 * `--leads N` and `--due N` set the numbers.
 */
import type { Client } from 'pg'
import { startPostgres } from '../../tests/support/postgres.ts'

const option = (name: string) => Number(process.argv[process.argv.indexOf(`--${name}`) + 1]) || undefined
const leads = option('leads') ?? 20_000
const due = option('due') ?? 200_000
const person = '00000000-0000-4000-a000-00000000be9c'

const database = await startPostgres()
const owner = await database.connect()

/** Runs a statement and tells how long it took. */
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
  await timed(
    'suppress 5,000',
    growth,
    `select count(suppress_lead(id, 'objected')) as suppressed from (select id from leads where full_name = 'due' order by id limit 5000) l`,
  )
} finally {
  await database.close()
}
