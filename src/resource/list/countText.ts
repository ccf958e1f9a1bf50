const format = new Intl.NumberFormat('en')

/** A number of rows as people read it; one that is estimated says so. */
export function countText(total: number, approximate: boolean): string {
  if (!approximate) return format.format(total)
  // An estimate to the last digit would claim what it does not know.
  const size = 10 ** Math.max(0, String(Math.round(total)).length - 2)
  return `about ${format.format(Math.round(total / size) * size)}`
}
