/** The beginning of a text on one line, at most 80 characters, cut between words if possible. */
export function excerpt(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim()
  if ([...line].length <= 80) return line
  const start = [...line].slice(0, 79).join('')
  return `${start.replace(/\s+\S{0,20}$/, '')}…`
}
