import styles from './board.module.css'

interface SparklineProps {
  label: string
  /** Values in time order; null leaves a gap. */
  values: readonly (number | null)[]
  format: (value: number) => string
}

const width = 96
const height = 22

/**
 * The SVG path of a line through the values, from zero to the highest; it is interrupted at missing values.
 */
export function pathOf(values: readonly (number | null)[]): string {
  const highest = Math.max(...values.map((value) => value ?? 0), Number.MIN_VALUE)
  let isBroken = true
  return values
    .map((value, at) => {
      if (value === null) {
        isBroken = true
        return ''
      }
      const x = values.length > 1 ? (at / (values.length - 1)) * width : width / 2
      const y = height - 1 - (value / highest) * (height - 2)
      const part = `${isBroken ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`
      isBroken = false
      return part
    })
    .join('')
}

/** A small trend line for use within text, with its last value. */
export function Sparkline({ label, values, format }: SparklineProps) {
  const last = values.findLast((value) => value !== null) ?? null
  const known = values.filter((value) => value !== null)
  const summary =
    known.length > 0
      ? `${label} over 48 hours: from ${format(Math.min(...known))} to ${format(Math.max(...known))}, last ${format(last ?? 0)}`
      : `${label}: no measurements`
  return (
    <figure className={`${styles.spark} quiet small`}>
      <figcaption>
        {label} <strong className="loud">{last === null ? '–' : format(last)}</strong>
      </figcaption>
      <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={summary}>
        <path d={pathOf(values)} />
      </svg>
    </figure>
  )
}
