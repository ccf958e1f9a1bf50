import { useChartColours } from '@/ui/Appearance'
import type { ChartColours } from '@/ui/colours'
import { Row } from '@/ui/layout'

/** One row of numbers over time. */
export interface Series {
  key: string
  label: string
  /** One for each period; null where there is none, which leaves a gap. */
  values: readonly (number | null)[]
  mark: 'area' | 'line' | 'bar'
  /** Bars with the same stack stand on each other. */
  stack?: string
  /** Its place among the colours of charts. */
  colour?: number
  /** Paler, for what stands beside the main thing. */
  pale?: boolean
  /** In the colour of the axis, for a line that stands for no figure of its own. */
  neutral?: boolean
  /** Of other days than the axis says, such as the period before. */
  dashed?: boolean
}

/** The colour that a series is drawn in. */
export function colourOf(
  { colour = 0, neutral }: Pick<Series, 'colour' | 'neutral'>,
  colours: ChartColours,
): string {
  if (neutral) return colours.label
  return colours.series[colour % colours.series.length] ?? colours.label
}

interface LegendProps {
  series: readonly Pick<Series, 'key' | 'label' | 'mark' | 'colour' | 'neutral' | 'pale' | 'dashed'>[]
  hidden?: ReadonlySet<string>
  /** With it each name switches its series on and off. */
  onToggle?: (key: string) => void
}

/** The names of several series with their marks. */
export function Legend({ series, hidden, onToggle }: LegendProps) {
  const colours = useChartColours()
  return (
    <Row as="ul" gap={16} align="stretch" wrap="tight" className="chart-legend quiet small above-4">
      {series.map((one) => {
        const shown = !hidden?.has(one.key)
        const content = (
          <>
            <span
              className="chart-legend-mark"
              data-mark={one.mark}
              data-pale={one.pale}
              data-dashed={one.dashed}
              style={{ color: colourOf(one, colours) }}
              aria-hidden
            />
            {one.label}
          </>
        )
        return (
          <Row as="li" key={one.key} gap={6} style={{ textDecoration: shown ? undefined : 'line-through' }}>
            {onToggle ? (
              <button
                type="button"
                className="row gap-6"
                aria-pressed={shown}
                onClick={() => onToggle(one.key)}
              >
                {content}
              </button>
            ) : (
              content
            )}
          </Row>
        )
      })}
    </Row>
  )
}
