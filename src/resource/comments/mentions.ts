/** A colleague who can be called to a record. */
export interface Person {
  id: string
  name: string
}

interface Part {
  text: string
  isMention: boolean
}

/** A text in parts: what calls somebody by an @ and their whole name, and what stands between. */
export function partsOf(text: string, people: readonly Person[]): Part[] {
  // The longest first: “@Ann Lee Park” is not Ann Lee.
  const names = people
    .map(({ name }) => name)
    .sort((a, b) => b.length - a.length)
    .map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  if (names.length === 0) return [{ text, isMention: false }]
  return text
    .split(new RegExp(`(?<![\\p{L}\\p{N}])(@(?:${names.join('|')}))(?![\\p{L}\\p{N}])`, 'u'))
    .map((part, index) => ({ text: part, isMention: index % 2 === 1 }))
    .filter((part) => part.text !== '')
}

/** The keys of those whom a text calls. */
export function mentionsIn(text: string, people: readonly Person[]): string[] {
  const called = new Set(
    partsOf(text, people).flatMap((part) => (part.isMention ? [part.text.slice(1)] : [])),
  )
  return people.filter(({ name }) => called.has(name)).map(({ id }) => id)
}
