import { render } from '@testing-library/react'
import { describe, expect, it, vi } from 'vitest'
import { columns } from '@/supabase/columns'
import { entries } from '../support/entries'

const hostile: readonly unknown[] = [
  null,
  '',
  'text',
  0,
  true,
  {},
  [],
  [null],
  [{ a: 1 }],
  [[1, [2]]],
  { a: { b: [null] } },
  { length: 3 },
  [1, 'x', 'x', { text: 'y' }],
  { steps: [{}, null, 7] },
]

describe('whatever a document holds', () => {
  it('is shown, exported and put into a form by every field that may meet it', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => undefined)
    for (const { table, load } of entries) {
      const { fields } = (await load()).default
      for (const [name, field] of Object.entries(fields)) {
        if (columns[table]?.[name]?.type !== 'jsonb') continue
        for (const value of hostile) {
          const row = { id: '1', [name]: value }
          for (const place of ['list', 'detail'] as const) {
            const shown = () => render(<div>{field.show(value, row, place)}</div>).unmount()
            expect(shown, `${table}.${name} of ${JSON.stringify(value)}`).not.toThrow()
          }
          expect(typeof field.text(value, row), `${table}.${name} as text`).toBe('string')
          expect(() => field.toForm?.(value)).not.toThrow()
        }
      }
    }
    vi.restoreAllMocks()
  })
})
