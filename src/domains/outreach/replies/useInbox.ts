import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useSearchParams } from 'react-router'
import { useEntries } from '@/resource/entries'
import { isReturned, lastGroup, latestByItem, undoneText } from '@/resource/queue/outboxEntries'
import { nextOpen, stepped } from '@/resource/queue/queueState'
import { claimedItems, decisionOutcome, decisionOutcomes } from '@/resource/queue/results'
import { keyOf } from '@/resource/queue/types'
import { useClaims } from '@/resource/queue/useClaims'
import { useKeptRows } from '@/resource/queue/useKeptRows'
import { useOutbox } from '@/resource/queue/useOutbox'
import { type QueueRequests, useQueueRequests } from '@/resource/queue/useQueueRequests'
import { useFirstFocus, useQueueState } from '@/resource/queue/useQueueState'
import { useIsPhone } from '@/ui/useIsPhone'
import { replyContext } from './results'
import { type Decision, doneLabels, type OutboxEntry, type Reply, type View, views } from './types'

/** The decision that the dialog asks about. */
export type Asking = { decision: Decision }

/** The input that is sent with a decision. */
export interface Saying {
  note?: string
  /** The id of the colleague that the reply is assigned to. */
  reason_code?: string
  reason_label?: string
  day?: string
}

/** The replies of the inbox, with the decisions in the outbox. */
function useReplies() {
  const { staff } = useEntries()
  const calls = useQueueRequests()
  const client = useQueryClient()
  const asked = useShownReplies()
  const filter = { view: asked.view, mood: asked.mood, older_than: asked.age ? `${asked.age} hours` : null }
  const query = useQuery({
    queryKey: ['reply-inbox', filter],
    queryFn: async ({ signal }) => (await calls.rpc('reply_inbox', filter, { signal })) as Reply[],
    refetchInterval: 30_000,
  })
  const rows = useKeptRows(query.data, keyOf, JSON.stringify(filter))
  const api = useReplyApi(calls)
  const sending = useOutbox<Decision, 'reply'>('replies', staff.userId, api, () => {
    void client.invalidateQueries({ queryKey: ['reply-context'] })
    void client.invalidateQueries({ queryKey: ['data'], refetchType: 'none' })
  })
  const latest = useMemo(() => latestByItem(sending.sent), [sending.sent])
  const byKey = useMemo(() => new Map(rows.shown.map((row) => [keyOf(row), row])), [rows.shown])
  const isOpenKey = (key: string) => {
    const own = latest.get(key)
    // A reply assigned to a colleague still waits, but no longer for this person.
    if (own) return own.status === 'returned'
    return byKey.get(key)?.handled_at === null
  }
  return { ...{ staff, calls, api, query, rows, latest, byKey, isOpenKey }, ...asked, ...sending }
}

