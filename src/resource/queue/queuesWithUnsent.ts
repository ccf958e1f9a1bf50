/** The queues of which a tab of this person was closed before all was sent, or is still open. */
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
