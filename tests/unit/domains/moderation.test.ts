import { describe, expect, it } from 'vitest'
import { hostOf, otherHostOf, partsOf } from '@/domains/community/moderation/contactParts'
import { gridOf, lengthText, topReasons } from '@/domains/community/moderation/homeFigures'
import { isOpen, itemStatusOf } from '@/domains/community/moderation/itemStatus'
import { alikeText } from '@/domains/community/moderation/labels'
import {
  belongs,
  historyFilters,
  itemFromPath,
  itemOfKey,
  queueFilters,
  queueUrl,
  readView,
} from '@/domains/community/moderation/queueView'
import type { OutboxEntry, PastDecision, QueueItem } from '@/domains/community/moderation/types'
import { stillWaits } from '@/domains/community/photos/photoStatus'
import type { Photo } from '@/domains/community/photos/types'
import { keyOf } from '@/resource/queue/types'

const id = '4f1c0000-0000-4000-8000-000000000001'
const now = new Date('2026-11-25T12:00:00Z')

const row = (values: Partial<QueueItem> = {}): QueueItem =>
  ({
    item_type: 'post',
    item_id: id,
    id,
    priority: 72,
    version: 1,
    decision_seen: null,
    escalated: false,
    claimed_by: null,
    claimed_name: null,
    claim_expires_at: null,
    top_category: 'spam',
    why: ['reported'],
    severity: 2,
    waiting_since: '2026-11-25 10:30:00+00',
    ...values,
  }) as QueueItem

describe('what is marked in a text', () => {
  const marked = (text: string) =>
    partsOf(text).flatMap(({ text: part, kind }) => (kind ? [`${kind} ${part}`] : []))

  it.each([
    ['My number is 07700 900 118, write to me.', ['phone 07700 900 118']],
    ['Call +34 612 345 218!', ['phone +34 612 345 218']],
    ['nora.quist+dating@mail.example.com is me', ['email nora.quist+dating@mail.example.com']],
    ['See https://evil.example/path?x=1. Now.', ['link https://evil.example/path?x=1']],
    ['Go to cheap-followers.shop/now', ['link cheap-followers.shop/now']],
    ['Find me as @nora_q on Telegram', ['handle @nora_q', 'app Telegram']],
    ['On WhatsApp we can talk', ['app WhatsApp']],
    ['We met on 12.03.2026 14:00 and there were 40 of us, for 4,000 in 2026.', []],
    ['It cost 120 000, more or less. And so on.e.g. this', []],
    ['evil.top, (www.foo.museum) or Evil.Top?', ['link evil.top', 'link www.foo.museum', 'link Evil.Top']],
    ['evil.сom сайт.рф evil。top', ['link evil.сom', 'link сайт.рф', 'link evil。top']],
    [
      'evil[.]top or evil (dot) com or evil dot com',
      ['link evil[.]top', 'link evil (dot) com', 'link evil dot com'],
    ],
    ['a\u200bb\u200b.top 163.com', ['link a\u200bb\u200b.top', 'link 163.com']],
    ['185.12.3.4/login t.me/xyz', ['link 185.12.3.4/login', 'link t.me/xyz']],
    ['hello.World ok.then i went. z.B. so, т.е. так. привет.Как дела', []],
    ['photo.jpg, Ph.D. at 5.April or 5.april for 12.50 and so...well', []],
  ])('%s', (text, expected) => {
    expect(marked(text)).toEqual(expected)
    expect(
      partsOf(text)
        .map((part) => part.text)
        .join(''),
      'nothing is lost',
    ).toBe(text)
  })

  it('names the host that a link leads to, not the one that it pretends', () => {
    expect(hostOf('https://paypal.com@evil.example/login')).toBe('evil.example')
    expect(hostOf('WWW.Evil.example:8080/x')).toBe('www.evil.example')
    expect(hostOf('evil.сom')).toBe('evil.xn--om-nmc')
    expect(hostOf('a\u200bb (dot) top')).toBe('ab.top')
    expect(['paypaI.com', 'evil.com', 'Evil.com', 'evil.сom'].map(otherHostOf)).toEqual([
      'paypai.com',
      undefined,
      undefined,
      'evil.xn--om-nmc',
    ])
  })
})

