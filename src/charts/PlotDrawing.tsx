import { Area, Bar, CartesianGrid, ComposedChart, type DotItemDotProps, Line, XAxis, YAxis } from 'recharts'
import type { useChartColours } from '@/ui/Appearance'
import { colourOf, type Series } from './Legend'
import { alone, shortNumber, thinned } from './numbers'
import type { Period } from './period'
import { axisHeight, type PlotScale, top } from './plotScale'

interface PlotDrawingProps {
  /** Prefix of the ids of the SVG patterns. */
  id: string
  periods: readonly Period[]
  shown: readonly Series[]
  scale: PlotScale
  colours: ReturnType<typeof useChartColours>
  /** The period at the pointer. */
  index: number | undefined
  /** The index of the selected period; negative when none is selected. */
  pickedIndex: number
  /** Whether the period contains an annotated day. */
  isNoted: (index: number) => boolean
}

/** The SVG of a plot: grid, series, and highlighted periods. */
export function PlotDrawing(props: PlotDrawingProps) {
  const { id, periods, shown, scale, colours } = props
  const { width, height, left, right, inner, highest, ticks, names, banded, xOf } = scale
  // Plots at most one point for each pixel; of the values that share a pixel the highest is kept.
  const drawn = thinned(
    shown.map(({ values }) => values),
    periods.length,
    inner,
  )
  const data = drawn.map(({ at, values }) =>
    Object.fromEntries([['start', periods[at]?.start], ...shown.map(({ key }, nth) => [key, values[nth]])]),
  )
  const softColour = colourOf(shown.find(({ mark }) => mark === 'area') ?? {}, colours)
  return (
    <ComposedChart
      width={width}
      height={height}
      data={data}
      margin={{ top, right, bottom: axisHeight, left: 0 }}
      accessibilityLayer={false}
    >
      <defs>
        <linearGradient id={`${id}-soft`} x1="0" y1="0" x2="0" y2="1">
          <stop offset="0%" stopColor={softColour} stopOpacity={0.16} />
          <stop offset="100%" stopColor={softColour} stopOpacity={0.02} />
        </linearGradient>
        <pattern
          id={`${id}-hatch`}
          width="6"
          height="6"
          patternUnits="userSpaceOnUse"
          patternTransform="rotate(45)"
        >
          <line x1="0" y1="0" x2="0" y2="6" stroke={colours.hatch} strokeWidth="1.5" />
        </pattern>
      </defs>
      {shades(props)}
      <CartesianGrid vertical={false} stroke={colours.grid} />
      <XAxis dataKey="start" hide scale={banded ? 'band' : 'point'} />
      <YAxis
        width={left}
        domain={[0, highest]}
        ticks={ticks}
        interval={0}
        tickFormatter={shortNumber}
        tick={{ fill: colours.label, fontSize: 11 }}
        tickLine={false}
        axisLine={false}
        tickSize={0}
        tickMargin={8}
      />
      {shown.map((one, nth) => {
        const values = drawn.map((step) => step.values[nth] ?? null)
        return seriesMark(one, values, props)
      })}
      {notesAndCursor(props)}
      {names.map(({ at, text }) => (
        <text
          key={at}
          x={xOf(at)}
          y={height - 6}
          textAnchor="middle"
          fontSize={11}
          fill={colours.label}
          aria-hidden
        >
          {text}
        </text>
      ))}
    </ComposedChart>
  )
}

// The functions below render parts of the chart above; they hold no state.

/** The backgrounds of the selected period, of the period at the pointer, and of unfinished periods. */
function shades({ id, periods, scale, colours, index, pickedIndex }: PlotDrawingProps) {
  const { innerHeight, banded, bandOf, hatchOf } = scale
  return (
    <>
      {pickedIndex >= 0 ? (
        <rect fill="var(--console-side-active)" {...bandOf(pickedIndex)} y={top} height={innerHeight} />
      ) : null}
      {index !== undefined && banded && index !== pickedIndex ? (
        <rect {...bandOf(index)} y={top} height={innerHeight} fill={colours.cursor} />
      ) : null}
      {periods.map((period, at) =>
        period.unfinished ? (
          <rect
            key={period.start}
            {...hatchOf(at)}
            y={top}
            height={innerHeight}
            fill={`url(#${id}-hatch)`}
            opacity={0.7}
          />
        ) : null,
      )}
    </>
  )
}

function seriesMark(
  one: Series,
  values: readonly (number | null)[],
  { id, shown, scale, colours }: PlotDrawingProps,
) {
  const topBar = shown.findLast(({ mark }) => mark === 'bar')?.key
  const colour = colourOf(one, colours)
  const common = { dataKey: one.key, isAnimationActive: false } as const
  // A value with no neighbours gets a dot, because a line or an area needs two points.
  const lone = new Set(alone(values))
  const dot =
    lone.size > 0
      ? ({ cx, cy, index }: DotItemDotProps) =>
          lone.has(index) ? (
            <circle key={index} cx={cx} cy={cy} r={3.5} fill={colour} stroke="var(--console-page)" />
          ) : (
            <g key={index} />
          )
      : false
  switch (one.mark) {
    case 'bar':
      return (
        <Bar
          key={one.key}
          {...common}
          stackId={one.stack}
          barSize={scale.barSize}
          fill={colour}
          fillOpacity={one.pale ? 0.28 : 0.9}
          radius={one.key === topBar ? [3, 3, 0, 0] : 0}
        />
      )
    case 'area':
      return (
        <Area
          key={one.key}
          {...common}
          type="monotone"
          stroke={colour}
          strokeWidth={2}
          fill={`url(#${id}-soft)`}
          fillOpacity={1}
          dot={dot}
          activeDot={false}
        />
      )
    default:
      return (
        <Line
          key={one.key}
          {...common}
          type="monotone"
          stroke={colour}
          strokeWidth={one.dashed ? 1.5 : 2}
          strokeDasharray={one.dashed ? '5 4' : undefined}
          dot={dot}
          activeDot={false}
        />
      )
  }
}

/** The flags of annotated periods, and the line and dots at the pointer. */
function notesAndCursor({ periods, shown, scale, colours, index, isNoted }: PlotDrawingProps) {
  const { innerHeight, banded, xOf, yOf } = scale
  return (
    <>
      {periods.map((period, at) =>
        isNoted(at) ? (
          <g key={period.start} aria-hidden>
            <line
              x1={xOf(at)}
              x2={xOf(at)}
              y1={top}
              y2={top + innerHeight}
              stroke={colours.label}
              strokeDasharray="2 3"
            />
            <path d={`M${xOf(at)} ${top - 8}h7l-2 3 2 3h-7z`} fill={colours.label} />
          </g>
        ) : null,
      )}
      {index !== undefined && !banded ? (
        <>
          <line
            x1={xOf(index)}
            x2={xOf(index)}
            y1={top}
            y2={top + innerHeight}
            stroke={colours.label}
            strokeOpacity={0.5}
          />
          {shown.map((one) =>
            one.values[index] == null ? null : (
              <circle
                key={one.key}
                stroke="var(--console-page)"
                strokeWidth={2}
                cx={xOf(index)}
                cy={yOf(one.values[index])}
                r={4}
                fill={colourOf(one, colours)}
              />
            ),
          )}
        </>
      ) : null}
    </>
  )
}
