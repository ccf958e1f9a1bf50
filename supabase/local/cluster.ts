import { existsSync } from 'node:fs'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { PGlite } from '@electric-sql/pglite'

const modules = join(dirname(dirname(dirname(fileURLToPath(import.meta.url)))), 'node_modules')

/** The dump of a database that lies in `file`; made by `make` where it does not yet. */
export async function keptDump(file: string, make: () => Promise<Blob>): Promise<Blob> {
  if (!existsSync(file)) {
    const dump = await make()
    await mkdir(dirname(file), { recursive: true })
    // Two processes may make it at the same time; neither may read half of the other's.
    await writeFile(`${file}.${process.pid}`, Buffer.from(await dump.arrayBuffer()))
    await rename(`${file}.${process.pid}`, file)
  }
  // PGlite unpacks what says that it is packed.
  return new Blob([await readFile(file)], file.endsWith('.gz') ? { type: 'application/x-gzip' } : {})
}

/**
 * A database cluster with nothing in it, as a dump to begin with: `initdb` takes seconds, unpacking its result one or
 * two. Made once for the installed version of PGlite, then taken from `node_modules/.cache`.
 * @param isMade without it nothing is made: a database on disk whose `initdb` runs where its result stays is ready
 *   sooner than one that is made in memory first. Undefined then where none is kept.
 */
export async function emptyCluster(isMade: boolean): Promise<Blob | undefined> {
  const { version } = JSON.parse(await readFile(join(modules, '@electric-sql/pglite/package.json'), 'utf8'))
  const file = join(modules, `.cache/console-cluster/pglite-${version}.tar.gz`)
  if (!isMade && !existsSync(file)) return undefined
  return keptDump(file, async () => {
    const db = await PGlite.create('memory://')
    const dump = await db.dumpDataDir('gzip')
    await db.close()
    return dump
  })
}
