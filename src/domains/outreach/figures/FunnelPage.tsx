import { Segmented } from 'antd'
import { Link } from 'react-router'
import { numberText, rateText } from '@/charts/numbers'
import { useChartParams } from '@/charts/params'
import { type Days, daysText, zoneText } from '@/charts/period'
import { RangeControl, useRange } from '@/charts/Range'
import { useFigures } from '@/charts/useFigures'
import { FigureTable } from '@/ui/FigureTable'
import { Row, Stack } from '@/ui/layout'
import { Page } from '@/ui/Page'
import { EmptyState, ErrorState, LoadingState } from '@/ui/states'
import { Template } from '../sequence/TemplateText'
import type { Health, Stages } from './data'
import styles from './figures.module.css'
import {
  type Grouping,
  groupings,
  groupRows,
  healthRows,
  type Stage,
  shareOf,
  spanText,
  stages,
  stagesOf,
} from './stages'

/**
 * The funnel from found to converted leads. Each stage is counted by its own timestamp and shows its share of
 * an earlier stage. Below it, email deliverability.
 */
export default function FunnelPage() {
  const range = useRange('90d')
  const { get, set } = useChartParams()
  const asked = get('by') ?? ''
  const by: Grouping = asked in groupings ? (asked as Grouping) : 'source'
  const days = { from_date: range.from, to_date: range.to, time_zone: range.zone }
  const whole = useFigures('outreach_funnel', { ...days, by_what: 'all' })
  const groups = useFigures('outreach_funnel', { ...days, by_what: by })
  const health = useFigures('outreach_health', {})
  const all = whole.rows?.[0]
  return (
    <Page
      title="Funnel"
      count={`${daysText(range)} · ${zoneText(range.zone)}`}
      actions={<RangeControl range={range} offered={['30d', '90d', 'year']} />}
    >
      <Stack gap={24}>
        <section aria-labelledby="stages">
          <h2 id="stages" className="large below-8">
            From found to converted
          </h2>
          {whole.query.error && !whole.rows ? (
            <ErrorState error={whole.query.error} onRetry={() => void whole.query.refetch()} size="small" />
          ) : whole.query.isLoading ? (
            <LoadingState rows={4} />
          ) : all ? (
            <StageList all={all} days={range} />
          ) : (
            <EmptyState title="Nothing happened in these days" size="small">
              What is found, sent and answered is counted here.
            </EmptyState>
          )}
        </section>
        <section aria-labelledby="groups">
          <Row gap={12} wrap className="below-8">
            <h2 id="groups" className="large">
              The same, by
            </h2>
            <Segmented
              aria-label="Count by"
              // The six groupings are wider than a phone.
              style={{ maxWidth: '100%', overflowX: 'auto' }}
              options={Object.entries(groupings).map(([value, label]) => ({ value, label }))}
              value={by}
              onChange={(next) => set({ by: next === 'source' ? undefined : next })}
            />
          </Row>
          {groups.query.error && !groups.rows ? (
            <ErrorState error={groups.query.error} onRetry={() => void groups.query.refetch()} size="small" />
          ) : groups.query.isLoading ? (
            <LoadingState rows={6} />
          ) : (
            <GroupTable
              rows={groups.rows ?? []}
              by={by}
              days={range}
              isStale={groups.query.isPlaceholderData}
            />
          )}
        </section>
        <section aria-labelledby="health">
          <h2 id="health" className="large below-8">
            Deliverability
          </h2>
          <p className="quiet small">
            Of the last 200 emails each. A sender or sequence pauses by itself above 5% bounced or 0.3%
            complained about, from 20 emails on.
          </p>
          {health.query.error && !health.rows ? (
            <ErrorState error={health.query.error} onRetry={() => void health.query.refetch()} size="small" />
          ) : health.query.isLoading ? (
            <LoadingState rows={3} />
          ) : (
            <HealthTable rows={health.rows ?? []} />
          )}
        </section>
      </Stack>
    </Page>
  )
}

function StageList({ all, days }: { all: Stages; days: Days }) {
  const highest = Math.max(1, all.found, all.sent)
  return (
    <>
      <ol className={`${styles.funnel} below-8`}>
        {stages.map((stage) => {
          const { key, label, note, rows } = stage
          const value = Number(all[key])
          return (
            <li key={key}>
              <span>
                {label}
                {note ? <span className="quiet small"> {note}</span> : null}
              </span>
              <span className={`${styles.bar} track`} aria-hidden>
                <span style={{ inlineSize: `${Math.max(value > 0 ? 0.5 : 0, (100 * value) / highest)}%` }} />
              </span>
              <Link to={rows(days)} className="tabular right">
                {numberText(value)}
              </Link>
              <span className="quiet small tabular">
                <ShareText stage={stage} all={all} days={days} />
              </span>
            </li>
          )
        })}
      </ol>
      <p className="quiet small">
        Each is counted by when it happened, so a stage may pass the one before. A share is of the same leads
        or mails: of those found or sent in these days, how many came so far since.
        {all.reply_seconds === null ? '' : ` Half of the replies came within ${spanText(all.reply_seconds)}.`}
        {all.departed > 0
          ? ` ${numberText(all.departed)} of those found were deleted or erased since: counted, but not in the lists.`
          : ''}
      </p>
    </>
  )
}

