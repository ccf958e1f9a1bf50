/**
 * Generates files from the migrations, by applying these to a temporary embedded database:
 *
 *   tsx scripts/generate.ts types     src/supabase/database.types.ts, columns.ts and columnRules.ts
 *   tsx scripts/generate.ts schema    supabase/schemas/
 *   tsx scripts/generate.ts --check   writes nothing; exits 1 if a committed file is out of date
 *
 * Each command exits with 1 if a table, view or function has no comment.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { withMigrated } from './migrated.ts'
import { schemaFiles } from './schema.ts'
import { typeFiles } from './types.ts'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const schemasDir = join(root, 'supabase/schemas')

/** Files that an earlier run of `schema` wrote and this one does not: the objects they defined are gone. */
function leftOver(files: Record<string, string>): string[] {
  if (!existsSync(schemasDir)) return []
  return readdirSync(schemasDir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll(sep, '/'))
    .filter((path) => !(path in files))
}

const [command] = process.argv.slice(2)
const files = await withMigrated(async (backend) => ({
  ...(command === 'schema' ? {} : await typeFiles(backend)),
  ...(command === 'types' ? {} : await schemaFiles(backend)),
}))
const stale = Object.entries(files)
  .filter(([path, content]) => {
    const file = join(root, path)
    return !existsSync(file) || readFileSync(file, 'utf8').replaceAll('\r\n', '\n') !== content
  })
  .map(([path]) => path)
const gone = command === 'types' ? [] : leftOver(files)
/** Tables, views and functions without a comment. */
const uncommented = Object.keys(files).filter(
  (path) =>
    path.startsWith('supabase/schemas/') &&
    !/^comment on (table|view|function|procedure) /m.test(files[path] ?? ''),
)
if (uncommented.length > 0) {
  for (const path of uncommented) console.error(`${path} has no comment: add one in a migration.`)
  process.exit(1)
}

if (command === '--check') {
  for (const path of stale) console.error(`${path} is not what the migrations make.`)
  for (const path of gone) console.error(`${path} defines what the migrations do not make.`)
  if (stale.length + gone.length > 0) {
    console.error('Run `npm run types` and `npm run schema`, and commit what they write.')
    process.exit(1)
  }
  console.log(`${Object.keys(files).length} generated files fit the migrations.`)
} else {
  for (const path of stale) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), files[path]!)
  }
  for (const path of gone) rmSync(join(root, path))
  console.log(`${stale.length} files written, ${gone.length} removed, ${Object.keys(files).length} in all.`)
}
