import { numberLocale } from '@/ui/locale'

const whole = new Intl.NumberFormat(numberLocale, { maximumFractionDigits: 0 })
const tenths = new Intl.NumberFormat(numberLocale, { maximumFractionDigits: 1 })
const compact = new Intl.NumberFormat(numberLocale, { notation: 'compact', maximumFractionDigits: 1 })
const percent = new Intl.NumberFormat(numberLocale, { style: 'percent', maximumFractionDigits: 0 })
const exact = new Intl.NumberFormat(numberLocale, { style: 'percent', maximumFractionDigits: 1 })
const tenthsOfPercent = new Intl.NumberFormat(numberLocale, {
  style: 'percent',
  minimumFractionDigits: 1,
  maximumFractionDigits: 1,
})
const change = new Intl.NumberFormat(numberLocale, {
  style: 'percent',
  maximumFractionDigits: 1,
  signDisplay: 'exceptZero',
})

const parts = new Intl.NumberFormat(numberLocale, { useGrouping: true }).formatToParts(1_234_567.8)
const markOf = (type: 'group' | 'decimal', usual: string) =>
  parts.find((part) => part.type === type)?.value ?? usual
const groupMark = markOf('group', ',')
const decimalMark = markOf('decimal', '.')
const directions = /[\u200e\u200f\u061c]/g

/** A count or an amount: whole from 100 on, with one decimal below where it has one. */
export function numberText(value: number): string {
  return (Math.abs(value) < 100 ? tenths : whole).format(value)
}

/** The same where there may be none: missing is no zero. */
export const figureText = (value: number | null | undefined): string =>
  value == null ? '–' : numberText(value)

/** A number for an axis: “20k”, “1.5M”. */
export function shortNumber(value: number): string {
  return compact.format(value).replace('K', 'k')
}

/** A part of a whole in percent; undefined where there is no whole. */
export function shareText(part: number, of: number): string | undefined {
  return of > 0 ? percent.format(part / of) : undefined
}

/** A rate: whole per cents from ten on, with a decimal below: “12%”, “3.1%”; empty where there is no whole. */
export function rateText(part: number, of: number): string {
  const rate = of > 0 ? part / of : undefined
  if (rate === undefined) return ''
  return rate === 0 || rate >= 0.0995 ? percent.format(rate) : tenthsOfPercent.format(rate)
}

/** A share or growth of so many per cent, with a decimal where it has one: “94.6%”. */
export function percentText(percents: number): string {
  return exact.format(percents / 100)
}

/** How a number changed against another: “+4.1%”; undefined where there is nothing to compare with. */
export function changeText(value: number, before: number | undefined): string | undefined {
  // Some languages write another minus, or a mark of direction before the sign.
  return before
    ? change
        .format((value - before) / before)
        .replace(directions, '')
        .replace('−', '-')
    : undefined
}

/** What `numberText` wrote as a program reads it: “1,204” or, where people write so, “1.204” as `1204`; other text stays. */
export function plainNumber(text: string): string {
  const bare = text
    .replace(directions, '')
    .replace('−', '-')
    .split(groupMark)
    .join('')
    .replace(decimalMark, '.')
  return /^-?\d+(\.\d+)?$/.test(bare) ? bare : text
}

/** Round steps from zero to the first one that reaches `highest`, `steps` of them or one or two less. Whole ones but for very small numbers. */
export function ticksTo(highest: number, steps = 4): number[] {
  if (!(highest > 0)) return [0, 1]
  const rough = highest / steps
  const power = 10 ** Math.floor(Math.log10(rough))
  const factor = [1, 2, 5, 10].find((one) => one * power >= rough) ?? 10
  const step = highest > 2 ? Math.max(1, factor * power) : factor * power
  const count = Math.ceil(highest / step - 1e-9)
  return Array.from({ length: count + 1 }, (_, index) => Number((index * step).toPrecision(12)))
}

/** Which of `count` labels are written where `room` fit: every second, third and so on, from the first. */
export function labelled(count: number, room: number): number[] {
  const step = Math.max(1, Math.ceil(count / Math.max(1, room)))
  return Array.from({ length: Math.ceil(count / step) }, (_, index) => index * step)
}

/** The places of values with none beside them: a line has nothing to draw there, so that they need a point. */
export function alone(values: readonly (number | null)[]): number[] {
  return values.flatMap((value, at) =>
    value != null && values[at - 1] == null && values[at + 1] == null ? [at] : [],
  )
}

/**
 * Several rows of `count` values each, in at most `room` steps: of the values that fall into one step the highest is
 * kept, so that no peak goes missing. `at` is the step's first place. Nothing changes where there is room.
 */
export function thinned(
  rows: readonly (readonly (number | null)[])[],
  count: number,
  room: number,
): { at: number; values: (number | null)[] }[] {
  const every = room > 0 ? Math.max(1, Math.ceil(count / room)) : 1
  const highest = (values: readonly (number | null)[]) =>
    values.reduce((high, value) => (value != null && (high == null || value > high) ? value : high), null)
  return Array.from({ length: Math.ceil(count / every) }, (_, step) => ({
    at: step * every,
    values: rows.map((values) => highest(values.slice(step * every, (step + 1) * every)) ?? null),
  }))
}
