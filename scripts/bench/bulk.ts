/**
 * Benchmarks bulk operations on a real Postgres, as a signed-in person: a state change by `bulk_change`, suppressing by
 * `bulk_call`, checking and writing an import, and enrolling, for 1,000, 10,000 and 50,000 leads. Prints seconds, the
 * processor time of the server (if it runs here, on Linux), and the time limit on a hosted project: the function's own,
 * which PostgREST applies to the call, or the 8 seconds of `authenticated`. Checks nothing. `--sizes 1000,10000` sets
 * the numbers.
 */
import type { Client } from 'pg'
import { startPostgres } from '../../tests/support/postgres.ts'
import { processorClock } from './processor.ts'

const asked = process.argv[process.argv.indexOf('--sizes') + 1]
const sizes =
  process.argv.includes('--sizes') && asked ? asked.split(',').map(Number) : [1_000, 10_000, 50_000]
const person = '00000000-0000-4000-a000-00000000be9c'
/** Rows per request of an import, as the console sends them. */
const rowsPerRequest = 1_000

const database = await startPostgres()
const owner = await database.connect()
await owner.query(`
  insert into auth.users (id, email) values ('${person}', 'bench@bench.test');
  insert into staff_members (user_id, full_name, email, roles) values ('${person}', 'Bench', 'bench@bench.test', '{growth}');
  insert into lead_sources (id, slug, name, kind, url, category) values ('${person}', 'bench', 'Bench', 'forum', 'https://bench.test', 'b')`)
const member = await database.connect()
await member.query(
  `set request.jwt.claims = '{"sub": "${person}", "role": "authenticated"}'; set role authenticated`,
)

const processorTime = await processorClock(member)

/** How many rows an answer reports as changed, enrolled, staged, written or valid; invalid rows do not count. */
function doneIn(row: Record<string, unknown>): number {
  const [answer] = Object.values(row)
  if (typeof answer === 'number') return answer
  const { changed, enrolled, counts } = Object(answer) as Record<string, unknown>
  const good = Object.entries(Object(counts) as Record<string, number>).filter(([kind]) => kind !== 'bad')
  return Number(
    changed ?? (Object(enrolled) as { count?: number }).count ?? good.reduce((sum, [, n]) => sum + n, 0),
  )
}

/** The time limit of a call in seconds: PostgREST applies a function's own setting before the call. */
async function limitOf(name: string): Promise<number> {
  const { rows } = await owner.query(
    `select split_part(s, '=', 2) as value from pg_proc, unnest(proconfig) s
     where proname = $1 and pronamespace = 'public'::regnamespace and s like 'statement_timeout=%'`,
    [name],
  )
  return Number.parseInt((rows[0] as { value: string } | undefined)?.value ?? '8', 10)
}

async function timed(
  what: string,
  name: string,
  count: number,
  client: Client,
  calls: [string, unknown[]][],
) {
  const before = processorTime()
  let longest = 0
  let sum = 0
  let done = 0
  for (const [text, values] of calls) {
    const began = performance.now()
    const { rows } = await client.query(text, values)
    done += doneIn(rows[0] as Record<string, unknown>)
    const seconds = (performance.now() - began) / 1000
    longest = Math.max(longest, seconds)
    sum += seconds
  }
  const used = (processorTime() - before) / 1000
  const processor = Number.isNaN(used) ? '' : `, processor ${used.toFixed(2)} s`
  const parts = calls.length > 1 ? `, in ${calls.length} calls of at most ${longest.toFixed(2)} s` : ''
  console.log(
    `${what.padEnd(26)}${count.toLocaleString('en').padStart(8)} rows, ${done.toLocaleString('en')} done,${sum.toFixed(2).padStart(9)} s${processor}${parts}; limit of a call ${await limitOf(name)} s`,
  )
}

async function addLeads(prefix: string, count: number) {
  await owner.query(
    `insert into leads (full_name, email, city, country, state, source_id, consent)
     select 'Lead ' || n, $1 || n || '@mail.test', $1, 'DE', 'new', '${person}', 'none' from generate_series(1, $2::int) n`,
    [prefix, count],
  )
  await owner.query('analyze leads')
}

for (const count of sizes) {
  const city = `c${count}x`
  await addLeads(city, count)
  const filters = JSON.stringify([{ field: 'city', operator: 'eq', value: city }])
  await timed('change a state', 'bulk_change', count, member, [
    [`select bulk_change('leads', $1, '{"state": "qualified"}', $2)`, [filters, count]],
  ])
  const { rows } = await owner.query(
    `insert into outreach_sequences (name, state, from_name, from_email, postal_address, daily_cap)
     values ($1, 'active', 'Bench', $1 || '@bench.test', '1 Main Street, Town', 5000) returning id`,
    [city],
  )
  const [{ id: sequence }] = rows as [{ id: string }]
  await timed('enrol by filter', 'enrol_leads', count, member, [
    ['select enrol_leads($1, $2, dry_run => false)', [sequence, filters]],
  ])
  await timed('suppress', 'bulk_call', count, member, [
    [
      `select bulk_call(target => 'leads', procedure => 'suppress_lead', key_argument => 'lead_id', arguments => '{}', filters => $1, expected => $2)`,
      [filters, count],
    ],
  ])
  await importRows(count)
}

async function importRows(count: number) {
  const id = crypto.randomUUID()
  await member.query(
    `insert into imports (id, table_name, file_name, columns, mapping) values ($1, 'leads', 'bench.csv', '{full_name,email,city}', '{}')`,
    [id],
  )
  const ranges = Array.from({ length: Math.ceil(count / rowsPerRequest) }, (_, index) => {
    const first = index * rowsPerRequest + 1
    return { first, last: Math.min(count, first + rowsPerRequest - 1) }
  })
  const rowsOf = ({ first, last }: { first: number; last: number }) =>
    JSON.stringify(
      Array.from({ length: last - first + 1 }, (_, index) => ({
        n: first + index,
        v: {
          full_name: `Import ${first + index}`,
          email: `i${count}x${first + index}@mail.test`,
          city: 'Town',
        },
      })),
    )
  await timed(
    'import: lay down',
    'import_load',
    count,
    member,
    ranges.map((range) => ['select import_load($1, $2)', [id, rowsOf(range)]]),
  )
  await timed(
    'import: check',
    'import_check',
    count,
    member,
    ranges.map(({ first, last }) => ['select import_check($1, $2, $3)', [id, first, last]]),
  )
  await timed(
    'import: write',
    'import_write',
    count,
    member,
    ranges.map(({ first, last }) => ["select import_write($1, 'skip', $2, $3)", [id, first, last]]),
  )
}

await database.close()
