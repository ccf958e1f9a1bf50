import { describe, expect, it } from 'vitest'
import { type Annotation, annotationsIn } from '@/charts/annotations'
import { cellText, momentCell, unitCell } from '@/charts/cells'
import { csvOf } from '@/charts/download'
import { alone, thinned } from '@/charts/numbers'
import { momentsFilter } from '@/charts/params'
import { addPeriods, periodOf } from '@/charts/period'
import { periodRows } from '@/charts/periodRows'
import { plotScale } from '@/charts/plotScale'
import { amountCell } from '@/domains/billing/revenue'
import { calibration } from '@/domains/bots/board/calibration'
import { placeOf } from '@/domains/bots/board/Incidents'
import { pathOf } from '@/domains/bots/board/Sparkline'
import { lengthText } from '@/domains/community/moderation/homeFigures'
import { stickiness } from '@/domains/engagement/stickiness'

describe('a chart', () => {
  it('draws no more points than pixels and loses no peak', () => {
    expect(thinned([[1, 9, null, 2, 3]], 5, 3)).toEqual([
      { at: 0, values: [9] },
      { at: 2, values: [2] },
      { at: 4, values: [3] },
    ])
    expect(thinned([[null, null]], 2, 1)).toEqual([{ at: 0, values: [null] }])
    expect(thinned([[1, 2]], 2, 500).map(({ values }) => values)).toEqual([[1], [2]])
  })

  it('names the year where a range is longer than one', () => {
    const named = (grain: 'week' | 'month', start: string, count: number) => {
      const periods = Array.from({ length: count }, (_, at) => periodOf(grain, addPeriods(grain, start, at)))
      const plot = { periods, series: [], shown: [], width: 390, height: 200, small: false }
      return plotScale(plot).names.map(({ text }) => text)
    }
    expect(named('month', '2023-12-01', 36)).toEqual(['Dec ’23', 'Aug ’24', 'Apr ’25', 'Dec', 'Aug ’26'])
    expect(named('month', '2025-12-01', 12)).toContain('Dec')
    expect(named('week', '2025-10-20', 57)[0]).toBe('20 Oct ’25')
    expect(named('week', '2025-10-20', 57).at(-1)).toMatch(/^\d+ [A-Z]/)
  })

  it('draws a point where a value stands by itself, since a line has nothing to draw there', () => {
    expect(alone([null, 5, null, 1, 2, null, 0])).toEqual([1, 6])
    expect(alone([7])).toEqual([0])
    expect(alone([1, 2])).toEqual([])
  })

  it('tells the latest period first, with its own figures and what is behind them', () => {
    const picked: string[] = []
    const periods = ['2026-03-08', '2026-03-09'].map((day, at) => periodOf('day', day, at === 1))
    const rows = periodRows(
      periods,
      (at, { start }) => [`${at} ${start}`],
      ({ start }, at) => picked.push(`${at} ${start}`),
    )
    expect(rows.map(({ key, cells, unfinished }) => [key, cells[1], unfinished])).toEqual([
      ['2026-03-09', '1 2026-03-09', true],
      ['2026-03-08', '0 2026-03-08', false],
    ])
    rows[0]?.onPick?.()
    expect(picked).toEqual(['1 2026-03-09'])
    expect(periodRows(periods, () => [])[0]).not.toHaveProperty('onPick')
  })

  it('gives its numbers as a program reads them', () => {
    expect(
      csvOf({
        head: ['Day', 'Sessions', 'Share'],
        rows: [
          { key: 'a', cells: ['9 March', '1,234.5', '–'], unfinished: true },
          { key: 'b', cells: ['=cmd', '−12', '40%'] },
          { key: 'c', cells: ['10 March', '+1,204', '+15.2%'] },
        ],
      }),
    ).toBe(
      "Day,Sessions,Share (%),Unfinished\r\n9 March,1234.5,,yes\r\n'=cmd,-12,40,\r\n10 March,1204,15.2,\r\n",
    )
  })

  it('gives amounts, durations, days and moments without their units, which stand in the heading', () => {
    const cost = (value: number | null) => unitCell(value, 'USD', (amount) => `$${amount.toFixed(2)}`)
    const seconds = (value: number | null) => unitCell(value, 'seconds', lengthText)
    const zone = 'America/Havana'
    const at = (moment: string) => momentCell(moment, zone)
    const month = (twelfths: number | null, currency: string) => amountCell(twelfths, currency)
    const periods = ['2026-02-01', '2026-03-01'].map((start) => periodOf('month', start))
    const rows = periodRows(periods, (row) => [
      cost([0.0512, null][row]!),
      seconds([5400, 90][row]!),
      at(['2026-03-08T04:59:59Z', '2026-03-08T05:00:00Z'][row]!),
      month([120_000, -6][row]!, 'EUR'),
      month([12_000, null][row]!, 'JPY'),
      ['no limit', '+8%'][row]!,
    ])
    expect(rows.map(({ cells }) => cells.map(cellText))[1]?.slice(0, 3)).toEqual([
      'February 2026',
      '$0.05',
      '2 h',
    ])
    expect(
      csvOf({ head: ['Month', 'Cost', 'Time', 'Last', 'Euro', 'Yen', 'Share'], rows }).split('\r\n'),
    ).toEqual([
      'Month,Cost (USD),Time (seconds),Last (America/Havana),Euro (EUR),Yen (JPY),Share (%)',
      '2026-03-01,,90,2026-03-08 01:00:00,0,,8',
      '2026-02-01,0.0512,5400,2026-03-07 23:59:59,100,1000,no limit',
      '',
    ])
  })

  it.each(['40%', '40 %', '%40', '40\u00a0%', '+40%'])('reads %s as a number of per cent', (text) => {
    expect(csvOf({ head: ['Share'], rows: [{ key: 'a', cells: [text] }] })).toBe('Share (%)\r\n40\r\n')
  })

  it('leads to what lies between two moments, whatever the form in which they come', () => {
    expect(momentsFilter('2026-03-08 18:30:00+00', '2026-03-09T18:30:00.000+00:00')).toBe(
      'between:2026-03-08T18:30Z,2026-03-09T18:30Z',
    )
  })

  it('shows an annotation once: where it begins, or at the edge when it began before', () => {
    const of = (on_day: string) => ({ on_day }) as Annotation
    const all = [of('2026-02-01'), of('2026-03-09')]
    expect(annotationsIn(all, { start: '2026-03-02', end: '2026-03-08' }, '2026-03-02')).toEqual([all[0]])
    expect(annotationsIn(all, { start: '2026-03-09', end: '2026-03-15' }, '2026-03-02')).toEqual([all[1]])
  })
})

