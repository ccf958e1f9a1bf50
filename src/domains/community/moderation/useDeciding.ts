import { useMemo, useState } from 'react'
import { isReturned, lastGroup, undoneIds, undoneText } from '@/resource/queue/outboxEntries'
import { nextOpen } from '@/resource/queue/queueState'
import { keyOf } from '@/resource/queue/types'
import { pluralText } from '@/ui/pluralText'
import { approval, countedFor, needsReason, seenAfterConflict, seenOf, suggestionFor } from './decisionRules'
import { doneLabels } from './labels'
import type { Decision, OutboxEntry, QueueItem, Reason, Seen, Similar } from './types'
import type { FocusedItem } from './useItem'
import type { Moderation } from './useModeration'

/** Decides, undoes, and handles returned decisions. */
export function useDeciding(m: Moderation, { item, itemStatus }: FocusedItem) {
  const { outbox, sent, rows, reasons, ownDecisions, isOpenKey, isDone, isPhone, history, dispatch } = m
  const { focus, past, selected, together } = m.state
  const chosen = rows.filter((one) => selected.has(keyOf(one)))
  const targets: readonly (QueueItem | Similar)[] =
    chosen.length > 0 ? chosen : item ? [item, ...(together ?? [])] : []
  const suggested = suggestionFor(chosen.length > 0 ? chosen : item ? [item] : [])
  const hideReason = reasons.find(({ code, decisions }) => code === suggested && decisions.includes('hide'))
  /** A colleague has claimed this item: the first press warned, a second one decides anyway. */
  const [warned, setWarned] = useState<string>()
  const isWarned = warned !== undefined && warned === focus
  const say = (text: string) => dispatch({ type: 'say', text })
  const focusOn = (key: string | undefined) => dispatch({ type: 'focus', key })
  const after = (keys: ReadonlySet<string>) => nextOpen(rows, isOpenKey, focus, keys)

  const decide = (decision: Decision, reason?: Reason, note?: string, more?: Pick<Seen, 'also' | 'said'>) => {
    const counted = countedFor(decision, targets, focus)
    const left = targets.length - counted.length
    const leftText = left > 0 ? ` ${pluralText(left, 'post')} with a picture left to be looked at.` : ''
    if (counted.length === 0) return say(leftText.trim())
    const those = new Set(counted.map(keyOf))
    outbox.decide(
      counted.map((target) => ({
        ...seenOf(target, ownDecisions.get(keyOf(target))),
        ...more,
        ...(isWarned && keyOf(target) === focus && { over_claim: true }),
        ...(decision === 'approve' && { decision: approval(target) }),
      })),
      { decision, note, reason_code: reason?.code, reason_label: reason?.label },
    )
    const many = counted.length > 1 ? ` ${counted.length}` : ''
    const isElsewhere = chosen.length > 0 && focus !== undefined && !those.has(focus)
    dispatch({
      type: 'decided',
      // Only the decision is announced: the next item's heading takes the focus and is announced by that.
      text: `${doneLabels[decision]}${many}${reason ? `, ${reason.label}` : ''}.${leftText}`,
      next: isDone || isElsewhere ? focus : after(those),
      isPhone,
    })
  }
  const request = (decision: Decision, asks = false) => {
    if (targets.length === 0) return
    if (chosen.length === 0 && itemStatus?.kind === 'own')
      return say('You have decided this already. U undoes it.')
    if (chosen.length === 0 && itemStatus?.kind === 'claimed' && !itemStatus.isMine && !isWarned) {
      // The notice beside the item is a live region, so it is also announced.
      return setWarned(focus)
    }
    const note = itemStatus?.kind === 'returned' ? itemStatus.sent.note : undefined
    const needs = asks ? 'reason' : needsReason(decision, targets, hideReason)
    if (needs === 'about earlier reports') {
      const asked = decision === 'dismiss_reports' ? decision : approval(item ?? { state: '' })
      dispatch({ type: 'ask', asking: { decision: asked, note, aboutEarlier: true } })
    } else if (needs) dispatch({ type: 'ask', asking: { decision, note } })
    else decide(decision, decision === 'hide' ? hideReason : undefined, note)
  }

  const undoable = useMemo(() => lastGroup(sent), [sent])
  const undoing = useMemo(() => undoneIds(sent), [sent])
  const undo = () => {
    if (isDone) {
      const shown = history.rows?.find(({ id }) => id === past)
      if (!shown?.may_undo || shown.decision === 'undo' || undoing.has(shown.id))
        return say('This can no longer be undone.')
      const { id, decision, reason_label } = shown
      outbox.undoPast({ ...seenOf(shown), id, decision, reason_label: reason_label ?? undefined })
      return say('Undone.')
    }
    const [first] = undoable
    say(undoneText(undoable, doneLabels))
    if (!first) return
    outbox.undo(first.group)
    if (rows.some((one) => keyOf(one) === keyOf(first.item))) focusOn(keyOf(first.item))
  }
  const decideAnyway = (of: OutboxEntry) => {
    const again = seenAfterConflict(of, item)
    if (!again) return
    const { decision, reason_code, reason_label, note } = of
    outbox.decide([again], { decision, reason_code, reason_label, note })
    focusOn(after(new Set([keyOf(of.item)])))
  }
  const leave = (of: OutboxEntry) => {
    outbox.leave(of.key)
    focusOn(after(new Set([keyOf(of.item)])) ?? focus)
  }
  return {
    ...{
      targets,
      approvable: countedFor('approve', targets, focus).length,
      suggested,
      hideReason,
      undoable,
      undoing,
      isWarned,
    },
    ...{ decide, request, undo, decideAnyway, leave },
    returned: sent.filter(isReturned),
  }
}

/** Deciding: the targets, the actions and the returned decisions. */
export type Deciding = ReturnType<typeof useDeciding>
