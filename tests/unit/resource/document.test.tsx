import { render } from '@testing-library/react'
import { expect, test } from 'vitest'
import { documentLines, documentText, showDocument } from '@/resource/fields/plainDocument'

test.each([
  [{ introductions: 4, messages: null }, 'Introductions 4, Messages Without limit'],
  [{ reason: 'too_many_links', sure: true, share: 0.25 }, 'Reason Too many links, Sure Yes, Share 0.25'],
  [['see_who_liked', 'Weekly call'], 'See who liked, Weekly call'],
  [{ deep: { deeper: [{ a: 1 }] } }, 'Deep Deeper A 1'],
  ['snake', 'snake'],
])('%j is said as “%s”', (value, said) => {
  expect(documentText(value, { whenNull: 'Without limit' })).toBe(said)
})

test('line by line, for a comparison', () => {
  const buyer = { name: 'Zoë', tax_id: null, address: 'One\nTwo', lines: [{ net: 1 }, 'too_many'], none: [] }
  expect(documentLines(buyer).join('\n')).toBe(
    'Name: Zoë\nTax id: None\nAddress: One\n  Two\nLines:\n  •\n    Net: 1\n  • Too many\nNone: None',
  )
})

test('no brackets, quotes or key names are shown, whatever it is and however deep', () => {
  const value = { run_log: [{ at: '2026-03-01T10:00:00Z', level: 'info', rows_read: 1200 }], empty: {} }
  const { container } = render(<div>{showDocument(value)}</div>)
  expect(container.textContent).toMatch(/^Run logAt.*LevelinfoRows read1,200Empty/)
  expect(container.textContent).not.toMatch(/[{}[\]"_]/)
  expect(container.querySelector('time')?.getAttribute('datetime')).toBe('2026-03-01T10:00:00.000Z')
  let deep: unknown = 1
  for (let n = 0; n < 50; n++) deep = { deep }
  render(<div>{showDocument(deep)}</div>)
})
