import { type KeyboardEvent, type MouseEvent, useEffect, useId, useRef, useState } from 'react'
import { Area, Bar, CartesianGrid, ComposedChart, Line, XAxis, YAxis } from 'recharts'
import { useChartColours } from '@/ui/Appearance'
import { annotationsIn, useAnnotations } from './annotations'
import { colourOf, Legend, type Series } from './Legend'
import { labelled, numberText, shortNumber, thinned, ticksTo } from './numbers'
import { useChartParams } from './params'
import { type Period, shortDayText } from './period'

interface TimePlotProps {
  periods: readonly Period[]
  series: readonly Series[]
  /** Sums the plot up for those who do not see it. */
  summary: string
  /** Writes a value in the tooltip. */
  format?: (value: number) => string
  /** What the tooltip tells of a period, in place of the values of the series. */
  details?: (index: number) => readonly { label: string; value: string }[]
  /** In pixels. */
  height?: number
  /** Small, as one of several: without legend. */
  small?: boolean
  onPick?: (period: Period) => void
  /** What picking does, after the key: “shows its sessions”. */
  pickText?: string
  /** The first day of the period that is picked. */
  picked?: string
}

const axisHeight = 24
const top = 8
const keySteps: Record<string, number> = {
  ArrowRight: 1,
  ArrowUp: 1,
  ArrowLeft: -1,
  ArrowDown: -1,
  PageUp: 7,
  PageDown: -7,
  Home: Number.NEGATIVE_INFINITY,
  End: Number.POSITIVE_INFINITY,
}

function useWidth() {
  const ref = useRef<HTMLDivElement>(null)
  const [width, setWidth] = useState(0)
  useEffect(() => {
    const element = ref.current
    if (!element) return
    const observer = new ResizeObserver(() => setWidth(Math.floor(element.clientWidth)))
    setWidth(Math.floor(element.clientWidth))
    observer.observe(element)
    return () => observer.disconnect()
  }, [])
  return [ref, width] as const
}

/**
 * A plot by periods: areas, lines and bars. The pointer or the arrow keys name the values of a period, a click or
 * Enter picks it. Periods that still go on are hatched.
 */
