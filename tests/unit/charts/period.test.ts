import { describe, expect, it } from 'vitest'
import {
  addPeriods,
  daysBefore,
  daysOf,
  grainFor,
  isDay,
  periodCount,
  periodOf,
  periodStart,
  periodStarts,
  rangeProblem,
  readRange,
  today,
  viewerZone,
} from '@/charts/period'

const now = new Date('2026-03-09T23:30:00Z')

describe('days', () => {
  it('is another day at the same moment in another zone', () => {
    expect(today('UTC', now)).toBe('2026-03-09')
    expect(today('Pacific/Auckland', now)).toBe('2026-03-10')
    expect(today('America/Los_Angeles', now)).toBe('2026-03-09')
  })

  it('knows a day that exists', () => {
    expect(isDay('2028-02-29')).toBe(true)
    expect(isDay('2026-02-29')).toBe(false)
    expect(isDay('2026-13-01')).toBe(false)
    expect(isDay('9 March')).toBe(false)
    expect(isDay(undefined)).toBe(false)
  })
})

describe('presets', () => {
  it('end today and hold as many days as they say', () => {
    expect(daysOf('7d', '2026-03-09')).toEqual({ from: '2026-03-03', to: '2026-03-09' })
    expect(daysOf('30d', '2026-03-09')).toEqual({ from: '2026-02-08', to: '2026-03-09' })
    expect(daysOf('90d', '2026-03-09')).toEqual({ from: '2025-12-10', to: '2026-03-09' })
  })

  it('begin with the year, or with the eleventh month before this one', () => {
    expect(daysOf('year', '2026-03-09')).toEqual({ from: '2026-01-01', to: '2026-03-09' })
    expect(periodStarts('month', daysOf('12m', '2026-03-31'))).toHaveLength(12)
    expect(daysOf('12m', '2026-03-31').from).toBe('2025-04-01')
  })
})

describe('periods', () => {
  it('begin weeks on Monday, as Postgres does', () => {
    expect(periodStart('week', '2026-03-09')).toBe('2026-03-09')
    expect(periodStart('week', '2026-03-08')).toBe('2026-03-02')
    expect(periodStart('month', '2026-03-31')).toBe('2026-03-01')
  })

  it('step over the ends of months and years', () => {
    expect(addPeriods('month', '2026-11-01', 3)).toBe('2027-02-01')
    expect(addPeriods('week', '2026-12-28', 1)).toBe('2027-01-04')
    expect(addPeriods('day', '2026-03-01', -1)).toBe('2026-02-28')
  })

  it('cover every period that the range touches', () => {
    expect(periodStarts('week', { from: '2026-03-04', to: '2026-03-16' })).toEqual([
      '2026-03-02',
      '2026-03-09',
      '2026-03-16',
    ])
  })

  it('are preceded by as many', () => {
    expect(daysBefore('day', { from: '2026-03-03', to: '2026-03-09' })).toEqual({
      from: '2026-02-24',
      to: '2026-03-02',
    })
    expect(daysBefore('month', { from: '2026-02-08', to: '2026-03-09' })).toEqual({
      from: '2025-12-01',
      to: '2026-01-31',
    })
    expect(daysBefore('month', { from: '2023-02-01', to: '2026-02-05' })).toBeUndefined()
  })

  it('are named for the axis and in words', () => {
    expect(periodOf('month', '2026-01-01')).toMatchObject({
      end: '2026-01-31',
      label: 'Jan ’26',
      title: 'January 2026',
    })
    expect(periodOf('month', '2026-02-01')).toMatchObject({ end: '2026-02-28', label: 'Feb' })
    expect(periodOf('day', '2026-03-09')).toMatchObject({ label: '9 Mar', title: 'Monday 9 March 2026' })
    expect(periodOf('week', '2026-03-09').title).toBe('Week of 9 to 15 March 2026')
    expect(periodOf('week', '2026-03-30').title).toBe('Week of 30 March to 5 April 2026')
    expect(periodOf('week', '2025-12-29').title).toBe('Week of 29 December 2025 to 4 January 2026')
    expect([periodCount(1, 'week'), periodCount(29, 'day')]).toEqual(['week', '29 days'])
  })

  it('are as long as the range asks for', () => {
    expect(grainFor({ from: '2026-01-01', to: '2026-02-01' })).toBe('day')
    expect(grainFor({ from: '2026-01-01', to: '2026-04-01' })).toBe('week')
    expect(grainFor({ from: '2025-04-01', to: '2026-03-09' })).toBe('month')
  })
})

describe('a range in the address', () => {
  const read = (values: Record<string, string>) => readRange((name) => values[name], '30d', now)

  it('is the usual one of the viewer where the address says nothing', () => {
    expect(read({})).toEqual({ ...daysOf('30d', today(viewerZone, now)), preset: '30d', zone: viewerZone })
  })

  it('ends on the day that it is in the zone it names', () => {
    expect(read({ range: '7d', zone: 'Pacific/Auckland' })).toEqual({
      from: '2026-03-04',
      to: '2026-03-10',
      preset: '7d',
      zone: 'Pacific/Auckland',
    })
  })

  it('takes the days it names before an offered range', () => {
    expect(read({ from: '2026-01-05', to: '2026-01-09', range: '7d', zone: 'UTC' })).toEqual({
      from: '2026-01-05',
      to: '2026-01-09',
      zone: 'UTC',
    })
  })

  it('ends today where it reaches further, and is the usual one where it has not begun', () => {
    expect(read({ from: '2026-03-01', to: '2026-04-30', zone: 'UTC' })).toEqual({
      from: '2026-03-01',
      to: '2026-03-09',
      zone: 'UTC',
    })
    expect(read({ from: '2026-03-10', to: '2026-03-11', zone: 'UTC' }).preset).toBe('30d')
    expect(read({ from: '2026-03-10', to: '2026-03-11', zone: 'Pacific/Auckland' }).to).toBe('2026-03-10')
  })

  it('knows a zone by its name in any case, and by no offset', () => {
    expect(read({ zone: 'europe/berlin' }).zone).toBe('Europe/Berlin')
    for (const zone of ['+05:30', 'Mars/Olympus']) expect(read({ zone }).zone).toBe(viewerZone)
  })

  it('falls back where it names nonsense', () => {
    const usual = read({})
    expect(read({ from: '2026-02-30', to: '2026-03-01' })).toEqual(usual)
    expect(read({ from: '2026-03-02', to: '2026-03-01' })).toEqual(usual)
    expect(read({ from: '2020-01-01', to: '2026-03-01' })).toEqual(usual)
    expect(read({ range: 'toString', zone: 'Middle/Earth' })).toEqual(usual)
  })

  it('is refused with a reason', () => {
    expect(rangeProblem('', '2026-03-01')).toBe('Enter both days.')
    expect(rangeProblem('2026-03-02', '2026-03-01')).toBe('The first day must not lie after the last.')
    expect(rangeProblem('2023-02-24', '2026-03-01')).toBe('Choose three years at the most.')
    expect(rangeProblem('2023-02-25', '2026-03-01')).toBeUndefined()
  })
})
