import { Chart, TimePlot } from '@/charts/Chart'
import { numberText } from '@/charts/numbers'
import { daysText, periodOf, zoneText } from '@/charts/period'
import { useFigures } from '@/charts/useFigures'
import { useSpan } from './span'
import { stickiness } from './stickiness'

const percent = (value: number) => `${numberText(value)} %`

/** How often active members come: of those active in a month, the share that comes on an average day. */
export default function StickinessChart() {
  const { range, days } = useSpan()
  const months = useFigures('engagement_activity', { ...days, grain: 'month' })
  const first = months.rows?.[0]?.period_start
  const daily = useFigures(
    'engagement_activity',
    first ? { ...days, from_date: first, grain: 'day' } : undefined,
  )
  const points = stickiness(months.rows ?? [], daily.rows ?? [])
  const periods = points.map(({ start, unfinished }) => periodOf('month', start, unfinished))
  return (
    <Chart
      title="Stickiness"
      note={`Per cent · ${zoneText(range.zone)}`}
      foot="Members on an average day, of those of the month"
      reading={{ ...daily.query, data: daily.query.data, error: months.query.error ?? daily.query.error }}
      pin="stickiness"
      explain={
        <>
          The average number of active members of the month’s finished days, divided by the members who were
          active in the month so far. 100 % would be everybody every day.
        </>
      }
      table={{
        caption: `Stickiness by month, ${daysText(range)}, ${zoneText(range.zone)}`,
        head: ['Month', 'On an average day', 'In the month', 'Stickiness'],
        rows: points
          .map((point, at) => ({
            key: point.start,
            cells: [
              periods[at]?.title ?? '',
              point.daily === null ? '–' : numberText(point.daily),
              numberText(point.monthly),
              point.share === null ? '–' : percent(point.share),
            ],
            unfinished: point.unfinished,
          }))
          .reverse(),
      }}
    >
      <TimePlot
        periods={periods}
        series={[
          { key: 'share', label: 'Stickiness', values: points.map(({ share }) => share), mark: 'area' },
        ]}
        summary={`Stickiness by month, ${daysText(range)}.`}
        format={percent}
        height={180}
      />
    </Chart>
  )
}
