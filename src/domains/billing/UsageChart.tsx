import { Select } from 'antd'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { type AlertFigure, useAlertLines } from '@/charts/alertLines'
import { Chart, type ChartTable, TimePlot } from '@/charts/Chart'
import { type ChartCell, periodCell } from '@/charts/cells'
import { Figures } from '@/charts/Figures'
import { Legend } from '@/charts/Legend'
import { numberText, shareText } from '@/charts/numbers'
import { useChartParams, useDrill } from '@/charts/params'
import { daysText, type Period, today, zoneText } from '@/charts/period'
import { CompareControl, LastTwelveMonths, RangeControl, useRange, ZoneControl } from '@/charts/Range'
import { useFigures } from '@/charts/useFigures'
import { humanize } from '@/resource/field'
import { Row, Tiles } from '@/ui/layout'
import {
  byFeature,
  describedMonth,
  type FeatureUsage,
  type Usage,
  usageFigures,
  usageMarks,
  usageSeries,
} from './usage'
import { type UsesBefore, usesBeforeSeries, useUsageBefore } from './usage/useUsageBefore'

const offered = ['90d', 'year', '12m'] as const

const definition =
  'Uses as the app counted them for each member, feature and month. What is allowed is the sum of the limits of the members who have one, as they were in that month. Near their limit are those who used four fifths of it or more, at it those who used all.'

/** The use of each feature by month, for the range and for the months before it. */
function useUsage(range: ReturnType<typeof useRange>) {
  const { query, rows = [] } = useFigures('usage_over_time', {
    from_date: range.from,
    to_date: range.to,
    time_zone: range.zone,
  })
  const { periods, features } = byFeature(rows, range, today(range.zone))
  const before = useUsageBefore(range)
  const beforeOf = (feature: string) => usesBeforeSeries(before(feature), periods.length)
  return { query, periods, features, before, beforeOf }
}

/** Selecting a month of a feature filters the list below; selecting it again removes the filter. */
function usePicking() {
  const { drill, filterOf } = useDrill('/usage-tracking')
  const conditions = (feature: string, { start }: Period) => ({
    feature: `is:${feature}`,
    period_start: `on:${start}`,
  })
  const isPicked = (feature: string, period: Period) => {
    const { feature: asked, period_start } = conditions(feature, period)
    return filterOf('feature') === asked && filterOf('period_start') === period_start
  }
  const pick = (feature: string, period: Period) =>
    drill(
      isPicked(feature, period)
        ? { feature: undefined, period_start: undefined }
        : conditions(feature, period),
    )
  return { isPicked, pick }
}

/**
 * Use of the features that plans limit, by month, above the list of usage. A click on a month shows its rows.
 */
export default function UsageChart() {
  const { get, set } = useChartParams()
  const range = useRange('12m')
  const { query, periods, features, before, beforeOf } = useUsage(range)
  const { isPicked, pick } = usePicking()
  const chosen = features.find(({ feature }) => feature === get('feature'))
  const shown = chosen ? [chosen] : features
  const told = describedMonth(periods)
  const alert: AlertFigure | undefined = chosen && {
    figure: 'feature_uses',
    period: 'month',
    subject: chosen.feature,
  }
  const alerts = useAlertLines(alert, periods.length)
  const choose = (feature: string | undefined) => set({ feature })
  const plot = (usage: FeatureUsage, small: boolean) => (
    <TimePlot
      periods={periods}
      series={[...usageSeries(usage), ...beforeOf(usage.feature), ...(small ? [] : alerts)]}
      summary={`${nameOf(usage.feature)}: uses by month against what the limits allow, ${daysText(range)}.`}
      details={(index) => details(usage.months[index])}
      small={small}
      height={small ? 132 : undefined}
      onPick={(period) => pick(usage.feature, period)}
      pickText="shows its rows"
      picked={periods.find((period) => isPicked(usage.feature, period))?.start}
    />
  )
  return (
    <Chart
      title={chosen ? nameOf(chosen.feature) : 'Use by feature'}
      note={`Uses a month · ${zoneText(range.zone)} · click a month for its rows`}
      controls={
        <>
          <FeatureChoice features={features} chosen={chosen} onChoose={choose} />
          <RangeControl range={range} offered={offered} />
          <ZoneControl zone={range.zone} />
          <CompareControl />
        </>
      }
      figures={
        chosen ? <Figures figures={usageFigures(chosen.months[told], chosen.months[told - 1])} /> : null
      }
      foot={
        chosen ? (
          <>
            {monthText(periods, told)}
            <NearLimit row={chosen.months[told]} />
          </>
        ) : (
          `Figures of ${periods[told]?.title}`
        )
      }
      pin="usage"
      alert={alert}
      explain={definition}
      reading={query}
      empty={
        features.length === 0
          ? {
              title: 'Nothing was used in these months',
              text: 'Each feature that a plan counts, such as introductions, appears here with its use by month.',
              action: <LastTwelveMonths range={range} />,
            }
          : undefined
      }
      table={tableOf(shown, periods, `${daysText(range)}, ${zoneText(range.zone)}`, pick, before)}
    >
      {chosen ? (
        plot(chosen, false)
      ) : (
        <>
          <Tiles min={280} gap={24} className="above-4">
            {features.map((usage) => (
              <FeatureTile key={usage.feature} usage={usage} told={told} onChoose={choose}>
                {plot(usage, true)}
              </FeatureTile>
            ))}
          </Tiles>
          <Legend series={[...usageMarks, ...beforeOf(shown[0]?.feature ?? '')]} />
        </>
      )}
    </Chart>
  )
}

