import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { PGlite } from '@electric-sql/pglite'

interface Migration {
  version: string
  name: string
  file: string
  text: string
}

/** A migration or the sample data cannot be applied; the message names the file, the error and the remedy. */
class MigrationError extends Error {
  override name = 'MigrationError'
}

// The Supabase CLI's own rule for file names and their order.
const fileName = /^([0-9]+)_(.*)\.sql$/

async function readMigrations(dir: string): Promise<Migration[]> {
  const files = existsSync(dir) ? (await readdir(dir)).filter((file) => fileName.test(file)).sort() : []
  return Promise.all(
    files.map(async (file) => {
      const [, version = '', name = ''] = fileName.exec(file) ?? []
      return { version, name, file, text: await readFile(join(dir, file), 'utf8') }
    }),
  )
}

/** "line 3, column 7" of a 1-based character position in a text. */
function place(text: string, position: number): string {
  const before = text.slice(0, position - 1).split('\n')
  return `line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}`
}

/**
 * Describes a Postgres error of a script in several lines: message, code, position in the script, detail, hint,
 * context.
 */
export function explain(error: unknown, text: string): string {
  const pg = error as {
    message?: string
    code?: string
    position?: string
    detail?: string
    hint?: string
    where?: string
  }
  const lines = [`${pg.message ?? error}${pg.code ? ` (SQLSTATE ${pg.code})` : ''}`]
  if (pg.position) {
    const position = Number(pg.position)
    const row = text.slice(0, position - 1).split('\n').length - 1
    lines.push(`at ${place(text, position)}: ${text.split('\n')[row]?.trim() ?? ''}`)
  }
  if (pg.detail) lines.push(pg.detail)
  if (pg.hint) lines.push(`Hint: ${pg.hint}`)
  if (pg.where) lines.push(pg.where)
  return lines.map((line) => `  ${line}`).join('\n')
}

/**
 * Applies the migrations of a folder that the database has not had yet: in order, each in one transaction, recorded in
 * `supabase_migrations.schema_migrations` as the Supabase CLI does.
 * @returns the names of the files applied.
 * @throws MigrationError if a file fails (nothing of it is kept) or if the history and the folder disagree.
 */
export async function applyMigrations(db: PGlite, dir: string): Promise<string[]> {
  await db.exec(`
    create schema if not exists supabase_migrations;
    create table if not exists supabase_migrations.schema_migrations (
      version text not null primary key, statements text[], name text
    );
    create table if not exists supabase_migrations.seed_files (path text not null primary key, hash text not null);
  `)
  const migrations = await readMigrations(dir)
  const { rows } = await db.query<{ version: string; name: string; text: string }>(
    `select version, name, array_to_string(statements, '') as text
     from supabase_migrations.schema_migrations order by version`,
  )
  const remedy =
    'A released migration must stay as it was: put the change into a new file. ' +
    'To drop this local database and build it anew, run `npm run db:reset`.'
  for (const applied of rows) {
    const migration = migrations.find(({ version }) => version === applied.version)
    if (!migration) {
      throw new MigrationError(
        `Migration ${applied.version}_${applied.name}.sql was applied to this database but is missing in ${dir}. ${remedy}`,
      )
    }
    if (migration.text !== applied.text) {
      throw new MigrationError(
        `Migration ${migration.file} was changed after it was applied to this database. ${remedy}`,
      )
    }
  }
  const done = new Set(rows.map(({ version }) => version))
  const pending = migrations.filter(({ version }) => !done.has(version))
  for (const migration of pending) {
    try {
      await db.transaction(async (tx) => {
        await tx.exec(migration.text)
        // A migration may have changed these; the next one starts with the settings the CLI would use.
        await tx.exec('reset role; reset search_path;')
        await tx.query(
          'insert into supabase_migrations.schema_migrations (version, name, statements) values ($1, $2, $3)',
          [migration.version, migration.name, [migration.text]],
        )
      })
    } catch (error) {
      throw new MigrationError(
        `Migration ${migration.file} failed; nothing of it was kept.\n${explain(error, migration.text)}`,
      )
    }
  }
  return pending.map(({ file }) => file)
}

/**
 * Loads the sample data once, in one transaction, recorded as the Supabase CLI records a seed file.
 * @param scale multiplies the amount of sample data (setting `app.seed_scale`).
 * @returns true if it was loaded now, false if the database had it or there is no such file.
 * @throws MigrationError if it fails; nothing of it is kept and the next start tries again.
 */
export async function loadSeed(db: PGlite, file: string, scale: number): Promise<boolean> {
  if (!existsSync(file)) return false
  const path = `supabase/${basename(file)}`
  const { rows } = await db.query('select 1 from supabase_migrations.seed_files where path = $1', [path])
  if (rows.length > 0) return false
  const text = await readFile(file, 'utf8')
  try {
    await db.transaction(async (tx) => {
      await tx.query(`select set_config('app.seed_scale', $1, true)`, [String(scale)])
      await tx.exec(text)
      await tx.exec('reset role; reset search_path;')
      await tx.query('insert into supabase_migrations.seed_files (path, hash) values ($1, $2)', [
        path,
        createHash('sha256').update(text).digest('hex'),
      ])
    })
  } catch (error) {
    throw new MigrationError(
      `The sample data in ${basename(file)} could not be loaded; nothing of it was kept.\n${explain(error, text)}`,
    )
  }
  // PGlite has no autovacuum, and the lists show the planner's estimates as "about".
  await db.exec('vacuum (analyze)')
  return true
}
