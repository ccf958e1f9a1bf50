import { expect, it } from 'vitest'
import { groupRows, shareOf, stages } from '@/domains/outreach/figures/stages'

const days = { from: '2026-03-04', to: '2026-03-20' }
const stage = (key: string) => stages.find((one) => one.key === key)!

it('opens the rows of a group where a list can be narrowed to it', () => {
  expect(groupRows(stage('opened'), 'step', 'abc', days)).toBe(
    '/email-sends?sent_at=between:2026-03-04,2026-03-20&opened_at=filled&sequence_email_id=any:abc',
  )
  expect(groupRows(stage('found'), 'source', null, days)).toBe(
    '/leads?found_at=between:2026-03-04,2026-03-20&source_id=empty',
  )
  expect(groupRows(stage('sent'), 'variant', 'step:abc', days)).toBe(
    '/email-sends?sent_at=between:2026-03-04,2026-03-20&sequence_email_id=any:abc&variant_id=empty',
  )
  expect(groupRows(stage('found'), 'step', 'abc', days)).toBeUndefined()
})

it('opens of a week the days that were asked for', () => {
  expect(groupRows(stage('sent'), 'week', '2026-03-02', days)).toBe(
    '/email-sends?sent_at=between:2026-03-04,2026-03-08',
  )
  expect(groupRows(stage('sent'), 'week', '2026-03-16', days)).toBe(
    '/email-sends?sent_at=between:2026-03-16,2026-03-20',
  )
})

it('shares are of the same leads and mails, and none is told where they are not', () => {
  const week = {
    ...{
      key: null,
      label: 'All',
      found: 20,
      qualified: 43,
      enrolled: 43,
      sent: 100,
      delivered: 97,
      opened: 50,
    },
    ...{ clicked: 5, bounced: 3, complained: 0, replied: 8, converted: 9, departed: 0, reply_seconds: null },
    ...{ found_qualified: 10, found_converted: 1, answered: 4 },
  }
  const told = (row: typeof week) =>
    stages.map((one) => [one.key, shareOf(one, row)?.percent]).filter(([, percent]) => percent)
  expect(told(week)).toEqual([
    ['qualified', '50%'],
    ['delivered', '97%'],
    ['opened', '52%'],
    ['clicked', '5.2%'],
    ['replied', '4.0%'],
    ['converted', '5.0%'],
  ])
  expect(told({ ...week, found: 0, sent: 0, delivered: 0 })).toEqual([])
})
