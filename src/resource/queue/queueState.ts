import { type ItemRef, keyOf } from './types'

/** Which part of a queue's page a phone shows; a desk shows all of them. */
export type Pane = 'list' | 'item' | 'side'

/** What a person does with a queue, apart from what the database knows of it. `Asking` is what a reason is asked for. */
export interface QueueState<Asking> {
  /** The key of the item that is looked at. */
  focus: string | undefined
  pane: Pane
  /** The keys of what is chosen to be decided together. */
  selected: ReadonlySet<string>
  asking: Asking | undefined
  /** What is said aloud of the last act. */
  announcement: string
  /** All that was listed is decided: nothing is in focus until more is taken in. */
  isFinished: boolean
}

/** What can happen to it. */
export type QueueAction<Asking> =
  | { type: 'focus'; key: string | undefined }
  | { type: 'pane'; pane: Pane }
  | { type: 'toggle'; key: string }
  | { type: 'select'; keys: ReadonlySet<string> }
  | { type: 'ask'; asking: Asking | undefined }
  | { type: 'say'; text: string }
  /** Another view is shown, which begins at what the address names. */
  | { type: 'show'; key: string | undefined }
  /** Decided: on to the next, where there is one. */
  | { type: 'decided'; text: string; next: string | undefined; isPhone: boolean }
  /** More was taken in. */
  | { type: 'refilled' }

const nobody: ReadonlySet<string> = new Set()

/** How a queue begins: at the item of the address, if that names one. */
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

/** The words to be read out: the same ones twice in a row are heard again only if they differ in something unheard. */
function heard(text: string, before: string): string {
  return text === before ? `${text}\u00a0` : text
}

/** The state after something happened. */
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
      return { ...state, announcement: heard(action.text, state.announcement) }
    case 'show':
      return { ...state, focus: action.key, asking: undefined, selected: nobody, isFinished: false }
    case 'decided':
      return {
        ...state,
        announcement: heard(action.text, state.announcement),
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

/** The key of the row that a person is led to after `from`: the next below that is open, else the first one above. */
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

/** The keys of those that a person will come to next, to be read ahead. */
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

/** The row so many steps from one, at most the first or the last; from none, the nearest end. */
export function stepped<Row>(rows: readonly Row[], at: number, by: number): Row | undefined {
  if (at < 0) return by > 0 ? rows[0] : rows.at(-1)
  return rows[Math.max(0, Math.min(rows.length - 1, at + by))]
}

/** Which row Tab comes to: the one in focus, else the first. The others are reached from it, so that all are one stop. */
export function tabStop<Row>(rows: readonly Row[], isFocused: (row: Row) => boolean): number {
  return Math.max(0, rows.findIndex(isFocused))
}
