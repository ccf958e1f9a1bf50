import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Backend, startBackend } from '../../supabase/local/backend.ts'

const dir = join(import.meta.dirname, '../../supabase/migrations')

/** Everything that migrations create, one line each: definitions, comments, privileges. */
const catalogue = `
with relation as (
  select c.*, format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where n.nspname in ('public', 'private')
), routine as (
  select p.* from pg_proc p where p.pronamespace in ('public'::regnamespace, 'private'::regnamespace)
)
select concat_ws(' | ', name, relkind, relrowsecurity, reloptions, array(select unnest(relacl)::text order by 1), obj_description(oid, 'pg_class')) as line from relation
union all
select concat_ws(' | ', r.name, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull, a.attidentity, a.attgenerated, array(select unnest(a.attacl)::text order by 1),
    pg_get_expr(d.adbin, d.adrelid), col_description(r.oid, a.attnum))
  from relation r join pg_attribute a on a.attrelid = r.oid and a.attnum > 0
  left join pg_attrdef d on d.adrelid = r.oid and d.adnum = a.attnum
union all
select concat_ws(' | ', r.name, k.conname, pg_get_constraintdef(k.oid)) from relation r join pg_constraint k on k.conrelid = r.oid
union all
select pg_get_indexdef(oid) from relation where relkind = 'i'
union all
select concat_ws(' | ', name, pg_get_viewdef(oid)) from relation where relkind = 'v'
union all
select concat_ws(' | ', r.name, pg_get_triggerdef(g.oid), g.tgenabled) from relation r join pg_trigger g on g.tgrelid = r.oid and not g.tgisinternal
union all
select p::text from pg_policies p where schemaname in ('public', 'private')
union all
select concat_ws(' | ', pg_get_functiondef(oid), array(select unnest(proacl)::text order by 1), obj_description(oid, 'pg_proc')) from routine
union all
select concat_ws(' | ', nspname, array(select unnest(nspacl)::text order by 1)) from pg_namespace where nspname in ('public', 'private')
union all
select concat_ws(' | ', schemaname, sequencename, last_value) from pg_sequences where schemaname in ('public', 'private')
order by 1`

let backend: Backend
let none: string
beforeAll(async () => {
  none = mkdtempSync(join(tmpdir(), 'migrations-'))
  backend = await startBackend({ dataDir: 'memory://', seedFile: null, migrationsDir: none })
})
afterAll(async () => {
  await backend?.close()
  rmSync(none, { recursive: true, force: true })
})

async function everything(): Promise<string[]> {
  const lines = (await backend.sql<{ line: string }>(catalogue)).map(({ line }) => line)
  const tables = await backend.sql<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname in ('public', 'private') order by 1`,
  )
  for (const { name } of tables) {
    const [rows] = await backend.sql<{ count: number; hash: string }>(
      `select count(*)::int, md5(string_agg(t::text, e'\\n' order by t::text)) as hash from ${name} t`,
    )
    lines.push(`${name}: ${rows?.count} rows, ${rows?.hash}`)
  }
  return lines
}

async function apply(file: string) {
  const text = readFileSync(join(dir, file), 'utf8')
  await backend.transaction(async (tx) => {
    await tx.exec(text).catch((error: Error) => {
      throw new Error(`${file}: ${error.message}`)
    })
  })
}

// Directly after the first time and not after later migrations: an earlier one cannot know what a later one added to a
// view.
test('each of the newest migrations applied a second time changes nothing', async () => {
  const files = readdirSync(dir).sort()
  // Older migrations were tested when they were new, and released files never change.
  const newest = files.slice(-5)
  for (const file of files) {
    await apply(file)
    if (!newest.includes(file)) continue
    const before = await everything()
    await apply(file)
    expect(await everything(), file).toEqual(before)
  }
})
