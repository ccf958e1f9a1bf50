import { initialState, type QueueAction, type QueueState, reduceQueue } from '@/resource/queue/queueState'
import { keyOf } from '@/resource/queue/types'
import type { Decision, QueueItem, Sanction, Similar } from './types'

/** What a reason panel is open for. */
export interface Asking {
  decision: Decision
  note?: string
  /** Members reported a version before the one that is judged: the reason says what that one was. */
  aboutEarlier?: boolean
}

/** What a moderator does with the queue, apart from what the database knows of it. */
export interface ModerationState extends QueueState<Asking> {
  /** In the view of what is decided: the decision that is looked at. */
  past: number | undefined
  /** What an address led to that is not among the rows. */
  linkedItem: QueueItem | undefined
  /** Near-identical items that the next decision counts for, too. */
  together: readonly Similar[] | undefined
  isThreadOpen: boolean
  dialog: { kind: 'sanction' } | { kind: 'lift'; sanction: Sanction } | undefined
}

/** What can happen to it. */
export type ModerationAction =
  | QueueAction<Asking>
  | { type: 'past'; id: number; key: string }
  | { type: 'linked'; item: QueueItem }
  | { type: 'together'; items: readonly Similar[] | undefined }
  | { type: 'thread' }
  | { type: 'dialog'; dialog: ModerationState['dialog'] }

/** How the queue begins: at the item of the address, if that names one. */
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

/** The state after something happened. */
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

/** The rows with what an address led to before them, unless it is among them. */
export function rowsWith(
  rows: readonly QueueItem[],
  linkedItem: QueueItem | undefined,
): readonly QueueItem[] {
  return linkedItem && !rows.some((row) => keyOf(row) === keyOf(linkedItem)) ? [linkedItem, ...rows] : rows
}
