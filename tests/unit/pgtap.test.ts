import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { pgtap } from '@electric-sql/pglite/pgtap'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { folded } from '../../src/supabase/folded.ts'
import { type Backend, startBackend } from '../../supabase/local/backend.ts'
import { explain } from '../../supabase/local/migrations.ts'
import { parseTap } from '../support/tap.ts'

/** The files that `supabase test db` runs too: each `begin; select plan(n); … select * from finish(); rollback;`. */
const dir = fileURLToPath(new URL('../../supabase/tests/', import.meta.url))
const files = readdirSync(dir)
  .filter((file) => file.endsWith('.sql'))
  .sort()

describe('supabase/tests', () => {
  let backend: Backend
  beforeAll(async () => {
    backend = await startBackend({ dataDir: 'memory://', seedFile: null, extensions: { pgtap } })
    // All files need it, also if only one is run.
    await backend.exec(readFileSync(`${dir}000_setup.sql`, 'utf8'))
  })
  afterAll(() => backend?.close())

  it.each(files)(
    '%s',
    async (file) => {
      // The search path that the Supabase CLI uses.
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
      // The longest file calls every API function about three hundred times, possibly on a busy machine.
    },
    240_000,
  )

  it('fold a text as the browser does, whatever its script', async () => {
    const range = (from: number, to: number) => Array.from({ length: to - from }, (_, at) => from + at)
    // Letters that only one of the two Unicode versions knows cannot be compared.
    const codes = [...range(0x20, 0x1c80), ...range(0x1c90, 0x2000), ...range(0xf900, 0xfffe)]
    const texts = [
      'Ma\u0301laga',
      'ΣΊΣΥΦΟΣ',
      'ma\u200blaga',
      ...codes.map((code) => String.fromCodePoint(code)),
    ]
    const rows = await backend.sql<{ text: string; folded: string }>(
      'select t as text, private.folded(t) as folded from unnest($1::text[]) t',
      [texts],
    )
    expect(rows.filter((row) => folded(row.text) !== row.folded)).toEqual([])
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
