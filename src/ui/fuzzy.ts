/**
 * How well a text matches a query: undefined when the query's letters do not appear in order, otherwise higher is
 * better. Beginnings of words and runs of letters count most, then short texts. Case and accents do not matter.
 */
export function fuzzyScore(query: string, text: string): number | undefined {
  const wanted = plain(query).replace(/\s+/g, '')
  if (wanted === '') return 0
  const given = plain(text)
  const whole = given.indexOf(plain(query).trim())
  if (whole >= 0) return 1000 - whole * 2 - given.length * 0.1 + (startsWord(given, whole) ? 200 : 0)
  // Matches beginnings of words first; a jump to a beginning may leave too little text for the rest, so the second try
  // goes letter by letter.
  return walk(wanted, given, true) ?? walk(wanted, given, false)
}

function walk(wanted: string, given: string, jump: boolean): number | undefined {
  let score = 0
  let at = -1
  for (const letter of wanted) {
    const next = given.indexOf(letter, at + 1)
    if (next < 0) return undefined
    const word = jump ? wordStart(given, letter, at + 1) : -1
    const chosen = next === at + 1 || word < 0 ? next : word
    score += chosen === at + 1 ? 8 : startsWord(given, chosen) ? 10 : 1
    at = chosen
  }
  return score - given.length * 0.1
}

function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
}

function startsWord(text: string, index: number): boolean {
  return index === 0 || !/[\p{L}\p{N}]/u.test(text[index - 1] ?? '')
}

function wordStart(text: string, letter: string, from: number): number {
  for (let index = text.indexOf(letter, from); index >= 0; index = text.indexOf(letter, index + 1)) {
    if (startsWord(text, index)) return index
  }
  return -1
}
