import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Extensions, PGlite, type Transaction } from '@electric-sql/pglite'
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm'
import { pgcrypto } from '@electric-sql/pglite/contrib/pgcrypto'
import { createPgliteConnection } from '@supabase/lite/pglite'
import { type Api, createApi, type Mail } from './api.ts'
import { completeAuthSchema, createRoles } from './bootstrap.ts'
import { emptyCluster } from './cluster.ts'
import { acquireLock } from './lock.ts'
import { applyMigrations, loadSeed } from './migrations.ts'
import { registerPictures } from './pictures.ts'
import { isPrepared, keepPrepared, keepSpare, keptRecipe, recipeOf, takePrepared } from './prepared.ts'
import { createQueue } from './queue.ts'

/** The folder `supabase/`. */
const supabaseDir = dirname(dirname(fileURLToPath(import.meta.url)))

export interface BackendOptions {
  /** A directory that keeps the database between starts, or `memory://` for a temporary one. */
  dataDir: string
  /** Default: `supabase/migrations`. */
  migrationsDir?: string
  /** Default: `supabase/seed.sql`; null loads no sample data. */
  seedFile?: string | null
  /** Multiplies the sample data; default 1. */
  scale?: number
  /** The maximum age in days of kept sample data that a fresh start may use; default 0, only today's (UTC). */
  sampleAge?: number
  /** A dump of a prepared database to start from (`memory://` only). */
  snapshot?: Blob
  /** Postgres extensions to make available besides those the migrations use. */
  extensions?: Extensions
  /** Called with progress messages of one line. */
  log?: (line: string) => void
  /** Called with every email that the auth server would have sent. */
  onMail?: (mail: Mail) => void
}

// The write-ahead log is only needed to recover the last moments before a crash, and a short one is copied faster.
const walSettings = [
  'wal_level=minimal',
  'max_wal_senders=0',
  'min_wal_size=32MB',
  'max_wal_size=32MB',
].flatMap((setting) => ['-c', setting])

/** A Supabase project inside this process. */
export interface Backend extends Api {
  /** Runs one statement as the superuser and returns its rows. */
  sql<T = Record<string, unknown>>(text: string, params?: unknown[]): Promise<T[]>
  /** Runs a script of statements as the superuser. */
  exec(text: string): Promise<void>
  /** Runs work in one transaction as the superuser; an error undoes it. */
  transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T>
  /** The database itself, for introspection and dumps; while requests are running, use the functions above instead. */
  pglite: PGlite
  /** The secret key by which workers sign in as `service_role`; also in the file `secret-key` of the data directory. */
  secretKey: string
  /** Completes running requests, closes the database and releases its directory. */
  close(): Promise<void>
}

/** `CONSOLE_SEED_SCALE` as a positive number, 1 if it is not set. Throws for anything else. */
export function seedScaleOf(env: NodeJS.ProcessEnv): number {
  const scale = Number(env.CONSOLE_SEED_SCALE || 1)
  if (!(scale > 0))
    throw new Error(`CONSOLE_SEED_SCALE must be a positive number, not "${env.CONSOLE_SEED_SCALE}".`)
  return scale
}

/**
 * A secret of this database, stored beside it: the key that signs its sessions, so that they survive a restart, or its
 * secret key.
 */
function keptSecret(dataDir: string | undefined, name: 'jwt-secret' | 'secret-key'): string {
  const file = dataDir && join(dataDir, name)
  const kept = file && existsSync(file) ? readFileSync(file, 'utf8').trim() : ''
  if (kept.length >= 32) return kept
  const secret = `${name === 'secret-key' ? 'sb_secret_' : ''}${randomBytes(32).toString('hex')}`
  if (file) writeFileSync(file, secret, { mode: 0o600 })
  return secret
}

/** Starting PGlite sets the process's exit code to 99, and closing it sets 0, which would make failed tests pass. */
async function keepExitCode<T>(work: () => Promise<T>): Promise<T> {
  const { exitCode } = process
  const result = await work()
  process.exitCode = exitCode
  return result
}

/**
 * Has the database of a recipe made and kept for fresh starts. @throws MigrationError if a migration or the seed fails.
 */
async function prepare(recipe: string, options: Omit<BackendOptions, 'dataDir'>): Promise<void> {
  const seedFile = join(supabaseDir, 'seed.sql')
  await keepPrepared(recipe, async (dataDir) => {
    await (await startBackend({ ...options, dataDir, seedFile })).close()
  })
}

/** Makes the database with today's sample data for fresh starts, unless it is kept already. */
export async function prepareSampleData(): Promise<void> {
  const recipe = await recipeOf(join(supabaseDir, 'seed.sql'), join(supabaseDir, 'migrations'), 1)
  if (!isPrepared(recipe)) await prepare(recipe, {})
  await keepSpare(recipe)
}

