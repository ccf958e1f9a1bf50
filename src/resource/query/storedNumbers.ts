import { largestOf } from '../constraints'
import type { Field } from '../field'
import type { Filter, FilterOp } from './listUrl'

interface StoredNumbers {
  op: FilterOp
  /** The numbers to compare with; empty if the comparison is true for every number. */
  value: readonly string[]
  /** Whether the comparison is true for no number. */
  nothing: boolean
}

const nothing: Omit<StoredNumbers, 'op'> = { value: [], nothing: true }

/**
 * Converts a filter's numbers to the stored unit. A number outside the column's range is replaced by the nearest limit:
 * “at most 40,000” for a column up to 32,767 matches all numbers.
 */
export function storedNumbers({ op, value }: Filter, { scale }: Field, type: string): StoredNumbers {
  const isWhole = /^int\d$/.test(type)
  const most = largestOf(type) ?? Number.POSITIVE_INFINITY
  const numbers = value.map((text) =>
    // Floating point: 81.8 × 0.01 has extra decimals that nobody typed.
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
      // Every number differs from a value that cannot be stored.
      const differs = op === 'not' || op === 'none'
      return { op, value: possible, nothing: possible.length === 0 && !differs }
    }
  }
}
