/**
 * Compares a live database with the migrations: npm run db:drift -- --url postgres://…
 *
 * Only reads. Compares with an embedded database made from the migrations or, with `--reference postgres://…`, with a
 * database of the same Postgres version that has the migrations.
 * Exits with 0 if there is no drift, 1 if there is drift, 2 if the comparison failed.
 */
import { existsSync, readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { type ExtractResult, extract } from '@supabase/pg-delta'
import pg from 'pg'
import { differences, poolOf } from './drift.ts'
import { withMigrated } from './migrated.ts'

const usage =
  'Usage: npm run db:drift -- --url postgres://user:password@host:5432/postgres [--reference postgres://…]'
const migrationsDir = join(dirname(dirname(fileURLToPath(import.meta.url))), 'supabase/migrations')

function fromMigrations(): Promise<ExtractResult> {
  return withMigrated((backend) => extract(poolOf(backend.pglite)))
}

async function withPool<T>(url: string, work: (pool: pg.Pool) => Promise<T>): Promise<T> {
  const pool = new pg.Pool({ connectionString: url, max: 1, connectionTimeoutMillis: 15_000 })
  try {
    return await work(pool)
  } finally {
    await pool.end()
  }
}

/** Migrations of the folder that are not in the database's own history; null if it has no history. */
async function notApplied(pool: pg.Pool): Promise<string[] | null> {
  const { rows: found } = await pool.query(
    `select to_regclass('supabase_migrations.schema_migrations') is not null as kept`,
  )
  if (!found[0]?.kept) return null
  const { rows } = await pool.query<{ version: string }>(
    'select version from supabase_migrations.schema_migrations',
  )
  const applied = new Set(rows.map(({ version }) => version))
  return existsSync(migrationsDir)
    ? readdirSync(migrationsDir)
        .filter((file) => file.endsWith('.sql') && !applied.has(file.split('_')[0] ?? ''))
        .sort()
    : []
}

async function main(): Promise<number> {
  let options: { url?: string; reference?: string }
  try {
    options = parseArgs({ options: { url: { type: 'string' }, reference: { type: 'string' } } }).values
  } catch (error) {
    console.error(`${(error as Error).message}\n${usage}`)
    return 2
  }
  const { url, reference } = options
  if (!url) {
    console.error(`Say which database to compare.\n${usage}`)
    return 2
  }
  const [live, pending] = await withPool(
    url,
    async (pool) => [await extract(pool), await notApplied(pool)] as const,
  )
  const expected = reference ? await withPool(reference, (pool) => extract(pool)) : await fromMigrations()

  const found = differences(live, expected)
  console.log(
    `Compared public and private of Postgres ${live.pgVersion} with the migrations on Postgres ${expected.pgVersion}.`,
  )
  if (found.length === 0) {
    console.log('No drift.')
    return 0
  }
  for (const line of found) console.log(`• ${line}`)
  console.error(`\n${found.length} ${found.length === 1 ? 'difference' : 'differences'}.`)
  if (pending && pending.length > 0) {
    console.error(
      `This database has not had ${pending.join(', ')}: push them first (npx supabase db push), then compare again.`,
    )
  }
  console.error(
    'To keep what is live, create a new migration that makes the same change; to undo it, create a new migration ' +
      'that reverts it. Never edit a released migration, and never change the live database by hand.',
  )
  return 1
}

main().then(
  (code) => process.exit(code),
  (error: Error & { code?: string }) => {
    console.error(`The databases could not be compared: ${error.message || error.code}`)
    process.exit(2)
  },
)
