import { expect, test } from 'vitest'
import { howManyFit } from '@/resource/list/TextsInput'
import { readTexts, writeTexts } from '@/resource/query/texts'
import fc from '../../support/property'

test.each([
  ['a\nb\r\nc\n', ['a', 'b', 'c']],
  ['a\tb\tc', ['a', 'b', 'c']],
  ['a; b;c;', ['a', 'b', 'c']],
  ['a, b,c,', ['a', 'b', 'c']],
  ['Smith, John\nDoe, Jane', ['Smith, John', 'Doe, Jane']],
  ['"Smith, John"', ['Smith, John']],
  ['"Smith, John", Bob', ['Smith, John', 'Bob']],
  ['"two\nlines"\tb', ['two\nlines', 'b']],
  ['say ""hi""\n"say ""hi"""', ['say ""hi""', 'say "hi"']],
  ['5" disk\nb', ['5" disk', 'b']],
  ['"never closed\nb', ['"never closed', 'b']],
  [' a \n a\n\n', ['a']],
  ['', []],
])('%j holds %j', (text, values) => {
  expect(readTexts(text)).toEqual(values)
})

test('what is written is read again', () => {
  const value = fc
    .string({ unit: fc.constantFrom(...'ab,;"\n\t é😀'), minLength: 1, maxLength: 8 })
    .map((text) => text.trim())
    .filter(Boolean)
  fc.assert(
    fc.property(fc.uniqueArray(value, { minLength: 1, maxLength: 5 }), (values) => {
      expect(readTexts(writeTexts(values))).toEqual(values)
    }),
  )
})

test('says how many of a pasted column fit into one question', () => {
  const column = Array.from({ length: 3000 }, (_, n) => `person.${n}@example.org`)
  const fits = howManyFit(column)
  expect(fits).toBeGreaterThan(100)
  expect(fits).toBeLessThan(3000)
  expect(howManyFit(column.slice(0, fits))).toBe(fits)
  expect(howManyFit(['x'.repeat(7000)])).toBe(0)
})
