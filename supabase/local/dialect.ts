import { quoted } from '../../src/supabase/filters.ts'
import { type Group, type Node, readArray, readParameter, type Test } from './parameters.ts'

/** A test in lite's syntax: its text inside `or=(…)`, and as a separate parameter if it has such a form. */
interface Written {
  tree: string
  top?: { column: string; test: string }
}

/** Tells whether a column of the queried table holds text. */
type IsText = (column: string) => Promise<boolean>

/** Parameters that are not filters, also those of an embedded resource. */
export const others: ReadonlySet<string> = new Set([
  'select',
  'order',
  'limit',
  'offset',
  'columns',
  'on_conflict',
  'apikey',
])

/** A parameter's name without the embedded resource it applies to, and its parsed filter if it is one. */
export function filterOf(key: string, value: string, isFunction: boolean) {
  const [, path = '', name = ''] = /^((?:[A-Za-z_]\w*\.)*?)((?:not\.)?[^.]*)$/.exec(key) ?? []
  const isGroup = /^(not\.)?(and|or)$/.test(name)
  // An argument of a function may look like a filter.
  const node = others.has(name) || (isFunction && !isGroup) ? undefined : readParameter(name, value)
  return { path, name, node }
}

/**
 * Rewrites the filters of an address so that lite reads them as PostgREST reads the original. In lite, a second test of
 * a column by the same operator replaces the first, several `or` are joined by OR, quoted values and arrays need a
 * special ending, and a text that looks like a number, a boolean or null is read as one. A filter that cannot be parsed
 * is passed on unchanged.
 */
export async function inDialect(address: URL, isText: IsText): Promise<URL> {
  const url = new URL(address)
  const isFunction = url.pathname.startsWith('/rest/v1/rpc/')
  const kept: [string, string][] = []
  const asked = new Map<string, Node[]>()
  for (const [key, value] of address.searchParams) {
    const { path, node } = filterOf(key, value, isFunction)
    if (node) asked.set(path, [...(asked.get(path) ?? []), node])
    else kept.push([key, value])
  }
  if (asked.size === 0) return address
  for (const [path, nodes] of asked) {
    const written: Written[] = []
    for (const node of nodes) written.push(await write(node, path === '' ? isText : async () => false))
    kept.push(...parameters(path, written))
  }
  url.search = new URLSearchParams(kept).toString()
  return url
}

function parameters(path: string, conditions: Written[]): [string, string][] {
  const params: [string, string][] = []
  const tested = new Set<string>()
  const trees: string[] = []
  for (const { tree, top } of conditions) {
    const operator = `${top?.column} ${top?.test.split('.', 1)[0]}`
    if (top && !tested.has(operator) && !others.has(top.column) && !/^(and|or|not)$/.test(top.column)) {
      tested.add(operator)
      params.push([path + top.column, top.test])
    } else trees.push(tree)
  }
  // Only one `or` is allowed. lite also counts the closing parentheses at its end, even those inside quotes; the space
  // prevents that.
  if (trees.length > 0) params.push([`${path}or`, `(and(${trees.join(',')}) )`])
  return params
}

async function write(node: Node, isText: IsText): Promise<Written> {
  return node.kind === 'test' ? writeTest(node, isText) : writeGroup(node, isText)
}

async function writeGroup({ kind, not, parts }: Group, isText: IsText): Promise<Written> {
  const written: Written[] = []
  // “Not all of them” becomes “one of them is not”.
  for (const part of parts) written.push(await write(not ? { ...part, not: !part.not } : part, isText))
  const by = not ? (kind === 'and' ? 'or' : 'and') : kind
  return written.length === 1 ? written[0]! : { tree: grouped(by, written) }
}

const grouped = (by: 'and' | 'or', parts: readonly Written[]) =>
  parts.length === 1 ? parts[0]!.tree : `${by}(${parts.map(({ tree }) => tree).join(',')})`

