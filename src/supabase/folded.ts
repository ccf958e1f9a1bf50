const letters: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  þ: 'th',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  ı: 'i',
  ħ: 'h',
  ŧ: 't',
  ς: 'σ',
}
// Accents that follow their letter, and signs that nobody sees.
const unseen = /[\u0300-\u036f]|[\ufe00-\ufe0f]|[\u00ad\u200b-\u200d\u2060\ufeff]/g

/**
 * A text as it is searched: without case, accents and invisible signs, so that “malaga” and “Málaga”, composed or not,
 * are the same. What `private.folded` does in the database, whose columns `search` and `folded` hold such texts.
 */
export function folded(text: string): string {
  return text
    .normalize('NFKD')
    .replace(unseen, '')
    .toLowerCase()
    .replace(/[ßæœþøłđðıħŧς]/g, (letter) => letters[letter] ?? letter)
}
