import { useQueryClient } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { isReturned, lastGroup, seenInConflict, undoneText } from '@/resource/queue/outboxEntries'
import { nextOpen } from '@/resource/queue/queueState'
import { keyOf } from '@/resource/queue/types'
import { useIsPhone } from '@/ui/useIsPhone'
import type { Reason } from '../moderation/types'
import { doneLabels, type OutboxEntry, type Photo, type PhotoDecision } from './types'
import type { Photos } from './usePhotos'

/** The checksums of the pictures that were shown unblurred on this page; only these photos can be decided. */
function useSeenPhotos(calls: Photos['calls']) {
  const queries = useQueryClient()
  const [seen] = useState(() => new Map<string, string>())
  /** Records a seen photo, and stores its checksum and hash in the database if they are missing there. */
  const note = (photo: Photo, checksum: string, hash: string | undefined) => {
    seen.set(photo.id, checksum)
    if (photo.checksum || hash === undefined) return
    // The 64-bit number is sent as text, because a JavaScript number would be rounded.
    const phash = hash as unknown as number
    void calls
      .rpc('note_photo', { image_id: photo.id, checksum, phash })
      // Only now can the database find the same file elsewhere, and earlier decisions about it.
      .then(() => queries.invalidateQueries({ queryKey: ['photos', 'context', photo.id] }))
      .catch(() => {})
  }
  return { seen, note }
}

/** Decides about photos that were seen, undoes, and handles returned decisions. */
export function usePhotoDeciding(p: Photos) {
  const { rows, own, outbox, sent, isOpenKey, state, dispatch, calls } = p
  const isPhone = useIsPhone()
  const { seen, note } = useSeenPhotos(calls)
  const chosen = rows.filter((one) => state.selected.has(keyOf(one)))
  const targets: readonly Photo[] = chosen.length > 0 ? chosen : p.photo ? [p.photo] : []
  /** A colleague has claimed this photo: the first press warned, a second one decides anyway. */
  const [warned, setWarned] = useState<string>()
  const isWarned = warned !== undefined && warned === state.focus
  const say = (text: string) => dispatch({ type: 'say', text })
  const focusOn = (key: string | undefined) => dispatch({ type: 'focus', key })
  const after = (keys: ReadonlySet<string>) => nextOpen(rows, isOpenKey, state.focus, keys)

  const seenOf = (photo: Photo) => {
    const back = seenInConflict(own.get(keyOf(photo)))
    return {
      ...{
        item_type: 'photo' as const,
        item_id: photo.id,
        title: photo.title,
        author_name: photo.member_name,
      },
      version: photo.version,
      decision_seen: Math.max(photo.decision_seen ?? 0, back?.decision_seen ?? 0) || null,
      ...((back?.kind === 'claimed' || (isWarned && keyOf(photo) === state.focus)) && { over_claim: true }),
      also: { checksum: seen.get(photo.id) ?? null },
    }
  }
  const decide = (decision: PhotoDecision, reason?: Reason, text?: string) => {
    const those = new Set(targets.map(keyOf))
    outbox.decide(targets.map(seenOf), {
      decision,
      note: text,
      reason_code: reason?.code,
      reason_label: reason?.label,
    })
    const many = targets.length > 1 ? ` ${targets.length}` : ''
    const next = after(those)
    dispatch({
      type: 'decided',
      text: `${doneLabels[decision]}${many}${reason ? `, ${reason.label}` : ''}.`,
      next,
      isPhone,
    })
  }
  const request = (decision: PhotoDecision) => {
    if (targets.length === 0) return
    if (chosen.length === 0 && p.status?.kind === 'own')
      return say('You have decided this already. U undoes it.')
    if (chosen.length === 0 && p.status?.kind === 'claimed' && !p.status.isMine && !isWarned)
      // The notice beside the photo is a live region, so it is also announced.
      return setWarned(state.focus)
    if (targets.some(({ id }) => !seen.has(id)))
      return say(
        targets.length === 1
          ? 'Look at the picture first: click it, or hold Space.'
          : 'Look at all of them first: hold Space in the grid.',
      )
    const text = p.status?.kind === 'returned' ? p.status.sent.note : undefined
    if (decision === 'approve') decide(decision, undefined, text)
    else dispatch({ type: 'ask', asking: { decision, note: text } })
  }
  const undoable = useMemo(() => lastGroup(sent), [sent])
  const undo = () => {
    const [first] = undoable
    say(undoneText(undoable, doneLabels))
    if (!first) return
    outbox.undo(first.group)
    focusOn(keyOf(first.item))
  }
  const decideAnyway = (of: OutboxEntry) => {
    const { outcome, decision, reason_code, reason_label, note: text } = of
    if (outcome?.result !== 'conflict') return
    const version = Math.max(outcome.version ?? 0, of.item.version)
    const over_claim = outcome.kind === 'claimed' || of.item.over_claim
    const decision_seen = Math.max(outcome.decision_seen ?? 0, of.item.decision_seen ?? 0) || null
    outbox.decide([{ ...of.item, version, decision_seen, ...(over_claim && { over_claim }) }], {
      ...{ decision, reason_code, reason_label, note: text },
    })
    focusOn(after(new Set([keyOf(of.item)])))
  }
  const leave = (of: OutboxEntry) => {
    outbox.leave(of.key)
    focusOn(after(new Set([keyOf(of.item)])) ?? state.focus)
  }
  const returned = sent.filter(isReturned)
  const toReturned = () => {
    const at = returned.findIndex((one) => keyOf(one.item) === state.focus)
    const next = returned[(at + 1) % returned.length]
    if (next) focusOn(keyOf(next.item))
  }
  return {
    ...{ targets, isWarned, request, decide, undo, undoable },
    ...{ decideAnyway, leave, returned, toReturned, note },
  }
}

/** Deciding about photos: the targets, the actions and the returned decisions. */
export type PhotoDeciding = ReturnType<typeof usePhotoDeciding>
