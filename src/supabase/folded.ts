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
  '‘': "'",
  '’': "'",
  ʼ: "'",
  '′': "'",
  '‐': '-',
  '–': '-',
  '—': '-',
  '−': '-',
  '־': '-',
}
// Combining accents, Hebrew and Arabic vowel marks, and invisible characters.
const unseen =
  /[\u0300-\u036f]|[\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0640\u064b-\u065f\u0670]|[\ufe00-\ufe0f]|[\u00ad\u200b-\u200d\u2060\ufeff]/g

/**
 * Normalises a text for searching: without case, accents and invisible characters, so that “malaga” and “Málaga”,
 * composed or decomposed, are equal, and so are “O’Neil” and “O'Neil”. The same as `private.folded` in the database,
 * which fills the columns `search` and `folded`.
 */
export function folded(text: string): string {
  return text
    .normalize('NFKD')
    .replace(unseen, '')
    .toLowerCase()
    .replace(/[ßæœþøłđðıħŧς‘’ʼ′‐–—−־]/g, (letter) => letters[letter] ?? letter)
}
