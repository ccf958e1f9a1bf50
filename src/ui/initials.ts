/** The first letters of the first and the last name, or of the email address when there is no name. */
export function initials(name: string): string {
  const words = name
    .replace(/@.*$/, '')
    .split(/[\s._-]+/)
    .filter(Boolean)
  const first = words[0] ?? '?'
  const last = words.length > 1 ? words.at(-1)! : ''
  return [...first]
    .slice(0, last ? 1 : 2)
    .join('')
    .concat([...last][0] ?? '')
    .toUpperCase()
}
