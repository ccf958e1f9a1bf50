import { startBackend } from '../../../supabase/local/backend.ts'
import { request, signIn } from './support.ts'

/**
 * A server process for tests that kill it: `tsx server-process.ts <dataDir> <migrationsDir> <seedFile>`
 * (start.test.ts).
 */
const [dataDir = '', migrationsDir, seedFile] = process.argv.slice(2)
try {
  const backend = await startBackend({ dataDir, migrationsDir, seedFile })
  const { access_token } = await signIn(backend, 'growth')
  const [row] = await backend.sql<{ n: number }>(
    `select coalesce(max(split_part(body, ' ', 2)::int), 0) as n from public.notes where body like 'written %'`,
  )
  for (let n = (row?.n ?? 0) + 1; ; n++) {
    const response = await backend.fetch(
      request('/rest/v1/notes', access_token, {
        method: 'POST',
        body: JSON.stringify({ body: `written ${n}` }),
      }),
    )
    if (response.status !== 201) throw new Error(await response.text())
    process.stdout.write(`wrote ${n}\n`)
    // A pipe is written in a later iteration of the event loop.
    await new Promise(setImmediate)
  }
} catch (error) {
  console.error((error as Error).message)
  process.exit(1)
}
