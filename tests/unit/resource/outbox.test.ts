import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type DecisionApi, Outbox, type Sending } from '@/resource/queue/outbox'
import {
  lastGroup,
  latestByItem,
  type OutboxEntry,
  type Seen,
  undoneText,
} from '@/resource/queue/outboxEntries'
import { queuesWithUnsent } from '@/resource/queue/queuesWithUnsent'
import type { DecisionOutcome } from '@/resource/queue/types'
import { storeUnsent, takeUnsentOfClosedTabs } from '@/resource/queue/unsentOfClosedTabs'

function memory(): Storage {
  const map = new Map<string, string>()
  return {
    getItem: (key: string) => map.get(key) ?? null,
    setItem: (key: string, value: string) => void map.set(key, value),
    removeItem: (key: string) => void map.delete(key),
  } as Storage
}

/** A simulated database of decisions with idempotency keys, and a connection to it that can be interrupted. */
function database() {
  const decisions: (Sending & { id: number })[] = []
  const undone = new Map<number, string>()
  const requests: string[] = []
  let id = 100
  /** The faults of the next requests: the connection breaks `before` or `after` the database has done its part. */
  const faults: ('before' | 'after' | object)[] = []
  const refusals = new Map<string, DecisionOutcome>()
  const offline = Object.assign(new Error('no connection'), { kind: 'offline' })

  async function answered<T>(act: () => T): Promise<T> {
    const fault = faults.shift()
    await Promise.resolve()
    if (fault === 'before') throw offline
    if (typeof fault === 'object') throw fault
    const answer = act()
    if (fault === 'after') throw offline
    return answer
  }

  const applied = (sending: Sending, decisionId: number, repeated: boolean): DecisionOutcome => ({
    item_type: sending.item_type,
    item_id: sending.item_id,
    client_key: sending.client_key,
    result: 'applied',
    decision_id: decisionId,
    decision: sending.decision,
    state_before: 'pending',
    state_after: 'hidden',
    by: 'me',
    by_name: 'Me',
    at: '2026-11-25T19:00:00Z',
    repeated,
  })
  const post: DecisionApi = {
    decide: (sent) => {
      requests.push(sent.map(({ item_id, decision }) => `${decision} ${item_id}`).join(', '))
      return answered(() =>
        sent.map((sending) => {
          const refusal = refusals.get(sending.item_id)
          if (refusal) return { ...refusal, item_id: sending.item_id }
          const before = decisions.find(({ client_key }) => client_key === sending.client_key)
          if (before) return applied(sending, before.id, true)
          id += 1
          decisions.push({ ...sending, id })
          return applied(sending, id, false)
        }),
      )
    },
    undo: (decisionId, key) => {
      requests.push(`undo ${decisionId}`)
      return answered(() => {
        const of = decisions.find((one) => one.id === decisionId)
        if (!of)
          return { item_type: 'post', item_id: '?', result: 'refused', why: 'There is no such decision.' }
        const repeated = undone.get(decisionId) === key
        undone.set(decisionId, key)
        if (!repeated) id += 1
        return { ...applied(of, id, repeated), decision: 'undo' }
      })
    },
  }
  return { post, decisions, undone, requests, faults, refusals }
}

const item = (name: string): Seen => ({
  item_type: 'post',
  item_id: name,
  title: `Post ${name}`,
  author_name: 'Nora',
  version: 1,
  decision_seen: null,
})

const options = (storage = memory()) => ({ storage, storageKey: 'outbox' })
const settle = () => vi.advanceTimersByTimeAsync(0)

