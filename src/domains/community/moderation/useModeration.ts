import { useMemo, useReducer } from 'react'
import { useParams, useSearchParams } from 'react-router'
import { useEntries } from '@/resource/entries'
import { latestByItem } from '@/resource/queue/outboxEntries'
import { keyOf } from '@/resource/queue/types'
import { useQueueRequests } from '@/resource/queue/useQueueRequests'
import { useIsPhone } from '@/ui/useIsPhone'
import { useHistory, useReasons, useSending } from './data'
import { type ItemStatus, isOpen, itemStatusOf } from './itemStatus'
import { belongs, itemFromPath, readView, type View, viewNames } from './queueView'
import { initialModeration, type ModerationState, reduceModeration, rowsWith } from './state'
import type { OutboxEntry } from './types'
import { type useQueue as Queue, useQueue } from './useQueue'

type OwnDecisions = ReadonlyMap<string, OutboxEntry>

/** State shared by the parts of the queue page: the view, the data, and the person's actions. */
export function useModeration() {
  const { staff } = useEntries()
  const me = staff.userId
  const [params] = useSearchParams()
  const search = params.toString()
  const view = useMemo(() => readView(new URLSearchParams(search)), [search])
  const addressed = itemFromPath(useParams()['*'] ?? '')
  const calls = useQueueRequests()
  const { reasons, reasonLabel } = useReasons()
  const queue = useQueue(calls, view, me)
  const history = useHistory(calls, view)
  const out = useSending(calls, me)
  const addressedKey = addressed && keyOf(addressed)
  const [state, dispatch] = useReducer(reduceModeration, addressedKey, initialModeration)
  const { sent } = out
  const ownDecisions: OwnDecisions = useMemo(() => latestByItem(sent), [sent])
  const { rows, itemStatuses } = useRows(queue, state, ownDecisions, me)
  const counts = useCounts(queue, ownDecisions, me)
  const isDone = view.view === 'done'
  return {
    ...{ me, search, view, isDone, addressedKey, isPhone: useIsPhone() },
    ...{ calls, reasons, reasonLabel, queue, history },
    ...{ ...out, ownDecisions },
    ...{ state, dispatch, rows, itemStatuses, counts },
    isOpenKey: (key: string) => isOpen(itemStatuses.get(key)),
    isLoaded: isDone ? history.rows !== undefined : queue.rows !== undefined,
  }
}

/** State shared by the parts of the queue page. */
export type Moderation = ReturnType<typeof useModeration>

/** The rows and their statuses. */
function useRows(
  { rows: listed, snapshot, decided }: ReturnType<typeof Queue>,
  { linkedItem }: ModerationState,
  ownDecisions: OwnDecisions,
  me: string,
) {
  const rows = useMemo(() => rowsWith(listed ?? [], linkedItem), [listed, linkedItem])
  const itemStatuses = useMemo(() => {
    const now = new Date()
    // If the snapshot is incomplete, an item outside it can still be waiting.
    const waits = snapshot?.whole ? snapshot.items : undefined
    const map = new Map<string, ItemStatus>()
    for (const row of rows) {
      const itemStatus = itemStatusOf(row, { ownDecisions, decided, waits, me, now })
      // A linked item may not be in the queue at all, so it is not reported as decided elsewhere.
      if (itemStatus && !(itemStatus.kind === 'elsewhere' && row === linkedItem && !itemStatus.by))
        map.set(keyOf(row), itemStatus)
    }
    return map
  }, [rows, ownDecisions, decided, snapshot, me, linkedItem])
  return { rows, itemStatuses }
}

/** The number of waiting items in each view; undefined while it is not known. */
function useCounts({ snapshot }: ReturnType<typeof Queue>, ownDecisions: OwnDecisions, me: string) {
  return useMemo(() => {
    if (!snapshot) return undefined
    const now = new Date()
    const numbers: Record<View['view'], number> = { urgent: 0, all: 0, mine: 0, escalated: 0, done: 0 }
    for (const [key, item] of snapshot.items) {
      const decision = ownDecisions.get(key)
      if (decision && decision.status !== 'returned' && decision.decision !== 'escalate') {
        const { outcome } = decision
        if (outcome?.result !== 'applied' || outcome.decision_id > (item.decision_seen ?? 0)) continue
      }
      for (const name of viewNames) if (belongs(item, { view: name }, me, now)) numbers[name] += 1
    }
    return numbers
  }, [snapshot, ownDecisions, me])
}
