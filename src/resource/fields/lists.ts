const needsQuotes = /[",;|\r\n]|^\s|\s$|^$/

/** A list of texts as one text: `a, b`; entries that would not parse back correctly are quoted. */
export function listText(values: readonly string[]): string {
  return values
    .map((value) => (needsQuotes.test(value) ? `"${value.replaceAll('"', '""')}"` : value))
    .join(', ')
}

/**
 * Parses such a text, and lists as people write them: separated by commas, semicolons, vertical bars or line breaks.
 */
export function readList(text: string): string[] {
  const values: string[] = []
  const one = /\s*(?:"((?:[^"]|"")*)"\s*(?=[,;|\n]|$)|([^,;|\n]*))(?:[,;|\n]|$)/y
  while (one.lastIndex < text.length) {
    const found = one.exec(text)
    if (!found) break
    const [, quoted, plain = ''] = found
    if (quoted !== undefined) values.push(quoted.replaceAll('""', '"'))
    else if (plain.trim() !== '') values.push(plain.trim())
  }
  return values
}