describe('the outbox of decisions', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  it('takes decisions at once, and sends in one request what was decided while another was on its way', async () => {
    const db = database()
    const outbox = new Outbox(options())
    outbox.start(db.post)
    outbox.decide([item('a')], { decision: 'approve' })
    outbox.decide([item('b')], { decision: 'hide', reason_code: 'spam' })
    outbox.decide([item('c')], { decision: 'remove', reason_code: 'scam', note: 'Third account' })
    expect(outbox.getSnapshot().unsent).toBe(3)
    await settle()
    expect(db.requests).toEqual(['approve a', 'hide b, remove c'])
    expect(db.decisions[2]).toMatchObject({
      item_id: 'c',
      reason_code: 'scam',
      note: 'Third account',
      version: 1,
    })
    expect(outbox.getSnapshot()).toMatchObject({ unsent: 0, problem: undefined })
  })

  it('sends again what was lost before it arrived, and does not double what was lost on the way back', async () => {
    const db = database()
    db.faults.push('before', 'after')
    const outbox = new Outbox(options())
    outbox.start(db.post)
    outbox.decide([item('a')], { decision: 'approve' })
    await settle()
    expect(outbox.getSnapshot()).toMatchObject({ unsent: 1, problem: { kind: 'offline' } })
    await vi.advanceTimersByTimeAsync(1000)
    expect(db.decisions).toHaveLength(1)
    expect(outbox.getSnapshot().unsent).toBe(1)
    await vi.advanceTimersByTimeAsync(2000)
    expect(db.requests).toEqual(['approve a', 'approve a', 'approve a'])
    expect(db.decisions).toHaveLength(1)
    expect(outbox.getSnapshot()).toMatchObject({ unsent: 0, problem: undefined })
  })

  it('keeps everything through a reload, in order and under the same keys', async () => {
    const db = database()
    const storage = memory()
    db.faults.push('after')
    const before = new Outbox(options(storage))
    const stop = before.start(db.post)
    before.decide([item('a')], { decision: 'approve' })
    before.decide([item('b')], { decision: 'remove', reason_code: 'spam' })
    await settle()
    stop()

    const after = new Outbox(options(storage))
    expect(after.getSnapshot().sent.map(({ item, mayBeApplied: unsure }) => [item.item_id, unsure])).toEqual([
      ['a', true],
      ['b', undefined],
    ])
    after.start(db.post)
    await settle()
    expect(db.decisions.map(({ item_id }) => item_id)).toEqual(['a', 'b'])
    expect(after.getSnapshot().unsent).toBe(0)
  })

  it('begins with nothing where the storage holds something else', () => {
    const storage = memory()
    storage.setItem('outbox', '{"not":"a list"}')
    expect(new Outbox(options(storage)).getSnapshot().sent).toEqual([])
    storage.setItem('outbox', '[{"half')
    expect(new Outbox(options(storage)).getSnapshot().sent).toEqual([])
  })

  it('drops what was never sent when it is undone, and takes back what may have arrived', async () => {
    const db = database()
    const outbox = new Outbox(options())
    const never = outbox.decide([item('a')], { decision: 'approve' })
    outbox.undo(never)
    expect(outbox.getSnapshot().sent).toEqual([])

    db.faults.push('after')
    outbox.start(db.post)
    const perhaps = outbox.decide([item('b')], { decision: 'remove', reason_code: 'spam' })
    await settle()
    outbox.undo(perhaps)
    await settle()
    expect(db.requests).toEqual(['remove b', 'remove b', 'undo 101'])
    expect(db.undone.size).toBe(1)
    expect(latestByItem(outbox.getSnapshot().sent).size).toBe(0)
  })

  it('undoes all decisions of one keystroke, and then those of the one before', async () => {
    const db = database()
    const outbox = new Outbox(options())
    outbox.start(db.post)
    outbox.decide([item('a')], { decision: 'approve' })
    outbox.decide([item('b'), item('c')], { decision: 'remove', reason_code: 'spam' })
    await settle()
    const last = lastGroup(outbox.getSnapshot().sent)
    expect(last.map(({ item }) => item.item_id)).toEqual(['b', 'c'])
    const labels = { approve: 'Approved', remove: 'Removed' } as Record<OutboxEntry['decision'], string>
    expect(undoneText(last, labels)).toBe('Undone: removed 2 items.')
    outbox.undo(last[0]!.group)
    await settle()
    expect(db.undone.size).toBe(2)
    const before = lastGroup(outbox.getSnapshot().sent)
    expect(before.map(({ item }) => item.item_id)).toEqual(['a'])
    expect(undoneText(before, labels)).toBe(`Undone: approved “${before[0]?.item.title}”.`)
    expect(undoneText([], labels)).toBe('There is nothing to undo.')
  })

  it('knows its own earlier decision when an item is decided again', async () => {
    const db = database()
    const outbox = new Outbox(options())
    outbox.start(db.post)
    outbox.undo(outbox.decide([item('a')], { decision: 'approve' }))
    outbox.decide([item('a')], { decision: 'remove', reason_code: 'spam' })
    await settle()
    // The undo was the last decision on it: 101 approves, 102 undoes that.
    expect(db.decisions.at(-1)).toMatchObject({ decision: 'remove', decision_seen: 102 })
  })

  it('keeps what came back with its note until it is dealt with, and sends what it was sent with', async () => {
    const db = database()
    db.refusals.set('b', {
      item_type: 'post',
      item_id: 'b',
      result: 'conflict',
      kind: 'decided',
      by_name: 'Priya',
      why: 'Priya decided “hide” before you.',
      version: 1,
      decision_seen: 77,
    })
    const outbox = new Outbox(options())
    outbox.start(db.post)
    outbox.decide([item('a'), item('b')], { decision: 'remove', reason_code: 'spam', note: 'Sofa money' })
    await settle()
    const { sent, unsent } = outbox.getSnapshot()
    expect(sent.map(({ status }) => status)).toEqual(['applied', 'returned'])
    expect(sent[1]).toMatchObject({ note: 'Sofa money', outcome: { by_name: 'Priya' } })
    expect(unsent).toBe(0)
    db.refusals.clear()
    outbox.decide([{ ...item('b'), decision_seen: 77 }], { decision: 'remove', reason_code: 'spam' })
    await settle()
    expect(db.decisions.at(-1)).toMatchObject({ item_id: 'b', decision_seen: 77 })
    expect(outbox.getSnapshot().sent.map(({ status }) => status)).toEqual(['applied', 'applied'])
  })

  it('lets one that the database cannot take hold back no other', async () => {
    const db = database()
    const bad = Object.assign(new Error('A note may have 2,000 characters.'), { kind: 'invalid' })
    const outbox = new Outbox(options())
    outbox.decide([item('a')], { decision: 'approve' })
    outbox.decide([item('b')], { decision: 'approve' })
    db.faults.push(bad, bad)
    outbox.start(db.post)
    await settle()
    expect(db.requests).toEqual(['approve a, approve b', 'approve a', 'approve b'])
    expect(outbox.getSnapshot().sent.map(({ status, outcome }) => [status, outcome?.result])).toEqual([
      ['returned', 'refused'],
      ['applied', 'applied'],
    ])
    outbox.leave(outbox.getSnapshot().sent[0]!.key)
    expect(outbox.getSnapshot().sent).toHaveLength(1)
  })

  it('waits before it asks again where an answer does not say what came of each', async () => {
    const asked = vi.fn().mockResolvedValueOnce([]).mockResolvedValueOnce({}).mockResolvedValue(null)
    const outbox = new Outbox({ storage: memory(), storageKey: 'o' })
    const stop = outbox.start({ decide: asked, undo: vi.fn() })
    outbox.decide([item('a')], { decision: 'approve' })
    await vi.advanceTimersByTimeAsync(2500)
    stop()
    // At once, after one second, and the third time after two more.
    expect(asked).toHaveBeenCalledTimes(2)
    expect(outbox.getSnapshot()).toMatchObject({ unsent: 1, problem: expect.any(Error) })
  })

  it('waits while the session has ended, and sends nothing once it is stopped', async () => {
    const db = database()
    db.faults.push({ kind: 'expired' })
    const outbox = new Outbox(options())
    const stop = outbox.start(db.post)
    outbox.decide([item('a')], { decision: 'approve' })
    await settle()
    expect(outbox.getSnapshot()).toMatchObject({ unsent: 1, problem: { kind: 'expired' } })
    stop()
    await vi.advanceTimersByTimeAsync(60_000)
    expect(db.requests).toHaveLength(1)
    outbox.start(db.post)
    await settle()
    expect(outbox.getSnapshot().unsent).toBe(0)
  })

  it('goes on for the page that is left when one of two that use it is closed', async () => {
    const db = database()
    const [first, second] = [{ ...db.post }, { ...db.post }]
    const outbox = new Outbox(options())
    outbox.start(first)
    outbox.start(second)()
    outbox.decide([item('a')], { decision: 'approve' })
    await settle()
    expect(outbox.getSnapshot().unsent).toBe(0)
  })

  it('leaves nothing in the browser when the last answer comes after its page was closed', async () => {
    const db = database()
    const storage = memory()
    const outbox = new Outbox(options(storage))
    const stop = outbox.start(db.post)
    outbox.decide([item('a')], { decision: 'remove', reason_code: 'spam', note: 'Sofa money' })
    stop()
    expect(storage.getItem('outbox')).toContain('Sofa money')
    await settle()
    expect(outbox.getSnapshot().sent[0]?.status).toBe('applied')
    expect(storage.getItem('outbox')).toBeNull()
  })

  it('forgets the oldest that are settled, never one that is not', async () => {
    const db = database()
    const outbox = new Outbox(options())
    outbox.decide([item('kept')], { decision: 'approve' })
    for (let at = 0; at < 200; at += 1) outbox.decide([item(`n${at}`)], { decision: 'approve' })
    expect(outbox.getSnapshot().sent).toHaveLength(201)
    outbox.start(db.post)
    await settle()
    outbox.decide([item('last')], { decision: 'approve' })
    await settle()
    expect(outbox.getSnapshot().sent).toHaveLength(120)
    expect(db.decisions).toHaveLength(202)
  })
})

