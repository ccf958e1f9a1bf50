import { alertFigure } from '@/charts/alertLines'
import { Bars } from '@/charts/Bars'
import { Chart } from '@/charts/Chart'
import { momentCell } from '@/charts/cells'
import { useDaysBefore } from '@/charts/comparison'
import { numberText } from '@/charts/numbers'
import { daysText, zoneText } from '@/charts/period'
import { emptyDays } from '@/charts/periodRows'
import { useRange } from '@/charts/Range'
import { rowsOfRange } from '@/charts/rangeFilter'
import { useFigures } from '@/charts/useFigures'
import { useEntries } from '@/resource/entries'
import { humanize } from '@/resource/field'
import { momentTexts } from '@/resource/fields/time'
import { failedActions } from './failures'

const most = 10

/** Failures grouped by cause: how many, since when, and whether they returned. */
export default function FailuresChart() {
  // Moderators read all actions, the others those on records that they may read.
  const readsAll = useEntries().may(['moderator'])
  const range = useRange('30d')
  const { query, rows = [] } = useFigures('bot_failures', {
    from_date: range.from,
    to_date: range.to,
    time_zone: range.zone,
  })
  const earlier = useDaysBefore(range)
  const { rows: rowsBefore } = useFigures(
    'bot_failures',
    earlier && { from_date: earlier.from, to_date: earlier.to, time_zone: range.zone },
  )
  const before = earlier && rowsBefore
  const failuresBefore = ({ error_group, bot_id, action }: (typeof rows)[number]) =>
    numberText(
      before?.find((row) => row.error_group === error_group && row.bot_id === bot_id && row.action === action)
        ?.failures ?? 0,
    )
  const highest = rows[0]?.failures ?? 0
  return (
    <Chart
      title="Identical failures"
      note={`Failed actions · ${zoneText(range.zone)} · a name leads to its actions`}
      foot={readsAll ? daysText(range) : `On what you may read, ${daysText(range)}`}
      reading={query}
      pin="bot-failures"
      range={range}
      alert={alertFigure('bot_failures', 'day')}
      empty={emptyDays(
        query.data !== undefined && rows.length === 0,
        readsAll ? 'Nothing failed in these days' : 'Nothing failed on what you may read',
      )}
      explain={
        <>
          Failures of one bot at one action are the same where their messages differ in figures, ids,
          addresses and quoted names only. “Came back” are those that were away for a week and happened again.
        </>
      }
      table={{
        caption: `Identical failures, ${daysText(range)}, ${zoneText(range.zone)}`,
        head: [
          'Message',
          'Bot',
          'Action',
          'First',
          'Last',
          'Came back',
          'Failures',
          ...(before ? ['In the days before'] : []),
        ],
        textColumns: 6,
        behind: { Failures: 'rows' },
        rows: rows.map((row) => ({
          key: `${row.error_group} ${row.bot_id} ${row.action}`,
          to: failedActions(row, rowsOfRange(range, row)),
          cells: [
            row.message,
            row.bot_label,
            humanize(row.action),
            momentCell(row.first_at, range.zone),
            momentCell(row.last_at, range.zone),
            row.regressed ? 'yes' : '',
            numberText(row.failures),
            ...(before ? [failuresBefore(row)] : []),
          ],
        })),
      }}
    >
      <Bars
        most={most}
        label="Identical failures"
        wide
        rows={rows.map((row) => ({
          key: `${row.error_group} ${row.bot_id} ${row.action}`,
          // The same message in two actions counts as two failures.
          label: `${row.bot_label}, ${humanize(row.action).toLowerCase()}: ${row.message}`,
          share: highest > 0 ? row.failures / highest : 0,
          value: numberText(row.failures),
          detail: `${row.regressed ? 'came back, ' : ''}last ${momentTexts(row.last_at).ago}${before ? ` · before ${failuresBefore(row)}` : ''}`,
          to: failedActions(row, rowsOfRange(range, row)),
        }))}
      />
    </Chart>
  )
}