interface FeatureChoiceProps {
  features: readonly FeatureUsage[]
  chosen: FeatureUsage | undefined
  onChoose: (feature: string | undefined) => void
}

function FeatureChoice({ features, chosen, onChoose }: FeatureChoiceProps) {
  return (
    <Select
      style={{ width: 168 }}
      aria-label="Feature"
      value={chosen?.feature ?? ''}
      options={[
        { value: '', label: 'All features' },
        ...features.map(({ feature }) => ({ value: feature, label: nameOf(feature) })),
      ]}
      onChange={(feature) => onChoose(feature || undefined)}
    />
  )
}

interface FeatureTileProps {
  usage: FeatureUsage
  /** Index of the month that the line beside the name describes. */
  told: number
  onChoose: (feature: string) => void
  children: ReactNode
}

/** One feature in the overview: its name, which opens it, and its small plot. */
function FeatureTile({ usage, told, onChoose, children }: FeatureTileProps) {
  return (
    <section className="narrow" aria-label={nameOf(usage.feature)}>
      <Row gap={12} align="baseline" justify="between" className="quiet small below-4">
        <h3 className="medium loud">
          <button type="button" className="still chart-link" onClick={() => onChoose(usage.feature)}>
            {nameOf(usage.feature)}
          </button>
        </h3>
        <span>{monthFact(usage.months[told])}</span>
      </Row>
      {children}
    </section>
  )
}

/** Link to exactly the members who are near their limit. */
function NearLimit({ row }: { row: Usage | null | undefined }) {
  if (!row || row.near_limit === 0) return null
  const query = `feature=is:${row.feature}&period_start=on:${row.period_start}&used_share=from:80`
  return (
    <>
      {' · '}
      <Link to={`/usage-tracking?${query}`}>
        {row.near_limit === 1
          ? 'the member near the limit'
          : `the ${numberText(row.near_limit)} near their limit`}
      </Link>
    </>
  )
}

function nameOf(feature: string): string {
  return humanize(feature).replace(/\bAi\b/, 'AI')
}

function monthText(periods: readonly Period[], told: number): string {
  const [month, before] = [periods[told], periods[told - 1]]
  if (!month) return ''
  if (month.unfinished) return `${month.title} so far`
  return before ? `${month.title}, compared with ${before.title}` : month.title
}

function monthFact(row: Usage | null | undefined): string {
  if (!row) return 'not used'
  const share = shareText(row.limited_used, row.allowed)
  return share
    ? `${share} of allowed · ${numberText(row.at_limit)} at limit`
    : `${numberText(row.used)} · no limit`
}

function details(row: Usage | null | undefined) {
  if (!row) return [{ label: 'Used', value: '0' }]
  const [, members, used, limitedUsed, allowed, share, atLimit] = cellsOf(row)
  return [
    { label: 'Used', value: used! },
    { label: 'Used with a limit', value: limitedUsed! },
    { label: 'Allowed', value: `${allowed}${row.allowed > 0 ? ` (${share} used)` : ''}` },
    { label: 'Members', value: members! },
    { label: 'At their limit', value: atLimit! },
  ]
}

const usedText = (used: number | null | undefined) => (used == null ? '–' : numberText(used))

/** How many are at their limit, of how many that have one; in a file the first number alone. */
const atLimitCell = (row: Usage): ChartCell =>
  row.limited_members > 0 ? { text: cellsOf(row).at(-1) ?? '', plain: String(row.at_limit) } : '–'

function cellsOf(row: Usage): string[] {
  const limited = row.limited_members > 0
  return [
    nameOf(row.feature),
    numberText(row.members),
    numberText(row.used),
    limited ? numberText(row.limited_used) : '–',
    limited ? numberText(row.allowed) : 'no limit',
    shareText(row.limited_used, row.allowed) ?? '–',
    limited ? `${numberText(row.at_limit)} of ${numberText(row.limited_members)}` : '–',
  ]
}

function tableOf(
  features: readonly FeatureUsage[],
  periods: readonly Period[],
  range: string,
  pick: (feature: string, period: Period) => void,
  before: UsesBefore,
): ChartTable {
  const compares = features.some(({ feature }) => before(feature))
  return {
    caption: `Usage by month and feature, ${range}`,
    head: [
      'Month',
      'Feature',
      'Members',
      'Used',
      'Used with a limit',
      'Allowed',
      'Share of allowed',
      'At their limit',
      ...(compares ? ['Used, the months before'] : []),
    ],
    textColumns: 2,
    behind: { Members: 'rows', Used: 'used' },
    rows: periods
      .flatMap((period, index) =>
        features.flatMap(({ feature, months }) => {
          const row = months[index]
          return row
            ? [
                {
                  key: `${period.start} ${feature}`,
                  cells: [
                    periodCell(period),
                    ...cellsOf(row).slice(0, -1),
                    atLimitCell(row),
                    ...(compares ? [usedText(before(feature)?.[index])] : []),
                  ],
                  unfinished: period.unfinished,
                  onPick: () => pick(feature, period),
                  start: period.start,
                },
              ]
            : []
        }),
      )
      .sort((a, b) => b.start.localeCompare(a.start)),
  }
}
