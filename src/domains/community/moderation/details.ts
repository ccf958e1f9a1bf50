/** A part of a text: plain, or something by which people lead each other elsewhere. */
export interface Part {
  text: string
  kind?: 'phone' | 'email' | 'link' | 'handle' | 'app'
}

const patterns: readonly [NonNullable<Part['kind']>, string][] = [
  ['email', String.raw`[\w.+-]+@[\w-]+\.[\w.-]*\w`],
  [
    'link',
    String.raw`https?:\/\/[^\s<>"]*[^\s<>".,;:!?)\]]|(?<![\p{L}\p{N}])(?:[\p{L}\p{N}-]+\.)+(?:com|net|org|info|biz|io|me|co|app|link|site|online|shop|xyz|ru|de|uk|fr|es|it|nl)\b(?:\/[^\s<>"]*[^\s<>".,;:!?)\]])?`,
  ],
  ['phone', String.raw`(?<![\w.])(?:\+|00)?\(?\d(?:[\s().\/-]{0,2}\d){7,14}(?!\w)`],
  ['handle', String.raw`(?<![\w@.])@[a-z0-9_.]{2,29}\w`],
  [
    'app',
    String.raw`\b(?:whats ?app|telegram|snapchat|instagram|insta|signal group|viber|wechat|discord|onlyfans|paypal|venmo|cash ?app|western union|bitcoin|crypto)\b`,
  ],
]
const any = new RegExp(patterns.map(([, pattern]) => `(${pattern})`).join('|'), 'giu')
const date = /^\d{1,4}[./-]\d{1,2}[./-]\d{1,4}/

/** The parts of a text, with ways to reach somebody marked, also where nobody complained of them. */
export function partsOf(text: string): Part[] {
  const parts: Part[] = []
  let end = 0
  for (const match of text.matchAll(any)) {
    const kind = patterns[match.slice(1).findIndex((group) => group !== undefined)]?.[0]
    if (kind === 'phone' && date.test(match[0])) continue
    if (match.index > end) parts.push({ text: text.slice(end, match.index) })
    parts.push({ text: match[0], kind })
    end = match.index + match[0].length
  }
  if (end < text.length) parts.push({ text: text.slice(end) })
  return parts
}

/** The host that a link leads to, as the network knows it: look-alike letters show as punycode. */
export function hostOf(link: string): string {
  try {
    return new URL(/^https?:/i.test(link) ? link : `https://${link}`).hostname
  } catch {
    return link
  }
}
