import { type HTMLAttributes, type KeyboardEvent, type MouseEvent, useCallback, useId, useState } from 'react'
import { useChartColours } from '@/ui/Appearance'
import { Row } from '@/ui/layout'
import { annotationsIn, useAnnotations } from './annotations'
import { Legend, type Series } from './Legend'
import { numberText } from './numbers'
import { PlotDrawing } from './PlotDrawing'
import { useChartParams } from './params'
import { type Period, shortDayText } from './period'
import { plotScale } from './plotScale'

interface TimePlotProps {
  periods: readonly Period[]
  series: readonly Series[]
  /** A summary of the plot for screen readers. */
  summary: string
  /** Formats a value for the tooltip. */
  format?: (value: number) => string
  /** The content of the tooltip for a period, instead of the series' values. */
  details?: (index: number) => readonly { label: string; value: string }[]
  /** Height in pixels. */
  height?: number
  /** A small plot without a legend, for one of several. */
  small?: boolean
  onPick?: (period: Period) => void
  /** What a click or Enter does, for the hint after the key's name: “shows its sessions”. */
  pickText?: string
  /** The first day of the selected period. */
  picked?: string
}

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

// Measures the plot's width with a ref callback, because
// the element is mounted and unmounted as numbers load.
function useWidth() {
  const [width, setWidth] = useState(0)
  const ref = useCallback((element: HTMLDivElement) => {
    const observer = new ResizeObserver(() => setWidth(Math.floor(element.clientWidth)))
    setWidth(Math.floor(element.clientWidth))
    observer.observe(element)
    return () => observer.disconnect()
  }, [])
  return [ref, width] as const
}

// Shows the pressed value at once, because the URL reaches the page one transition later.
function usePressed(told: string | undefined) {
  const [pressed, setPressed] = useState({ told, value: told })
  if (pressed.told !== told) setPressed({ told, value: told })
  return [
    pressed.told === told ? pressed.value : told,
    (value: string | undefined) => setPressed({ told, value }),
  ] as const
}

/**
 * The series that the legend hides, from the URL. A small plot
 * shows all series, and the last visible one cannot be hidden.
 */
function useHiddenSeries(series: readonly Series[], small: boolean) {
  const { get, latest, set } = useChartParams()
  const [hide, setHide] = usePressed(get('hide'))
  const toggle = (key: string) => {
    const next = new Set(latest('hide')?.split(','))
    const isOnlyOne = !series.some((one) => one.key !== key && !next.has(one.key))
    if (!next.delete(key) && !isOnlyOne) next.add(key)
    const names = next.size > 0 ? [...next].join(',') : undefined
    setHide(names)
    set({ hide: names })
  }
  return { hidden: new Set(small ? [] : hide?.split(',')), toggle }
}

/** Keyboard control: arrow keys move along the periods, Enter selects a period, Escape leaves the plot. */
function keyHandler(
  index: number | undefined,
  count: number,
  move: (index: number | undefined) => void,
  pick: (index: number) => void,
) {
  return (event: KeyboardEvent) => {
    const step = keySteps[event.key]
    if (step !== undefined) move(Math.max(0, Math.min(count - 1, (index ?? count - 1) + step)))
    else if ((event.key === 'Enter' || event.key === ' ') && index !== undefined) pick(index)
    else if (event.key === 'Escape' && index !== undefined) move(undefined)
    else return
    event.preventDefault()
    event.stopPropagation()
  }
}

