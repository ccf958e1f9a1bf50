import type { ChartTable } from './Chart'
import type { Period } from './period'

/** The rows of a chart's table, the latest period first: its name, what `cells` says of it, and where a press leads. */
export function periodRows(
  periods: readonly Period[],
  cells: (at: number, period: Period) => readonly string[],
  onPick?: (period: Period, at: number) => void,
): ChartTable['rows'] {
  return periods
    .map((period, at) => ({
      key: period.start,
      cells: [period.title, ...cells(at, period)],
      unfinished: period.unfinished,
      ...(onPick && { onPick: () => onPick(period, at) }),
    }))
    .reverse()
}

/** What a chart says in place of its plot where nothing is in it and other days may have something. */
export function emptyDays(isEmpty: boolean, title: string) {
  return isEmpty ? { title, text: 'Other days may have some.' } : undefined
}
