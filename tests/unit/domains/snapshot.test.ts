import { describe, expect, it } from 'vitest'
import { type SnapshotRow, withChanges } from '@/domains/community/moderation/snapshot'

const now = new Date('2026-11-29T12:00:00Z')
const row = (id: string, more: Partial<SnapshotRow> = {}): SnapshotRow => ({
  ...{ id, item_type: 'post', item_id: id, version: 1, decision_seen: null, priority: 10 },
  ...{ escalated: false, escalated_name: null, claimed_by: null, claimed_name: null, claim_expires_at: null },
  ...{ top_category: null, why: ['pending'], severity: 0, waiting_since: '2026-11-29T11:00:00Z' },
  ...more,
})
const before = { items: new Map([row('a'), row('b')].map((one) => [`post:${one.id}`, one])), whole: true }

describe('the queue, told what changed', () => {
  it('takes in what is new, replaces what changed, and forgets what is gone', () => {
    const after = withChanges(
      before,
      {
        changed: [row('c'), row('a', { priority: '71.5' as never })],
        gone: [{ item_type: 'post', item_id: 'b' }],
      },
      now,
    )
    expect([...after.items.keys()]).toEqual(['post:a', 'post:c'])
    expect(after.items.get('post:a')?.priority).toBe(71.5)
  })

  it('is the same thing when nothing changed, so that nothing is drawn anew', () => {
    expect(withChanges(before, { changed: [], gone: [{ item_type: 'post', item_id: 'x' }] }, now)).toBe(
      before,
    )
  })

  it('frees by the clock what a colleague claimed and left', () => {
    const claimed = row('a', {
      claimed_by: 'p',
      claimed_name: 'Priya',
      claim_expires_at: '2026-11-29 11:59:00+00',
    })
    const after = withChanges(
      { items: new Map([['post:a', claimed]]), whole: true },
      { changed: [], gone: [] },
      now,
    )
    expect(after.items.get('post:a')?.claimed_by).toBeNull()
  })
})
