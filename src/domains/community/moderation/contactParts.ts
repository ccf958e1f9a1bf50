import { fileEndings, sentenceStarts, surelyEndings } from './linkWords'

/** A part of a text: plain text, or a way to make contact outside the app. */
export interface Part {
  text: string
  kind?: 'phone' | 'email' | 'link' | 'handle' | 'app'
}

// A dot: a plain one, one that looks like it or resolves like
// it, or one in brackets or words, as used to evade detection.
const spelt = '(?:dot|punkt|punto|point)'
const dot = String.raw`(?:[.。．｡․]|\s?[\[({<]\s?(?:\.|${spelt})\s?[\])}>]\s?|\s${spelt}\s(?=(?:${[...surelyEndings].join('|')})(?![\p{L}\p{N}])))`
const label = String.raw`[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}\p{Cf}_-]*[\p{L}\p{M}\p{N}\p{Cf}])?`
const ending = String.raw`(?:xn--[a-z0-9-]{2,59}|\p{L}[\p{L}\p{M}\p{Cf}]{1,23})`
const path = String.raw`[/?#][^\s<>"]*[^\s<>".,;:!?)\]]|/`

const patterns: readonly [NonNullable<Part['kind']>, string][] = [
  ['email', String.raw`[\w.+-]+@[\w-]+\.[\w.-]*\w`],
  [
    'link',
    String.raw`(?:https?|ftp|hxxps?):\/\/[^\s<>"]*[^\s<>".,;:!?)\]]|(?<![\p{L}\p{N}@._-]\p{Cf}*)(?:${label}${dot})+${ending}(?![\p{L}\p{M}\p{N}_@-])(?::\d{2,5})?(?:${path})?|(?<![\p{N}.])(?:\d{1,3}\.){3}\d{1,3}(?::\d{2,5}(?:${path})?|(?:${path}))`,
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

/**
 * Whether text in the form of an address is meant as one, and is not a
 * missing space between sentences (“hello.World”), an abbreviation (“z.B.”)
 * or a file name. In doubt it counts as an address, since it is only marked.
 */
function isAddress(found: string): boolean {
  const link = plainDots(found)
  if (/:\/\/|[/?#:]/.test(link) || /^www\./i.test(link)) return true
  const labels = link.split('.')
  const last = labels.at(-1) ?? ''
  const before = labels.at(-2) ?? ''
  const lower = last.toLowerCase()
  if (surelyEndings.has(lower)) return true
  if (fileEndings.has(lower) || sentenceStarts.has(lower) || /^\d+$/.test(before)) return false
  if (labels.slice(0, -1).every((one) => one.length === 1)) return false
  // A sentence ends in lower case, and the next one begins with a capital letter.
  return !(/^\p{Lu}/u.test(last) && !/\p{Lu}$/u.test(before))
}

/** Replaces dots of other scripts and dots in brackets by plain ones, and removes invisible characters. */
const plainDots = (link: string) =>
  link
    .replace(new RegExp(dot, 'giu'), '.')
    .replace(/\p{Cf}/gu, '')
    .replace(/^hxxp/i, 'http')

/** Splits a text into parts and marks contact details, whether or not they were reported. */
export function partsOf(text: string): Part[] {
  const parts: Part[] = []
  let end = 0
  for (const match of text.matchAll(any)) {
    const kind = patterns[match.slice(1).findIndex((group) => group !== undefined)]?.[0]
    if (kind === 'phone' && date.test(match[0])) continue
    if (kind === 'link' && !isAddress(match[0])) continue
    if (match.index > end) parts.push({ text: text.slice(end, match.index) })
    parts.push({ text: match[0], kind })
    end = match.index + match[0].length
  }
  if (end < text.length) parts.push({ text: text.slice(end) })
  return parts
}

/** The host that a link leads to, in ASCII form: look-alike letters become visible as punycode. */
export function hostOf(link: string): string {
  const plain = plainDots(link)
  try {
    const { hostname } = new URL(/^\w+:\/\//.test(plain) ? plain : `https://${plain}`)
    return hostname || link
  } catch {
    return link
  }
}

/**
 * The host of a link if it differs from what a reader sees,
 * such as “paypaI.com”, where a capital I looks like an l.
 */
export function otherHostOf(link: string): string | undefined {
  const host = hostOf(link)
  return host !== link.toLowerCase() || link.includes('I') ? host : undefined
}
