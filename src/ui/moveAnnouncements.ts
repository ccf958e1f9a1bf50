import type { Announcements, UniqueIdentifier } from '@dnd-kit/core'

/** How something is moved by keys, for those who do not see its handle. */
export function howToMove(what: string): string {
  return `To move ${what}, press Space, move it with the arrow keys, and press Space again. Escape leaves it where it was.`
}

/** What is said while something is moved: its name and place, where dnd-kit by itself would say a key. */
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
