import { type Backend, startBackend } from '../supabase/local/backend.ts'

/** Does `work` on an embedded database that has had the migrations and nothing else, and closes it. */
export async function withMigrated<T>(work: (backend: Backend) => Promise<T>): Promise<T> {
  const backend = await startBackend({ dataDir: 'memory://', seedFile: null })
  try {
    return await work(backend)
  } finally {
    await backend.close()
  }
}
