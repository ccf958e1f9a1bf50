import type { CrudFilter, CrudFilters } from '@refinedev/core'

/**
 * One condition on rows, ready to be sent. `tree` is its text inside `or=(…)`; `top` is its form as a parameter
 * of its own, where it has one. `path` names the embedded resource it is about, '' for the table itself.
 */
export interface Condition {
  path: string
  tree: string
  top?: { column: string; test: string }
}

/**
 * Turns Refine's filters into PostgREST's parameters: tests of one column as they are, everything else in one
 * `or=(and(…))` for each embedded resource.
 *
 * “Is not” keeps rows without a value, as people expect. An empty list matches nothing, an empty group
 * everything. A filter that names no column, or compares across embedded resources in one “or”, throws.
 */
export function filterParams(filters: CrudFilters): [string, string][] {
  return conditionParams(filters.flatMap(toConditions))
}

/** Turns conditions that must all hold into parameters. */
export function conditionParams(conditions: Condition[]): [string, string][] {
  const params: [string, string][] = []
  const tested = new Set<string>()
  const trees = new Map<string, string[]>()
  for (const { path, top, tree } of conditions) {
    const key = top ? qualified(path, top.column) : ''
    // The embedded backend lets a second test of a column by the same operator replace the first.
    const operator = `${key} ${top?.test.split('.', 1)[0]}`
    if (top && !tested.has(operator) && !reserved.has(key)) {
      tested.add(operator)
      params.push([key, top.test])
    } else {
      trees.set(path, [...(trees.get(path) ?? []), tree])
    }
  }
  // One `or` only: the embedded backend joins several by OR where PostgREST joins them by AND. And it counts the
  // parentheses at the end of it, also those inside quotes; the space keeps it from that.
  for (const [path, parts] of trees) params.push([qualified(path, 'or'), `(and(${parts.join(',')}) )`])
  return params
}

/** Parameters of PostgREST itself: a column of such a name is tested inside `or=(…)`. */
const reserved = new Set([
  'select',
  'order',
  'limit',
  'offset',
  'columns',
  'on_conflict',
  'or',
  'and',
  'not',
  'apikey',
])

/** Turns one filter into conditions that must all hold. */
export function toConditions(filter: CrudFilter): Condition[] {
  if (filter.operator === 'and') return filter.value.flatMap(toConditions)
  if (filter.operator === 'or') {
    const overlap = overlapOf(filter.value)
    if (overlap) return [tests(overlap.field).overlaps(overlap.values)]
    const parts = filter.value.map(toConditions)
    // A part without a condition holds for every row, and so does the whole then.
    if (parts.length === 0 || parts.some((part) => part.length === 0)) return []
    return [anyOf(parts.map(allOf))]
  }
  if (!('field' in filter) || !filter.field) throw new Error('A filter must name its column.')
  const { field, operator, value } = filter
  const test = tests(field)
  switch (operator) {
    case 'eq':
    case 'eqs':
      return [value === null || value === undefined ? test.isNull() : test.equals(value)]
    case 'ne':
    case 'nes':
      return [value === null || value === undefined ? test.notNull() : orEmpty(test, test.differs(value))]
    case 'lt':
    case 'gt':
    case 'lte':
    case 'gte':
      return [isFigure(field) ? test.compareFigure(operator, Number(value)) : test.compare(operator, value)]
    case 'in':
      return [test.oneOf(list(value))]
    case 'nin':
      return test.noneOf(list(value))
    case 'ina':
      return list(value).length === 0 ? [] : [test.holds(list(value))]
    case 'nina':
      return list(value).length === 0 ? [] : [orEmpty(test, negated(test.holds(list(value))))]
    case 'between': {
      const [from, to] = range(value)
      return [...bound(test, 'gte', from), ...bound(test, 'lte', to)]
    }
    case 'nbetween': {
      const [from, to] = range(value)
      const outside = [...bound(test, 'lt', from), ...bound(test, 'gt', to)]
      return outside.length === 0 ? [] : [anyOf([...outside, test.isNull()])]
    }
    case 'null':
      return [test.isNull()]
    case 'nnull':
      return [test.notNull()]
    default:
      return [patternTest(test, operator, String(value ?? ''))]
  }
}

type Tests = ReturnType<typeof tests>
type Comparison = 'lt' | 'gt' | 'lte' | 'gte'

/** Whether a JSON path ends in a value as it is, `->`, rather than in its text, `->>`. */
function isFigure(field: string): boolean {
  return /->(?!>)[^>]+$/.test(field)
}

