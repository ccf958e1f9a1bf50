/** One test of a column as PostgREST's parameters say it. */
export interface Test {
  kind: 'test'
  column: string
  not: boolean
  /** With its quantifier or language, such as `gt(any)`. */
  operator: string
  /** As it is meant: without the quotes that it stands in. */
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

/** What a parameter asks. */
export type Node = Test | Group

const columnPattern = String.raw`[A-Za-z_][\w$]*(?:->>?[\w-]+)*`
const operatorPattern = String.raw`(not\.)?([a-z]+(?:\((?:any|all|\w+)\))?)\.`
const operators =
  /^(eq|neq|lt|lte|gt|gte|like|ilike|match|imatch|in|is|isdistinct|cs|cd|ov|sl|sr|nxl|nxr|adj|fts|plfts|phfts|wfts)(\(\w+\))?$/

/** Where a parameter does not follow PostgREST's grammar. */
class Unreadable extends Error {}

/** Reads what PostgREST reads inside `and=(…)` and `or=(…)` (its source, “QueryParams”). */
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
    const sticky = new RegExp(pattern.source, 'uy')
    sticky.lastIndex = this.#at
    const found = sticky.exec(this.#text)
    if (found) this.#at = sticky.lastIndex
    return found
  }

  #need(pattern: RegExp): RegExpExecArray {
    const found = this.#take(pattern)
    if (!found) throw new Unreadable()
    return found
  }

  group(): Node[] {
    this.#need(/\s*\(\s*/)
    const parts = [this.#node()]
    while (this.#take(/\s*,\s*/)) parts.push(this.#node())
    this.#need(/\s*\)\s*/)
    return parts
  }

  #node(): Node {
    const group = this.#take(/(not\.)?(and|or)(?=\s*\()/)
    if (group) return { kind: group[2] as 'and' | 'or', not: group[1] !== undefined, parts: this.group() }
    const [, column] = this.#need(new RegExp(`(${columnPattern})\\.`))
    const [, not, operator] = this.#need(new RegExp(operatorPattern))
    if (!operators.test(operator!)) throw new Unreadable()
    const test: Test = {
      kind: 'test',
      column: column!,
      not: not !== undefined,
      operator: operator!,
      value: '',
    }
    return operator === 'in' ? { ...test, values: this.list() } : { ...test, value: this.#value() }
  }

  list(): string[] {
    this.#need(/\s*\(/)
    if (this.#take(/\s*\)/)) return []
    const values = [this.#element()]
    while (this.#take(/,/)) values.push(this.#element())
    this.#need(/\)\s*/)
    return values
  }

  #quoted(): string | undefined {
    const found = this.#take(/"((?:[^"\\]|\\[\s\S])*)"(?=\s*[,)]|$)/)
    return found?.[1]?.replace(/\\([\s\S])/gu, '$1')
  }

  #element(): string {
    return this.#quoted() ?? this.#need(/[^,)]*/)[0]
  }

  #value(): string {
    return (
      this.#quoted() ?? this.#take(/\{(?:[^{}"]|"(?:[^"\\]|\\[\s\S])*")*\}/)?.[0] ?? this.#need(/[^,)]*/)[0]
    )
  }
}

/** Reads one parameter that filters, named without the resource it is about; undefined where it is none. */
export function readParameter(name: string, value: string): Node | undefined {
  try {
    const group = /^(not\.)?(and|or)$/.exec(name)
    if (group) {
      const reader = new Reader(value)
      const parts = reader.group()
      return reader.isAtEnd
        ? { kind: group[2] as 'and' | 'or', not: group[1] !== undefined, parts }
        : undefined
    }
    const test = new RegExp(`^${operatorPattern}(.*)$`, 'us').exec(value)
    if (!test || !new RegExp(`^${columnPattern}$`).test(name) || !operators.test(test[2]!)) return undefined
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

/** The elements of an array as Postgres writes it, `{a,"b,c"}`; undefined where one of them is an array or null. */
export function readArray(text: string): string[] | undefined {
  if (!/^\{(?:(?:"(?:[^"\\]|\\[\s\S])*"|[^{}",\\]+)(?:,(?!\})|(?=\}$)))*\}$/u.test(text)) return undefined
  const elements = [...text.slice(1, -1).matchAll(/"((?:[^"\\]|\\[\s\S])*)"|[^,]+/gu)].map(
    ([whole, quoted]) => quoted?.replace(/\\([\s\S])/gu, '$1') ?? whole,
  )
  return elements.some((element) => /^null$/i.test(element)) && !text.includes('"') ? undefined : elements
}
