import { dirname, isAbsolute, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))))

/**
 * The directory of the embedded database: `CONSOLE_DATA_DIR` (absolute, relative to the project, or `memory://`),
 * otherwise `supabase/.temp/db`.
 */
export function dataDirOf(env: NodeJS.ProcessEnv): string {
  const dir = env.CONSOLE_DATA_DIR || 'supabase/.temp/db'
  return dir.startsWith('memory://') || isAbsolute(dir) ? dir : resolve(root, dir)
}
