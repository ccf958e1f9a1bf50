import { useEffect, useRef, useState } from 'react'
import type { ConsoleError } from '@/supabase/errors'
import { useNotify } from '@/ui/notify'
import type { ListModel } from '../query/listModel'
import { useRefresh } from '../query/useRefresh'
import { useRpc } from '../query/useRpc'
import { canUndo, describeRemainder, doneText } from './bulkRequest'
import type { BulkOutcome } from './results'
import { type BulkRequest, runBulkOperation } from './runBulkOperation'
import type { BulkChoice } from './useBulkChoices'
import { useBulkUndo } from './useBulkUndo'

interface BulkRunOptions {
  list: ListModel
  offer: BulkChoice
  /** The new state, if the action changes a state. */
  state: string | undefined
  onClose: () => void
  /** Receives the database's messages about single fields. */
  onFieldErrors: (errors: ConsoleError['errors']) => void
}

/** Runs the bulk action of a dialog and reports the result, even if the dialog has been closed by then. */
export function useBulkRun({ list, offer, state, onClose, onFieldErrors }: BulkRunOptions) {
  const [phase, setPhase] = useState<'asking' | 'running' | 'doubt'>('asking')
  const [error, setError] = useState<ConsoleError>()
  const [report, setReport] = useState<{ title: string; outcome: BulkOutcome }>()
  const rpc = useRpc()
  const notify = useNotify()
  const refresh = useRefresh()
  const undo = useBulkUndo(list)
  const isOpen = useRef(true)
  useEffect(() => {
    isOpen.current = true
    return () => {
      isOpen.current = false
    }
  }, [])

  const undoOf = (outcome: BulkOutcome) =>
    canUndo(offer) && outcome.changed > 0 ? () => void undo(outcome) : undefined
  const run = async (request: BulkRequest) => {
    setError(undefined)
    setPhase('running')
    try {
      const outcome = await runBulkOperation(rpc, request, () => setPhase('doubt'))
      void refresh()
      const title = doneText(list, offer, outcome, state)
      const left = outcome.refused.length > 0 || (outcome.changed === 0 && (outcome.unchanged ?? 0) > 0)
      if (left && isOpen.current) {
        setReport({ title, outcome })
        setPhase('asking')
        return
      }
      list.selection.clear()
      notify.success({
        key: 'bulk',
        message: title,
        description: describeRemainder(outcome),
        undo: undoOf(outcome),
      })
      onClose()
    } catch (caught) {
      const problem = caught as ConsoleError
      setPhase('asking')
      onFieldErrors(problem.errors)
      setError(problem)
      if (!isOpen.current) notify.error(problem, { key: 'bulk', title: 'Nothing was changed' })
      return false
    }
  }
  return { phase, error, clearError: () => setError(undefined), report, undoOf, run }
}
