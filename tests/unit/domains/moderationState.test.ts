import { describe, expect, it } from 'vitest'
import {
  countedFor,
  needsReason,
  newest,
  seenAfterConflict,
  seenOf,
} from '@/domains/community/moderation/decisionRules'
import {
  initialModeration,
  type ModerationAction,
  reduceModeration,
  rowsWith,
} from '@/domains/community/moderation/state'
import type {
  Context,
  OutboxEntry,
  PastDecision,
  QueueItem,
  Reason,
} from '@/domains/community/moderation/types'
import { reportedVersions } from '@/domains/community/moderation/Verdicts'
import { comingUp, nextOpen, stepped } from '@/resource/queue/queueState'

const ref = (item_id: string) => ({ item_type: 'post' as const, item_id })
const rows = ['a', 'b', 'c', 'd'].map(ref)
const item = (values: Partial<QueueItem> = {}) =>
  ({
    ...ref('a'),
    id: 'a',
    title: 'A',
    author_name: 'Nora',
    version: 3,
    decision_seen: 7,
    state: 'pending',
    ...values,
  }) as QueueItem
const stateAfter = (...actions: ModerationAction[]) =>
  actions.reduce(reduceModeration, initialModeration('post:a'))

describe('what a moderator does with the queue', () => {
  it('goes on to the next item, and forgets what belonged to the one before', () => {
    const asking = { type: 'ask', asking: { decision: 'remove' } } as const
    const chosen = { type: 'toggle', key: 'post:b' } as const
    const decided = { type: 'decided', text: 'Removed.', next: 'post:c', isPhone: true } as const
    expect(stateAfter(asking, chosen, { type: 'together', items: [] }, decided)).toMatchObject({
      focus: 'post:c',
      asking: undefined,
      together: undefined,
      selected: new Set(),
      announcement: 'Removed.',
      pane: 'item',
      isFinished: false,
    })
    const last = stateAfter({ ...decided, next: undefined })
    expect(last, 'a phone shows the list again').toMatchObject({
      focus: undefined,
      pane: 'list',
      isFinished: true,
    })
    expect(reduceModeration(last, { type: 'refilled' }).isFinished).toBe(false)
  })

  it('chooses and leaves out, and begins another view with nothing', () => {
    expect(stateAfter({ type: 'toggle', key: 'x' }, { type: 'toggle', key: 'x' }).selected.size).toBe(0)
    const linked = { type: 'linked', item: item() } as const
    expect(
      stateAfter(
        linked,
        { type: 'toggle', key: 'x' },
        { type: 'past', id: 4, key: 'post:d' },
        { type: 'show', key: undefined },
      ),
    ).toMatchObject({ focus: undefined, past: undefined, linkedItem: undefined, selected: new Set() })
    expect(rowsWith([], item()).map(({ id }) => id)).toEqual(['a'])
    expect(rowsWith([item()], item())).toHaveLength(1)
  })

  it('leads downwards, then back to what was passed over, never to what is closed', () => {
    const isOpen = (key: string) => key !== 'post:c'
    expect(nextOpen(rows, isOpen, 'post:b')).toBe('post:d')
    expect(nextOpen(rows, isOpen, 'post:d')).toBe('post:a')
    expect(nextOpen(rows, isOpen, 'post:b', new Set(['post:d', 'post:a']))).toBeUndefined()
    expect(comingUp(rows, isOpen, 'post:a', 2)).toEqual(['post:b', 'post:d'])
    expect(comingUp(rows, () => false, 'post:a', 2)).toEqual([])
    expect(
      [stepped(rows, -1, 1), stepped(rows, -1, -1), stepped(rows, 3, 1)].map((one) => one?.item_id),
    ).toEqual(['a', 'd', 'd'])
  })

  it('asks for a reason unless there is one, and about earlier reports first', () => {
    const spam = { code: 'spam' } as Reason
    expect(needsReason('approve', [item()], undefined)).toBeUndefined()
    expect(needsReason('approve', [item({ earlier_reports: 1 })], undefined)).toBe('about earlier reports')
    expect(needsReason('hide', [item()], spam)).toBeUndefined()
    expect(needsReason('hide', [item(), item()], spam)).toBe('reason')
    expect(needsReason('hide', [item({ earlier_reports: 1 })], spam)).toBe('reason')
    expect(needsReason('remove', [item()], spam)).toBe('reason')
  })

  it('asks of each reported text that is not the one decided', () => {
    const reports = (...versions: number[]) =>
      ({
        item: item(),
        reports: versions.map((item_version) => ({ state: 'open', item_version })),
      }) as unknown as Context
    const edited = item({
      earlier_reports: 2,
      shown: { version: 2, title: 'A', body: 'B', image_path: null },
    })
    const presumed = { version: 2, reports: 1, isShown: true, presumed: 'upheld' }
    const before = { version: 1, reports: 2, isShown: false }
    expect(reportedVersions('remove', [edited], reports(1, 2, 1, 3))).toEqual([before, presumed])
    expect(reportedVersions('approve', [edited], reports(1, 3))).toEqual([])
    expect(reportedVersions('dismiss_reports', [edited], reports(1, 2, 1))).toEqual([before])
    expect(reportedVersions('escalate', [edited], reports(1, 2))).toEqual([])
    expect(reportedVersions('hide', [edited, item({ item_id: 'b' })], reports(1))).toEqual([
      { version: null, reports: 2, isShown: false },
    ])
    expect(needsReason('dismiss_reports', [item({ earlier_reports: 1 })], undefined)).toBe(
      'about earlier reports',
    )
    expect(needsReason('dismiss_reports', [edited], undefined)).toBeUndefined()
  })

  it('approves what has a picture only where it is looked at', () => {
    const [seen, plain, unseen] = [
      item({ image_path: 'posts/a.png' }),
      item({ item_id: 'b' }),
      item({ item_id: 'c', image_path: 'posts/c.png' }),
    ]
    expect(countedFor('approve', [seen, plain, unseen], 'post:a')).toEqual([seen, plain])
    expect(countedFor('restore', [unseen], 'post:a')).toEqual([])
    expect(countedFor('remove', [seen, plain, unseen], 'post:a')).toHaveLength(3)
  })

  it('sends what was seen, of a conflict what its answer said', () => {
    const back = {
      status: 'returned',
      item: { ...ref('a'), title: 'A', author_name: '', version: 3, decision_seen: 7 },
      outcome: { ...ref('a'), result: 'conflict', kind: 'claimed', version: 4, decision_seen: 9, why: '' },
    } as OutboxEntry
    expect(seenOf(item())).toEqual({
      ...ref('a'),
      title: 'A',
      author_name: 'Nora',
      version: 3,
      decision_seen: 7,
    })
    // The text of version 4 has not loaded yet: nobody may decide on a version they have not read.
    expect(seenOf(item(), back)).toMatchObject({ version: 3, decision_seen: 9, over_claim: true })
    expect(seenAfterConflict(back, undefined)).toMatchObject({ version: 3, decision_seen: 9 })
    expect(seenAfterConflict(back, item({ version: 5 }))).toMatchObject({
      version: 5,
      decision_seen: 9,
      over_claim: true,
    })
    const decided = { id: 12, state_after: 'hidden' } as PastDecision
    expect(newest(item(), item({ version: 4 }), decided)).toMatchObject({
      version: 4,
      state: 'hidden',
      decision_seen: 12,
    })
  })
})
