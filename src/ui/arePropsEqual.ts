import { replaceEqualDeep } from '@tanstack/react-query'

/** For `memo`: whether two sets of props are deeply equal, so that a new render would look the same. */
export function arePropsEqual<Props extends object>(before: Props, now: Props): boolean {
  return replaceEqualDeep(before, now) === before
}