/** The state of the inbox: waiting replies, the selected one, and the decisions. */
export function useInbox() {
  const isPhone = useIsPhone()
  const replies = useReplies()
  const { calls, view, query, rows, outbox, sent, latest, byKey, isOpenKey } = replies
  const [state, dispatch] = useQueueState<Asking>()
  // On a phone the list is shown first, without a selected reply.
  useFirstFocus(state, dispatch, isPhone ? undefined : nextOpen(rows.shown, isOpenKey, undefined))
  const nextAfter = (item: { item_type: string; item_id: string }) =>
    nextOpen(rows.shown, isOpenKey, state.focus, new Set([keyOf(item)]))

  const item = state.focus === undefined ? undefined : byKey.get(state.focus)
  const own = state.focus === undefined ? undefined : latest.get(state.focus)
  const isOpen = state.focus !== undefined && isOpenKey(state.focus)
  const context = useQuery({
    queryKey: ['reply-context', item?.item_id],
    queryFn: ({ signal }) =>
      calls.rpc('reply_context', { response_id: item?.item_id ?? '' }, { signal, result: replyContext }),
    enabled: item !== undefined,
  })
  const { takeOver } = useClaims({
    api: replies.api,
    focus: item && isOpen && view !== 'done' ? item : undefined,
    isMine: item?.claimed_mine ?? false,
    onChange: () => void query.refetch(),
    onIdle: () => dispatch({ type: 'say', text: 'You were away: colleagues may take this.' }),
  })

  const decide = (decision: Decision, { day, ...said }: Saying = {}, over?: OutboxEntry) => {
    if (!item || view === 'done') return
    if (!over && own && own.status !== 'returned')
      return dispatch({ type: 'say', text: 'You have decided this already. U undoes it.' })
    const conflict = over?.outcome?.result === 'conflict' ? over.outcome : undefined
    outbox.decide(
      [
        {
          item_type: 'reply',
          item_id: item.item_id,
          title: item.title,
          author_name: item.author_name,
          version: 0,
          decision_seen: conflict?.decision_seen ?? item.decision_seen,
          ...((conflict || (item.claimed_by && !item.claimed_mine)) && { over_claim: true }),
          ...(day && { also: { day } }),
        },
      ],
      { decision, ...said },
    )
    const text = `${doneLabels[decision]}: ${item.title}.`
    dispatch({ type: 'decided', text, next: nextAfter(item), isPhone })
  }
  const undoable = lastGroup(sent)
  const undo = () => {
    const [first] = undoable
    dispatch({ type: 'say', text: undoneText(undoable, doneLabels) })
    if (!first) return
    outbox.undo(first.group)
    if (byKey.has(keyOf(first.item))) dispatch({ type: 'focus', key: keyOf(first.item) })
  }
  const returned = sent.filter(isReturned)
  return {
    ...{ staff: replies.staff, view, mood: replies.mood, age: replies.age, unsent: replies.unsent },
    ...{ problem: replies.problem, state, dispatch, query, rows, item, own, isOpen, isPhone, context },
    ...{ outbox, latest, returned, undoable, decide, undo },
    takeOver: async () => {
      if (!item) return
      await takeOver(item)
      void query.refetch()
    },
    leave: (one: OutboxEntry) => {
      outbox.leave(one.key)
      dispatch({ type: 'focus', key: nextAfter(one.item) ?? state.focus })
      void query.refetch()
    },
    move: (by: number) => {
      const to = stepped(
        rows.shown,
        rows.shown.findIndex((row) => keyOf(row) === state.focus),
        by,
      )
      if (to) dispatch({ type: 'focus', key: keyOf(to) })
    },
    open: (key: string) => {
      dispatch({ type: 'focus', key })
      dispatch({ type: 'pane', pane: 'item' })
    },
    show: (shown: Shown) => {
      replies.change(shown)
      dispatch({ type: 'show', key: undefined })
    },
  }
}

/** The filters that can be changed. */
type Shown = Partial<Record<'view' | 'mood' | 'age', string | undefined>>

/** The filters of the inbox, stored in the URL. */
function useShownReplies() {
  const [params, setParams] = useSearchParams()
  const asked = params.get('view') ?? 'waiting'
  const view: View = asked in views ? (asked as View) : 'waiting'
  const age = params.get('age')
  const change = (shown: Shown) => {
    const next = new URLSearchParams(params)
    for (const [name, value] of Object.entries(shown)) {
      if (value) next.set(name, value)
      else next.delete(name)
    }
    setParams(next, { replace: true })
  }
  return { view, mood: params.get('mood'), age: age && /^\d{1,4}$/.test(age) ? age : null, change }
}

/** The functions for decisions and claims, with a stable identity. */
function useReplyApi(calls: QueueRequests) {
  return useMemo(
    () => ({
      decide: (list: readonly object[]) =>
        calls.rpc('decide_replies', { decisions: list }, { result: decisionOutcomes }),
      undo: (decision_id: number, client_key: string) =>
        calls.rpc('undo_reply', { decision_id, client_key }, { result: decisionOutcome }),
      claim: (items: readonly object[], take_over = false) =>
        calls.rpc('claim_replies', { items, take_over }, { result: claimedItems }),
      release: (items?: readonly object[]) => calls.rpc('release_replies', { items: items ?? null }),
      renew: () => calls.rpc('renew_replies', {}),
    }),
    [calls],
  )
}

export type Inbox = ReturnType<typeof useInbox>
