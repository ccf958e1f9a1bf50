import { describe, expect, it } from 'vitest'
import { type Activity, headline, metricOf } from '@/domains/engagement/activity'

const row = (active_members: number, sessions: number, minutes: number, unfinished = false): Activity => ({
  period_start: '2026-03-09',
  period_end: '2026-03-09',
  starts_at: '2026-03-09 00:00:00+00',
  ends_at: '2026-03-10 00:00:00+00',
  active_members,
  sessions,
  minutes,
  unfinished,
})

describe('headline', () => {
  it('counts finished periods and compares them with as many before', () => {
    const { figures, foot } = headline(
      'day',
      [row(10, 20, 100), row(20, 40, 200), row(1, 1, 1, true)],
      [row(500, 500, 500), row(10, 30, 150), row(10, 30, 150)],
    )
    expect(figures.map(({ value, change }) => [value, change])).toEqual([
      ['15', '+50%'],
      ['60', '0%'],
      ['300', '0%'],
      ['10', '-33.3%'],
    ])
    expect(foot).toBe('2 finished days, compared with the 2 days before')
  })

  it('shows what there is while nothing is finished, compared with nothing', () => {
    const { figures, foot } = headline('month', [row(5, 8, 40, true)], [row(10, 10, 10)])
    expect(figures.map(({ value, change }) => [value, change])).toEqual([
      ['5', undefined],
      ['8', undefined],
      ['40', undefined],
      ['8', undefined],
    ])
    expect(foot).toBe('This month so far')
  })

  it('compares with nothing where the periods before were not all recorded', () => {
    const weeks = [row(1, 1, 1), row(1, 1, 1)]
    expect(headline('week', weeks, [row(1, 1, 1)]).foot).toBe('All 2 weeks')
    expect(headline('week', weeks, [row(0, 0, 0), row(1, 1, 1)]).foot).toBe('All 2 weeks')
    expect(headline('week', weeks, [row(1, 1, 1), row(0, 0, 0)]).foot).toBe(
      'All 2 weeks, compared with the 2 weeks before',
    )
  })
})

it('has no minutes per member where nobody was active', () => {
  expect(metricOf('each', row(0, 0, 0))).toBeNull()
  expect(metricOf('members', row(0, 0, 0))).toBe(0)
})
