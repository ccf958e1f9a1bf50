import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readTexts, writeTexts } from '@/resource/query/texts'

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
