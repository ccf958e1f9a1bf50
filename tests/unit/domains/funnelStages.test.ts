import { expect, it } from 'vitest'
import { groupRows, stages } from '@/domains/outreach/figures/stages'

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
