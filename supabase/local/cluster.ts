import { existsSync } from 'node:fs'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { PGlite } from '@electric-sql/pglite'

const modules = join(dirname(dirname(dirname(fileURLToPath(import.meta.url)))), 'node_modules')

/** The dump of a database stored in `file`; if there is none, `make` creates it. */
export async function keptDump(file: string, make: () => Promise<Blob>): Promise<Blob> {
  if (!existsSync(file)) {
    const dump = await make()
    await mkdir(dirname(file), { recursive: true })
    // Two processes may create it at the same time; neither may read an incomplete file of the other.
    await writeFile(`${file}.${process.pid}`, Buffer.from(await dump.arrayBuffer()))
    await rename(`${file}.${process.pid}`, file)
  }
  // PGlite unpacks data whose media type says that it is compressed.
  return new Blob([await readFile(file)], file.endsWith('.gz') ? { type: 'application/x-gzip' } : {})
}

/**
 * The dump of an empty database cluster: `initdb` takes seconds, unpacking its result one or two. Made once for the
 * installed version of PGlite, then read from `node_modules/.cache`.
 * @param isMade if false, no dump is made, and the result is undefined if none is kept: for a database on disk, running
 * `initdb` directly in its directory is faster than making a dump in memory first.
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