function ShareText({ stage, all, days }: { stage: Stage; all: Stages; days: Days }) {
  const share = shareOf(stage, all)
  const base = stages.find(({ key }) => key === stage.share?.of)
  if (!share || !base) return null
  const whole = (
    <Link to={base.rows(days)}>
      {numberText(share.whole)} {share.of}
    </Link>
  )
  if (!share.isCohort) {
    return (
      <>
        {share.percent} of {whole}
      </>
    )
  }
  const rows = stage.share?.rows
  return (
    <>
      {share.percent}: {rows ? <Link to={rows(days)}>{numberText(share.part)}</Link> : numberText(share.part)}{' '}
      of {whole}
    </>
  )
}

/** Path of the group's own record. */
const pages: Partial<Record<Grouping, string>> = {
  source: '/lead-sources/',
  sequence: '/outreach-sequences/',
  step: '/sequence-emails/',
  sender: '/outreach-senders/',
}
interface GroupTableProps {
  rows: readonly Stages[]
  by: Grouping
  days: Days
  isStale: boolean
}

function GroupTable({ rows, by, days, isStale }: GroupTableProps) {
  const shown = stagesOf(by)
  return (
    <FigureTable
      label={`Stages by ${groupings[by].toLowerCase()}`}
      rows={rows}
      keyOf={({ key }) => key ?? 'none'}
      empty="Nothing in these days."
      isStale={isStale}
      columns={[
        {
          head: groupings[by],
          cell: ({ key, label }) =>
            key && pages[by] ? (
              <Link to={`${pages[by]}${key}`}>
                <Template text={label} />
              </Link>
            ) : (
              <Template text={label} />
            ),
        },
        ...shown.map((stage) => ({
          head: stage.label,
          title: (row: Stages) => {
            const share = shareOf(stage, row, shown)
            return (
              share && `${numberText(share.part)} of ${numberText(share.whole)} ${share.of}: ${share.percent}`
            )
          },
          cell: (row: Stages) => {
            const value = Number(row[stage.key])
            const to = groupRows(stage, by, row.key, days)
            const share = shareOf(stage, row, shown)
            return (
              <>
                {value === 0 ? (
                  <span className="quiet small">0</span>
                ) : to ? (
                  <Link to={to}>{numberText(value)}</Link>
                ) : (
                  numberText(value)
                )}
                {share ? <span className="quiet tiny block">{share.percent}</span> : null}
              </>
            )
          },
        })),
        {
          head: 'Time to reply',
          cell: ({ reply_seconds }) => (reply_seconds === null ? '–' : spanText(reply_seconds)),
        },
      ]}
    />
  )
}

const limits = { bounced: 0.05, complained: 0.003 }

function HealthTable({ rows }: { rows: readonly Health[] }) {
  const isOver = (row: Health, key: keyof typeof limits) =>
    row.sent >= 20 && row[key] > row.sent * limits[key]
  return (
    <FigureTable
      label="Deliverability"
      rows={rows}
      keyOf={({ id }) => id}
      columns={[
        {
          head: 'Sender or sequence',
          cell: ({ kind, id, label }) => (
            <Link to={`${kind === 'sender' ? '/outreach-senders/' : '/outreach-sequences/'}${id}`}>
              {label}
            </Link>
          ),
        },
        {
          head: 'State',
          isText: true,
          cell: ({ state, pause_reason }) => (
            <>
              {state}
              {pause_reason ? <span className="quiet small"> {pause_reason}</span> : null}
            </>
          ),
        },
        { head: 'Emails', cell: (row) => <Link to={healthRows(row)}>{numberText(row.sent)}</Link> },
        ...(['bounced', 'complained'] as const).map((key) => ({
          head: key === 'bounced' ? 'Bounced' : 'Complained about',
          isWrong: (row: Health) => isOver(row, key),
          cell: (row: Health) => (
            <>
              <Link to={healthRows(row, key)}>{numberText(row[key])}</Link>
              <span className="quiet tiny block">
                {rateText(row[key], row.sent)}
                {isOver(row, key) ? ', above the limit' : ''}
              </span>
            </>
          ),
        })),
      ]}
    />
  )
}
