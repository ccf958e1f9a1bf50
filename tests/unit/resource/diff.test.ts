import { describe, expect, test } from 'vitest'
import { diffLines, diffWords, type Part } from '@/resource/show/diff'
import fc from '../../support/property'

const side = (parts: Part[], kind: 'gone' | 'new', by = '') =>
  parts
    .filter((part) => part.kind === 'same' || part.kind === kind)
    .map(({ text }) => text)
    .join(by)

describe('a diff', () => {
  const words = fc.array(fc.constantFrom('a', 'b', 'Łódź', '😀', ' ', '\n', '  ', ','), { maxLength: 14 })

  test('holds both texts, whatever they are', () => {
    fc.assert(
      fc.property(words, words, (a, b) => {
        const [before, after] = [a.join(' '), b.join(' ')]
        const byWord = diffWords(before, after)
        expect([side(byWord, 'gone'), side(byWord, 'new')]).toEqual([before, after])
        const byLine = diffLines(before, after)
        expect([side(byLine, 'gone', '\n'), side(byLine, 'new', '\n')]).toEqual([before, after])
      }),
    )
  })

  test('marks the words that changed and no others', () => {
    expect(diffWords('She sails at weekends, mostly', 'She climbs at weekends')).toEqual([
      { kind: 'same', text: 'She' },
      { kind: 'gone', text: ' sails' },
      { kind: 'new', text: ' climbs' },
      { kind: 'same', text: ' at' },
      { kind: 'gone', text: ' weekends, mostly' },
      { kind: 'new', text: ' weekends' },
    ])
  })

  test('of two long texts with nothing in common is made at once', () => {
    const long = (word: string) => Array.from({ length: 5000 }, (_, index) => `${word}${index}`).join(' ')
    expect(diffWords(long('a'), long('b')).map(({ kind }) => kind)).toEqual(['gone', 'new'])
    expect(diffWords('', 'New')).toEqual([{ kind: 'new', text: 'New' }])
    expect(diffWords('Gone', '')).toEqual([{ kind: 'gone', text: 'Gone' }])
  })
})
