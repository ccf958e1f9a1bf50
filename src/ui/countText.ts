import { numbers } from './locale'

/** So far rows are counted in any case; how many more there are is an estimate, which may be wrong by half. */
const counted = 1000

/** A number of rows as people read it. An estimate is not shown: only what is known for sure. */
export function countText(total: number, approximate: boolean): string {
  return approximate && total > counted ? `more than ${numbers.format(counted)}` : numbers.format(total)
}