/** The tests of one column. `field` may be dotted for an embedded resource and end in a JSON path. */
export function tests(field: string) {
  const match = /^((?:[A-Za-z_]\w*\.)*)([A-Za-z_]\w*(?:->>?\w+(?:-\w+)*)*)$/.exec(field)
  if (!match) throw new Error(`“${field}” is not the name of a column.`)
  const path = match[1]!.slice(0, -1)
  const column = match[2]!
  const test = (operation: string, tree = operation): Condition => ({
    path,
    tree: `${column}.${tree}`,
    top: { column, test: operation },
  })
  const inTree = (tree: string): Condition => ({ path, tree })
  const isNull = test('is.null')
  const notNull = test('not.is.null')

  function equals(value: unknown): Condition {
    const text = textOf(value)
    const top = isPlain(value, text) ? `eq.${text}` : `in.(${quoted(text)})`
    return { ...test(top), tree: `${column}.${equalsInTree(value, text)}` }
  }

  function differs(value: unknown): Condition {
    const text = textOf(value)
    const tree = equalsInTree(value, text).replace(/^eq\./, 'neq.')
    return inTree(`${column}.${tree.startsWith('neq.') ? tree : `not.${tree}`}`)
  }

  function oneOf(values: unknown[]): Condition {
    const texts = values.filter((value) => value !== null && value !== undefined).map(textOf)
    if (values.length === 0) return allOf([isNull, notNull])
    const { simple, hostile } = split(texts)
    const trees = [
      ...(simple.length > 0 ? [inTree(`${column}.in.(${simple.map(quoted).join(',')})`)] : []),
      ...hostile.map((text) => inTree(`${column}.match.${regex(text, '^', '$')}`)),
      ...(texts.length < values.length ? [isNull] : []),
    ]
    const tree = anyOf(trees).tree
    if (texts.length < values.length) return trees.length === 1 ? isNull : inTree(tree)
    return { ...test(`in.(${texts.map(quoted).join(',')})`), tree }
  }

  function noneOf(values: unknown[]): Condition[] {
    const texts = values.filter((value) => value !== null && value !== undefined).map(textOf)
    const { simple, hostile } = split(texts)
    const none = [
      ...(simple.length > 0 ? [inTree(`${column}.not.in.(${simple.map(quoted).join(',')})`)] : []),
      ...hostile.map((text) => inTree(`${column}.not.match.${regex(text, '^', '$')}`)),
    ]
    if (texts.length < values.length) return [...none, notNull]
    return none.length === 0 ? [] : [anyOf([allOf(none), isNull])]
  }

  function compare(operator: Comparison, value: unknown): Condition {
    const text = textOf(value)
    const scalar = scalarInTree(value, text)
    return test(
      isPlain(value, text) ? `${operator}.${text}` : `${operator}(any).{${quoted(text)}}`,
      scalar === null ? `${operator}(any).${elementsInTree([text])}` : `${operator}.${scalar}`,
    )
  }

  /**
   * A value in a JSON document compared as a number. JSON orders null, texts, numbers, booleans and the rest, so that
   * the least boolean, or a number below all that anybody writes, keeps what is no number out.
   */
  function compareFigure(operator: Comparison, value: number): Condition {
    const bound = operator.startsWith('g') ? 'lt.false' : 'gt.-1e999'
    return allOf([inTree(`${column}.${operator}.${value}`), inTree(`${column}.${bound}`)])
  }

  /** The array column holds all of the values. */
  function holds(values: unknown[]): Condition {
    const texts = values.map(textOf)
    return test(`cs.{${texts.map(quoted).join(',')}}`, `cs.${elementsInTree(texts)}`)
  }

  /** The array column holds one of the values. */
  function overlaps(values: unknown[]): Condition {
    const { tree } = anyOf(values.map((value) => holds([value])))
    return { ...test(`ov.{${values.map(textOf).map(quoted).join(',')}}`), tree }
  }

  /** `like` for ordinary text; a regular expression where a pattern cannot say it. */
  function matches(text: string, start: boolean, end: boolean, sensitive: boolean): Condition {
    const like = `${sensitive ? 'like' : 'ilike'}.${start ? '' : '%'}${text.replace(/[\\%_]/g, '\\$&')}${end ? '' : '%'}`
    const match = `${sensitive ? 'match' : 'imatch'}.${regex(text, start ? '^' : '', end ? '$' : '')}`
    // PostgREST reads `*` as `%` in a pattern, and knows no way to escape it.
    const top = text.includes('*') ? match : like
    return test(top, /[*,()"{}]/.test(text) || text !== text.trim() ? match : like)
  }

  return {
    isNull: () => isNull,
    notNull: () => notNull,
    equals,
    differs,
    oneOf,
    noneOf,
    compare,
    compareFigure,
    holds,
    overlaps,
    matches,
  }
}

/** Joins conditions of which each must hold into one. */
export function allOf(conditions: Condition[]): Condition {
  if (conditions.length === 1) return conditions[0]!
  return { path: commonPath(conditions), tree: `and(${conditions.map((part) => part.tree).join(',')})` }
}

/** Joins conditions of which one must hold into one. */
export function anyOf(conditions: Condition[]): Condition {
  if (conditions.length === 1) return conditions[0]!
  return { path: commonPath(conditions), tree: `or(${conditions.map((part) => part.tree).join(',')})` }
}

/** The values of an “or” whose parts each ask one array column for one value: a single test, quick by its index. */
function overlapOf(parts: CrudFilter[]): { field: string; values: unknown[] } | null {
  const fields = new Set<string>()
  const values: unknown[] = []
  for (const part of parts) {
    if (part.operator !== 'ina' || !('field' in part) || list(part.value).length !== 1) return null
    fields.add(part.field)
    values.push(list(part.value)[0])
  }
  const [field] = fields
  return field !== undefined && fields.size === 1 ? { field, values } : null
}

function commonPath(conditions: Condition[]): string {
  const paths = new Set(conditions.map((part) => part.path))
  if (paths.size > 1) throw new Error('One “or” cannot compare columns of different tables.')
  return conditions[0]?.path ?? ''
}

function orEmpty(test: Tests, condition: Condition): Condition {
  return anyOf([condition, test.isNull()])
}

function negated(condition: Condition): Condition {
  return { path: condition.path, tree: condition.tree.replace('.', '.not.') }
}

function patternTest(test: Tests, operator: string, text: string): Condition {
  const match = /^(n?)(contains|startswith|endswith)(s?)$/.exec(operator)
  if (!match) throw new Error(`The filter operator “${operator}” is not known.`)
  const [, not, shape, sensitive] = match
  const found = test.matches(text, shape === 'startswith', shape === 'endswith', sensitive === 's')
  return not ? orEmpty(test, negated(found)) : found
}

function bound(test: Tests, operator: Comparison, value: unknown): Condition[] {
  return value === null || value === undefined || value === '' ? [] : [test.compare(operator, value)]
}

function range(value: unknown): [unknown, unknown] {
  if (!Array.isArray(value)) throw new Error('A range needs two ends.')
  return [value[0], value[1]]
}

function list(value: unknown): unknown[] {
  if (Array.isArray(value)) return value
  return value === null || value === undefined ? [] : [value]
}

function qualified(path: string, name: string): string {
  return path ? `${path}.${name}` : name
}

function textOf(value: unknown): string {
  if (value instanceof Date) return value.toISOString()
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

/**
 * Whether a value may stand after the operator as it is. The embedded backend trims such a value, unquotes it,
 * and reads it as null, boolean or number where it looks like one; PostgREST takes it as it is.
 */
function isPlain(value: unknown, text: string): boolean {
  if (typeof value === 'number' || typeof value === 'boolean' || text === '') return true
  if (!/^[\p{L}\p{N}_]([\p{L}\p{N}_ .:+@/#&=;!?'-]*[\p{L}\p{N}_+.!?])?$/u.test(text)) return false
  if (/^(null|not_null|true|false|unknown)$/i.test(text)) return false
  return Number.isNaN(Number(text)) || String(Number(text)) === text
}

/** A value inside `or=(…)`, or null where PostgREST and the embedded backend would read it differently. */
function scalarInTree(value: unknown, text: string): string | null {
  if (isPlain(value, text)) return text
  return /["\\]/.test(text) ? null : `"${text}"`
}

function equalsInTree(value: unknown, text: string): string {
  const scalar = scalarInTree(value, text)
  if (scalar !== null) return `eq.${scalar}`
  return text.includes('"') ? `match.${regex(text, '^', '$')}` : `in.(${quoted(text)})`
}

/** Inside `or=(…)` a quoted list is read alike by both only without quotes in it. */
function split(texts: string[]): { simple: string[]; hostile: string[] } {
  return {
    simple: texts.filter((text) => !text.includes('"')),
    hostile: texts.filter((text) => text.includes('"')),
  }
}

function quoted(text: string): string {
  return `"${text.replace(/["\\]/g, '\\$&')}"`
}

/**
 * Elements of an array inside `or=(…)`. The embedded backend counts quotes to find where a value ends: the same
 * element twice keeps them even.
 */
function elementsInTree(texts: string[]): string {
  return `{${texts
    .flatMap((text) => (text.split('"').length % 2 === 0 ? [text, text] : [text]))
    .map(quoted)
    .join(',')}}`
}

/** A regular expression for exactly this text, in letters, digits and escapes only: nothing needs quoting. */
function regex(text: string, before: string, after: string): string {
  let body = ''
  for (const character of text) {
    const code = character.codePointAt(0)!
    // The first character is always escaped, so that the whole never looks like a number or a word of SQL.
    if (/[A-Za-z0-9]/.test(character) && body) body += character
    else if (code > 0xffff) body += `\\U${code.toString(16).padStart(8, '0')}`
    else body += `\\u${code.toString(16).padStart(4, '0')}`
  }
  return before + body + after
}
