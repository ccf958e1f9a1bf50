import { expect, it } from 'vitest'
import { leadCost } from '@/domains/outreach/figures/runGrid'
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
    'Pages 3',
    'None',
  ])
  expect(linesWith(lines, ' ERROR 7 ').map(({ place }) => place)).toEqual([1])
  expect(linesWith(lines, '')).toHaveLength(6)
  expect(logLines({ not: 'a list' })).toEqual([])
})

it('a qualified lead costs what the runs did, in each currency; who brought none has no price', () => {
  const cost = (source_id: string, currency: string, cost_minor: number, qualified: number) => ({
    ...{ source_id, currency, cost_minor, qualified },
  })
  const costs = [cost('a', 'EUR', 1000, 4), cost('a', 'JPY', 300, 2), cost('b', 'EUR', 500, 0)]
  expect(leadCost(costs, 'a')).toEqual({
    text: '€2.50, ¥150',
    title: '€10.00 for 4 qualified, ¥300 for 2 qualified',
  })
  expect(leadCost(costs, 'b')).toEqual({ text: 'none qualified', title: '€5.00 for 0 qualified' })
  expect(leadCost(costs, 'c')).toEqual({ text: '–' })
})