export default function TimePlot({
  periods,
  series,
  summary,
  format = numberText,
  details,
  height = 224,
  small = false,
  onPick,
  pickText,
  picked,
}: TimePlotProps) {
  const colours = useChartColours()
  const id = useId().replace(/[^\w-]/g, '')
  const [ref, width] = useWidth()
  const [active, setActive] = useState<number>()
  const { get, set } = useChartParams()
  const hidden = new Set(small ? [] : get('hide')?.split(','))
  const annotations = useAnnotations({ from: periods[0]?.start ?? '', to: periods.at(-1)?.end ?? '' }, !small)
  const visible = series.filter(({ key }) => !hidden.has(key))
  const shown = visible.length > 0 ? visible : series

  const count = periods.length
  const index = active === undefined ? undefined : Math.min(active, count - 1)
  const ticks = ticksTo(highestOf(shown, count), small ? 2 : 4)
  const highest = ticks.at(-1) ?? 1
  const tickTexts = ticks.map(shortNumber)
  // Inter's figures at 11 px are about 6.6 px wide.
  const left = Math.max(24, Math.max(...tickTexts.map((text) => text.length)) * 6.6 + 10)
  const labelWidth = Math.max(...periods.map(({ label }) => label.length), 1) * 6.4
  // Bars stand on bands of their own; lines reach from edge to edge.
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

  const follow = (event: MouseEvent) => {
    const x = event.clientX - event.currentTarget.getBoundingClientRect().left
    setActive(indexAt(x))
    return indexAt(x)
  }
  const pick = (at: number) => {
    const period = periods[at]
    if (period) onPick?.(period)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const move = keySteps[event.key]
    if (move !== undefined) setActive(Math.max(0, Math.min(count - 1, (index ?? count - 1) + move)))
    else if ((event.key === 'Enter' || event.key === ' ') && index !== undefined) pick(index)
    else if (event.key === 'Escape' && index !== undefined) setActive(undefined)
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  const toggle = (key: string) => {
    const next = new Set(hidden)
    if (!next.delete(key) && shown.length > 1) next.add(key)
    set({ hide: next.size > 0 ? [...next].join(',') : undefined })
  }

  const linesOf = (at: number) =>
    details?.(at) ??
    shown.map(({ label, values }) => ({ label, value: values[at] == null ? '–' : format(values[at]) }))
  const pickedIndex = periods.findIndex(({ start }) => start === picked)
  const notesOf = (at: number) => {
    const period = periods[at]
    return period ? annotationsIn(annotations, period, periods[0]?.start ?? '') : []
  }
  // Never more points than pixels: of those that would share one, the highest is drawn.
  const drawn = thinned(
    shown.map(({ values }) => values),
    count,
    inner,
  )
  const data = drawn.map(({ at, values }) =>
    Object.fromEntries([['start', periods[at]?.start], ...shown.map(({ key }, nth) => [key, values[nth]])]),
  )
  const current = periods[index ?? -1]
  const firstShown = Math.max(0, pickedIndex < 0 ? count - 1 : pickedIndex)
  const told = index ?? firstShown
  const barSize = Math.max(1, Math.min(56, step * 0.64))
  const softColour = colourOf(shown.find(({ mark }) => mark === 'area') ?? {}, colours)
  const topBar = shown.findLast(({ mark }) => mark === 'bar')?.key
  if (count === 0) return null

  return (
    <div className="chart-plot">
      <div className="narrow relative" ref={ref} style={{ height }}>
        {/* biome-ignore lint/a11y/useKeyWithClickEvents: the slider over the drawing hears the keys */}
        <div
          role="img"
          aria-label={summary}
          className="chart-drawing"
          data-picks={!!onPick}
          onPointerMove={follow}
          onPointerLeave={() => setActive(undefined)}
          onClick={(event) => pick(follow(event))}
        >
          {width > 0 ? (
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
              {pickedIndex >= 0 ? (
                <rect className="chart-picked" {...bandOf(pickedIndex)} y={top} height={innerHeight} />
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
              {shown.map((one) => {
                const colour = colourOf(one, colours)
                const common = { dataKey: one.key, isAnimationActive: false } as const
                switch (one.mark) {
                  case 'bar':
                    return (
                      <Bar
                        key={one.key}
                        {...common}
                        stackId={one.stack}
                        barSize={barSize}
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
                        dot={count === 1}
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
                        dot={count === 1}
                        activeDot={false}
                      />
                    )
                }
              })}
              {periods.map((period, at) =>
                notesOf(at).length > 0 ? (
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
                        className="chart-dot"
                        cx={xOf(index)}
                        cy={yOf(one.values[index])}
                        r={4}
                        fill={colourOf(one, colours)}
                      />
                    ),
                  )}
                </>
              ) : null}
              {labels.map((at) => (
                <text
                  key={at}
                  x={xOf(at)}
                  y={height - 6}
                  textAnchor="middle"
                  fontSize={11}
                  fill={colours.label}
                  aria-hidden
                >
                  {periods[at]?.label}
                </text>
              ))}
            </ComposedChart>
          ) : null}
        </div>
        <div
          className="chart-keys"
          role="slider"
          tabIndex={0}
          aria-label={pickText ? `Period. Enter ${pickText}` : 'Period'}
          aria-valuemin={1}
          aria-valuemax={count}
          aria-valuenow={told + 1}
          aria-valuetext={`${wordsOf(periods[told])}: ${linesOf(told)
            .map(({ label, value }) => `${label} ${value}`)
            .concat(notesOf(told).map(({ label }) => label))
            .join(', ')}`}
          onKeyDown={onKeyDown}
          onFocus={() => setActive(firstShown)}
          onBlur={() => setActive(undefined)}
        />
        {current && index !== undefined && width > 0 ? (
          <div className="chart-tip" style={tipPlace(xOf(index), width)} aria-hidden>
            <p>{wordsOf(current)}</p>
            <dl>
              {linesOf(index).map(({ label, value }) => (
                <div key={label}>
                  <dt>{label}</dt>
                  <dd className="medium nowrap">{value}</dd>
                </div>
              ))}
            </dl>
            {notesOf(index).map(({ id, label, on_day, until_day }) => (
              <p key={id} className="chart-tip-note">
                {shortDayText(on_day)}
                {until_day ? `–${shortDayText(until_day)}` : ''}: {label}
              </p>
            ))}
          </div>
        ) : null}
      </div>
      {series.length > 1 && !small ? <Legend series={series} hidden={hidden} onToggle={toggle} /> : null}
    </div>
  )
}

function wordsOf(period: Period | undefined): string {
  if (!period) return ''
  return period.unfinished ? `${period.title} (unfinished)` : period.title
}

// Beside the cursor, on the side with more room.
function tipPlace(x: number, width: number) {
  return x > width / 2 ? { right: width - x + 12 } : { left: x + 12 }
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
