import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query'
import type { TextAreaRef } from 'antd/es/input/TextArea'
import { useDeferredValue, useMemo, useRef, useState } from 'react'
import * as v from 'valibot'
import { momentTexts } from '@/resource/fields/time'
import type { QueueRequests } from '@/resource/queue/useQueueRequests'
import type { ArgsOf } from '@/supabase/rpc'
import { useNotify } from '@/ui/notify'
import { useSingleRun } from '@/ui/useSingleRun'
import { sanctionPreview } from './results'
import type { Reason, SanctionKind } from './types'

/** The member to be sanctioned, and the context of the dialog. */
export interface SanctionOf {
  calls: QueueRequests
  member: { id: string; name: string }
  reasons: readonly Reason[]
  suggested: string | undefined
  /** The decision that led to the sanction, if there is one. */
  decisionId: number | undefined
  onDone: () => void
}

/** The form values of a sanction, the preview of its effects, and its submission. */
export function useSanction({ calls, member, reasons, suggested, decisionId, onDone }: SanctionOf) {
  const offered = reasons.filter(({ decisions }) => decisions.includes('sanction'))
  const [kind, setKind] = useState<SanctionKind>('warn')
  // An invalid number of days stays in the field as typed.
  const [typedDays, setDays] = useState<unknown>(7)
  const days = typeof typedDays === 'number' ? typedDays : null
  const [isEndless, setEndless] = useState(false)
  const [reason, setReason] = useState(() => offered.find(({ code }) => code === suggested)?.code)
  const [message, setMessage] = useState('')
  const [note, setNote] = useState('')
  const [hidePending, setHidePending] = useState(false)
  const [error, setError] = useState<unknown>()
  const [run, isSending] = useSingleRun()
  const [wasTried, setTried] = useState(false)
  const noteField = useRef<TextAreaRef>(null)
  const isNoteMissing = reason === 'other' && note.trim() === ''
  const notify = useNotify()
  const queries = useQueryClient()

  const asked = useDeferred<ArgsOf<'preview_sanction'>>({
    member_id: member.id,
    kind,
    days: kind === 'warn' || (kind === 'suspend' && isEndless) ? null : days,
    reason_code: reason ?? null,
    hide_pending: hidePending,
    message: message.trim() || null,
  })
  const isReady =
    kind === 'warn' || (kind === 'suspend' && isEndless) || (days !== null && days >= 1 && days <= 365)
  const preview = useQuery({
    queryKey: ['moderation', 'sanction', asked],
    queryFn: ({ signal }) => calls.rpc('preview_sanction', asked, { signal, result: sanctionPreview }),
    enabled: isReady,
    placeholderData: keepPreviousData,
    staleTime: 0,
    retry: false,
  })
  const shown = preview.data
  const isCurrent = !preview.isPlaceholderData && !preview.isFetching && shown !== undefined

  const confirm = async () => {
    if (!shown || !reason || !isCurrent) return false
    setTried(true)
    if (isNoteMissing) {
      noteField.current?.focus()
      return false
    }
    setError(undefined)
    try {
      const wanted: ArgsOf<'sanction_member'> = {
        ...asked,
        // Null means without end, which the generated types do not allow.
        days: asked.days as number,
        reason_code: reason,
        note: note.trim() || null,
        expected: shown.counts.changes,
        decision_id: decisionId ?? null,
        version: shown.version,
      }
      await calls.rpc('sanction_member', wanted, { result: v.unknown() })
      notify.success({ key: 'sanction', message: doneText(kind, member.name, shown.ends_at) })
      onDone()
    } catch (caught) {
      setError(caught)
      // The effects may have changed, so the preview is read again.
      void queries.invalidateQueries({ queryKey: ['moderation', 'sanction'] })
      return false
    }
  }
  return {
    ...{ offered, kind, setKind, typedDays, days, setDays, isEndless, setEndless, reason, setReason },
    ...{ message, setMessage, note, setNote, noteField, hidePending, setHidePending },
    ...{ preview, shown, isReady, isCurrent, error, isSending },
    /** The reason “Other” needs a note, and the person tried to send without one. */
    isNoteMissed: wasTried && isNoteMissing,
    send: () => void run(confirm),
  }
}

/** Values that may lag behind typing; the same object as long as nothing in them changed. */
function useDeferred<T extends object>(values: T): T {
  const text = useDeferredValue(JSON.stringify(values))
  return useMemo(() => JSON.parse(text) as T, [text])
}

/** A member's state after a sanction, as a past participle. */
export const pastOf: Record<SanctionKind, string> = { warn: 'warned', mute: 'muted', suspend: 'suspended' }

function doneText(kind: SanctionKind, name: string, endsAt: string | null): string {
  if (kind === 'warn') return `${name} is warned.`
  return `${name} is ${pastOf[kind]}${endsAt ? ` until ${momentTexts(endsAt).local}` : ' without an end'}.`
}
