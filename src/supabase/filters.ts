import type { CrudFilter, CrudFilters } from '@refinedev/core'

/** One condition on rows, in PostgREST's syntax. */
export interface Condition {
  /** The embedded resource it applies to, '' for the table itself. */
  path: string
  /** Its text inside `and=(…)` or `or=(…)`. */
  tree: string
  /** Its name and value as a separate parameter. */
  param: readonly [name: string, value: string]
}

/**
 * Turns Refine's filters into PostgREST's parameters (docs.postgrest.org, “Tables and Views”), which are joined by
 * “and”.
 *
 * “Is not” keeps rows without a value, as people expect. An empty list matches nothing, an empty group everything.
 * Throws for a filter that names no column, or that compares across embedded resources in one “or”.
 */
export function filterParams(filters: CrudFilters): [string, string][] {
  return conditionParams(filters.flatMap(toConditions))
}

/** Turns conditions that must all hold into parameters. */
export function conditionParams(conditions: Condition[]): [string, string][] {
  return conditions.map(({ path, param: [name, value] }) => [path ? `${path}.${name}` : name, value])
}

/** PostgREST's own parameter names: a column with such a name is tested inside `and=(…)`. */
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
    // A part without a condition matches every row, and so does the whole “or”.
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
      return list(value).length === 0 ? [] : [orEmpty(test, test.holds(list(value), 'not.'))]
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

/** Whether a JSON path ends in the JSON value, `->`, and not in its text, `->>`. */
function isFigure(field: string): boolean {
  return /->(?!>)[^>]+$/.test(field)
}

/** The tests of one column. `field` may be dotted for an embedded resource and end in a JSON path. */
export function tests(field: string) {
  const match = /^((?:[A-Za-z_]\w*\.)*)([A-Za-z_]\w*(?:->>?\w+(?:-\w+)*)*)$/.exec(field)
  if (!match) throw new Error(`“${field}” is not the name of a column.`)
  const path = match[1]!.slice(0, -1)
  const column = match[2]!
  const test = (operation: string, inTree = operation): Condition => {
    const tree = `${column}.${inTree}`
    return { path, tree, param: reserved.has(column) ? ['and', `(${tree})`] : [column, operation] }
  }
  const testText = (operator: string, text: string) =>
    test(`${operator}.${text}`, `${operator}.${quoted(text)}`)
  const among = (operator: string, texts: string[]) => test(`${operator}.(${texts.map(quoted).join(',')})`)
  const isNull = test('is.null')
  const notNull = test('not.is.null')

  function equals(value: unknown): Condition {
    return typeof value === 'boolean' ? test(`is.${value}`) : testText('eq', textOf(value))
  }

  function differs(value: unknown): Condition {
    return typeof value === 'boolean' ? test(`not.is.${value}`) : testText('neq', textOf(value))
  }

  function oneOf(values: unknown[]): Condition {
    const texts = values.filter(isGiven).map(textOf)
    if (values.length === 0) return allOf([isNull, notNull])
    if (texts.length === values.length) return among('in', texts)
    return texts.length === 0 ? isNull : anyOf([among('in', texts), isNull])
  }

  function noneOf(values: unknown[]): Condition[] {
    const texts = values.filter(isGiven).map(textOf)
    const none = texts.length > 0 ? [among('not.in', texts)] : []
    if (texts.length < values.length) return [...none, notNull]
    return none.length === 0 ? [] : [anyOf([...none, isNull])]
  }

  function compare(operator: Comparison, value: unknown): Condition {
    return testText(operator, textOf(value))
  }

  /**
   * Compares a value in a JSON document as a number. JSON orders null, texts, numbers, booleans and then the rest; a
   * bound by the lowest boolean, or by a number below all real values, excludes everything that is not a number.
   */
  function compareFigure(operator: Comparison, value: number): Condition {
    const bound = operator.startsWith('g') ? 'lt.false' : 'gt.-1e999'
    return allOf([test(`${operator}.${value}`), test(bound)])
  }

  /** The array column contains all of the values, or, with `not`, does not. */
  function holds(values: unknown[], not = ''): Condition {
    return testText(`${not}cs`, `{${values.map(textOf).map(quoted).join(',')}}`)
  }

  /** The array column contains at least one of the values. */
  function overlaps(values: unknown[]): Condition {
    return testText('ov', `{${values.map(textOf).map(quoted).join(',')}}`)
  }

  function matches(text: string, start: boolean, end: boolean, sensitive: boolean, not = ''): Condition {
    // PostgREST reads `*` as `%` in a pattern and has no way to escape it.
    if (text.includes('*')) {
      const escaped = text.replace(/[\\^$.|?*+()[\]{}]/g, '\\$&')
      return testText(
        `${not}${sensitive ? 'match' : 'imatch'}`,
        `${start ? '^' : ''}${escaped}${end ? '$' : ''}`,
      )
    }
    const escaped = text.replace(/[\\%_]/g, '\\$&')
    return testText(`${not}${sensitive ? 'like' : 'ilike'}`, `${start ? '' : '%'}${escaped}${end ? '' : '%'}`)
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

/** Joins conditions into one that holds if all of them hold. */
export function allOf(conditions: Condition[]): Condition {
  return joined('and', conditions)
}

/** Joins conditions into one that holds if any of them holds. */
export function anyOf(conditions: Condition[]): Condition {
  return joined('or', conditions)
}

function joined(by: 'and' | 'or', conditions: Condition[]): Condition {
  if (conditions.length === 1) return conditions[0]!
  const parts = `(${conditions.map((part) => part.tree).join(',')})`
  return { path: commonPath(conditions), tree: by + parts, param: [by, parts] }
}

/**
 * The values of an “or” whose parts each test the same array column for one value: it becomes a single test, which is
 * quick by the column's index.
 */
export function overlapOf(parts: CrudFilter[]): { field: string; values: unknown[] } | null {
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

function patternTest(test: Tests, operator: string, text: string): Condition {
  const match = /^(n?)(contains|startswith|endswith)(s?)$/.exec(operator)
  if (!match) throw new Error(`The filter operator “${operator}” is not known.`)
  const [, not, shape, sensitive] = match
  const [start, end] = [shape === 'startswith', shape === 'endswith']
  const found = test.matches(text, start, end, sensitive === 's', not && 'not.')
  return not ? orEmpty(test, found) : found
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

const isGiven = (value: unknown) => value !== null && value !== undefined

function textOf(value: unknown): string {
  if (value instanceof Date) return value.toISOString()
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

/**
 * Quotes a text for places where commas and brackets have a meaning, in PostgREST's syntax and in elements of a
 * Postgres array.
 */
export function quoted(text: string): string {
  return `"${text.replace(/["\\]/g, '\\$&')}"`
}