describe('what a closed tab left unsent', () => {
  afterEach(() => vi.unstubAllGlobals())

  it('is taken by the next page, once; what a living page holds is left to it', async () => {
    const names = ['introalignment.page.lives']
    vi.stubGlobal('navigator', {
      locks: { query: async () => ({ held: names.map((name) => ({ name })) }), request: () => undefined },
    })
    const kept = new Map<string, string>()
    const storage = {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => void kept.set(key, value),
      removeItem: (key: string) => void kept.delete(key),
      key: (at: number) => [...kept.keys()][at] ?? null,
      get length() {
        return kept.size
      },
    } as Storage
    const entry = (key: string, status: string) => ({ key, status, at: 0 }) as unknown as OutboxEntry
    kept.set('box.left.lives', JSON.stringify([entry('a', 'waiting')]))
    kept.set('box.left.closed', JSON.stringify([entry('b', 'sending')]))
    storeUnsent('box', [entry('c', 'waiting'), entry('d', 'applied')], storage)
    expect(kept.size).toBe(3)
    expect((await takeUnsentOfClosedTabs('box', storage)).map(({ key }) => key)).toEqual(['b'])
    expect(await takeUnsentOfClosedTabs('box', storage)).toEqual([])
    storeUnsent('box', [entry('c', 'applied')], storage)
    expect([...kept.keys()], 'what is sent is not kept').toEqual(['box.left.lives'])
  })

  it('is found by its person alone, wherever they open the console', () => {
    const names = ['photos.outbox.ana.left.page', 'moderation.outbox.ana', 'replies.outbox.tom.left.page']
    vi.stubGlobal('localStorage', Object.fromEntries(names.map((name) => [`introalignment.${name}`, '[]'])))
    expect([queuesWithUnsent('ana'), queuesWithUnsent('tom'), queuesWithUnsent('eve')]).toEqual([
      ['photos'],
      ['replies'],
      [],
    ])
  })
})
