import type { Shortcut } from '@/ui/shortcuts'

interface MovingKeys {
  move: (by: number) => void
  turn: (by: number) => void
}

/** The keys by which every queue is gone through. */
export function movingKeys({ move, turn }: MovingKeys): Shortcut[] {
  return [
    { keys: 'j', label: 'Next item', group: 'Queue', run: () => move(1) },
    { keys: 'k', label: 'Previous item', group: 'Queue', run: () => move(-1) },
    { keys: 'ArrowDown', label: 'Next item', group: 'Queue', hidden: true, run: () => move(1) },
    { keys: 'ArrowUp', label: 'Previous item', group: 'Queue', hidden: true, run: () => move(-1) },
    { keys: 'v', label: 'Next view', group: 'Queue', run: () => turn(1) },
    { keys: 'shift+v', label: 'Previous view', group: 'Queue', run: () => turn(-1) },
  ]
}

interface ReturnedKeys {
  /** How many decisions came back. */
  count: number
  toReturned: () => void
  /** Only where the item in focus is one of them. */
  decideAnyway?: () => void
  leave?: () => void
}

/** The keys for decisions that were not applied. */
export function returnedKeys({ count, toReturned, decideAnyway, leave }: ReturnedKeys): Shortcut[] {
  const group = 'Decide'
  return [
    ...(count > 0 ? [{ keys: 'b', label: 'Go to a decision that came back', group, run: toReturned }] : []),
    ...(decideAnyway ? [{ keys: 'y', label: 'Decide it anyway', group, run: decideAnyway }] : []),
    ...(leave ? [{ keys: 'l', label: 'Leave it as it is', group, run: leave }] : []),
  ]
}