it('says how many are alike, and where there may be more of them', () => {
  expect([1, 2, 499, 500].map(alikeText)).toEqual([
    'One more is',
    '2 more are',
    '499 more are',
    'At least 500 more are',
  ])
})

describe('the address of the queue', () => {
  it('comes back as it was written', () => {
    const view = { view: 'all', reason: 'spam', why: 'bot', severity: 0, age: '1d_to_3d' } as const
    const address = new URL(queueUrl(view, { item_type: 'comment', item_id: id }), 'http://x')
    expect(address.pathname).toBe(`/moderation-queue/comment/${id}`)
    expect(itemFromPath(address.pathname.replace('/moderation-queue/', ''))).toEqual({
      item_type: 'comment',
      item_id: id,
    })
    expect(readView(address.searchParams)).toEqual(view)
    const done = { view: 'done', by: id, from: '2026-11-01', to: '2026-11-02', overturned: true } as const
    expect(readView(new URL(queueUrl(done), 'http://x').searchParams)).toEqual(done)
    expect(queueUrl({ view: 'urgent' })).toBe('/moderation-queue')
  })

  it('leaves out what is unknown or of another view', () => {
    const asked = new URLSearchParams('view=nonsense&age=ever&severity=9&from=2026-11-01&reason=a,b&by=x')
    expect(readView(asked)).toEqual({ view: 'urgent' })
    expect(itemFromPath('post/no-uuid')).toBeUndefined()
    expect(itemOfKey(keyOf(row()))).toEqual({ item_type: 'post', item_id: id })
  })

  it('asks the database for the same rows as it counts', () => {
    const view = { view: 'urgent', reason: 'spam', age: '1h_to_4h' } as const
    expect(queueFilters(view, 'me', now)).toEqual([
      { field: 'priority', operator: 'gte', value: 60 },
      { field: 'top_category', operator: 'eq', value: 'spam' },
      { field: 'waiting_since', operator: 'gt', value: '2026-11-25T08:00:00.000Z' },
      { field: 'waiting_since', operator: 'lte', value: '2026-11-25T11:00:00.000Z' },
    ])
    const is = (values: Partial<QueueItem>) => belongs(row(values), view, 'me', now)
    expect(is({})).toBe(true)
    expect(is({ priority: 59.9 })).toBe(false)
    expect(is({ top_category: 'hate' })).toBe(false)
    expect(is({ waiting_since: '2026-11-25 07:59:00+00' })).toBe(false)
    expect(is({ waiting_since: '2026-11-25 11:00:01+00' })).toBe(false)
    expect(belongs(row({ claimed_by: 'me' }), { view: 'mine' }, 'me', now)).toBe(true)
    expect(belongs(row(), { view: 'escalated' }, 'me', now)).toBe(false)
    expect(historyFilters({ view: 'done', overturned: true })).toEqual([
      { field: 'decision', operator: 'ne', value: 'undo' },
      { field: 'overturned', operator: 'eq', value: true },
    ])
  })
})

