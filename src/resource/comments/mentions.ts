/** A colleague who can be mentioned. */
export interface Person {
  id: string
  name: string
}

interface Part {
  text: string
  isMention: boolean
}

/** Splits a text into mentions (an @ and a full name) and the text in between. */
export function partsOf(text: string, people: readonly Person[]): Part[] {
  // Longer names first: “@Ann Lee Park” must not match Ann Lee.
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

/** The keys of the people mentioned in a text. */
export function mentionsIn(text: string, people: readonly Person[]): string[] {
  const called = new Set(
    partsOf(text, people).flatMap((part) => (part.isMention ? [part.text.slice(1)] : [])),
  )
  return people.filter(({ name }) => called.has(name)).map(({ id }) => id)
}
