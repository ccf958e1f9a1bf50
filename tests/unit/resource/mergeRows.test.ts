import { describe, expect, it } from 'vitest'
import { acceptRows, asLoaded, mergeRows, pollInterval } from '@/resource/list/mergeRows'

const rows = (...ids: number[]) => ids.map((id) => ({ id, name: `row ${id}` }))
const ids = (held: { rows: readonly Record<string, unknown>[] }) => held.rows.map(({ id }) => id)
const page = { key: 'id', size: 4 }

describe('rows held while the database goes on', () => {
  it('are not behind when nothing happened, and are the same objects', () => {
    const held = asLoaded(rows(1, 2, 3))
    const next = mergeRows(held, rows(1, 2, 3), page)
    expect(next).toMatchObject({ newCount: 0, isBehind: false })
    expect(next.rows[0]).toBe(held.rows[0])
    expect(next.changed.size).toBe(0)
  })

  it('keep their place when their order changed, with the values of now', () => {
    const next = mergeRows(asLoaded(rows(1, 2, 3)), [{ id: 3, name: 'new name' }, ...rows(1, 2)], page)
    expect(ids(next)).toEqual([1, 2, 3])
    expect(next.rows[2]).toEqual({ id: 3, name: 'new name' })
    expect([...next.changed]).toEqual([['3', new Set(['name'])]])
    expect(next).toMatchObject({ newCount: 0, isBehind: true })
  })

  it('count what is new above and between them, not what the next page lends', () => {
    expect(mergeRows(asLoaded(rows(1, 2, 3, 4)), rows(9, 1, 8, 2), page)).toMatchObject({
      newCount: 2,
      isMany: false,
    })
    // Row 2 has left, so row 5 has moved up from the next page.
    expect(mergeRows(asLoaded(rows(1, 2, 3, 4)), rows(1, 3, 4, 5), page)).toMatchObject({
      newCount: 0,
      isBehind: true,
    })
    expect(mergeRows(asLoaded(rows(1, 2)), rows(1, 2, 3), page)).toMatchObject({ newCount: 1 })
  })

  it('say that there may be more when a whole page is new', () => {
    expect(mergeRows(asLoaded(rows(1, 2, 3, 4)), rows(5, 6, 7, 8), page)).toMatchObject({
      newCount: 4,
      isMany: true,
    })
  })

  it('are gone only when that is known, and stay gone', () => {
    const held = asLoaded(rows(1, 2, 3))
    const unsure = mergeRows(held, rows(1, 3), page)
    expect(unsure.gone.size).toBe(0)
    const sure = mergeRows(unsure, rows(1, 3), { ...page, missingRows: new Map([['2', null]]) })
    expect([...sure.gone]).toEqual(['2'])
    expect(ids(sure)).toEqual([1, 2, 3])
    expect([...mergeRows(sure, rows(1, 3), page).gone]).toEqual(['2'])
    // Restored by the person who deleted it.
    expect(mergeRows(sure, rows(1, 2, 3), page).gone.size).toBe(0)
  })

  it('that moved to another page are kept up to date from there', () => {
    const others = new Map([['2', { id: 2, name: 'elsewhere' }]])
    const next = mergeRows(asLoaded(rows(1, 2)), rows(1), { ...page, missingRows: others })
    expect(next.rows[1]).toEqual({ id: 2, name: 'elsewhere' })
    expect(next.gone.size).toBe(0)
  })

  it('are shown as they are now when asked, with those that were not here marked', () => {
    const next = acceptRows(mergeRows(asLoaded(rows(1, 2)), rows(3, 1), page), rows(3, 1), 'id')
    expect(ids(next)).toEqual([3, 1])
    expect([...next.changed.keys()]).toEqual(['3'])
    expect(next).toMatchObject({ newCount: 0, isBehind: false })
  })
})

describe('the pause between two questions', () => {
  it('grows with the page and with each failure, to five minutes at most', () => {
    expect(pollInterval(1000, 0)).toBeGreaterThan(pollInterval(50, 0))
    expect(pollInterval(50, 3)).toBe(8 * pollInterval(50, 0))
    expect(pollInterval(50, 40)).toBe(300_000)
  })
})
