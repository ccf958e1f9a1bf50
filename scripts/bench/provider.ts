/**
 * Benchmarks the data provider against the stock one of @refinedev/supabase, in the same run on the same database: a
 * million leads on the Postgres at BENCH_DATABASE_URL (an empty database, or one prepared by an earlier run), otherwise
 * as many as fit on PGlite. Prints medians in milliseconds and ratios; checks nothing. `--rows N` sets the number of
 * leads, `--runs N` how often each query runs.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { CrudFilters, DataProvider } from '@refinedev/core'
import { dataProvider as createStockProvider } from '@refinedev/supabase'
import { App } from '@supabase/lite'
import { createPostgresConnection } from '@supabase/lite/postgres'
import { createClient } from '@supabase/supabase-js'
import { createConsoleClient } from '../../src/supabase/client.ts'
import { createDataProvider } from '../../src/supabase/data.ts'
import { startBackend } from '../../supabase/local/backend.ts'
import { completeAuthSchema, createRoles } from '../../supabase/local/bootstrap.ts'
import { publishableKey } from '../../supabase/local/sign-ins.ts'

interface Server {
  name: string
  fetch: (request: Request) => Promise<Response>
  exec: (text: string) => Promise<void>
  close: () => Promise<void>
}

const option = (name: string) => Number(process.argv[process.argv.indexOf(`--${name}`) + 1]) || undefined
const url = process.env.BENCH_DATABASE_URL
const started = Date.now()
const leads = option('rows') ?? (url ? 1_000_000 : 100_000)
const runs = option('runs') ?? 9
const person = {
  id: '00000000-0000-4000-a000-00000000be9c',
  email: 'bench@introalignment.test',
  password: 'introalignment',
}

const root = join(dirname(fileURLToPath(import.meta.url)), '../..')

async function onPglite(): Promise<Server> {
  const backend = await startBackend({ dataDir: 'memory://', seedFile: null })
  return { name: 'PGlite', fetch: backend.fetch, exec: backend.exec, close: backend.close }
}

async function onPostgres(url: string): Promise<Server> {
  const connection = createPostgresConnection({
    url,
    postgresOptions: { max: 10, onnotice: () => undefined },
  })
  const sql = connection.driver as unknown as {
    unsafe: (text: string) => Promise<unknown>
    end: () => Promise<void>
  }
  const exec = async (text: string) => void (await sql.unsafe(text))
  await createRoles({ exec } as never)
  const app = new App({
    connection,
    api: { max_rows: 1_000 },
    auth: { jwt_secret: 'x'.repeat(40), jwt_expiry: 3_600, publishable_key: publishableKey },
    options: { server: { admin: false } },
  })
  await app.ensureSystemSchema()
  // Otherwise the first request would grant everything to everybody.
  ;(connection as unknown as { rlsState: string }).rlsState = 'active'
  await completeAuthSchema({ exec } as never)
  const migrations = join(root, 'supabase/migrations')
  for (const file of readdirSync(migrations).sort()) await exec(readFileSync(join(migrations, file), 'utf8'))
  return { name: 'Postgres', fetch: async (request) => app.fetch(request), exec, close: () => sql.end() }
}

async function prepare(server: Server) {
  await server.exec(`
    insert into auth.users (instance_id, id, aud, role, email, encrypted_password, email_confirmed_at, confirmation_token,
      recovery_token, email_change, email_change_token_new, raw_app_meta_data, raw_user_meta_data, created_at, updated_at)
    values ('00000000-0000-0000-0000-000000000000', '${person.id}', 'authenticated', 'authenticated', '${person.email}',
      extensions.crypt('${person.password}', extensions.gen_salt('bf', 6)), now(), '', '', '', '',
      '{"provider":"email","providers":["email"]}', '{}', now(), now())
    on conflict (id) do nothing;
    insert into public.staff_members (user_id, full_name, email, roles)
    values ('${person.id}', 'Bench', '${person.email}', '{growth}') on conflict do nothing;
  `)
  const step = 100_000
  for (let first = 1; first <= leads; first += step) {
    await server.exec(`
      insert into public.leads (id, full_name, email, city, country, score, state, consent, found_at, created_at)
      select md5('lead' || n)::uuid,
        (array['Anna','Ben','Chloé','Diego','Elena','Farid','Grace','Hugo','Ines','Jonas','Kaya','Liam'])[1 + n % 12] || ' ' ||
        (array['Adler','Berg','Costa','Dubois','Evans','Fischer','Garcia','Haddad','Ito','Jansen','Kaya','Lopez','Moreau'])[1 + (n / 12) % 13] || ' ' || n,
        'lead' || n || '@mail.test',
        (array['Berlin','Lyon','Madrid','Porto','Austin','Leeds','Milan'])[1 + n % 7], 'DE',
        (n::bigint * 7919) % 101, (array['new','qualified','contacted','replied'])[1 + n % 4], 'none',
        now() - n * interval '37 seconds', now() - n * interval '37 seconds'
      from generate_series(${first}, ${Math.min(leads, first + step - 1)}) n
      on conflict do nothing`)
  }
  await server.exec('analyze public.leads')
}

async function clients(server: Server) {
  const send: typeof fetch = (input, init) => server.fetch(new Request(input, init))
  const address = 'http://bench.test'
  const ours = createConsoleClient({ url: address, publishableKey }, { fetch: send, persistSession: false })
  const stock = createClient(address, publishableKey, {
    auth: { persistSession: false, autoRefreshToken: false },
    global: { fetch: send },
    // Node 20 has no WebSocket, and nothing here subscribes.
    realtime: { transport: class {} as never },
  })
  for (const client of [ours, stock]) {
    const { error } = await client.auth.signInWithPassword(person)
    if (error) throw error
  }
  return { ours, stock }
}

/** The median of the runs, in milliseconds. */
async function median(count: number, work: (run: number) => Promise<unknown>): Promise<number> {
  const times: number[] = []
  for (let run = -1; run < count; run += 1) {
    const began = performance.now()
    await work(run)
    // The first run is a warm-up.
    if (run >= 0) times.push(performance.now() - began)
  }
  return times.sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? Number.NaN
}

