import { expect, it } from 'vitest'
import { byFeature, describedMonth, type Usage, usageFigures, usageSeries } from '@/domains/billing/usage'

const row = (period_start: string, feature: string, more: Partial<Usage> = {}): Usage => ({
  period_start,
  feature,
  members: 10,
  used: 40,
  limited_members: 8,
  limited_used: 30,
  allowed: 50,
  near_limit: 3,
  at_limit: 2,
  unfinished: false,
  ...more,
})
const days = { from: '2026-01-01', to: '2026-03-09' }

it('puts every feature on every month of the range', () => {
  const { periods, features } = byFeature(
    [row('2026-01-01', 'messages'), row('2026-01-01', 'introductions'), row('2026-03-01', 'introductions')],
    days,
    '2026-03-09',
  )
  expect(periods.map(({ start, unfinished }) => [start, unfinished])).toEqual([
    ['2026-01-01', false],
    ['2026-02-01', false],
    ['2026-03-01', true],
  ])
  expect(features.map(({ feature, months }) => [feature, months.map(Boolean)])).toEqual([
    ['introductions', [true, false, true]],
    ['messages', [true, false, false]],
  ])
  expect(describedMonth(periods)).toBe(1)
  expect(describedMonth(periods.slice(2))).toBe(0)
})

it('splits what is allowed into used and left, apart from use without a limit', () => {
  const series = usageSeries({ feature: 'introductions', months: [row('2026-01-01', 'introductions'), null] })
  expect(series.map(({ key, values }) => [key, values])).toEqual([
    ['limited', [30, null]],
    ['left', [20, null]],
    ['unlimited', [10, null]],
  ])
})

it('draws no limit where there is none, and no second part where all have one', () => {
  const free = { limited_members: 0, limited_used: 0, allowed: 0, at_limit: 0 }
  expect(usageSeries({ feature: 'a', months: [row('2026-01-01', 'a', free)] }).map(({ key }) => key)).toEqual(
    ['unlimited'],
  )
  expect(
    usageSeries({ feature: 'a', months: [row('2026-01-01', 'a', { used: 30 })] }).map(({ key }) => key),
  ).toEqual(['limited', 'left'])
})

it('measures a month against its limits and the finished month before', () => {
  const now = row('2026-02-01', 'a')
  const values = (before: Usage | null, of = now) =>
    usageFigures(of, before).map(({ value, change, detail }) => [value, change, detail])
  expect(values(row('2026-01-01', 'a', { used: 20, members: 20 }))).toEqual([
    ['40', '+100%', undefined],
    ['60%', undefined, '30 of 50'],
    ['2', undefined, 'of 8 with one'],
    ['3', undefined, 'used four fifths of it or more'],
    ['10', '-50%', undefined],
  ])
  expect(values(row('2026-01-01', 'a'), { ...now, unfinished: true })[0]).toEqual([
    '40',
    undefined,
    undefined,
  ])
})
