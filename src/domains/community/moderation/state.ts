import { initialState, type QueueAction, type QueueState, reduceQueue } from '@/resource/queue/queueState'
import { keyOf } from '@/resource/queue/types'
import type { Decision, QueueItem, Sanction, Similar } from './types'

/** The decision that the reason panel asks about. */
export interface Asking {
  decision: Decision
  note?: string
  /** Members reported an earlier version, so the reason must cover that version. */
  aboutEarlier?: boolean
}

/** The moderator's interaction with the queue; server data is kept elsewhere. */
export interface ModerationState extends QueueState<Asking> {
  /** History view: the id of the selected decision. */
  past: number | undefined
  /** An item opened by a link that is not among the rows. */
  linkedItem: QueueItem | undefined
  /** Nearly identical items that the next decision also applies to. */
  together: readonly Similar[] | undefined
  isThreadOpen: boolean
  dialog: { kind: 'sanction' } | { kind: 'lift'; sanction: Sanction } | undefined
}

/** The actions of the reducer. */
export type ModerationAction =
  | QueueAction<Asking>
  | { type: 'past'; id: number; key: string }
  | { type: 'linked'; item: QueueItem }
  | { type: 'together'; items: readonly Similar[] | undefined }
  | { type: 'thread' }
  | { type: 'dialog'; dialog: ModerationState['dialog'] }

/** The initial state: the item in the URL is focused, if there is one. */
export function initialModeration(key: string | undefined): ModerationState {
  return {
    ...initialState(key),
    past: undefined,
    linkedItem: undefined,
    together: undefined,
    isThreadOpen: false,
    dialog: undefined,
  }
}

/** The reducer. */
export function reduceModeration(state: ModerationState, action: ModerationAction): ModerationState {
  switch (action.type) {
    case 'past':
      return { ...state, past: action.id, focus: action.key }
    case 'linked':
      return { ...state, linkedItem: action.item }
    case 'together':
      return { ...state, together: action.items }
    case 'thread':
      return { ...state, isThreadOpen: !state.isThreadOpen }
    case 'dialog':
      return { ...state, dialog: action.dialog }
    case 'focus':
    case 'decided':
      return { ...state, ...reduceQueue(state, action), together: undefined }
    case 'show':
      return {
        ...state,
        ...reduceQueue(state, action),
        together: undefined,
        linkedItem: undefined,
        past: undefined,
      }
    default:
      return { ...state, ...reduceQueue(state, action) }
  }
}

/** The rows, with a linked item at the top unless it is already among them. */
export function rowsWith(
  rows: readonly QueueItem[],
  linkedItem: QueueItem | undefined,
): readonly QueueItem[] {
  return linkedItem && !rows.some((row) => keyOf(row) === keyOf(linkedItem)) ? [linkedItem, ...rows] : rows
}
