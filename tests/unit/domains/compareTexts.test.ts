import { expect, it } from 'vitest'
import { difference } from '@/domains/community/moderation/compareTexts'

const marked = (from: string, to: string) =>
  difference(from, to)
    .map(({ text, kind }) => (kind ? `${kind === 'added' ? '+' : '-'}[${text}]` : text))
    .join('')

it('marks what was changed, word by word', () => {
  expect(marked('I know where you live', 'I know what you like')).toBe(
    'I know -[where]+[what] you -[live]+[like]',
  )
  expect(marked('The same', 'The same')).toBe('The same')
  expect(marked('', 'New')).toBe('+[New]')
  expect(marked('Gone', '')).toBe('-[Gone]')
  expect(marked('a b c d', 'a c d e')).toBe('a -[b ]c d+[ e]')
})

it('keeps both texts whole, however long they are', () => {
  const from = Array.from({ length: 4000 }, (_, n) => `a${n}`).join(' ')
  const to = Array.from({ length: 4000 }, (_, n) => `b${n}`).join(' ')
  const parts = difference(from, to)
  expect(
    parts
      .filter(({ kind }) => kind !== 'added')
      .map(({ text }) => text)
      .join(''),
  ).toBe(from)
  expect(
    parts
      .filter(({ kind }) => kind !== 'removed')
      .map(({ text }) => text)
      .join(''),
  ).toBe(to)
})
