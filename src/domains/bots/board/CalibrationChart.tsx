import { Bars } from '@/charts/Bars'
import { Chart } from '@/charts/Chart'
import { useDaysBefore } from '@/charts/comparison'
import { numberText, percentText, shareText } from '@/charts/numbers'
import { daysText, zoneText } from '@/charts/period'
import { useRange } from '@/charts/Range'
import { rowsOfRange } from '@/charts/rangeFilter'
import { useFigures } from '@/charts/useFigures'
import { calibration, reviewedActions } from './calibration'

/** The bots' stated confidence compared with how often reviewers agreed. */
export default function CalibrationChart() {
  const range = useRange('30d')
  const { query, rows = [] } = useFigures('bot_calibration', {
    from_date: range.from,
    to_date: range.to,
    time_zone: range.zone,
  })
  const earlier = useDaysBefore(range)
  const { rows: rowsBefore } = useFigures(
    'bot_calibration',
    earlier && { from_date: earlier.from, to_date: earlier.to, time_zone: range.zone },
  )
  const buckets = calibration(rows)
  const [first] = rows
  const before = earlier && rowsBefore && calibration(rowsBefore)
  const shareBefore = (bucket: number) => {
    const found = before?.find((one) => one.bucket === bucket)
    return found ? (shareText(found.agreed, found.reviewed) ?? '–') : '–'
  }
  const percent = (value: number) => percentText(100 * value)
  const nameOf = (bucket: number) => `${bucket * 10} to ${percentText(bucket * 10 + 10)} sure`
  const rowsBehind = (bucket: number) => first && reviewedActions(bucket, rowsOfRange(range, first))
  return (
    <Chart
      title="Confidence against people’s verdict"
      note={`Agreed with · ${zoneText(range.zone)} · a name leads to its actions`}
      foot={`Reviewed actions of ${daysText(range)}`}
      reading={query}
      pin="bot-calibration"
      range={range}
      empty={
        query.data && buckets.length === 0
          ? {
              title: 'Nobody reviewed what the bots did in these days',
              text: 'Actions wait in the review queue.',
            }
          : undefined
      }
      explain={
        <>
          By the confidence that a bot stated: of the actions that people confirmed or overturned, the share
          that they confirmed. Where it lies below the stated confidence, the bots are surer than they may be.
        </>
      }
      table={{
        caption: `Confidence against people’s verdict, ${daysText(range)}, ${zoneText(range.zone)}`,
        head: [
          'Confidence',
          'Reviewed',
          'Agreed',
          'Share',
          'Stated on average',
          ...(before ? ['Share, the days before'] : []),
        ],
        behind: { Reviewed: 'rows' },
        rows: buckets.map(({ bucket, reviewed, agreed, stated }) => ({
          key: String(bucket),
          to: rowsBehind(bucket),
          cells: [
            nameOf(bucket),
            numberText(reviewed),
            numberText(agreed),
            percent(agreed / reviewed),
            percent(stated),
            ...(before ? [shareBefore(bucket)] : []),
          ],
        })),
      }}
    >
      <Bars
        label="Confidence against people’s verdict"
        rows={buckets.map(({ bucket, reviewed, agreed, stated }) => ({
          key: String(bucket),
          label: nameOf(bucket),
          share: agreed / reviewed,
          value: shareText(agreed, reviewed) ?? '–',
          detail: `of ${numberText(reviewed)}, stated ${percent(stated)}${before ? ` · before ${shareBefore(bucket)}` : ''}`,
          to: rowsBehind(bucket),
        }))}
      />
    </Chart>
  )
}
