import { isEmpty } from '../field'
import { inWords } from './plainDocument'
import { plainText, readNumber } from './readNumber'

/** How a part of a document is edited; `kept` is a value that no input can edit, which stays unchanged. */
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
  /** The stored key, and the readable name that the person sees and may change. */
  key?: string
  name: string
  kind: PartKind
  /** The typed value: a text, a number or text that is not a number, a boolean, lines, or the kept value. */
  value?: unknown
  parts?: Part[]
  /** Expected by the document's form, but not stored yet. */
  absent?: true
}

/** A part that cannot be stored as typed: its path from the top, and the reason. */
export interface PartProblem {
  way: string
  text: string
}

// Deeper nesting than this is not edited by hand; even a conversation step's exits are not nested deeper.
const deepest = 4

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const isLine = (value: unknown) =>
  typeof value === 'string' && value !== '' && value === value.trim() && !/[\r\n]/.test(value)
// Only a number that parses back to the same value.
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

/** The stored key for a readable name: “Max pages” as `max_pages`; a single camelCase word stays unchanged. */
export function partKeyOf({ key, name }: Pick<Part, 'key' | 'name'>): string {
  if (key !== undefined && name === inWords(key)) return key
  const typed = name.trim()
  if (/^[a-z]+[A-Z][A-Za-z\d]*$/.test(typed)) return typed
  return typed
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}-]+/gu, '_')
    .replace(/^_+|_+$/g, '')
}

/** Splits a stored document into its parts. `like` is an example document, which defines the fields of a new entry. */
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
  // Fields of the form come first, in its order: the database sorts jsonb keys by their length.
  const keys = [...new Set([...Object.keys(form), ...Object.keys(value)])]
  return keys.map((key, id) => {
    const isStored = Object.hasOwn(value, key)
    const part = isStored ? partOf(value[key], form[key], depth + 1) : blankPart(form[key], depth + 1)
    return { id, key, name: inWords(key), ...part, ...(!isStored && { absent: true as const }) }
  })
}

/** An empty part of the same form as a document; a new entry has only the fields of the form. */
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

/**
 * The parts that the input shows: the typed ones, unless the list was emptied and the form has changed; then those of
 * the new form.
 */
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

/** Builds the document from its parts, with keys in the database's order, so that equal documents compare as equal. */
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

/** The first reason why parts cannot be stored, as a sentence that names the part. */
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

/** Converts a part to another kind and keeps as much of the typed value as possible. */
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
