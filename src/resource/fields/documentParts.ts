import { isEmpty } from '../field'
import { inWords } from './plainDocument'
import { plainText, readNumber } from './readNumber'

/** How a part of a document is asked for; `kept` is what no input can hold, which stays as it is. */
export type PartKind =
  | 'text'
  | 'number'
  | 'flag'
  | 'none'
  | 'lines'
  | 'figures'
  | 'group'
  | 'entries'
  | 'kept'

/** A part of a document while it is edited. */
export interface Part {
  id: number
  /** The name it is stored under, and that name in words as the person sees and may change it. */
  key?: string
  name: string
  kind: PartKind
  /** What was typed: a text, a number or the text that is none, a yes or no, lines, or what is kept. */
  value?: unknown
  parts?: Part[]
  /** Asked for because of the document's form, and not stored so far. */
  absent?: true
}

/** Where a document cannot be stored as it was typed: the part, by its way from the top, and why. */
export interface PartProblem {
  way: string
  text: string
}

// Deeper than the ways out of a step of a conversation nobody edits by hand.
const deepest = 4

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const isLine = (value: unknown) =>
  typeof value === 'string' && value !== '' && value === value.trim() && !/[\r\n]/.test(value)
// Only what is read back as the same number.
const isFigure = (value: unknown) => {
  if (typeof value !== 'number') return false
  const read = readNumber(plainText(value))
  return 'plain' in read && Number(read.plain) === value
}

const linesIn = (value: unknown): string[] =>
  String(value ?? '')
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)

/** The name that a program knows something by, from words: “Max pages” as `max_pages`; one word in mixed case stays. */
export function partKeyOf({ key, name }: Pick<Part, 'key' | 'name'>): string {
  if (key !== undefined && name === inWords(key)) return key
  const typed = name.trim()
  if (/^[a-z]+[A-Z][A-Za-z\d]*$/.test(typed)) return typed
  return typed
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}-]+/gu, '_')
    .replace(/^_+|_+$/g, '')
}

/** A stored document as its parts. `like` is a document of its form, which says what a new entry is asked for. */
export function partOf(value: unknown, like?: unknown, depth = 0): Omit<Part, 'id' | 'name' | 'key'> {
  if (value === null || value === undefined) return { kind: 'none' }
  if (typeof value === 'string') return { kind: 'text', value }
  if (typeof value === 'number') return { kind: 'number', value }
  if (typeof value === 'boolean') return { kind: 'flag', value }
  if (depth > deepest) return { kind: 'kept', value }
  if (isObject(value)) return { kind: 'group', parts: namedParts(value, like, depth) }
  const list = value as unknown[]
  const first: unknown = Array.isArray(like) ? like[0] : undefined
  if (list.length === 0)
    return isObject(first) ? { kind: 'entries', parts: [] } : { kind: 'lines', value: '' }
  if (list.every(isLine)) return { kind: 'lines', value: list.join('\n') }
  if (list.every(isFigure))
    return { kind: 'figures', value: list.map((one) => plainText(Number(one))).join('\n') }
  if (!list.every(isObject) || depth >= deepest) return { kind: 'kept', value }
  return {
    kind: 'entries',
    parts: list.map((one, id) => ({ id, name: '', ...partOf(one, first, depth + 1) })),
  }
}

function namedParts(value: Record<string, unknown>, like: unknown, depth: number): Part[] {
  const form = isObject(like) ? like : {}
  // What the form asks for comes first and in its order: the database sorts names by their length.
  const keys = [...new Set([...Object.keys(form), ...Object.keys(value)])]
  return keys.map((key, id) => {
    const isStored = Object.hasOwn(value, key)
    const part = isStored ? partOf(value[key], form[key], depth + 1) : blankPart(form[key], depth + 1)
    return { id, key, name: inWords(key), ...part, ...(!isStored && { absent: true as const }) }
  })
}

/** An empty part of the same form as a document; a new entry is asked for nothing but what the form has. */
export function blankPart(like: unknown, depth = 0): Omit<Part, 'id' | 'name' | 'key'> {
  if (Array.isArray(like)) return partOf([], like, depth)
  if (!isObject(like))
    return { ...partOf(like, undefined, depth), value: typeof like === 'string' ? '' : null }
  const parts = Object.entries(like).map(([key, inner], id) => ({
    ...{ id, key, name: inWords(key) },
    ...blankPart(inner, depth + 1),
  }))
  return { kind: 'group', parts }
}

