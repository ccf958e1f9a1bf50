import type { Series } from './Legend'
import { labelled, shortNumber, ticksTo } from './numbers'
import type { Period } from './period'

/** Height below a plot for the period labels, in pixels. */
export const axisHeight = 24
/** Space above a plot, in pixels. */
export const top = 8

interface Plot {
  periods: readonly Period[]
  /** All series; `shown` holds the visible ones. */
  series: readonly Series[]
  shown: readonly Series[]
  /** Size in pixels, including the axes. */
  width: number
  height: number
  small: boolean
}

/** The positions of values and periods in a plot. */
export type PlotScale = ReturnType<typeof plotScale>

/** Computes the positions of values and periods in a plot, and which periods get a label. */
export function plotScale({ periods, series, shown, width, height, small }: Plot) {
  const count = periods.length
  const ticks = ticksTo(highestOf(shown, count), small ? 2 : 4)
  const highest = ticks.at(-1) ?? 1
  const tickTexts = ticks.map(shortNumber)
  // A digit in Inter at 11 px is about 6.6 px wide.
  const left = Math.max(24, Math.max(...tickTexts.map((text) => text.length)) * 6.6 + 10)
  const isLong = spansYears(periods)
  const longest = Math.max(
    ...periods.map(({ label }) => label.length + (isLong && !label.includes('’') ? 4 : 0)),
  )
  const labelWidth = Math.max(longest, 1) * 6.4
  // A bar needs a band of its own; a line reaches from edge to edge.
  const banded = series.some(({ mark }) => mark === 'bar') || count === 1
  const labels = labelled(count, Math.floor((width - left - labelWidth / 2) / (labelWidth + 14)))
  const overhang = labelWidth / 2 - (banded ? (width - left) / count / 2 : 0)
  const right = Math.max(2, labels.at(-1) === count - 1 ? overhang : 0)
  const inner = Math.max(0, width - left - right)
  const innerHeight = height - top - axisHeight
  const step = banded ? inner / count : inner / (count - 1)
  const xOf = (at: number) => left + (banded ? at + 0.5 : at) * step
  const yOf = (value: number) => top + innerHeight * (1 - value / highest)
  const bandOf = (at: number) => {
    const from = Math.max(left, xOf(at) - step / 2)
    return { x: from, width: Math.max(0, Math.min(left + inner, xOf(at) + step / 2) - from) }
  }
  const hatchOf = (at: number) =>
    banded ? bandOf(at) : { x: xOf(Math.max(0, at - 1)), width: at > 0 ? step : step / 2 }
  const indexAt = (x: number) =>
    Math.max(0, Math.min(count - 1, banded ? Math.floor((x - left) / step) : Math.round((x - left) / step)))
  const barSize = Math.max(1, Math.min(56, step * 0.64))
  return {
    ...{ width, height, left, right, inner, innerHeight, highest, ticks, labels, banded, barSize },
    ...{ xOf, yOf, bandOf, hatchOf, indexAt, names: namesOf(periods, labels, isLong) },
  }
}

/** Whether the same day or month can occur twice. */
function spansYears(periods: readonly Period[]): boolean {
  const [first = '', last = ''] = [periods[0]?.start, periods.at(-1)?.start]
  return last >= `${Number(first.slice(0, 4)) + 1}${first.slice(4)}`
}

/** The labels below the plot. If it covers more than a year, a label includes the year when it changes. */
function namesOf(periods: readonly Period[], named: readonly number[], isLong: boolean) {
  const yearOf = (at: number | undefined) => periods[at ?? -1]?.start.slice(2, 4)
  return named.map((at, nth) => {
    const label = periods[at]?.label ?? ''
    const isNewYear = isLong && !label.includes('’') && yearOf(at) !== yearOf(named[nth - 1])
    return { at, text: isNewYear ? `${label} ’${yearOf(at)}` : label }
  })
}

function highestOf(series: readonly Series[], count: number): number {
  let highest = 0
  for (let at = 0; at < count; at += 1) {
    const stacks = new Map<string, number>()
    for (const { key, stack, values } of series) {
      const pile = stack ?? key
      const sum = (stacks.get(pile) ?? 0) + (values[at] ?? 0)
      stacks.set(pile, sum)
      highest = Math.max(highest, sum)
    }
  }
  return highest
}
