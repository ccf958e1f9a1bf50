import type { Shortcut } from '@/ui/shortcuts'
import { scrollReading } from './scrollReading'
import { focusPart, moveAlong } from './tabStops'

interface MovingKeys {
  move: (by: number) => void
  turn?: (by: number) => void
}

/**
 * The keys of every queue: moving through the items and scrolling the item. Keys for views exist only if there are
 * views.
 */
export function movingKeys({ move, turn }: MovingKeys): Shortcut[] {
  return [
    { keys: 'j', label: 'Next item', group: 'Queue', run: () => move(1) },
    { keys: 'k', label: 'Previous item', group: 'Queue', run: () => move(-1) },
    ...([1, -1] as const).map((by) => ({
      keys: by === 1 ? 'ArrowDown' : 'ArrowUp',
      label:
        by === 1 ? 'A few lines on; in the list: next item' : 'A few lines back; in the list: previous item',
      group: 'Queue',
      hidden: true,
      run: (event: KeyboardEvent) => scrolledLines(event, by) || move(by),
    })),
    { keys: 'F6', label: 'To the next pane', group: 'Queue', run: () => focusPart(1) },
    { keys: 'shift+F6', label: 'To the pane before', group: 'Queue', run: () => focusPart(-1) },
    ...([1, -1] as const).map((by) => ({
      keys: by === 1 ? 'ArrowRight' : 'ArrowLeft',
      label: by === 1 ? 'To the next link or button of this pane' : 'To the one before',
      group: 'Queue',
      run: (event: KeyboardEvent) => moveAlong(event, by),
    })),
    { keys: 'Space', label: 'Read on', group: 'Queue', run: (event) => scrollReading(event, 1) },
    { keys: 'shift+Space', label: 'Read back', group: 'Queue', run: (event) => scrollReading(event, -1) },
    ...(['PageDown', 'PageUp'] as const).map((keys) => ({
      keys,
      label: keys === 'PageDown' ? 'Read on' : 'Read back',
      group: 'Queue',
      hidden: true,
      run: (event: KeyboardEvent) => scrollReading(event, keys === 'PageDown' ? 1 : -1),
    })),
    ...(turn
      ? [
          { keys: 'v', label: 'Next view', group: 'Queue', run: () => turn(1) },
          { keys: 'shift+v', label: 'Previous view', group: 'Queue', run: () => turn(-1) },
        ]
      : []),
  ]
}

/**
 * Scrolls the item by a few lines and returns whether it did. Not if the focus is in the list, which uses the arrow
 * keys itself, or if a phone shows only the list.
 */
function scrolledLines(event: KeyboardEvent, direction: 1 | -1): boolean {
  const from = event.target instanceof Element ? event.target : document.body
  const pane = from.closest('.queue-side') ?? document.querySelector('.queue-reading')
  if (from.closest('.queue-waiting') || pane?.checkVisibility?.() === false) return false
  pane?.scrollBy?.({ top: direction * 64 })
  return true
}

interface ReturnedKeys {
  /** The number of returned decisions. */
  count: number
  toReturned: () => void
  /** Set only if the current item has a returned decision. */
  decideAnyway?: () => void
  leave?: () => void
}

/** The keys for returned decisions. */
export function returnedKeys({ count, toReturned, decideAnyway, leave }: ReturnedKeys): Shortcut[] {
  const group = 'Decide'
  return [
    ...(count > 0 ? [{ keys: 'b', label: 'Go to a decision that came back', group, run: toReturned }] : []),
    ...(decideAnyway ? [{ keys: 'y', label: 'Decide it anyway', group, run: decideAnyway }] : []),
    ...(leave ? [{ keys: 'l', label: 'Leave it as it is', group, run: leave }] : []),
  ]
}
