import { type Backend, startBackend } from '../supabase/local/backend.ts'

/** Runs `work` on an embedded database with the migrations and no data, and closes it. */
export async function withMigrated<T>(work: (backend: Backend) => Promise<T>): Promise<T> {
  const backend = await startBackend({ dataDir: 'memory://', seedFile: null })
  try {
    return await work(backend)
  } finally {
    await backend.close()
  }
}
