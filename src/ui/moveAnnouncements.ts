import type { Announcements, UniqueIdentifier } from '@dnd-kit/core'

/** The instructions for moving an item by keyboard, for people who do not see its handle. */
export function howToMove(what: string): string {
  return `To move ${what}, press Space, move it with the arrow keys, and press Space again. Escape leaves it where it was.`
}

/**
 * The screen reader messages while an item is moved: its name and position, where dnd-kit by default would read out an
 * id.
 */
export function moveAnnouncements(
  nameOf: (id: UniqueIdentifier) => string,
  placeOf: (id: UniqueIdentifier) => string,
): Announcements {
  return {
    onDragStart: ({ active }) => `${nameOf(active.id)} is picked up from ${placeOf(active.id)}.`,
    onDragOver: ({ active, over }) =>
      over ? `${nameOf(active.id)} is over ${placeOf(over.id)}.` : undefined,
    onDragEnd: ({ active, over }) =>
      over ? `${nameOf(active.id)} is at ${placeOf(over.id)}.` : `${nameOf(active.id)} is where it was.`,
    onDragCancel: ({ active }) => `${nameOf(active.id)} is back at ${placeOf(active.id)}.`,
  }
}
