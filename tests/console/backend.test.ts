import { describe, expect, it } from 'vitest'
import { resetBackend, signIn, sql } from '../support/backend.ts'

describe('the page tests’ backend', () => {
  it('serves a client in jsdom, and puts back what a test changed', async () => {
    await resetBackend()
    const client = await signIn('growth')
    const before = await sql<{ n: number }>('select count(*)::int as n from public.leads')
    await sql('truncate public.leads cascade')
    await resetBackend()
    expect(await sql('select count(*)::int as n from public.leads')).toEqual(before)
    expect((await client.auth.getUser()).error).not.toBeNull()
    const again = await signIn('growth')
    const { data, error } = await again
      .from('leads')
      .select('id')
      .limit(1)
      .abortSignal(new AbortController().signal)
    expect(error).toBeNull()
    expect(data).toHaveLength(1)
  })
})
