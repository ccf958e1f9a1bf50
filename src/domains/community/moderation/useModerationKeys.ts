import { movingKeys, returnedKeys } from '@/resource/queue/keys'
import { keyOf } from '@/resource/queue/types'
import { type Shortcut, useShortcuts } from '@/ui/shortcuts'
import { approval } from './decisionRules'
import { isSelectable } from './itemStatus'
import { verbLabels } from './labels'
import type { Decision } from './types'
import { type Actions, claimSize } from './useActions'
import type { Deciding } from './useDeciding'
import type { FocusedItem } from './useItem'
import type { Moderation } from './useModeration'

/** The keyboard shortcuts of the queue. */
export function useModerationKeys(m: Moderation, it: FocusedItem, d: Deciding, actions: Actions) {
  const { item, row, itemStatus } = it
  const { isDone, dispatch } = m
  const back = itemStatus?.kind === 'returned' ? itemStatus.sent : undefined
  const decideKey = (keys: string, decision: Decision, asks = false): Shortcut => ({
    keys,
    label: asks && decision === 'hide' ? 'Hide for another reason' : verbLabels[decision],
    group: 'Decide',
    run: () => d.request(decision, asks),
  })
  useShortcuts([
    ...movingKeys(actions),
    decideKey('a', item ? approval(item) : 'approve'),
    decideKey('h', 'hide'),
    decideKey('shift+h', 'hide', true),
    ...(item?.shown ? [decideKey('n', 'decline_edit')] : []),
    decideKey('r', 'remove'),
    decideKey('e', 'escalate'),
    ...(item && item.open_reports > 0 ? [decideKey('d', 'dismiss_reports')] : []),
    {
      keys: 'u',
      label: isDone ? 'Undo this decision' : 'Undo the last decision',
      group: 'Decide',
      run: d.undo,
    },
    ...returnedKeys({
      count: d.returned.length,
      toReturned: actions.toReturned,
      ...(back && { decideAnyway: () => d.decideAnyway(back), leave: () => d.leave(back) }),
    }),
    {
      keys: 's',
      label: 'Sanction the author…',
      group: 'Decide',
      run: () => item && dispatch({ type: 'dialog', dialog: { kind: 'sanction' } }),
    },
    {
      keys: 'o',
      label: 'Open or close the thread',
      group: 'Queue',
      run: () => dispatch({ type: 'thread' }),
    },
    ...(isDone
      ? []
      : [
          {
            keys: 'x',
            label: 'Select or unselect',
            group: 'Queue',
            run: () =>
              row &&
              isSelectable(m.itemStatuses.get(keyOf(row))) &&
              dispatch({ type: 'toggle', key: keyOf(row) }),
          },
          {
            keys: 'c',
            label: `Claim the next ${claimSize}`,
            group: 'Queue',
            run: () => void actions.claim(),
          },
          { keys: '.', label: 'Take in what is new', group: 'Queue', run: () => void actions.loadNew() },
        ]),
    {
      keys: 'm',
      label: 'Decide near-identical ones together',
      group: 'Queue',
      run: () => void actions.gather(),
    },
    ...(itemStatus?.kind === 'claimed' && !itemStatus.isMine
      ? [{ keys: 't', label: 'Take it over', group: 'Queue', run: () => void actions.takeOver() }]
      : []),
    {
      keys: 'Escape',
      label: 'Select nothing',
      group: 'Queue',
      hidden: true,
      run: () => {
        dispatch({ type: 'select', keys: new Set() })
        dispatch({ type: 'together', items: undefined })
      },
    },
  ])
}
