import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll } from 'vitest'
import { type ConsoleClient, createConsoleClient } from '@/supabase/client'
import { type ColumnMetadata, columns } from '@/supabase/columns'
import { type Backend, startBackend } from '../../../supabase/local/backend.ts'
import { publishableKey } from '../../../supabase/local/sign-ins.ts'

export const password = 'introalignment'
/** An address without a server: the clients below pass their requests directly to the backend. */
export const url = 'http://console.test'

/** The requests to the backend, newest last. */
export interface Asked {
  method: string
  url: URL
  body: string
}

/** Starts a backend in memory with this schema and one person, `growth@introalignment.test`. */
export async function startToy(schema: string): Promise<Backend> {
  const migrationsDir = mkdtempSync(join(tmpdir(), 'provider-'))
  const extension = 'create extension if not exists pgcrypto with schema extensions;\n'
  writeFileSync(join(migrationsDir, '001_toy.sql'), extension + schema)
  const backend = await startBackend({ dataDir: 'memory://', migrationsDir, seedFile: null })
  await addPerson(backend, '00000000-0000-4000-8000-000000000001', 'growth@introalignment.test')
  return backend
}

/** Adds a person who can sign in with the password above. */
export async function addPerson(backend: Backend, id: string, email: string): Promise<void> {
  await backend.sql(
    `insert into auth.users (id, aud, role, email, encrypted_password, email_confirmed_at, created_at, updated_at)
     values ($1, 'authenticated', 'authenticated', $2, extensions.crypt($3, extensions.gen_salt('bf', 4)), now(), now(), now())`,
    [id, email, password],
  )
}

/** A client whose requests go directly to the backend, and the list of its requests. */
export function clientOf(backend: Backend): { client: ConsoleClient; asked: Asked[] } {
  const asked: Asked[] = []
  const client = createConsoleClient(
    { url, publishableKey },
    {
      persistSession: false,
      fetch: async (input, init) => {
        const request = new Request(input, init)
        request.signal.throwIfAborted()
        asked.push({ method: request.method, url: new URL(request.url), body: await request.clone().text() })
        return backend.fetch(request)
      },
    },
  )
  return { client, asked }
}

/** Like `clientOf`, signed in as the only person. */
export async function signedIn(backend: Backend) {
  const made = clientOf(backend)
  const { error } = await made.client.auth.signInWithPassword({
    email: 'growth@introalignment.test',
    password,
  })
  if (error) throw error
  made.asked.length = 0
  return made
}

/** Registers the columns of test tables with the console, while the tests of this file run. */
export function knowColumns(toys: Record<string, Record<string, Partial<ColumnMetadata>>>): void {
  beforeAll(() => {
    Object.assign(columns, toys)
  })
  afterAll(() => {
    for (const table of Object.keys(toys)) Reflect.deleteProperty(columns, table)
  })
}
