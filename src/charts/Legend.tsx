import { useChartColours } from '@/ui/Appearance'
import type { ChartColours } from '@/ui/colours'
import { Row } from '@/ui/layout'

/** One data series over time. */
export interface Series {
  key: string
  label: string
  /** One value for each period; null leaves a gap in the plot. */
  values: readonly (number | null)[]
  mark: 'area' | 'line' | 'bar'
  /** Bars with the same stack name are stacked on each other. */
  stack?: string
  /** Index into the palette of chart colours. */
  colour?: number
  /** A paler colour, for secondary series. */
  pale?: boolean
  /** Uses the colour of the axis, for a line that is not a measured figure. */
  neutral?: boolean
  /** A dashed line, for values of other days than those on the axis, such as the previous period. */
  dashed?: boolean
}

/** The colour of a series in the plot. */
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
  /** With this callback, each name switches its series on and off. */
  onToggle?: (key: string) => void
}

/** The names of the series with their colour marks. */
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
