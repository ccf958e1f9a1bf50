import { type ItemRef, keyOf } from './types'

/** The pane of a queue's page that a phone shows; a desktop shows all of them. */
export type Pane = 'list' | 'item' | 'side'

/** The page state of a queue, apart from the database's data. `Asking` describes what a reason is being asked for. */
export interface QueueState<Asking> {
  /** The key of the current item. */
  focus: string | undefined
  pane: Pane
  /** The keys of the items selected to be decided together. */
  selected: ReadonlySet<string>
  asking: Asking | undefined
  /** The text announced to screen readers after the last action. */
  announcement: string
  /** All listed items are decided: there is no current item until more are loaded. */
  isFinished: boolean
}

/** The actions of the reducer. */
export type QueueAction<Asking> =
  | { type: 'focus'; key: string | undefined }
  | { type: 'pane'; pane: Pane }
  | { type: 'toggle'; key: string }
  | { type: 'select'; keys: ReadonlySet<string> }
  | { type: 'ask'; asking: Asking | undefined }
  | { type: 'say'; text: string }
  /** Another view is shown, which begins at the item that the address names. */
  | { type: 'show'; key: string | undefined }
  /** An item was decided: moves on to the next, if there is one. */
  | { type: 'decided'; text: string; next: string | undefined; isPhone: boolean }
  /** More items were loaded. */
  | { type: 'refilled' }

const nobody: ReadonlySet<string> = new Set()

/** The initial state: at the item of the address, if it names one. */
export function initialState(key: string | undefined): QueueState<never> {
  return {
    focus: key,
    pane: key ? 'item' : 'list',
    selected: nobody,
    asking: undefined,
    announcement: '',
    isFinished: false,
  }
}

/**
 * The announced text: screen readers announce the same text twice in a row only if it differs in an invisible
 * character.
 */
function announced(text: string, before: string): string {
  return text === before ? `${text}\u00a0` : text
}

/** The queue's reducer: the state after an action. */
export function reduceQueue<A>(state: QueueState<A>, action: QueueAction<A>): QueueState<A> {
  switch (action.type) {
    case 'focus':
      return { ...state, focus: action.key, asking: undefined }
    case 'pane':
      return { ...state, pane: action.pane }
    case 'toggle': {
      const selected = new Set(state.selected)
      if (!selected.delete(action.key)) selected.add(action.key)
      return { ...state, selected }
    }
    case 'select':
      return { ...state, selected: action.keys }
    case 'ask':
      return { ...state, asking: action.asking }
    case 'say':
      return { ...state, announcement: announced(action.text, state.announcement) }
    case 'show':
      return { ...state, focus: action.key, asking: undefined, selected: nobody, isFinished: false }
    case 'decided':
      return {
        ...state,
        announcement: announced(action.text, state.announcement),
        selected: nobody,
        asking: undefined,
        focus: action.next,
        isFinished: state.isFinished || action.next === undefined,
        pane: action.next === undefined && action.isPhone ? 'list' : state.pane,
      }
    case 'refilled':
      return { ...state, isFinished: false }
  }
}

/** The key of the row to move to from `from`: the next open one below, otherwise the first open one above. */
export function nextOpen(
  rows: readonly ItemRef[],
  isOpen: (key: string) => boolean,
  from: string | undefined,
  without: ReadonlySet<string> = nobody,
): string | undefined {
  const at = rows.findIndex((row) => keyOf(row) === from)
  for (const row of [...rows.slice(at + 1), ...rows.slice(0, Math.max(0, at))]) {
    const key = keyOf(row)
    if (!without.has(key) && isOpen(key)) return key
  }
  return undefined
}

/** The keys of the next items, to prefetch them. */
export function comingUp(
  rows: readonly ItemRef[],
  isOpen: (key: string) => boolean,
  from: string | undefined,
  count: number,
): string[] {
  const coming: string[] = []
  for (let at = from; at !== undefined && coming.length < count; ) {
    at = nextOpen(rows, isOpen, at, new Set(coming))
    if (at === undefined) break
    coming.push(at)
  }
  return coming
}

/** The row a number of steps away, at most the first or last one; without a current row, the nearest end. */
export function stepped<Row>(rows: readonly Row[], at: number, by: number): Row | undefined {
  if (at < 0) return by > 0 ? rows[0] : rows.at(-1)
  return rows[Math.max(0, Math.min(rows.length - 1, at + by))]
}

/** The row that is the Tab stop: the current one, otherwise the first. The others are reached from it by other keys. */
export function tabStop<Row>(rows: readonly Row[], isFocused: (row: Row) => boolean): number {
  return Math.max(0, rows.findIndex(isFocused))
}
