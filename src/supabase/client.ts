import { createClient, type SupabaseClient } from '@supabase/supabase-js'
import type { Database } from './database.types'
import type { Settings } from './settings'

/** Where in localStorage the session lies. */
export const sessionKey = 'introalignment-console.session'
/** Longer than any statement timeout of the database, so that only a dead connection reaches it. Milliseconds. */
const requestTimeout = 30_000

/**
 * Creates the one Supabase client of the console. The session lives in localStorage, so that all tabs share and
 * refresh it; links from mails carry it in their fragment, so that they work in another browser than the one
 * they were asked for in.
 */
export function createConsoleClient(settings: Settings): SupabaseClient<Database> {
  return createClient<Database>(settings.url, settings.publishableKey, {
    db: { timeout: requestTimeout },
    auth: {
      storageKey: sessionKey,
      persistSession: true,
      autoRefreshToken: true,
      detectSessionInUrl: true,
      flowType: 'implicit',
    },
  })
}
