import { largestOf } from '../constraints'
import type { Field } from '../field'
import type { Filter, FilterOp } from './listUrl'

interface StoredNumbers {
  op: FilterOp
  /** What is compared; empty where the comparison holds for every number. */
  value: readonly string[]
  /** Whether it holds for none. */
  nothing: boolean
}

const nothing: Omit<StoredNumbers, 'op'> = { value: [], nothing: true }

/**
 * The numbers of a filter in the unit that is stored, where people write another. Where the column cannot hold one, the
 * comparison is that with its largest or smallest: “at most 40,000” of a column up to 32,767 holds for all of them.
 */
export function storedNumbers({ op, value }: Filter, { scale }: Field, type: string): StoredNumbers {
  const isWhole = /^int\d$/.test(type)
  const most = largestOf(type) ?? Number.POSITIVE_INFINITY
  const numbers = value.map((text) =>
    // 81.8 × 0.01 has a tail that nobody wrote.
    text === '' ? undefined : Number((Number(text) * (scale?.factor ?? 1)).toPrecision(15)),
  )
  const canBe = (number: number) => Math.abs(number) <= most && (!isWhole || Number.isInteger(number))
  const lowest = (number: number | undefined) =>
    number !== undefined && isWhole ? Math.ceil(number) : number
  const highest = (number: number | undefined) =>
    number !== undefined && isWhole ? Math.floor(number) : number
  const within = (number: number | undefined) =>
    number === undefined ? '' : String(Math.max(-most, Math.min(most, number)))
  const [first, second] = numbers
  switch (op) {
    case 'from': {
      const from = lowest(first)
      return from !== undefined && from > most
        ? { op, ...nothing }
        : { op, value: [within(from)], nothing: false }
    }
    case 'to': {
      const to = highest(first)
      return to !== undefined && to < -most ? { op, ...nothing } : { op, value: [within(to)], nothing: false }
    }
    case 'between': {
      const [from, to] = [lowest(first), highest(second)]
      const isEmpty = (from !== undefined && from > most) || (to !== undefined && to < -most)
      return isEmpty ? { op, ...nothing } : { op, value: [within(from), within(to)], nothing: false }
    }
    default: {
      const possible = numbers.filter((number) => number !== undefined && canBe(number)).map(String)
      // Every number differs from one that cannot be.
      const differs = op === 'not' || op === 'none'
      return { op, value: possible, nothing: possible.length === 0 && !differs }
    }
  }
}