const server = url ? await onPostgres(url) : await onPglite()
console.log(`${server.name}, ${leads.toLocaleString('en')} leads, median of ${runs} runs. Preparing…`)
await prepare(server)
const made = await clients(server)
const ours = createDataProvider(made.ours)
const stock = createStockProvider(made.stock)

const size = 50
const byFound = [{ field: 'found_at', order: 'desc' as const }]
const byScore = [{ field: 'score', order: 'desc' as const }]
const berlin: CrudFilters = [
  { field: 'city', operator: 'eq', value: 'Berlin' },
  { field: 'state', operator: 'in', value: ['new', 'qualified'] },
]
const depth = Math.min(500_000, Math.floor(leads * 0.8))

const page = (provider: DataProvider, more: object) =>
  provider.getList({
    resource: 'leads',
    pagination: { pageSize: size, currentPage: 1, mode: 'server' },
    sorters: byFound,
    ...more,
  })

/** A cursor deep in the list, computed once: a person gets there by paging or by a link. */
async function cursorAt(row: number): Promise<string | undefined> {
  const result = (await ours.getList({
    resource: 'leads',
    pagination: { pageSize: size, currentPage: Math.ceil(row / size), mode: 'server' },
    sorters: byFound,
    meta: { count: 'none' },
  })) as { cursor?: { next?: string } }
  return result.cursor?.next
}

const format = (ms: number) => ms.toLocaleString('en', { maximumFractionDigits: 1 })
console.log(
  `\n${'question'.padEnd(26)}${'ours ms'.padStart(12)}${'stock ms'.padStart(12)}${'stock / ours'.padStart(14)}`,
)

interface Row {
  question: string
  ours: number
  stock: number
  note?: string
}

function tell(row: Row) {
  const ratio = `${(row.stock / row.ours).toFixed(1)}×`
  console.log(
    `${row.question.padEnd(26)}${format(row.ours).padStart(12)}${format(row.stock).padStart(12)}${ratio.padStart(14)}${row.note ? `  ${row.note}` : ''}`,
  )
}

