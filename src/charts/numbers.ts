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

/** A count or an amount: without decimals from 100 on, with at most one decimal below. */
export function numberText(value: number): string {
  return (Math.abs(value) < 100 ? tenths : whole).format(value)
}

/** The same for a value that may be missing: a missing value is not shown as zero. */
export const figureText = (value: number | null | undefined): string =>
  value == null ? '–' : numberText(value)

/** A short number for an axis: “20k”, “1.5M”. */
export function shortNumber(value: number): string {
  return compact.format(value).replace('K', 'k')
}

/** A part of a whole in percent; undefined when the whole is zero. */
export function shareText(part: number, of: number): string | undefined {
  return of > 0 ? percent.format(part / of) : undefined
}

/**
 * A rate in percent: whole from 10 on, with one decimal below: “12%”, “3.1%”; empty when the whole is zero.
 */
export function rateText(part: number, of: number): string {
  const rate = of > 0 ? part / of : undefined
  if (rate === undefined) return ''
  return rate === 0 || rate >= 0.0995 ? percent.format(rate) : tenthsOfPercent.format(rate)
}

/** A number of percent as text, with a decimal where it has one: “94.6%”. */
export function percentText(percents: number): string {
  return exact.format(percents / 100)
}

/** The change of a number in percent: “+4.1%”; undefined when there is nothing to compare with. */
export function changeText(value: number, before: number | undefined): string | undefined {
  // Some languages use another minus sign, or put a direction mark before the sign.
  return before
    ? change
        .format((value - before) / before)
        .replace(directions, '')
        .replace('−', '-')
    : undefined
}

/**
 * Turns the text of `numberText` into a machine-readable number: “1,204”, or “1.204” in some languages, as
 * `1204`; other text is returned unchanged.
 */
export function plainNumber(text: string): string {
  const bare = text
    .replace(directions, '')
    .replace('−', '-')
    .split(groupMark)
    .join('')
    .replace(decimalMark, '.')
  return /^-?\d+(\.\d+)?$/.test(bare) ? bare : text
}

/** Turns a text of per cent, with its sign before or after the number, into a machine-readable number: `15.2`. */
export function percentNumber(text: string): string | undefined {
  const [before, after, more] = text.split('%')
  if (after === undefined || more !== undefined) return undefined
  const number = plainNumber(`${before}${after}`.trim())
  return Number.isNaN(Number(number)) || number === '' ? undefined : number
}

/**
 * Round axis steps from zero to the first step that reaches `highest`: `steps` of them, or one or two fewer.
 * Whole numbers, unless the values are very small.
 */
export function ticksTo(highest: number, steps = 4): number[] {
  if (!(highest > 0)) return [0, 1]
  const rough = highest / steps
  const power = 10 ** Math.floor(Math.log10(rough))
  const factor = [1, 2, 5, 10].find((one) => one * power >= rough) ?? 10
  const step = highest > 2 ? Math.max(1, factor * power) : factor * power
  const count = Math.ceil(highest / step - 1e-9)
  return Array.from({ length: count + 1 }, (_, index) => Number((index * step).toPrecision(12)))
}

/**
 * Indexes of the labels to show when `room` of `count` fit:
 * every second, every third and so on, from the first.
 */
export function labelled(count: number, room: number): number[] {
  const step = Math.max(1, Math.ceil(count / Math.max(1, room)))
  return Array.from({ length: Math.ceil(count / step) }, (_, index) => index * step)
}

/** The indexes of values without a neighbour: a line cannot show them, so they need a dot. */
export function alone(values: readonly (number | null)[]): number[] {
  return values.flatMap((value, at) =>
    value != null && values[at - 1] == null && values[at + 1] == null ? [at] : [],
  )
}

/**
 * Reduces series of `count` values each to at most `room` steps. Each step keeps its highest value, so that
 * no peak is lost; `at` is the index of the first value in the step. Series that already fit are unchanged.
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
