import { render } from '@testing-library/react'
import { renderToStaticMarkup } from 'react-dom/server'
import { MemoryRouter } from 'react-router'
import { describe, expect, it, vi } from 'vitest'
import { RecordCards } from '@/resource/table/RecordCards'
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

/** Unusual values that the database may contain in columns of other types. */
const others: Readonly<Record<string, readonly unknown[]>> = {
  timestamptz: ['infinity', '0044-03-15 12:00:00+00 BC'],
  date: ['-infinity', '20266-01-01'],
  numeric: ['NaN'],
}

/** Texts that a program would show, but that are not meant for people. */
const notForPeople = /\[object|\bundefined\b|\bNaN\b|\bnull\b|[{[]"|":/

describe('whatever a column holds', () => {
  it('is shown, exported and put into a form by every field that may meet it', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => undefined)
    const raw: string[] = []
    for (const { table, load } of entries) {
      const { fields } = (await load()).default
      for (const [name, field] of Object.entries(fields)) {
        const type = columns[table]?.[name]?.type ?? ''
        for (const value of type === 'jsonb' ? documents : (others[type] ?? [])) {
          const row = { id: '1', [name]: value }
          for (const place of ['list', 'detail'] as const) {
            let text = ''
            const shown = () => {
              if (type !== 'jsonb') return renderToStaticMarkup(field.show(value, row, place))
              const { container, unmount } = render(<div>{field.show(value, row, place)}</div>)
              text = container.textContent
              unmount()
            }
            const what = `${table}.${name} of ${JSON.stringify(value).slice(0, 60)}`
            expect(shown, what).not.toThrow()
            if (notForPeople.test(text)) raw.push(`${what}: ${text}`)
          }
          expect(typeof field.text(value, row), `${table}.${name} as text`).toBe('string')
          expect(() => field.toForm?.(value)).not.toThrow()
        }
      }
    }
    vi.restoreAllMocks()
    expect(raw, 'what people cannot read').toEqual([])
  })
})

it.each(['', ' ', '\u00a0\u200b'])('a record named %j can be seen and clicked', async (name) => {
  const { title } = (await entries.find(({ table }) => table === 'games')!.load()).default
  expect(title({ id: '1', name })).toBe('Unnamed')
  expect(title({ id: '1', name: `${name}Chess` })).toBe(`${name}Chess`)
})

describe('a card on a phone', () => {
  it.each([
    ['usage_tracking', 'feature', 'game_sessions', 'Game sessions'],
    ['bot_actions_log', 'target_table', 'community_posts', 'Community posts'],
    ['scrape_runs', 'error_kind', 'rate_limited', undefined],
  ])('says what stands in %s.%s in words, as the list does', async (table, name, value, words) => {
    const resource = (await entries.find((entry) => entry.table === table)!.load()).default
    const row = { id: '1', action: 'hide_post', target_id: '1', [name]: value }
    const { container, unmount } = render(
      <MemoryRouter>
        <RecordCards
          label="Rows"
          resource={resource}
          columns={[name]}
          rows={[row]}
          linkTo={() => ({ to: '/' })}
        />
      </MemoryRouter>,
    )
    const facts = container.querySelector('.record-card-details')?.textContent
    expect(facts).toBe(
      `${resource.fields[name]!.label} ${words ?? resource.fields[name]!.show(value, row, 'list')}`,
    )
    expect(facts).not.toContain(value)
    unmount()
  })
})
