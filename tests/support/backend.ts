import { inject } from 'vitest'
import { type ConsoleClient, createConsoleClient } from '@/supabase/client'
import { embeddedSettings } from '../../supabase/local/sign-ins.ts'

/** The address of this worker's own backend, for a client or a settings object. */
export function backendUrl(): string {
  return `${inject('backendUrl')}/pool-${process.pid}`
}

/** Resets all tables to the sample data, which ends all sessions. Call in `beforeEach` or `beforeAll`. */
export async function resetBackend(): Promise<void> {
  const response = await fetch(`${backendUrl()}/reset`, { method: 'POST' })
  if (!response.ok) throw new Error(`The backend could not be reset: ${await response.text()}`)
}

/** Runs one statement as the superuser, to set up or inspect a test; returns its rows. */
export async function sql<T = Record<string, unknown>>(text: string, params: unknown[] = []): Promise<T[]> {
  const response = await fetch(`${backendUrl()}/sql`, {
    method: 'POST',
    body: JSON.stringify({ text, params }),
  })
  const result = (await response.json()) as T[] & { message?: string }
  if (!response.ok) throw new Error(`${result.message}\n${text}`)
  return result
}

/** The secret key that workers sign in with. */
export async function secretKey(): Promise<string> {
  return (await fetch(`${backendUrl()}/secret-key`)).text()
}

/**
 * A client signed in as one of the sample people.
 * @param email the whole address or the part before `@introalignment.test`.
 */
export async function signIn(email: string): Promise<ConsoleClient> {
  const { publishableKey } = embeddedSettings
  const client = createConsoleClient({ url: backendUrl(), publishableKey }, { persistSession: false })
  const { error } = await client.auth.signInWithPassword({
    email: email.includes('@') ? email : `${email}@introalignment.test`,
    password: embeddedSettings.password,
  })
  if (error) throw error
  return client
}
