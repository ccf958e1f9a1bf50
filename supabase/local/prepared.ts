import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { cp, mkdir, readdir, readFile, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))))
const usualCache = join(root, 'node_modules/.cache/console-start')

async function textsOf(dir: string, ending: RegExp): Promise<string> {
  const files = existsSync(dir) ? (await readdir(dir)).filter((file) => ending.test(file)).sort() : []
  const texts = await Promise.all(
    files.map(async (file) => `${file}\n${await readFile(join(dir, file), 'utf8')}`),
  )
  return texts.join('\n')
}

/** The date in UTC, `days` before today, such as `2026-11-30`. */
const dayBefore = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10)

/**
 * Identifies the content of a database with the sample data, as a short text: the date in UTC, since the sample data is
 * relative to it, and a digest of the migrations, the sample data, the embedded backend's own code and packages and
 * `more`. Equal texts mean equal databases.
 */
export async function recipeOf(seedFile: string, migrationsDir: string, more: unknown): Promise<string> {
  const hash = createHash('sha256')
    .update(JSON.stringify(more))
    .update(await textsOf(migrationsDir, /\.sql$/))
    .update(await textsOf(join(root, 'supabase/local'), /\.ts$/))
    .update(existsSync(seedFile) ? await readFile(seedFile) : '')
  for (const name of ['@supabase/lite', '@electric-sql/pglite'])
    hash.update(await readFile(join(root, 'node_modules', name, 'package.json')))
  return `${dayBefore(0)}-${hash.digest('hex').slice(0, 20)}`
}

/** The same recipe for the newest of the last `days` dates for which a database is kept; otherwise the given recipe. */
export function keptRecipe(recipe: string, days: number, cache = usualCache): string {
  const digest = recipe.slice('2026-11-30'.length)
  const names = Array.from({ length: days + 1 }, (_, age) => dayBefore(age) + digest)
  return names.find((name) => isPrepared(name, cache)) ?? recipe
}

/** Whether the database of a recipe is kept. */
export const isPrepared = (recipe: string, cache = usualCache) => existsSync(join(cache, recipe))

/**
 * Puts the kept data directory of a recipe to `target`, which must not exist; false if none is kept. A spare copy is
 * moved, which takes no time; without one the directory is copied.
 */
export async function takePrepared(recipe: string, target: string, cache = usualCache): Promise<boolean> {
  const kept = join(cache, recipe)
  if (!existsSync(kept)) return false
  try {
    await rename(`${kept}.spare`, target)
  } catch {
    // There is no spare copy, or it is on another disk.
    await cp(kept, target, { recursive: true })
  }
  return true
}

/** Makes the spare copy of a recipe for the next fresh start. */
export async function keepSpare(recipe: string, cache = usualCache): Promise<void> {
  const kept = join(cache, recipe)
  if (!existsSync(kept) || existsSync(`${kept}.spare`)) return
  // Removes the remains of a copy that was killed.
  for (const file of await readdir(cache))
    if (file.startsWith(`${recipe}.spare.`)) await rm(join(cache, file), { recursive: true, force: true })
  const unfinished = `${kept}.spare.${process.pid}`
  await cp(kept, unfinished, { recursive: true })
  await rename(unfinished, `${kept}.spare`)
}

/**
 * Has a database made in a directory of its own and keeps it for fresh starts; deletes those of other recipes.
 * @param make makes the database in `pgdata` of the given directory, and closes it: an open database would be flushed
 * to disk file by file at its first start, which takes almost a minute on a slow disk.
 */
export async function keepPrepared(
  recipe: string,
  make: (directory: string) => Promise<void>,
  cache = usualCache,
): Promise<void> {
  const unfinished = join(cache, `${recipe}.${process.pid}`)
  await mkdir(unfinished, { recursive: true })
  try {
    await make(unfinished)
    for (const other of await readdir(cache))
      if (!other.startsWith(recipe)) await rm(join(cache, other), { recursive: true, force: true })
    // Another process may have kept the same database meanwhile: either copy is fine.
    if (!existsSync(join(cache, recipe))) await rename(join(unfinished, 'pgdata'), join(cache, recipe))
  } finally {
    await rm(unfinished, { recursive: true, force: true })
  }
}
