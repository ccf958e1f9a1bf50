import { numbers } from './locale'

/**
 * Up to this many rows the count is exact; above it, the count is an estimate until a separate request has counted all
 * rows.
 */
const counted = 1000

/** A number of rows as people read it. An estimate is not shown, only the number that is certain. */
export function countText(total: number, approximate: boolean): string {
  return approximate && total > counted ? `more than ${numbers.format(counted)}` : numbers.format(total)
}