describe('how it stands with an item', () => {
  const sent = (values: Partial<OutboxEntry> = {}): OutboxEntry => ({
    key: 'k',
    group: 'g',
    item: { item_type: 'post', item_id: id, title: '', author_name: '', version: 1, decision_seen: null },
    decision: 'hide',
    at: 0,
    status: 'waiting',
    ...values,
  })
  const applied = {
    status: 'applied',
    outcome: { item_type: 'post', item_id: id, result: 'applied', decision_id: 50 },
  } as Partial<OutboxEntry>
  const by = { id: 60, decision: 'remove', moderator_name: 'Priya' } as PastDecision
  const standing = (
    item: QueueItem,
    { own, decided, waits = true }: { own?: OutboxEntry; decided?: PastDecision; waits?: boolean } = {},
  ) =>
    itemStatusOf(item, {
      ownDecisions: new Map(own ? [[keyOf(item), own]] : []),
      decided: new Map(decided ? [[keyOf(item), decided]] : []),
      waits: new Map(waits ? [[keyOf(item), {}]] : []),
      me: 'me',
      now,
    })

  it('is the own decision until the database says that the item waits anew', () => {
    expect(standing(row(), { own: sent() })?.kind).toBe('own')
    expect(standing(row(), { own: sent(applied), waits: false })?.kind).toBe('own')
    expect(standing(row({ decision_seen: 50 }), { own: sent(applied) })).toBeUndefined()
    // An item escalated by the person themselves waits for somebody else.
    const escalated = sent({ ...applied, decision: 'escalate' })
    expect(standing(row({ decision_seen: 50 }), { own: escalated })?.kind).toBe('own')
    expect(standing(row({ decision_seen: 51 }), { own: escalated })).toBeUndefined()
  })

  it('has come back when it was refused, above all else', () => {
    expect(standing(row(), { own: sent({ status: 'returned' }), decided: by, waits: false })?.kind).toBe(
      'returned',
    )
  })

  it('is decided elsewhere when it waits no longer, by whom where that is known', () => {
    expect(standing(row(), { decided: by, waits: false })).toEqual({ kind: 'elsewhere', by })
    expect(standing(row(), { waits: false })).toEqual({ kind: 'elsewhere', by: undefined })
    expect(standing(row({ decision_seen: 60 }), { decided: by })).toBeUndefined()
  })

  it('is held by who claimed it, as long as that lasts', () => {
    const claimed = { claimed_by: 'ana', claimed_name: 'Ana', claim_expires_at: '2026-11-25 12:03:00+00' }
    expect(standing(row(claimed))).toEqual({ kind: 'claimed', name: 'Ana', isMine: false })
    expect(isOpen(standing(row(claimed)))).toBe(false)
    expect(isOpen(standing(row({ ...claimed, claimed_by: 'me' })))).toBe(true)
    expect(standing(row({ ...claimed, claim_expires_at: '2026-11-25 11:59:00+00' }))).toBeUndefined()
  })
})

describe('the numbers of the home page', () => {
  it('puts the queue into a grid, the gravest first, without empty rows', () => {
    expect(
      gridOf([
        { age_bucket: 'over_3d', severity: 1, items: 4 },
        { age_bucket: 'under_1h', severity: 5, items: 2 },
        { age_bucket: 'over_3d', severity: 5, items: 1 },
      ]),
    ).toEqual([
      { severity: 5, cells: [2, 0, 0, 0, 1], sum: 3 },
      { severity: 1, cells: [0, 0, 0, 0, 4], sum: 4 },
    ])
  })

  it('names a length of time in one unit', () => {
    expect([45, 89.6, 120, 5400, 86_400, 400_000].map(lengthText)).toEqual([
      '45 s',
      '90 s',
      '2 min',
      '2 h',
      '24 h',
      '5 d',
    ])
  })

  it('shows the most frequent reasons apart and the others as one', () => {
    const count = (reason_code: string, decisions: number, period_start = '2026-11-23') => ({
      period_start,
      period_end: '2026-11-29',
      reason_code,
      reason_label: reason_code.toUpperCase(),
      decisions,
    })
    const top = topReasons([count('a', 1), count('b', 5), count('c', 2), count('b', 1, '2026-11-16')], 2)
    expect(top.map(({ label, countIn }) => [label, countIn('2026-11-23'), countIn('2026-11-16')])).toEqual([
      ['B', 5, 1],
      ['2 other reasons', 3, 0],
    ])
  })
})

describe('a photo that is not among those read last', () => {
  const photo = (id: string, waiting_since: string) => ({ id, waiting_since }) as Photo
  const read = [photo('a', '2026-11-01T10:00:00Z'), photo('b', '2026-11-01T11:00:00Z')]

  it('is decided where all was read, or where it would come before the last; else it may only have moved down', () => {
    const gone = photo('gone', '2026-11-01T10:30:00Z')
    const down = photo('down', '2026-11-01T12:00:00Z')
    expect([gone, down, read[0]!].map(stillWaits(read, true))).toEqual([false, false, true])
    expect([gone, down].map(stillWaits(read, false))).toEqual([false, true])
  })
})
