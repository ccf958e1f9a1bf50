import { render } from '@testing-library/react'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it, vi } from 'vitest'
import { columns } from '@/supabase/columns'
import { entries } from '../support/entries'

const documents: readonly unknown[] = [
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

/** What the database may hold in columns of other types, however it came there. */
const others: Readonly<Record<string, readonly unknown[]>> = {
  timestamptz: ['infinity', '0044-03-15 12:00:00+00 BC'],
  date: ['-infinity', '20266-01-01'],
  numeric: ['NaN'],
}

describe('whatever a column holds', () => {
  it('is shown, exported and put into a form by every field that may meet it', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => undefined)
    for (const { table, load } of entries) {
      const { fields } = (await load()).default
      for (const [name, field] of Object.entries(fields)) {
        const type = columns[table]?.[name]?.type ?? ''
        for (const value of type === 'jsonb' ? documents : (others[type] ?? [])) {
          const row = { id: '1', [name]: value }
          for (const place of ['list', 'detail'] as const) {
            const shown = () =>
              type === 'jsonb'
                ? render(<div>{field.show(value, row, place)}</div>).unmount()
                : renderToStaticMarkup(field.show(value, row, place))
            expect(shown, `${table}.${name} of ${JSON.stringify(value).slice(0, 60)}`).not.toThrow()
          }
          expect(typeof field.text(value, row), `${table}.${name} as text`).toBe('string')
          expect(() => field.toForm?.(value)).not.toThrow()
        }
      }
    }
    vi.restoreAllMocks()
  })
})
