import { Chart } from '@/charts/Chart'
import { periodCell } from '@/charts/cells'
import { HeatMap } from '@/charts/HeatMap'
import { numberText, shareText } from '@/charts/numbers'
import { addPeriods, periodOf, zoneText } from '@/charts/period'
import { useFigures } from '@/charts/useFigures'
import { useMembersBehind } from '@/charts/useMembersBehind'
import type { RowOfResult } from '@/supabase/rpc'
import { useSpan } from './useSpan'

type Row = RowOfResult<'engagement_retention'>

const weeks = 12

/** Retention by weekly cohort: how many members of the cohort came in each later week. */
export default function RetentionChart() {
  const { range } = useSpan()
  const { query, rows = [] } = useFigures('engagement_retention', {
    to_date: range.to,
    time_zone: range.zone,
    weeks,
  })
  const { show, panel } = useMembersBehind()
  const pick = ({ cohort_start, week }: Row) => {
    const active = periodOf('week', addPeriods('week', cohort_start, week))
    show({
      title: `First here in the ${periodOf('week', cohort_start).title.replace('Week', 'week')}, active in the ${active.title.replace('Week', 'week')}`,
      args: { from_date: active.start, to_date: active.end, time_zone: range.zone, cohort: cohort_start },
    })
  }
  const cohorts = [...new Set(rows.map(({ cohort_start }) => cohort_start))].map((start) => {
    const cells = rows.filter(({ cohort_start }) => cohort_start === start)
    return { start, cells, period: periodOf('week', start), members: cells[0]?.members ?? 0 }
  })
  const shareOf = ({ active_members, members }: Row) =>
    active_members === null ? null : active_members / members
  const textOf = (cell: Row | undefined) =>
    !cell ? '' : cell.active_members === null ? '–' : (shareText(cell.active_members, cell.members) ?? '–')
  const later = Array.from({ length: weeks }, (_, week) => (week === 0 ? 'First week' : `+${week}`))
  return (
    <>
      <Chart
        title="Retention by weekly cohort"
        note={`Per cent of each cohort · ${zoneText(range.zone)} · click a cell for its members`}
        foot={`The ${weeks} weeks up to the last day above`}
        reading={query}
        pin="retention"
        range={range}
        compares={false}
        empty={
          rows.length === 0
            ? {
                title: 'Nobody came for the first time in these weeks',
                text: 'Choose a later last day above.',
              }
            : undefined
        }
        explain={
          <>
            A cohort are the members whose first session ever fell into a week from Monday. Each cell is the
            share of them that had a session in that week and in each one after it. Cells with a dashed edge
            are of the week that still goes on. Of cohorts of fewer than five members, and of one by which
            such could be worked out, nothing more is told. There is no comparison with a period before: each
            row is compared with those above it.
          </>
        }
        table={{
          caption: `Active members of each weekly cohort, ${zoneText(range.zone)}`,
          head: ['Week of', 'Members', ...later.map((name) => name.replace('+', 'Week +'))],
          behind: { Members: 'rows' },
          rows: cohorts.map(({ start, period, members, cells }) => ({
            key: start,
            // Opens the members of the cohort: all of them came in its first week.
            onPick: cells[0] && cells[0].active_members !== null ? () => pick(cells[0]!) : undefined,
            cells: [
              periodCell(period),
              numberText(members),
              ...later.map((_, week) => {
                const cell = cells.find((one) => one.week === week)
                return cell?.active_members == null ? '–' : numberText(cell.active_members)
              }),
            ],
          })),
        }}
      >
        <HeatMap
          caption="Retention by weekly cohort"
          head={['Week of', 'Members', ...later]}
          rows={cohorts.map(({ start, period, members, cells }) => ({
            key: start,
            name: period.label,
            size: numberText(members),
            cells: cells.map((cell) => ({
              key: String(cell.week),
              share: shareOf(cell),
              text: textOf(cell),
              unfinished: cell.unfinished,
              ...(cell.active_members !== null && cell.active_members > 0 && { onPick: () => pick(cell) }),
              title:
                cell.active_members === null
                  ? 'Too few members to tell'
                  : `${period.title}: ${cell.active_members} of ${cell.members} ${cell.week === 0 ? 'in that week' : `${cell.week} weeks later`}${cell.unfinished ? ', unfinished' : ''}`,
            })),
          }))}
        />
      </Chart>
      {panel}
    </>
  )
}
