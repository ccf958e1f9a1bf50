import { numbers } from './locale'

/** Up to this many rows the count is exact; above it, it is an estimate until all have been counted apart. */
const counted = 1000

/** A number of rows as people read it. An estimate is not shown: only what is known for sure. */
export function countText(total: number, approximate: boolean): string {
  return approximate && total > counted ? `more than ${numbers.format(counted)}` : numbers.format(total)
}