/**
 * Puts the database of a recipe to `target`; makes it if none is kept.
 * @returns false if it cannot be kept, as on a full or read-only disk: the caller then makes it directly.
 */
async function placePrepared(today: string, options: BackendOptions, target: string): Promise<boolean> {
  const recipe = keptRecipe(today, options.sampleAge ?? 0)
  try {
    if (!isPrepared(recipe)) await prepare(recipe, options)
    const isTaken = await takePrepared(recipe, target)
    if (isTaken && recipe !== today)
      options.log?.(`the sample data is that of ${recipe.slice(0, 10)}; npm run db:reset makes today's`)
    // Delayed until the first page has loaded, which needs the disk too.
    setTimeout(() => void keepSpare(recipe).catch(() => undefined), 20_000).unref()
    return isTaken
  } catch (error) {
    if ((error as Error).name === 'MigrationError') throw error
    options.log?.(`not kept for the next start: ${(error as Error).message}`)
    rmSync(target, { recursive: true, force: true })
    return false
  }
}

/**
 * Opens the embedded database and brings it up to date: roles, auth, migrations, sample data on the first start.
 * @throws LockedError if another server uses the directory, MigrationError if a migration or the seed fails.
 */
export async function startBackend(options: BackendOptions): Promise<Backend> {
  const { dataDir, scale = 1, snapshot, onMail } = options
  const migrationsDir = options.migrationsDir ?? join(supabaseDir, 'migrations')
  const seedFile = options.seedFile === undefined ? join(supabaseDir, 'seed.sql') : options.seedFile
  const began = performance.now()
  const log = (line: string) =>
    options.log?.(`${line} (${((performance.now() - began) / 1000).toFixed(1)} s)`)

  const directory = dataDir.startsWith('memory://') ? undefined : dataDir
  const release = directory ? acquireLock(directory) : () => {}
  let db: PGlite | undefined
  try {
    let url = 'memory://'
    let isNew = true
    // Written when the cluster is complete: if a start was killed before that, the next one starts from nothing.
    const created = directory && join(directory, 'created')
    if (directory && created) {
      url = join(directory, 'pgdata')
      isNew = !existsSync(created)
      if (isNew) {
        rmSync(url, { recursive: true, force: true })
        // Only the project's own database is kept for later starts.
        if (seedFile && !options.seedFile && !options.migrationsDir) {
          const recipe = await recipeOf(seedFile, migrationsDir, scale)
          isNew = !(await placePrepared(recipe, options, url))
        }
        if (isNew) options.log?.('creating the database')
      }
      mkdirSync(url, { recursive: true })
    }
    const connection = await keepExitCode(async () => {
      const begin = snapshot ?? (isNew ? await emptyCluster(!directory) : undefined)
      const opened = await createPgliteConnection({
        url,
        pgliteOptions: {
          extensions: { pg_trgm, pgcrypto, ...options.extensions },
          startParams: [...PGlite.defaultStartParams, ...walSettings],
          ...(begin && { loadDataDir: begin }),
        },
      })
      db = opened.driver
      await opened.driver.waitReady
      return opened
    })
    const database = connection.driver
    await createRoles(database)
    const queue = createQueue()
    const secretKey = keptSecret(directory, 'secret-key')
    const api = await createApi({
      connection,
      jwtSecret: keptSecret(directory, 'jwt-secret'),
      secretKey,
      queue,
      onMail,
      ...(directory && { filesDir: join(directory, 'files') }),
    })
    await completeAuthSchema(database)
    if (created && !existsSync(created)) writeFileSync(created, `${new Date().toISOString()}\n`)
    log('database open')
    const applied = await applyMigrations(database, migrationsDir)
    if (applied.length > 0)
      log(
        `${applied.length} ${applied.length === 1 ? 'migration' : 'migrations'} applied, up to ${applied.at(-1)}`,
      )
    if (seedFile !== null && (await loadSeed(database, seedFile, scale))) log('sample data loaded')
    if (seedFile) await registerPictures(database)

    let closed: Promise<void> | undefined
    return {
      pglite: database,
      secretKey,
      fetch: api.fetch,
      sql: <T>(text: string, params?: unknown[]) =>
        queue(async () => (await database.query<T>(text, params)).rows),
      exec: (text) =>
        queue(async () => {
          await database.exec(text)
        }),
      transaction: <T>(work: (tx: Transaction) => Promise<T>) =>
        queue(() => database.transaction(work)) as Promise<T>,
      close() {
        closed ??= queue(async () => {
          await keepExitCode(() => database.close())
          release()
        })
        return closed
      },
    }
  } catch (error) {
    await keepExitCode(async () => db?.close()).catch(() => undefined)
    release()
    throw error
  }
}
