import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useParams } from 'react-router'
import { useEntries } from '@/resource/entries'
import type { DecisionApi } from '@/resource/queue/outbox'
import { claimedItems, decisionOutcome, decisionOutcomes } from '@/resource/queue/results'
import { isReturned, latestByItem } from '@/resource/queue/sent'
import { keyOf } from '@/resource/queue/types'
import type { ClaimsApi } from '@/resource/queue/useClaims'
import { useKeptRows } from '@/resource/queue/useKeptRows'
import { useOutbox } from '@/resource/queue/useOutbox'
import { type QueueRequests, useQueueRequests } from '@/resource/queue/useQueueRequests'
import { useQueueState } from '@/resource/queue/useQueueState'
import { parseTimestamp } from '@/supabase/time'
import { photoContext } from './results'
import type { Photo, PhotoDecision, Sent } from './types'

const pollEveryMs = 8000
const pageSize = 60

/** What a reason is asked for. */
export interface Asking {
  decision: PhotoDecision
  note?: string
}

/** How it stands with a photo; without one it is open and nobody's. */
export type PhotoStatus =
  | { kind: 'own'; sent: Sent }
  | { kind: 'returned'; sent: Sent }
  | { kind: 'elsewhere' }
  | { kind: 'claimed'; name: string; isMine: boolean }

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

/** How it stands with a photo, from what the person did and what the database says waits. */
function photoStatusOf(
  photo: Photo,
  sent: Sent | undefined,
  { waits, me, now }: { waits: boolean; me: string; now: Date },
): PhotoStatus | undefined {
  if (sent && isReturned(sent)) return { kind: 'returned', sent }
  const { outcome } = sent ?? {}
  const isAnew = outcome?.result === 'applied' && (photo.decision_seen ?? 0) > outcome.decision_id
  if (sent && !isAnew) return { kind: 'own', sent }
  if (!waits) return { kind: 'elsewhere' }
  if (photo.claimed_by && photo.claim_expires_at && parseTimestamp(photo.claim_expires_at) > now)
    return { kind: 'claimed', name: photo.claimed_name ?? 'A colleague', isMine: photo.claimed_by === me }
  return undefined
}

/** What the parts of the photo queue share. */
export function usePhotos() {
  const { staff } = useEntries()
  const me = staff.userId
  const calls = useQueueRequests()
  const apis = useMemo(() => apisOf(calls), [calls])
  const out = useOutbox<PhotoDecision, 'photo'>('photos', me, apis.decisions)
  const addressed = /^[0-9a-f-]{36}$/.exec(useParams()['*'] ?? '')?.[0]
  const [state, dispatch] = useQueueState<Asking>(addressed && `photo:${addressed}`)
  const query = useQuery({
    queryKey: ['photos', 'queue'],
    queryFn: ({ signal }) =>
      calls
        .list<Photo>('photo_queue', {
          sorters: [{ field: 'waiting_since', order: 'asc' }],
          notNull: ['waiting_since', 'id'],
          size: pageSize,
          signal,
        })
        .then(({ data }) => data),
    refetchInterval: pollEveryMs,
  })
  const { shown: rows, fresh, loadNew } = useKeptRows(query.data, keyOf)
  const own = useMemo(() => latestByItem(out.sent), [out.sent])
  const statuses = useMemo(() => {
    const now = new Date()
    const waiting = new Set(query.data?.map(({ id }) => id))
    return new Map(
      rows.map((photo) => [
        keyOf(photo),
        photoStatusOf(photo, own.get(keyOf(photo)), { waits: waiting.has(photo.id), me, now }),
      ]),
    )
  }, [rows, own, query.data, me])
  const isOpenKey = (key: string) => {
    const status = statuses.get(key)
    return !status || (status.kind === 'claimed' && status.isMine)
  }
  const photo = rows.find((one) => keyOf(one) === state.focus)
  const context = useQuery({
    queryKey: ['photos', 'context', photo?.id],
    enabled: photo !== undefined,
    queryFn: ({ signal }) =>
      calls.rpc(
        'photo_context',
        { image_id: photo?.id ?? '' },
        { method: 'get', signal, result: photoContext },
      ),
  })
  return {
    ...{ me, calls, apis, ...out, own, state, dispatch, query, rows, fresh, loadNew, statuses, isOpenKey },
    ...{ photo, context, status: state.focus ? statuses.get(state.focus) : undefined },
  }
}

/** What the parts of the photo queue share. */
export type Photos = ReturnType<typeof usePhotos>