/** What a form shows of a document: what was typed, but an emptied list follows where the form has become another. */
export function partShown(
  stored: unknown,
  typed: Part | undefined,
  like: unknown,
): Omit<Part, 'id' | 'name'> {
  const hasEntries = Array.isArray(like) && typeof like[0] === 'object'
  const isEmptied = typed?.kind === 'entries' ? typed.parts?.length === 0 : typed?.value === ''
  const isOther =
    typed?.kind === 'entries' ? Array.isArray(like) && !hasEntries : hasEntries && typed?.kind !== 'text'
  if (typed && !(isEmptied && isOther)) return typed
  return partOf(stored ?? documentOf(blankPart(like ?? {})), like)
}

const isBlank = ({ value, parts }: Part) => isEmpty(value) && !parts?.length

const byteLength = (text: string) => new TextEncoder().encode(text).length

/** The document that parts are stored as; its names in the order of the database, so that the same compares as the same. */
export function documentOf({ kind, value, parts = [] }: Omit<Part, 'id' | 'name'>): unknown {
  switch (kind) {
    case 'none':
      return null
    case 'lines':
      return linesIn(value)
    case 'figures':
      return linesIn(value).map((line) => {
        const read = readNumber(line)
        return 'plain' in read ? Number(read.plain) : line
      })
    case 'group':
      return Object.fromEntries(
        parts
          .filter((part) => !(part.absent && isBlank(part)))
          .map((part): [string, unknown] => [partKeyOf(part), documentOf(part)])
          .sort(([a], [b]) => byteLength(a) - byteLength(b) || (a < b ? -1 : 1)),
      )
    case 'entries':
      return parts.map(documentOf)
    default:
      return value ?? null
  }
}

/** The first thing that keeps parts from being stored, in a sentence that names the part. */
export function partProblem(part: Omit<Part, 'id' | 'name'>, way = ''): PartProblem | undefined {
  const { kind, value, parts = [] } = part
  if (kind === 'number' && typeof value !== 'number') {
    const read = isEmpty(value) ? undefined : readNumber(String(value))
    return { way, text: read && 'problem' in read ? read.problem : 'A number is missing' }
  }
  if (kind === 'figures') {
    const wrong = linesIn(value).flatMap((line) => {
      const read = readNumber(line)
      return 'problem' in read ? [read.problem] : []
    })[0]
    return wrong ? { way, text: wrong } : undefined
  }
  const seen = new Set<string>()
  for (const [index, inner] of parts.entries()) {
    const place = `${way}/${inner.id}`
    if (kind === 'group') {
      const key = partKeyOf(inner)
      if (inner.absent && isBlank(inner)) continue
      if (key === '') return { way: place, text: `Row ${index + 1} needs a name` }
      if (seen.has(key)) return { way: place, text: `Two rows have the name “${inner.name.trim()}”` }
      seen.add(key)
    }
    const problem = partProblem(inner, place)
    if (problem) {
      const name = kind === 'entries' ? String(index + 1) : inner.name.trim()
      return { ...problem, text: `${name}: ${problem.text}` }
    }
  }
  return undefined
}

/** The same part asked for in another way, with what can be carried over of what was typed. */
export function asKind(part: Part, kind: PartKind): Part {
  const { id, name, key, value } = part
  const text = typeof value === 'string' ? value : typeof value === 'number' ? plainText(value) : ''
  const base = { id, name, kind, ...(key !== undefined && { key }) }
  switch (kind) {
    case 'flag':
      return { ...base, value: /^(yes|true)$/i.test(text.trim()) }
    case 'number': {
      const read = readNumber(text)
      return { ...base, value: text.trim() === '' ? null : 'plain' in read ? Number(read.plain) : text }
    }
    case 'text':
    case 'lines':
      return { ...base, value: text }
    case 'group':
    case 'entries':
      return { ...base, parts: [] }
    default:
      return base
  }
}
