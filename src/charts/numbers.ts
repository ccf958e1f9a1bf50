const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 })
const tenths = new Intl.NumberFormat('en', { maximumFractionDigits: 1 })
const compact = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 })
const percent = new Intl.NumberFormat('en', { style: 'percent', maximumFractionDigits: 0 })
const change = new Intl.NumberFormat('en', {
  style: 'percent',
  maximumFractionDigits: 1,
  signDisplay: 'exceptZero',
})

/** A count or an amount: whole from 100 on, with one decimal below where it has one. */
export function numberText(value: number): string {
  return (Math.abs(value) < 100 ? tenths : whole).format(value)
}

/** A number for an axis: “20k”, “1.5M”. */
export function shortNumber(value: number): string {
  return compact.format(value).replace('K', 'k')
}

/** A part of a whole in percent; undefined where there is no whole. */
export function shareText(part: number, of: number): string | undefined {
  return of > 0 ? percent.format(part / of) : undefined
}

/** How a number changed against another: “+4.1%”; undefined where there is nothing to compare with. */
export function changeText(value: number, before: number | undefined): string | undefined {
  return before ? change.format((value - before) / before) : undefined
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
