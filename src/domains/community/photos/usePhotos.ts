import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useParams } from 'react-router'
import { useEntries } from '@/resource/entries'
import type { DecisionApi } from '@/resource/queue/outbox'
import { latestByItem } from '@/resource/queue/outboxEntries'
import { claimedItems, decisionOutcome, decisionOutcomes } from '@/resource/queue/results'
import { keyOf } from '@/resource/queue/types'
import type { ClaimsApi } from '@/resource/queue/useClaims'
import { useKeptRows } from '@/resource/queue/useKeptRows'
import { useOutbox } from '@/resource/queue/useOutbox'
import { type QueueRequests, useQueueRequests } from '@/resource/queue/useQueueRequests'
import { useQueueState } from '@/resource/queue/useQueueState'
import { photoStatusOf, stillWaits } from './photoStatus'
import { type PhotoContext, photoContext } from './results'
import type { Photo, PhotoDecision } from './types'

const pollEveryMs = 8000
const pageSize = 60

/** The decision that the reason panel asks about. */
export interface Asking {
  decision: PhotoDecision
  note?: string
}

function apisOf(calls: QueueRequests): { decisions: DecisionApi; claims: ClaimsApi } {
  return {
    decisions: {
      decide: (decisions) => calls.rpc('moderate_photos', { decisions }, { result: decisionOutcomes }),
      undo: (decision_id, client_key) =>
        calls.rpc('undo_photo_decision', { decision_id, client_key }, { result: decisionOutcome }),
    },
    claims: {
      claim: (items, take_over) =>
        calls.rpc('claim_photos', { items, ...(take_over && { take_over }) }, { result: claimedItems }),
      release: (items) => calls.rpc('release_claims', { items }),
      renew: () => calls.rpc('renew_claims', {}),
    },
  }
}

/** The functions for decisions about photos, and the outbox of the moderator's unsent decisions. */
export function usePhotoSending(calls: QueueRequests, person: string, onSent?: () => void) {
  const apis = useMemo(() => apisOf(calls), [calls])
  return { apis, ...useOutbox<PhotoDecision, 'photo'>('photos', person, apis.decisions, onSent) }
}

/** The waiting photos, longest waiting first, including the photo in the URL. */
function useWaitingPhotos(calls: QueueRequests, addressed: string | undefined) {
  const list = (filters: { field: string; operator: 'eq'; value: string }[], signal: AbortSignal) =>
    calls.list<Photo>('photo_queue', {
      filters,
      sorters: [{ field: 'waiting_since', order: 'asc' }],
      notNull: ['waiting_since', 'id'],
      size: pageSize,
      signal,
    })
  const query = useQuery({
    queryKey: ['photos', 'queue'],
    queryFn: ({ signal }) =>
      list([], signal).then(({ data, cursor }) => ({ rows: data, isWhole: !cursor.next })),
    refetchInterval: pollEveryMs,
  })
  const read = query.data?.rows
  const isBeyond = addressed !== undefined && read !== undefined && !read.some(({ id }) => id === addressed)
  const linked = useQuery({
    queryKey: ['photos', 'linked', addressed],
    enabled: isBeyond,
    queryFn: ({ signal }) =>
      list([{ field: 'id', operator: 'eq', value: addressed ?? '' }], signal).then(({ data }) => data),
  })
  const first = isBeyond ? linked.data?.[0] : undefined
  const rows = useMemo(() => (read && first ? [first, ...read] : read), [read, first])
  return { query, rows, isWhole: query.data?.isWhole ?? false }
}

/** State shared by the parts of the photo queue. */
export function usePhotos() {
  const { staff } = useEntries()
  const me = staff.userId
  const calls = useQueueRequests()
  const client = useQueryClient()
  const out = usePhotoSending(calls, me, () => {
    void client.invalidateQueries({ queryKey: ['photos', 'context'] })
    void client.invalidateQueries({ queryKey: ['waiting', '/photo-queue'] })
  })
  const addressed = /^[0-9a-f-]{36}$/.exec(useParams()['*'] ?? '')?.[0]
  const [state, dispatch] = useQueueState<Asking>(addressed && `photo:${addressed}`)
  const { query, rows: read, isWhole } = useWaitingPhotos(calls, addressed)
  const { shown: rows, fresh, loadNew } = useKeptRows(read, keyOf)
  const own = useMemo(() => latestByItem(out.sent), [out.sent])
  const statuses = useMemo(() => {
    const now = new Date()
    const waits = stillWaits(read ?? [], isWhole)
    return new Map(
      rows.map((photo) => [
        keyOf(photo),
        photoStatusOf(photo, own.get(keyOf(photo)), { waits: waits(photo), me, now }),
      ]),
    )
  }, [rows, own, read, isWhole, me])
  const isOpenKey = (key: string) => {
    const status = statuses.get(key)
    return !status || (status.kind === 'claimed' && status.isMine)
  }
  const photo = rows.find((one) => keyOf(one) === state.focus)
  const status = state.focus ? statuses.get(state.focus) : undefined
  const context = useQuery<PhotoContext | null>({
    // A colleague's decision changes the key, so that the context is read again.
    queryKey: ['photos', 'context', photo?.id, photo?.decision_seen, status?.kind === 'elsewhere'],
    enabled: photo !== undefined,
    placeholderData: (before, of) => (of?.queryKey[2] === photo?.id ? before : undefined),
    queryFn: ({ signal }) =>
      calls.rpc(
        'photo_context',
        { image_id: photo?.id ?? '' },
        { method: 'get', signal, result: photoContext },
      ),
  })
  return {
    ...{ me, calls, ...out, own, state, dispatch, query, rows, isWhole, fresh, loadNew, statuses, isOpenKey },
    ...{ photo, context, status },
    /** The keys of the rows read last. */
    waiting: new Set(read?.map(keyOf)),
  }
}

/** State shared by the parts of the photo queue. */
export type Photos = ReturnType<typeof usePhotos>
