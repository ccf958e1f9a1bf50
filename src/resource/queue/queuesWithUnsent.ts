/** The queues with unsent decisions of this person, from a tab that was closed or is still open. */
export function queuesWithUnsent(person: string): string[] {
  try {
    return Object.keys(localStorage).flatMap((key) => {
      const [, queue, , whose, left] = key.split('.')
      return whose === person && left === 'left' && queue ? [queue] : []
    })
  } catch {
    return []
  }
}
