import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useSearchParams } from 'react-router'
import { useEntries } from '@/resource/entries'
import type { DecisionApi } from '@/resource/queue/outbox'
import {
  isReturned,
  lastGroup,
  latestByItem,
  seenInConflict,
  undoneText,
} from '@/resource/queue/outboxEntries'
import { nextOpen, stepped } from '@/resource/queue/queueState'
import { decisionOutcome, decisionOutcomes } from '@/resource/queue/results'
import { keyOf } from '@/resource/queue/types'
import { useKeptRows } from '@/resource/queue/useKeptRows'
import { useOutbox } from '@/resource/queue/useOutbox'
import { type QueueRequests, useQueueRequests } from '@/resource/queue/useQueueRequests'
import { useFirstFocus, useQueueState } from '@/resource/queue/useQueueState'
import { useIsPhone } from '@/ui/useIsPhone'
import { type Action, type Decision, doneLabels, type OutboxEntry } from './types'

const pollEveryMs = 15_000
const pageSize = 60

/** The decision that the reason panel asks about. */
interface Asking {
  decision: Exclude<Decision, 'confirm'>
  note?: string
}

/** The status of an action; an action without one is waiting. */
export type ActionStatus = { kind: 'own' | 'returned'; sent: OutboxEntry } | { kind: 'elsewhere' }

function apiOf(calls: QueueRequests): DecisionApi {
  return {
    decide: (decisions) => calls.rpc('review_bot_actions', { decisions }, { result: decisionOutcomes }),
    undo: (decision_id, client_key) =>
      calls.rpc('undo_bot_review', { decision_id, client_key }, { result: decisionOutcome }),
  }
}

/** The status of each action, from own decisions and from the actions that the database lists as waiting. */
function useStatuses(
  rows: readonly Action[],
  waiting: readonly Action[] | undefined,
  own: ReadonlyMap<string, OutboxEntry>,
) {
  return useMemo(() => {
    const open = new Set(waiting?.map(({ id }) => id))
    return new Map<string, ActionStatus | undefined>(
      rows.map((row) => {
        const sent = own.get(keyOf(row))
        if (sent) return [keyOf(row), { kind: isReturned(sent) ? 'returned' : 'own', sent }]
        return [keyOf(row), open.has(row.id) ? undefined : { kind: 'elsewhere' }]
      }),
    )
  }, [rows, waiting, own])
}

/** The waiting actions, which keep their places when they are read again, and the decisions about them. */
function useActions() {
  const { staff } = useEntries()
  const calls = useQueueRequests()
  const client = useQueryClient()
  const [params, setParams] = useSearchParams()
  const bot = params.get('bot')
  const api = useMemo(() => apiOf(calls), [calls])
  const out = useOutbox<Decision, 'action'>('bots', staff.userId, api, () => {
    void client.invalidateQueries({ queryKey: ['data'], refetchType: 'none' })
    void client.invalidateQueries({ queryKey: ['bot verdicts'] })
  })
  const query = useQuery({
    queryKey: ['bots', 'review', bot],
    queryFn: ({ signal }) =>
      calls
        .list<Action>('bot_review_queue', {
          filters: bot ? [{ field: 'bot_id', operator: 'eq', value: bot }] : [],
          sorters: [{ field: 'urgency', order: 'asc' }],
          notNull: ['urgency', 'id'],
          size: pageSize,
          signal,
        })
        .then(({ data }) => data),
    refetchInterval: pollEveryMs,
  })
  const { shown: rows, fresh, loadNew } = useKeptRows(query.data, keyOf, bot ?? '')
  const own = useMemo(() => latestByItem(out.sent), [out.sent])
  const statuses = useStatuses(rows, query.data, own)
  const isOpenKey = (key: string) => statuses.has(key) && statuses.get(key) === undefined
  return { out, query, rows, fresh, loadNew, own, statuses, isOpenKey, bot, setParams }
}

