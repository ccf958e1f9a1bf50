/** One test of a column, parsed from PostgREST's parameters. */
export interface Test {
  kind: 'test'
  column: string
  not: boolean
  /** The operator with its quantifier or language, such as `gt(any)`. */
  operator: string
  /** The value without its quotes. */
  value: string
  /** The values of `in`. */
  values?: string[]
}

/** Conditions of which all or one must hold. */
export interface Group {
  kind: 'and' | 'or'
  not: boolean
  parts: Node[]
}

/** A parsed parameter. */
export type Node = Test | Group

const columnPattern = String.raw`[A-Za-z_][\w$]*(?:->>?[\w-]+)*`
const operatorPattern = String.raw`(not\.)?([a-z]+(?:\((?:any|all|\w+)\))?)\.`
/** The patterns of a parameter's name and of its value. */
const [namePattern, testPattern] = [
  new RegExp(`^${columnPattern}$`),
  new RegExp(`^${operatorPattern}(.*)$`, 'us'),
]
/** The tokens inside a group, each matched where the previous one ended. */
const tokens = {
  open: /\s*\(\s*/uy,
  comma: /\s*,\s*/uy,
  close: /\s*\)\s*/uy,
  group: /(not\.)?(and|or)(?=\s*\()/uy,
  column: new RegExp(`(${columnPattern})\\.`, 'uy'),
  operator: new RegExp(operatorPattern, 'uy'),
  listOpen: /\s*\(/uy,
  listComma: /,/uy,
  listClose: /\)\s*/uy,
  listEnd: /\s*\)/uy,
  quoted: /"((?:[^"\\]|\\[\s\S])*)"(?=\s*[,)]|$)/uy,
  array: /\{(?:[^{}"]|"(?:[^"\\]|\\[\s\S])*")*\}/uy,
  plain: /[^,)]*/uy,
}
const operators =
  /^(eq|neq|lt|lte|gt|gte|like|ilike|match|imatch|in|is|isdistinct|cs|cd|ov|sl|sr|nxl|nxr|adj|fts|plfts|phfts|wfts)(\(\w+\))?$/

/** Thrown for a parameter that does not follow PostgREST's grammar. */
class Unreadable extends Error {}

/** Parses what PostgREST accepts inside `and=(…)` and `or=(…)` (its source, “QueryParams”). */
class Reader {
  #at = 0
  readonly #text: string
  constructor(text: string) {
    this.#text = text
  }

  get isAtEnd() {
    return this.#at >= this.#text.length
  }

  #take(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.#at
    const found = pattern.exec(this.#text)
    if (found) this.#at = pattern.lastIndex
    return found
  }

  #need(pattern: RegExp): RegExpExecArray {
    const found = this.#take(pattern)
    if (!found) throw new Unreadable()
    return found
  }

  #parts(): Node[] {
    this.#need(tokens.open)
    const parts = [this.node()]
    while (this.#take(tokens.comma)) parts.push(this.node())
    this.#need(tokens.close)
    return parts
  }

  node(): Node {
    const group = this.#take(tokens.group)
    if (group) return { kind: group[2] as 'and' | 'or', not: group[1] !== undefined, parts: this.#parts() }
    const [, column] = this.#need(tokens.column)
    const [, not, operator] = this.#need(tokens.operator)
    if (!operators.test(operator!)) throw new Unreadable()
    const test = { kind: 'test', column: column!, not: not !== undefined, operator: operator! } as const
    return operator === 'in' ? { ...test, value: '', values: this.list() } : { ...test, value: this.#value() }
  }

  list(): string[] {
    this.#need(tokens.listOpen)
    if (this.#take(tokens.listEnd)) return []
    const values = [this.#element()]
    while (this.#take(tokens.listComma)) values.push(this.#element())
    this.#need(tokens.listClose)
    return values
  }

  #quoted(): string | undefined {
    return this.#take(tokens.quoted)?.[1]?.replace(/\\([\s\S])/gu, '$1')
  }

  #element(): string {
    return this.#quoted() ?? this.#need(tokens.plain)[0]
  }

  #value(): string {
    return this.#quoted() ?? this.#take(tokens.array)?.[0] ?? this.#need(tokens.plain)[0]
  }
}

/** Parses one filter parameter, named without the resource it applies to; undefined if it is not a filter. */
export function readParameter(name: string, value: string): Node | undefined {
  try {
    if (/^(not\.)?(and|or)$/.test(name)) {
      const reader = new Reader(name + value)
      const node = reader.node()
      return reader.isAtEnd ? node : undefined
    }
    const test = testPattern.exec(value)
    if (!test || !namePattern.test(name) || !operators.test(test[2]!)) return undefined
    const [, not, operator, text] = test
    const read: Test = {
      kind: 'test',
      column: name,
      not: not !== undefined,
      operator: operator!,
      value: text!,
    }
    if (operator !== 'in') return read
    const reader = new Reader(text!)
    const values = reader.list()
    return reader.isAtEnd ? { ...read, values } : undefined
  } catch (error) {
    if (error instanceof Unreadable) return undefined
    throw error
  }
}

/** The elements of a Postgres array literal, `{a,"b,c"}`; undefined if one of them is an array or null. */
export function readArray(text: string): string[] | undefined {
  if (!/^\{(?:(?:"(?:[^"\\]|\\[\s\S])*"|[^{}",\\]+)(?:,(?!\})|(?=\}$)))*\}$/u.test(text)) return undefined
  const elements = [...text.slice(1, -1).matchAll(/"((?:[^"\\]|\\[\s\S])*)"|[^,]+/gu)].map(
    ([whole, quoted]) => quoted?.replace(/\\([\s\S])/gu, '$1') ?? whole,
  )
  return elements.some((element) => /^null$/i.test(element)) && !text.includes('"') ? undefined : elements
}