async function compare(
  question: string,
  a: () => Promise<unknown>,
  b: () => Promise<unknown>,
  note?: string,
  count = runs,
) {
  tell({ question, ours: await median(count, a), stock: await median(count, b), note })
}

const cursor = await cursorAt(depth)
await compare(
  'first page',
  () => page(ours, {}),
  () => page(stock, {}),
)
await compare(
  `page at row ${depth.toLocaleString('en')}`,
  () => page(ours, { meta: { cursor } }),
  () => page(stock, { pagination: { pageSize: size, currentPage: Math.ceil(depth / size), mode: 'server' } }),
)
await compare(
  'filter + sort',
  () => page(ours, { filters: berlin, sorters: byScore }),
  () => page(stock, { filters: berlin, sorters: byScore }),
)
const search: CrudFilters = [{ field: 'search', operator: 'contains', value: 'haddad 4711' }]
await compare(
  'search',
  () => page(ours, { filters: search }),
  () => page(stock, { filters: search }),
)

const many = Math.min(10_000, leads / 10)
const few = Math.min(1_000, many)
let flip = 0
const newest = await ours.getList({
  resource: 'leads',
  pagination: { mode: 'off' },
  sorters: byFound,
  filters: newestFilter(few),
  meta: { select: 'id,found_at' },
})
const ids = newest.data.map((row) => row.id as string)
const bulk = await median(3, async () => {
  flip += 1
  const filters = newestFilter(many)
  const { total } = await ours.getList({
    resource: 'leads',
    pagination: { pageSize: 1 },
    filters,
    meta: { count: 'exact', select: 'id' },
  })
  const change = { target: 'leads', filters, changes: { notes: `bench ${flip}` }, expected: total }
  if (!url) await ours.custom?.({ url: 'rpc/bulk_change', method: 'post', payload: change })
  // lite passes a function's JSON to Postgres as text, so there the function is called directly as the same person.
  else
    await server.exec(`do $bench$ begin
      perform set_config('request.jwt.claims', '{"sub": "${person.id}", "role": "authenticated"}', true);
      set local role authenticated;
      perform public.bulk_change('leads', '${JSON.stringify(filters)}', '${JSON.stringify(change.changes)}', ${total});
    end $bench$`)
})
const stockBulk = await median(1, () =>
  stock.updateMany!({ resource: 'leads', ids, variables: { notes: `stock ${flip}` } }),
)
tell({
  question: `change ${many.toLocaleString('en')} rows`,
  ours: bulk,
  stock: stockBulk * (many / ids.length),
  note: `stock: ${ids.length.toLocaleString('en')} rows measured, one request each, times ${many / ids.length}`,
})

const exported = Math.min(100_000, leads)
const flat = { peak: 0 }
const exportOurs = await median(1, async () => {
  let after: string | undefined
  for (let written = 0; written < exported; written += 1000) {
    const batch = (await ours.getList({
      resource: 'leads',
      pagination: { pageSize: 1000, mode: 'server' },
      sorters: byFound,
      meta: { cursor: after, count: 'none' },
    })) as { cursor?: { next?: string } }
    after = batch.cursor?.next
    flat.peak = Math.max(flat.peak, process.memoryUsage().heapUsed)
  }
})
const exportStock = await median(1, async () => {
  for (let at = 1; at <= exported / 1000; at += 1) {
    await page(stock, { pagination: { pageSize: 1000, currentPage: at, mode: 'server' } })
  }
})
tell({
  question: `export ${exported.toLocaleString('en')} rows`,
  ours: exportOurs,
  stock: exportStock,
  note: `in batches of 1,000; ours peaked at ${Math.round(flat.peak / 1e6)} MB of heap`,
})

function newestFilter(count: number): CrudFilters {
  return [{ field: 'found_at', operator: 'gte', value: new Date(started - count * 37_000).toISOString() }]
}

await server.close()
process.exit(0)