/** The state of the review queue: waiting actions, the selected one, and the decisions. */
export function useReview() {
  const isPhone = useIsPhone()
  const { out, query, rows, fresh, loadNew, own, statuses, isOpenKey, bot, setParams } = useActions()
  const [state, dispatch] = useQueueState<Asking>()
  const firstOpen = nextOpen(rows, isOpenKey, undefined)
  // On a phone the list is shown first, without a selected action.
  useFirstFocus(state, dispatch, isPhone ? undefined : firstOpen)

  const item = rows.find((row) => keyOf(row) === state.focus)
  const status = state.focus === undefined ? undefined : statuses.get(state.focus)
  const chosen = rows.filter((row) => state.selected.has(keyOf(row)))
  const targets: readonly Action[] = chosen.length > 0 ? chosen : item ? [item] : []
  const say = (text: string) => dispatch({ type: 'say', text })
  const focusOn = (key: string | undefined) => dispatch({ type: 'focus', key })

  const decide = (decision: Decision, note?: string) => {
    const those = new Set(targets.map(keyOf))
    outboxDecide(targets, decision, note)
    const many = targets.length > 1 ? ` ${targets.length}` : ''
    const next = nextOpen(rows, isOpenKey, state.focus, those)
    dispatch({ type: 'decided', text: `${doneLabels[decision]}${many}.`, next, isPhone })
  }
  const outboxDecide = (actions: readonly Action[], decision: Decision, note?: string) =>
    out.outbox.decide(
      actions.map((row) => {
        const back = seenInConflict(own.get(keyOf(row)))
        return {
          ...{ item_type: 'action' as const, item_id: row.item_id, title: row.title, version: 1 },
          author_name: row.bot_label,
          decision_seen: Math.max(row.decision_seen ?? 0, back?.decision_seen ?? 0) || null,
        }
      }),
      { decision, note },
    )
  const request = (decision: Decision) => {
    if (targets.length === 0) return
    if (chosen.length === 0 && status?.kind === 'own')
      return say('You have decided this already. U undoes it.')
    if (decision === 'revert' && targets.some(({ changed }) => !changed))
      return say('It changed nothing that can be put back.')
    const note = status?.kind === 'returned' ? status.sent.note : undefined
    if (decision === 'confirm') decide(decision, note)
    else dispatch({ type: 'ask', asking: { decision, note } })
  }
  const undoable = useMemo(() => lastGroup(out.sent), [out.sent])
  const undo = () => {
    const [first] = undoable
    say(undoneText(undoable, doneLabels))
    if (!first) return
    out.outbox.undo(first.group)
    focusOn(keyOf(first.item))
  }
  const returned = out.sent.filter(isReturned)
  return {
    ...{ ...out, state, dispatch, query, rows, fresh, loadNew, statuses, item, status, targets, bot },
    ...{ decide, request, undo, undoable, returned, isOpenKey },
    decideAnyway: (of: OutboxEntry) => {
      const { outcome, decision, note } = of
      if (outcome?.result !== 'conflict') return
      const decision_seen = Math.max(outcome.decision_seen ?? 0, of.item.decision_seen ?? 0) || null
      out.outbox.decide([{ ...of.item, decision_seen }], { decision, note })
      focusOn(nextOpen(rows, isOpenKey, state.focus, new Set([keyOf(of.item)])))
    },
    leave: (of: OutboxEntry) => {
      out.outbox.leave(of.key)
      focusOn(nextOpen(rows, isOpenKey, state.focus, new Set([keyOf(of.item)])) ?? state.focus)
      void query.refetch()
    },
    move: (by: number) => {
      const at = rows.findIndex((row) => keyOf(row) === state.focus)
      const to = stepped(rows, at, by)
      if (to) focusOn(keyOf(to))
    },
    open: (key: string) => {
      focusOn(key)
      dispatch({ type: 'pane', pane: 'item' })
    },
    ofBot: (next: string | undefined) => {
      setParams(next ? { bot: next } : {}, { replace: true })
      dispatch({ type: 'show', key: undefined })
    },
  }
}

/** State shared by the parts of the review queue. */
export type Review = ReturnType<typeof useReview>
