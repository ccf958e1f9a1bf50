import { alertFigure, useAlertLines } from '@/charts/alertLines'
import { Chart, TimePlot } from '@/charts/Chart'
import { beforeSeries } from '@/charts/comparison'
import { useBeginning } from '@/charts/knownPeriods'
import { figureText, percentText } from '@/charts/numbers'
import {
  addPeriods,
  daysBefore,
  daysText,
  type Period,
  periodOf,
  periodStart,
  zoneText,
} from '@/charts/period'
import { periodRows } from '@/charts/periodRows'
import { useFigures } from '@/charts/useFigures'
import { useMembersBehind } from '@/charts/useMembersBehind'
import { activeIn } from './activity'
import { stickiness } from './stickiness'
import { useSpan } from './useSpan'

interface Asked {
  from_date: string
  to_date: string
  time_zone: string
}

function useStickiness(days: Asked | undefined) {
  const isKnown = useBeginning('session')
  const months = useFigures('engagement_activity', days && { ...days, grain: 'month' })
  const first = months.rows?.[0]?.period_start
  const daily = useFigures(
    'engagement_activity',
    days && first ? { ...days, from_date: first, grain: 'day' } : undefined,
  )
  return { months, daily, points: stickiness(months.rows ?? [], daily.rows ?? [], isKnown) }
}

/** A trend needs several months, so at least half a year is shown. */
const fewest = 6

/** Stickiness: the share of a month's active members who come on an average day. */
export default function StickinessChart() {
  const { range: chosen, days: chosenDays, before } = useSpan()
  const halfYear = addPeriods('month', periodStart('month', chosen.to), 1 - fewest)
  const range = { ...chosen, from: [chosen.from, halfYear].sort()[0] ?? chosen.from }
  const days = { ...chosenDays, from_date: range.from }
  const { months, daily, points } = useStickiness(days)
  const earlier = before.days && daysBefore('month', range)
  const { points: pointsBefore } = useStickiness(
    earlier && { ...days, from_date: earlier.from, to_date: earlier.to },
  )
  const shareBefore = earlier && pointsBefore.map(({ share }) => share)
  const periods = points.map(({ start, unfinished }) => periodOf('month', start, unfinished))
  const { show, panel } = useMembersBehind()
  const pick = (period: Period) => show(activeIn(period, range.zone))
  const alert = alertFigure('stickiness', 'month')
  const alerts = useAlertLines(alert, points.length)
  return (
    <>
      <Chart
        title="Stickiness"
        note={`Per cent · ${zoneText(range.zone)} · click a month for its active members`}
        foot="Members on an average day, of those of the month"
        reading={{
          ...daily.query,
          isLoading: months.query.isLoading || daily.query.isLoading,
          error: months.query.error ?? daily.query.error,
        }}
        pin="stickiness"
        alert={alert}
        range={chosen}
        explain={
          <>
            The average number of active members of the month’s finished days, divided by the members who were
            active in the month so far. At least the six months up to the last day are shown. 100% would be
            everybody every day.
          </>
        }
        table={{
          caption: `Stickiness by month, ${daysText(range)}, ${zoneText(range.zone)}`,
          head: [
            'Month',
            'On an average day',
            'In the month',
            'Stickiness',
            ...(shareBefore ? ['As many months before'] : []),
          ],
          behind: { 'In the month': 'rows' },
          rows: periodRows(
            periods,
            (at) => {
              const { daily, monthly, share } = points[at]!
              return [
                figureText(daily),
                figureText(monthly),
                share === null ? '–' : percentText(share),
                ...(shareBefore ? [shareBefore[at] == null ? '–' : percentText(shareBefore[at])] : []),
              ]
            },
            pick,
          ),
        }}
      >
        <TimePlot
          periods={periods}
          series={[
            { key: 'share', label: 'Stickiness', values: points.map(({ share }) => share), mark: 'area' },
            ...beforeSeries(shareBefore, points.length, 'month'),
            ...alerts,
          ]}
          summary={`Stickiness by month, ${daysText(range)}.`}
          format={percentText}
          onPick={pick}
          pickText="shows its active members"
          height={180}
        />
      </Chart>
      {panel}
    </>
  )
}
