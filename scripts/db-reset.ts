import { rmSync } from 'node:fs'
import { seedScaleOf, startBackend } from '../supabase/local/backend.ts'
import { dataDirOf } from '../supabase/local/dataDir.ts'
import { acquireLock } from '../supabase/local/lock.ts'

/** `npm run db:reset`: deletes the embedded database and builds a new one from migrations and sample data. */
const dataDir = dataDirOf(process.env)
try {
  if (dataDir.startsWith('memory://')) {
    console.log(
      'CONSOLE_DATA_DIR is memory://: such a database is new on each start, there is nothing to reset.',
    )
  } else {
    const release = acquireLock(dataDir)
    for (const part of ['created', 'pgdata', 'jwt-secret', 'secret-key']) {
      rmSync(`${dataDir}/${part}`, { recursive: true, force: true })
    }
    release()
    console.log(`Dropped the database in ${dataDir}. Everyone has to sign in again.`)
    const backend = await startBackend({ dataDir, scale: seedScaleOf(process.env), log: console.log })
    await backend.close()
    console.log('Ready: `npm run dev` starts on the new database.')
  }
} catch (error) {
  const known = ['LockedError', 'MigrationError'].includes((error as Error).name)
  console.error(known ? (error as Error).message : error)
  process.exitCode = 1
}
