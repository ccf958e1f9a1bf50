import { useNotify } from '@/ui/notify'
import { countText } from '../list/countText'
import type { ListHandle } from '../list/handle'
import { useRefresh } from '../show/useRefresh'
import { type Outcome, perform } from './operation'
import { recordsText } from './target'
import { useCall } from './useCall'

/** Takes a bulk change back and says what came of it. Works on after the page was left. */
export function useUndo(list: Pick<ListHandle, 'entry' | 'resource'>): (outcome: Outcome) => Promise<void> {
  const call = useCall()
  const notify = useNotify()
  const refresh = useRefresh()
  return async ({ operation_id: operation, changed }) => {
    notify.working({ key: 'bulk', message: `Taking back the change to ${recordsText(changed, list)}…` })
    try {
      const undone = await perform(call, { rpc: 'bulk_undo', args: { operation }, as: 'undo' }, () => {})
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
    }
  }
}
