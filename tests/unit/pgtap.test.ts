import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { pgtap } from '@electric-sql/pglite/pgtap'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Backend, startBackend } from '../../supabase/local/backend.ts'
import { explain } from '../../supabase/local/migrations.ts'
import { parseTap } from '../support/tap.ts'

/** The files `supabase test db` runs too: each `begin; select plan(n); … select * from finish(); rollback;`. */
const dir = fileURLToPath(new URL('../../supabase/tests/', import.meta.url))
const files = readdirSync(dir)
  .filter((file) => file.endsWith('.sql'))
  .sort()

describe('supabase/tests', () => {
  let backend: Backend
  beforeAll(async () => {
    backend = await startBackend({ dataDir: 'memory://', seedFile: null, extensions: { pgtap } })
    await backend.exec('create extension if not exists pgtap with schema extensions')
  })
  afterAll(() => backend?.close())

  it.each(files)('%s', async (file) => {
    // As the Supabase CLI connects.
    await backend.exec('set search_path = "$user", public, extensions')
    const text = readFileSync(dir + file, 'utf8')
    let output: string
    try {
      const results = await backend.pglite.exec(text, { rowMode: 'array' })
      output = results
        .flatMap(({ rows }) => rows as unknown as unknown[][])
        .map(([line]) => String(line))
        .join('\n')
    } catch (error) {
      throw new Error(explain(error, text))
    } finally {
      await backend.exec('rollback; reset session authorization; reset role; reset all')
    }
    const { planned, ran, failures } = parseTap(output)
    for (const failure of failures) expect.soft(undefined, failure).toBe('ok')
    expect(planned, 'a plan').toBeGreaterThan(0)
    expect(ran, `assertions run, of ${planned} planned`).toBe(planned)
  })
})

describe('a TAP report', () => {
  it('has the plan, the count and each failure with its diagnostics', () => {
    const text =
      '1..4\nok 1 - a\nnot ok 2 - b\n# Failed test 2: "b"\n#         have: 1\nok 3\nnot ok 4 - c # TODO later\n# x\n# Looks like you failed 1 test of 4'
    expect(parseTap(text)).toEqual({
      planned: 4,
      ran: 4,
      failures: ['not ok 2 - b\n# Failed test 2: "b"\n#         have: 1'],
    })
  })
})
