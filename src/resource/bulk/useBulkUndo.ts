import { countText } from '@/ui/countText'
import { useNotify } from '@/ui/notify'
import { createSingleRun } from '@/ui/useSingleRun'
import type { ListModel } from '../query/listModel'
import { useRefresh } from '../query/useRefresh'
import { useRpc } from '../query/useRpc'
import type { BulkOutcome } from './results'
import { runBulkOperation } from './runBulkOperation'
import { recordsText } from './selectedRecords'

// Shared by all pages, because the undo notification outlives the page that showed it.
const once = createSingleRun()

/** Undoes a bulk change and reports the result. Keeps working after the page was left. */
export function useBulkUndo(
  list: Pick<ListModel, 'entry' | 'resource'>,
): (outcome: BulkOutcome) => Promise<void> {
  const rpc = useRpc()
  const notify = useNotify()
  const refresh = useRefresh()
  const undo = async ({ operation_id: operation, changed }: BulkOutcome) => {
    notify.working({ key: 'bulk', message: `Taking back the change to ${recordsText(changed, list)}…` })
    try {
      const undone = await runBulkOperation(
        rpc,
        { rpc: 'bulk_undo', args: { operation }, idArgument: 'undo' },
        () => {},
      )
      await refresh()
      const left = undone.refused.reduce((sum, { ids }) => sum + ids.length, 0)
      notify.success({
        key: 'bulk',
        message: `${recordsText(undone.changed, list)} ${undone.changed === 1 ? 'is as it was' : 'are as they were'}.`,
        description:
          left > 0
            ? `${countText(left, false)} ${left === 1 ? 'stays' : 'stay'} as ${left === 1 ? 'it is' : 'they are'}. ${undone.refused.map(({ reason }) => reason).join(' ')}`
            : undefined,
      })
    } catch (error) {
      notify.error(error, { key: 'bulk', title: 'The change was not taken back' })
      return false
    }
  }
  return (outcome) => once(() => undo(outcome), outcome.operation_id)
}
