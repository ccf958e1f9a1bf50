import { replaceEqualDeep } from '@tanstack/react-query'

/** For `memo`: whether the properties hold the same, however deep, and so draw the same. */
export function hasSame<Props extends object>(before: Props, now: Props): boolean {
  return replaceEqualDeep(before, now) === before
}
