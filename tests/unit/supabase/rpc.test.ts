import { readdirSync, readFileSync } from 'node:fs'
import * as v from 'valibot'
import { expect, it } from 'vitest'
import { createRpc } from '@/supabase/rpc'

const answering = (data: unknown) => createRpc({ custom: async () => ({ data }) as never })

it('refuses a document that is not as declared, and names the function for the report', async () => {
  const rpc = answering({ count: 'many' })
  const asked = rpc(
    'bulk_preview',
    { target: 'leads', filters: [] },
    { result: v.object({ count: v.number() }) },
  )
  await expect(asked).rejects.toMatchObject({
    kind: 'server',
    details: expect.stringContaining('bulk_preview'),
  })
})

it('is checked by the compiler: names, arguments, and that a document has a schema', async () => {
  const rpc = answering([])
  const calls = () => [
    // @ts-expect-error no such function
    rpc('closest_record', { target: 'leads', query: 'a' }),
    // @ts-expect-error no such argument
    rpc('closest_records', { target: 'leads', query: 'a', limit: 3 }),
    // @ts-expect-error an argument is missing
    rpc('closest_records', { target: 'leads' }),
    // @ts-expect-error what a document holds must be said
    rpc('bulk_preview', { target: 'leads', filters: [] }),
  ]
  expect(await Promise.all(calls())).toHaveLength(4)
})

it('is the one place that writes the address of a function', () => {
  const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((name) =>
    /\.tsx?$/.test(name),
  )
  const others = files.filter(
    (name) => /['"`]\/?rpc\//.test(readFileSync(`src/${name}`, 'utf8')) && name !== 'supabase/rpc.ts',
  )
  expect(files.length).toBeGreaterThan(500)
  expect(others).toEqual([])
})
