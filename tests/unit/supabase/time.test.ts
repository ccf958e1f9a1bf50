import { expect, it } from 'vitest'
import { parseTimestamp } from '@/supabase/time'

it.each([
  ['2026-11-22 14:36:14.93+00', '2026-11-22T14:36:14.930Z'],
  ['2026-11-22T14:36:14.930123+00:00', '2026-11-22T14:36:14.930Z'],
  ['2026-11-22 14:36:14-03:30', '2026-11-22T18:06:14.000Z'],
  ['2026-11-22 14:36:14+0530', '2026-11-22T09:06:14.000Z'],
  ['2026-11-22T14:36:14Z', '2026-11-22T14:36:14.000Z'],
  ['2026-11-22 14:36:14', '2026-11-22T14:36:14.000Z'],
  ['2026-11-22', '2026-11-22T00:00:00.000Z'],
])('%s is %s', (text, moment) => {
  expect(parseTimestamp(text).toISOString()).toBe(moment)
})

it.each(['', 'infinity', 'yesterday', '2026-13-45'])('“%s” is no moment', (text) => {
  expect(parseTimestamp(text).getTime()).toBeNaN()
})
