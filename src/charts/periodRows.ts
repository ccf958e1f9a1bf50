import type { ChartTable } from './Chart'
import { type ChartCell, periodCell } from './cells'
import type { Period } from './period'

/**
 * The rows of a chart's table, latest period first: its title, its `cells`, and what a press opens.
 */
export function periodRows(
  periods: readonly Period[],
  cells: (at: number, period: Period) => readonly ChartCell[],
  onPick?: (period: Period, at: number) => void,
): ChartTable['rows'] {
  return periods
    .map((period, at) => ({
      key: period.start,
      cells: [periodCell(period), ...cells(at, period)],
      unfinished: period.unfinished,
      ...(onPick && { onPick: () => onPick(period, at) }),
    }))
    .reverse()
}

/** The message of an empty chart when other days may have data. */
export function emptyDays(isEmpty: boolean, title: string) {
  return isEmpty ? { title, text: 'Other days may have some.' } : undefined
}
