import { countText } from '@/ui/countText'
import { useNotify } from '@/ui/notify'
import { createSingleRun } from '@/ui/useSingleRun'
import type { ListModel } from '../query/listModel'
import { useRefresh } from '../query/useRefresh'
import { useRpc } from '../query/useRpc'
import type { BulkOutcome } from './results'
import { runBulkOperation } from './runBulkOperation'
import { recordsText } from './selectedRecords'

// For all pages: the offer outlives the page that made it.
const once = createSingleRun()

/** Takes a bulk change back and says what came of it. Works on after the page was left. */
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
