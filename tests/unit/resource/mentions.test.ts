import { expect, test } from 'vitest'
import { mentionsIn, partsOf } from '@/resource/comments/mentions'

const people = [
  { id: 'a', name: 'Ann Lee' },
  { id: 'p', name: 'Ann Lee Park' },
  { id: 'ø', name: 'Øyvind (Ops)' },
]

test.each([
  ['@Ann Lee please', ['a']],
  ['@Ann Lee Park please', ['p']],
  ['thanks @Øyvind (Ops), @Ann Lee.', ['a', 'ø']],
  ['@Ann Leeson', []],
  ['mail@Ann Lee', []],
  ['Ann Lee', []],
])('%s calls %j', (text, called) => expect(mentionsIn(text, people)).toEqual(called))

test('the parts are the text', () => {
  const text = 'a @Ann Lee, b @Ann Lee Park'
  expect(
    partsOf(text, people)
      .map((part) => part.text)
      .join(''),
  ).toBe(text)
})
