import { describe, expect, it, test } from 'vitest'
import {
  asKind,
  blankPart,
  documentOf,
  partKeyOf,
  partOf,
  partProblem,
} from '@/resource/fields/documentParts'

const step = [{ id: '', question: '', next: [{ when: '', to: '' }] }]

test.each([
  [{}],
  [[]],
  [{ introductions: 4, messages: null, a: { b: { c: { d: { e: { f: { g: 1 } } } } } } }],
  [
    {
      text: '',
      spaces: '  x ',
      lines: 'a\r\nb',
      yes: true,
      tiny: 1e-9,
      big: 1e21,
      minus: -0.5,
      third: 1.234,
    },
  ],
  [{ list: ['a', 'b'], empty: [], blank: [''], padded: [' a'], broken: ['a\nb'], mixed: [1, 'a', null] }],
  [
    {
      figures: [1, 1.234, 1e-9],
      more: [12, 0.5],
      nested: [[1], [2]],
      objects: [{ a: 1 }, { b: [{ c: 2 }] }],
    },
  ],
  [{ '': 1, __proto: 2, 'Ünï cødé': 3, maxPages: 4, _private: 5, 'two  words': 6 }],
  [[{ label: 'Yes', value: 'yes', more: { x: [] } }, { label: 'No' }]],
  [
    [
      { id: 'a', question: 'b' },
      { id: 'c', question: 'd', next: [{ to: 'a', when: 'x', other: 1 }] },
    ],
  ],
])('%j is the same document again, whatever form is asked for', (document) => {
  for (const like of [undefined, step, [''], { event: '' }, [{ label: '', value: '' }]]) {
    const part = partOf(document, like)
    expect(documentOf(part)).toEqual(document)
  }
})

describe('the name of a row', () => {
  it.each([
    ['Max pages', 'max_pages'],
    ['maxPages', 'maxPages'],
    ['  Straße & Co. ', 'straße_co'],
    ['site-map', 'site-map'],
    ['---!', '---'],
    ['!!', ''],
  ])('“%s” is stored as “%s”', (name, key) => expect(partKeyOf({ name })).toBe(key))
  it('stays as it is stored until it is changed', () => {
    expect(partKeyOf({ key: 'Odd Key_', name: 'Odd Key' })).toBe('Odd Key_')
    expect(partKeyOf({ key: 'odd', name: 'Even' })).toBe('even')
    expect(partOf({ tax_id: 1, tax: 2 }).parts?.map(({ name }) => name)).toEqual(['Tax id', 'Tax'])
  })
})

test('what cannot be stored is named with its place', () => {
  const group = (...parts: object[]) =>
    partProblem({
      kind: 'group',
      parts: parts.map((part, id) => ({ id, name: 'A', kind: 'text', ...part })) as never,
    })
  expect(group({ kind: 'number', value: 'x' })).toEqual({ way: '/0', text: 'A: “x” is not a number' })
  expect(group({ kind: 'number', value: null })?.text).toBe('A: A number is missing')
  expect(group({ kind: 'figures', value: '1\ntwo' })?.text).toBe('A: “two” is not a number')
  expect(group({}, {})?.text).toBe('Two rows have the name “A”')
  expect(group({ name: ' ' })?.text).toBe('Row 1 needs a name')
  expect(group({ absent: true, name: '' }, { value: 'x' })).toBeUndefined()
})

test('a new entry is asked for what its form has', () => {
  const part = blankPart(step[0])
  expect(part.parts?.map(({ name, kind }) => [name, kind])).toEqual([
    ['Id', 'text'],
    ['Question', 'text'],
    ['Next', 'entries'],
  ])
  expect(documentOf(part)).toEqual({ id: '', question: '', next: [] })
})

test('names come in the order in which the database gives them back', () => {
  const stored = '[{"id":"a","next":[{"to":"b","when":"c"}],"question":"d"}]'
  expect(JSON.stringify(documentOf(partOf(JSON.parse(stored), step)))).toBe(stored)
  const parts = ['Zebra', 'ab', 'aa', 'é'].map((name, id) => ({ id, name, kind: 'none' as const }))
  expect(Object.keys(documentOf({ kind: 'group', parts }) as object)).toEqual(['aa', 'ab', 'é', 'zebra'])
})

test('what was typed is carried over to another kind', () => {
  const text = { id: 0, name: 'A', kind: 'text' as const, value: '12,5' }
  expect(asKind(text, 'number').value).toBe(12.5)
  expect(asKind(asKind(text, 'number'), 'text').value).toBe('12.5')
  expect(asKind({ ...text, value: 'yes' }, 'flag').value).toBe(true)
})