it('stickiness is the average finished day of the month; nothing before a day has ended', () => {
  const counted = (period_start: string, active_members: number, unfinished = false) => ({
    period_start,
    active_members,
    unfinished,
    ends_at: `${period_start}T23:00:00Z`,
  })
  const days = [counted('2026-03-01', 10), counted('2026-03-02', 20), counted('2026-04-01', 3, true)]
  expect(stickiness([counted('2026-03-01', 60), counted('2026-04-01', 3, true)], days)).toMatchObject([
    { daily: 15, share: 25 },
    { daily: null, share: null },
  ])
  const known = ({ ends_at }: { ends_at: string }) => ends_at > '2026-03-02'
  expect(stickiness([counted('2026-03-02', 60), counted('2026-02-01', 0)], days, known)).toMatchObject([
    { daily: 20, monthly: 60 },
    { daily: null, monthly: null, share: null },
  ])
})

describe('the board of the bots', () => {
  it('leaves a gap where nothing was measured', () => {
    expect(pathOf([1, null, 2, 1])).toBe('M0.0 11.0M64.0 1.0L96.0 11.0')
  })

  it('places an incident on the axis, and shows the shortest', () => {
    expect(placeOf(25, 75, 0, 100)).toEqual({ left: 25, width: 50 })
    expect(placeOf(-50, 20, 0, 100)).toEqual({ left: 0, width: 20 })
    expect(placeOf(100, 100, 0, 100)).toEqual({ left: 99.4, width: 0.6 })
  })

  it('weighs each bot’s stated confidence by how much of it was reviewed', () => {
    expect(
      calibration([
        { bucket: 9, reviewed: 3, agreed: 3, mean_confidence: 0.9 },
        { bucket: 9, reviewed: 1, agreed: 0, mean_confidence: 0.98 },
      ]),
    ).toEqual([{ bucket: 9, reviewed: 4, agreed: 3, stated: expect.closeTo(0.92) }])
  })
})