async function writeTest(test: Test, isText: IsText): Promise<Written> {
  const { column, not, operator, value, values = [] } = test
  const tree = (text: string) => `${column}.${not ? 'not.' : ''}${text}`
  const written = (top: string, inTree = top): Written => ({
    tree: tree(inTree),
    ...(!not && { top: { column, test: top } }),
  })
  switch (operator) {
    case 'eq':
    case 'neq': {
      // For a boolean column, lite must read a boolean.
      const isWord = /^(true|false)$/.test(value) && !column.includes('->>') && !(await isText(column))
      const inTree = isWord ? `eq.${value}` : equalsInTree(value)
      if (operator === 'neq') return { tree: differsInTree(column, inTree, not) }
      return written(isWord || isPlain(value) ? `eq.${value}` : `in.(${quoted(value)})`, inTree)
    }
    case 'lt':
    case 'lte':
    case 'gt':
    case 'gte': {
      if (/->(?!>)[^>]+$/.test(column)) return { tree: tree(`${operator}.${value}`) }
      const scalar = scalarInTree(value)
      return written(
        isPlain(value) ? `${operator}.${value}` : `${operator}(any).{${quoted(value)}}`,
        scalar === null ? `${operator}(any).${elementsInTree([value])}` : `${operator}.${scalar}`,
      )
    }
    case 'in': {
      const parts = amongInTree(column, not, values)
      const all = grouped(not ? 'and' : 'or', parts)
      return not
        ? { tree: all }
        : { tree: all, top: { column, test: `in.(${values.map(quoted).join(',')})` } }
    }
    case 'cs':
    case 'ov': {
      const elements = readArray(value)
      if (!elements) return written(`${operator}.${value}`)
      const holding = (some: string[]): Written => ({ tree: tree(`cs.${elementsInTree(some)}`) })
      const each = operator === 'cs' ? [elements] : elements.map((one) => [one])
      return { ...written(`${operator}.${value}`), tree: grouped(not ? 'and' : 'or', each.map(holding)) }
    }
    case 'like':
    case 'ilike': {
      const pattern = value.replaceAll('*', '%')
      const isOdd = /[,()"{}]/.test(pattern) || pattern !== pattern.trim()
      const match = `${operator === 'like' ? 'match' : 'imatch'}.${regexOfPattern(pattern)}`
      return written(`${operator}.${pattern}`, isOdd ? match : `${operator}.${pattern}`)
    }
    case 'match':
    case 'imatch':
      return written(`${operator}.${inLetters(value)}`)
    case 'is':
      return { tree: tree(`is.${value}`), top: { column, test: `${not ? 'not.' : ''}is.${value}` } }
    default:
      return written(`${operator}.${value}`)
  }
}

/**
 * Whether a value may follow the operator unchanged: lite trims it, unquotes it, and reads it as null, boolean or
 * number if it looks like one.
 */
function isPlain(text: string): boolean {
  if (text === '' || String(Number(text)) === text) return true
  if (!/^[\p{L}\p{N}_]([\p{L}\p{N}_ .:+@/#&=;!?'-]*[\p{L}\p{N}_+.!?])?$/u.test(text)) return false
  return !/^(null|not_null|true|false|unknown)$/i.test(text) && Number.isNaN(Number(text))
}

/** A value inside `or=(…)`, or null if lite would read it differently. */
function scalarInTree(text: string): string | null {
  if (isPlain(text)) return text
  return /["\\]/.test(text) ? null : `"${text}"`
}

function equalsInTree(text: string): string {
  const scalar = scalarInTree(text)
  if (scalar !== null) return `eq.${scalar}`
  return text.includes('"') ? `match.${regex(text, '^', '$')}` : `in.(${quoted(text)})`
}

function differsInTree(column: string, equals: string, not: boolean): string {
  if (not) return `${column}.${equals}`
  return equals.startsWith('eq.') ? `${column}.n${equals}` : `${column}.not.${equals}`
}

/** Inside `or=(…)` lite reads a quoted list only if no quotes are in it. */
function amongInTree(column: string, not: boolean, values: string[]): Written[] {
  const start = `${column}.${not ? 'not.' : ''}`
  const simple = values.filter((text) => !text.includes('"'))
  const odd = values.filter((text) => text.includes('"'))
  return [
    ...(simple.length > 0 || odd.length === 0 ? [`${start}in.(${simple.map(quoted).join(',')})`] : []),
    ...odd.map((text) => `${start}match.${regex(text, '^', '$')}`),
  ].map((tree) => ({ tree }))
}

/**
 * Elements of an array inside `or=(…)`. lite counts quotes to find the end of a value: writing the same element twice
 * keeps their number even.
 */
function elementsInTree(texts: string[]): string {
  return `{${texts
    .flatMap((text) => (text.split('"').length % 2 === 0 ? [text, text] : [text]))
    .map(quoted)
    .join(',')}}`
}

function escapeOf(character: string): string {
  const code = character.codePointAt(0)!
  return code > 0xffff
    ? `\\U${code.toString(16).padStart(8, '0')}`
    : `\\u${code.toString(16).padStart(4, '0')}`
}

/** A character as letters, digits and escapes only; the first of an expression always as an escape. */
const inExpression = (character: string, isFirst: boolean) =>
  /[A-Za-z0-9]/.test(character) && !isFirst ? character : escapeOf(character)

/** A regular expression for exactly this text, of letters, digits and escapes only: nothing needs quoting. */
function regex(text: string, before: string, after: string): string {
  let body = ''
  // The first character is always escaped, so that the whole never looks like a number or an SQL keyword.
  for (const character of text) body += inExpression(character, body === '')
  return before + body + after
}

/** Converts a `like` pattern to a regular expression. */
function regexOfPattern(pattern: string): string {
  const parts = [...pattern.matchAll(/\\([\s\S])|([\s\S])/gu)]
  const start = parts[0]?.[2] === '%'
  const end = parts.length > 1 && parts.at(-1)?.[2] === '%'
  let body = ''
  for (const [, escaped, plain] of parts.slice(start ? 1 : 0, end ? -1 : undefined)) {
    if (plain === '%') body += '.*'
    else if (plain === '_') body += '.'
    else body += inExpression((escaped ?? plain)!, body === '')
  }
  return `${start ? '' : '^'}${body}${end || (start && parts.length === 1) ? '' : '$'}`
}

/** The same regular expression, with characters that are special in a parameter written as escapes. */
function inLetters(expression: string): string {
  let body = ''
  for (const [whole, escaped] of expression.matchAll(/\\([\s\S])|[\s\S]/gu)) {
    if (escaped !== undefined) body += /[A-Za-z0-9]/.test(escaped) ? whole : escapeOf(escaped)
    else if (/[[\](){}^$.|?*+]/.test(whole)) body += whole
    else
      body +=
        /[A-Za-z0-9]/.test(whole) && /[A-Za-z0-9]/.test(body.replace(/^\^/, '')) ? whole : escapeOf(whole)
  }
  return body
}