/**
 * A plot by periods, with areas, lines and bars. The pointer or the arrow keys show the values of a period; a
 * click or Enter selects it. Unfinished periods are hatched.
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
  const { hidden, toggle } = useHiddenSeries(series, small)
  const annotations = useAnnotations({ from: periods[0]?.start ?? '', to: periods.at(-1)?.end ?? '' }, !small)
  const visible = series.filter(({ key }) => !hidden.has(key))
  const shown = visible.length > 0 ? visible : series

  const count = periods.length
  const index = active === undefined ? undefined : Math.min(active, count - 1)
  const scale = plotScale({ periods, series, shown, width, height, small })
  const { xOf, indexAt } = scale

  const follow = (event: MouseEvent) => {
    const x = event.clientX - event.currentTarget.getBoundingClientRect().left
    setActive(indexAt(x))
    return indexAt(x)
  }
  const pick = (at: number) => {
    const period = periods[at]
    if (period) onPick?.(period)
  }
  const onKeyDown = keyHandler(index, count, setActive, pick)

  const linesOf = (at: number) =>
    details?.(at) ??
    shown.map(({ label, values }) => ({ label, value: values[at] == null ? '–' : format(values[at]) }))
  const pickedIndex = periods.findIndex(({ start }) => start === picked)
  const notesOf = (at: number) => {
    const period = periods[at]
    return period ? annotationsIn(annotations, period, periods[0]?.start ?? '') : []
  }
  const current = periods[index ?? -1]
  const firstShown = Math.max(0, pickedIndex < 0 ? count - 1 : pickedIndex)
  const told = index ?? firstShown
  if (count === 0) return null

  return (
    <div>
      <div className="narrow relative" ref={ref} style={{ height }}>
        {/* biome-ignore lint/a11y/useKeyWithClickEvents: the slider over the plot handles the keys */}
        <div
          role="img"
          aria-label={summary}
          className="chart-drawing"
          style={{ cursor: onPick ? 'pointer' : undefined }}
          onPointerMove={follow}
          onPointerLeave={() => setActive(undefined)}
          onClick={(event) => pick(follow(event))}
        >
          {width > 0 ? (
            <PlotDrawing
              {...{ id, periods, shown, scale, colours, index, pickedIndex }}
              isNoted={(at) => notesOf(at).length > 0}
            />
          ) : null}
        </div>
        <PeriodSlider
          count={count}
          at={told}
          label={pickText ? `Period. Enter ${pickText}` : 'Period'}
          text={`${wordsOf(periods[told])}: ${linesOf(told)
            .map(({ label, value }) => `${label} ${value}`)
            .concat(notesOf(told).map(({ label }) => label))
            .join(', ')}`}
          onKeyDown={onKeyDown}
          onFocus={() => setActive(firstShown)}
          onBlur={() => setActive(undefined)}
        />
        {current && index !== undefined && width > 0 ? (
          <Tip
            period={current}
            lines={linesOf(index)}
            notes={notesOf(index)}
            place={tipPlace(xOf(index), width)}
          />
        ) : null}
      </div>
      {series.length > 1 && !small ? <Legend series={series} hidden={hidden} onToggle={toggle} /> : null}
    </div>
  )
}

interface PeriodSliderProps extends Pick<HTMLAttributes<HTMLElement>, 'onKeyDown' | 'onFocus' | 'onBlur'> {
  count: number
  /** Index of the current period, from 0. */
  at: number
  label: string
  /** The period and its values as text. */
  text: string
}

/** An invisible slider over the plot that takes the keys, so that a screen reader announces each period. */
function PeriodSlider({ count, at, label, text, ...on }: PeriodSliderProps) {
  return (
    <div
      className="chart-keys"
      role="slider"
      tabIndex={0}
      aria-label={label}
      aria-valuemin={1}
      aria-valuemax={count}
      aria-valuenow={at + 1}
      aria-valuetext={text}
      {...on}
    />
  )
}

interface TipProps {
  period: Period
  lines: readonly { label: string; value: string }[]
  notes: ReturnType<typeof annotationsIn>
  place: { left?: number; right?: number }
}

/** The tooltip: the values of the period at the pointer and the annotations of its days. */
function Tip({ period, lines, notes, place }: TipProps) {
  return (
    <div className="chart-tip anywhere" style={place} aria-hidden>
      <p className="medium below-4">{wordsOf(period)}</p>
      <dl>
        {lines.map(({ label, value }) => (
          <Row key={label} gap={16} align="stretch" justify="between">
            <dt>{label}</dt>
            <dd className="medium nowrap">{value}</dd>
          </Row>
        ))}
      </dl>
      {notes.map(({ id, label, on_day, until_day }) => (
        <p key={id} className="line-above above-4 pad-y-4">
          {shortDayText(on_day)}
          {until_day ? `–${shortDayText(until_day)}` : ''}: {label}
        </p>
      ))}
    </div>
  )
}

function wordsOf(period: Period | undefined): string {
  if (!period) return ''
  return period.unfinished ? `${period.title} (unfinished)` : period.title
}

// Places the tooltip beside the cursor, on the side with more room.
function tipPlace(x: number, width: number) {
  return x > width / 2 ? { right: width - x + 12 } : { left: x + 12 }
}
