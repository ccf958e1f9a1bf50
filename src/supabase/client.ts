import { AuthClient, type GoTrueClient } from '@supabase/auth-js'
import { PostgrestClient } from '@supabase/postgrest-js'
import type { RealtimeClient } from '@supabase/realtime-js'
import type { Database } from './database.types'
import type { Settings } from './settings'

/** Where in localStorage the session lies. */
export const sessionKey = 'introalignment-console.session'
/** Longer than any statement timeout of the database, so that only a dead connection reaches it. Milliseconds. */
const requestTimeout = 30_000

/** What the console uses of Supabase: the tables and functions of `public`, the sign-in, and Realtime on demand. */
export interface ConsoleClient extends Pick<PostgrestClient<Database>, 'from' | 'rpc' | 'url'> {
  auth: GoTrueClient
  /** The connection that tells of changes, made when it is first asked for. Only hosted projects have it. */
  realtime(): Promise<RealtimeClient>
}

interface ClientOptions {
  /** Sends the requests; the browser by default. */
  fetch?: typeof fetch
  /** Keeps the session for the next page and the other tabs, and renews it in time. */
  persistSession?: boolean
}

/**
 * Creates the one Supabase client of the console. It is put together from Supabase's parts, since its whole
 * client would bring storage and functions, which nothing here uses, and Realtime before anybody follows anything.
 * The session lives in localStorage, so that all tabs share and refresh it; links from mails carry it in their
 * fragment, so that they work in another browser than the one they were asked for in.
 */
export function createConsoleClient(
  { url, publishableKey }: Pick<Settings, 'url' | 'publishableKey'>,
  { fetch: send = (...request) => fetch(...request), persistSession = true }: ClientOptions = {},
): ConsoleClient {
  const base = url.replace(/\/*$/, '')
  const auth = new AuthClient({
    url: `${base}/auth/v1`,
    headers: { apikey: publishableKey, Authorization: `Bearer ${publishableKey}` },
    fetch: send,
    // A session that is not kept is no other client's.
    storageKey: persistSession ? sessionKey : crypto.randomUUID(),
    persistSession,
    autoRefreshToken: persistSession,
    detectSessionInUrl: persistSession,
    flowType: 'implicit',
  })

  async function token(): Promise<string> {
    const { data } = await auth.getSession()
    return data.session?.access_token ?? publishableKey
  }

  const rest = new PostgrestClient<Database>(`${base}/rest/v1`, {
    timeout: requestTimeout,
    // Repeats are the caller's to decide: two layers of them would multiply.
    retry: false,
    fetch: async (input, init) => {
      const headers = new Headers(init?.headers)
      headers.set('apikey', publishableKey)
      headers.set('Authorization', `Bearer ${await token()}`)
      return send(input, { ...init, headers })
    },
  })

  let realtime: Promise<RealtimeClient> | undefined
  async function connect(): Promise<RealtimeClient> {
    const { RealtimeClient } = await import('@supabase/realtime-js')
    const connection = new RealtimeClient(`${base.replace(/^http/, 'ws')}/realtime/v1`, {
      params: { apikey: publishableKey },
      accessToken: token,
    })
    // Whoever joins without a token follows as nobody; of a newer one, and of its end, it has to be told.
    await connection.setAuth()
    auth.onAuthStateChange(() => void connection.setAuth())
    return connection
  }

  return Object.assign(rest, {
    auth,
    realtime() {
      realtime ??= connect().catch((error: unknown) => {
        realtime = undefined
        throw error
      })
      return realtime
    },
  })
}
