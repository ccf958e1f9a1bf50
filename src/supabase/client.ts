import { createClient, type SupabaseClient } from '@supabase/supabase-js'
import type { Database } from './database.types'
import { createSessionFetch, sessionKey } from './sessionFetch'
import type { Settings } from './settings'

/** Longer than any statement timeout of the database, so that only a dead connection reaches it. In milliseconds. */
const requestTimeoutMs = 30_000

/** The console's Supabase client: tables, functions, sign-in, files and Realtime. */
export type ConsoleClient = SupabaseClient<Database>

interface ClientOptions {
  /** The function that sends requests; the browser's `fetch` by default. */
  fetch?: typeof fetch
  /** Stores the session for the next page load and the other tabs, and renews it in time. */
  persistSession?: boolean
}

/**
 * Creates the console's Supabase client. The session is in localStorage, so that all tabs share and renew it; links in
 * emails carry the session in their fragment, so that they also work in a browser other than the one that requested
 * them.
 */
export function createConsoleClient(
  { url, publishableKey }: Pick<Settings, 'url' | 'publishableKey'>,
  { fetch: send = (...request) => fetch(...request), persistSession = true }: ClientOptions = {},
): ConsoleClient {
  const client: ConsoleClient = createClient<Database>(url, publishableKey, {
    auth: {
      // A session that is not persisted gets a random key, so that it is not shared with another client.
      storageKey: persistSession ? sessionKey : crypto.randomUUID(),
      persistSession,
      autoRefreshToken: persistSession,
      detectSessionInUrl: persistSession,
      flowType: 'implicit',
    },
    db: { timeout: requestTimeoutMs },
    global: {
      fetch: persistSession
        ? createSessionFetch({
            send,
            publishableKey,
            token: async () => (await client.auth.getSession()).data.session?.access_token ?? null,
          })
        : send,
    },
    // Node 20 has no WebSocket, and supabase-js requires one even if Realtime is not used.
    realtime: globalThis.WebSocket ? undefined : { transport: NoWebSocket as unknown as typeof WebSocket },
  })
  return client
}

class NoWebSocket {
  constructor() {
    throw new Error('Realtime needs a WebSocket.')
  }
}
