import { describe, expect, it } from 'vitest'
import { byFeatureAlone, fastest } from '../../../src/domains/billing/usage/growth.ts'
import { inputOutputRows } from '../../../src/domains/bots/review/inputOutputRows.ts'
import { bandText } from '../../../src/domains/engagement/streaks.ts'

describe('what went into a bot’s action and what came out', () => {
  it('stands side by side: what both name first, changed or as given, then what one of them has', () => {
    expect(
      inputOutputRows(
        { text: 'Helo', language: 'en', author: { name: 'Lea', age: 31 }, words: 1 },
        { text: 'Hello', language: 'en', author: { name: 'Lea M.' }, tags: ['a', 'b'] },
      ),
    ).toEqual([
      { name: 'text', given: 'Helo', came: 'Hello', kind: 'changed' },
      { name: 'language', given: 'en', came: 'en', kind: 'same' },
      { name: 'author name', given: 'Lea', came: 'Lea M.', kind: 'changed' },
      { name: 'author age', given: 31, kind: 'in' },
      { name: 'words', given: 1, kind: 'in' },
      { name: 'tags', came: ['a', 'b'], kind: 'out' },
    ])
  })

  it('keeps what is no document, what is empty and what is null', () => {
    expect(inputOutputRows({}, {})).toEqual([])
    expect(inputOutputRows(null, undefined)).toEqual([])
    expect(inputOutputRows('a', ['b'])).toEqual([{ name: 'value', given: 'a', came: ['b'], kind: 'changed' }])
    expect(inputOutputRows({ a: null, b: {} }, { a: 0 })).toEqual([
      { name: 'a', given: null, came: 0, kind: 'changed' },
      { name: 'b', given: {}, kind: 'in' },
    ])
  })
})

describe('what grows fastest', () => {
  const row = (feature: string, plan: string, used: number, used_before: number, members = 9) => ({
    ...{ feature, plan, plan_id: plan, used, used_before, members, together: false },
  })

  it('is what added most to the month before, new things first, without small groups', () => {
    const rows = [
      ...[row('a', 'x', 30, 20), row('b', 'x', 40, 20), row('c', 'x', 5, 0), row('d', 'x', 9, 9)],
      ...[row('e', 'x', 90, 1, 4), row('f', 'x', 1, 2)],
    ]
    expect(fastest(rows).map(({ feature, growth }) => [feature, growth])).toEqual([
      ['c', null],
      ['b', 1],
      ['a', 0.5],
    ])
  })

  it('adds the plans of a feature up before it compares', () => {
    const rows = [row('a', 'x', 30, 20, 3), row('a', 'y', 0, 20, 3)]
    expect(byFeatureAlone(rows)).toEqual([
      { feature: 'a', plan: '', plan_id: null, together: false, used: 30, used_before: 40, members: 6 },
    ])
    expect(fastest(byFeatureAlone(rows))).toEqual([])
  })
})

it('names bands of days as people speak of them, those put together too', () => {
  const names = [
    [1, 1],
    [2, 2],
    [3, 6],
    [7, 13],
    [14, 29],
    [7, 29],
    [60, null],
  ] as const
  expect(names.map(([at_least, at_most]) => bandText({ at_least, at_most }))).toEqual([
    ...['1 day', '2 days', '3 to 6 days', '1 week', '2 weeks', '7 to 29 days', '60 days and more'],
  ])
})
