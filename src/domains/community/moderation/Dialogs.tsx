import { useQueryClient } from '@tanstack/react-query'
import { lazy, Suspense } from 'react'
import { decisionIdOf } from '@/resource/queue/outboxEntries'
import { keyOf } from '@/resource/queue/types'
import { DialogOpening } from '@/ui/states'
import { suggestionFor } from './decisionRules'
import type { FocusedItem } from './useItem'
import type { Moderation } from './useModeration'

const SanctionDialog = lazy(() => import('./SanctionDialog').then((m) => ({ default: m.SanctionDialog })))
const LiftDialog = lazy(() => import('./LiftDialog').then((m) => ({ default: m.LiftDialog })))

/** The dialogs over the queue: sanction the author, or lift a sanction. */
export function Dialogs({ m, it: { item } }: { m: Moderation; it: FocusedItem }) {
  const queries = useQueryClient()
  const { calls, reasons, queue, ownDecisions, dispatch } = m
  const { dialog } = m.state
  const close = () => dispatch({ type: 'dialog', dialog: undefined })
  const done = () => {
    close()
    void queries.invalidateQueries({ queryKey: ['moderation', 'context'] })
    queue.pollNow()
  }
  if (!dialog || !item) return null
  return (
    <Suspense fallback={<DialogOpening />}>
      {dialog.kind === 'sanction' ? (
        <SanctionDialog
          calls={calls}
          member={{ id: item.author_id, name: item.author_name }}
          reasons={reasons}
          suggested={suggestionFor([item])}
          decisionId={decisionIdOf(ownDecisions.get(keyOf(item)))}
          onClose={close}
          onDone={done}
        />
      ) : (
        <LiftDialog
          calls={calls}
          sanction={dialog.sanction}
          name={item.author_name}
          onClose={close}
          onDone={done}
        />
      )}
    </Suspense>
  )
}
