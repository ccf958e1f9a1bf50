import { expect, it } from 'vitest'
import { linesWith, logLines } from '@/domains/outreach/figures/runLog'

it('a run’s log is read as lines, whatever is in it, and searched by words', () => {
  const lines = logLines([
    { at: '2026-11-01T10:00:00Z', level: 'info', text: 'Begin at https://a.test' },
    { level: 'error', text: 'Page 7 gave 429' },
    { level: 'warn', message: 'Slow' },
    'plain',
    { pages: 3 },
    null,
  ])
  expect(lines.map(({ text }) => text)).toEqual([
    'Begin at https://a.test',
    'Page 7 gave 429',
    'Slow',
    'plain',
    '{"pages":3}',
    'null',
  ])
  expect(linesWith(lines, ' ERROR 7 ').map(({ place }) => place)).toEqual([1])
  expect(linesWith(lines, '')).toHaveLength(6)
  expect(logLines({ not: 'a list' })).toEqual([])
})
