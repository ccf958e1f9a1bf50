import { createClient, type SupabaseClient } from '@supabase/supabase-js'
import type { Database } from './database.types'
import { createSessionFetch, sessionKey } from './sessionFetch'
import type { Settings } from './settings'

/** Longer than any statement timeout of the database, so that only a dead connection reaches it. Milliseconds. */
const requestTimeout = 30_000

/** The one Supabase client of the console: tables, functions, sign-in, files and Realtime. */
export type ConsoleClient = SupabaseClient<Database>

interface ClientOptions {
  /** Sends the requests; the browser by default. */
  fetch?: typeof fetch
  /** Keeps the session for the next page and the other tabs, and renews it in time. */
  persistSession?: boolean
}

/**
 * Creates the one Supabase client of the console. The session lives in localStorage, so that all tabs share and
 * renew it; links from mails carry it in their fragment, so that they work in another browser than the one they
 * were asked for in.
 */
export function createConsoleClient(
  { url, publishableKey }: Pick<Settings, 'url' | 'publishableKey'>,
  { fetch: send = (...request) => fetch(...request), persistSession = true }: ClientOptions = {},
): ConsoleClient {
  const client: ConsoleClient = createClient<Database>(url, publishableKey, {
    auth: {
      // A session that is not kept is no other client's.
      storageKey: persistSession ? sessionKey : crypto.randomUUID(),
      persistSession,
      autoRefreshToken: persistSession,
      detectSessionInUrl: persistSession,
      flowType: 'implicit',
    },
    db: { timeout: requestTimeout },
    global: {
      fetch: persistSession
        ? createSessionFetch({
            send,
            publishableKey,
            token: async () => (await client.auth.getSession()).data.session?.access_token ?? null,
          })
        : send,
    },
    // Node 20 has no WebSocket, and supabase-js wants one although nothing is followed there.
    realtime: globalThis.WebSocket ? undefined : { transport: NoWebSocket as unknown as typeof WebSocket },
  })
  return client
}

class NoWebSocket {
  constructor() {
    throw new Error('Realtime needs a WebSocket.')
  }
}
