import { Segmented } from 'antd'
import { Link } from 'react-router'
import { numberText } from '@/charts/numbers'
import { useChartParams } from '@/charts/params'
import { type Days, daysText, zoneText } from '@/charts/period'
import { RangeControl, useRange } from '@/charts/Range'
import { useFigures } from '@/charts/useFigures'
import { Row, Stack } from '@/ui/layout'
import { Page } from '@/ui/Page'
import { EmptyState, ErrorState, LoadingState } from '@/ui/states'
import { Template } from '../sequence/TemplateText'
import type { Health, Stages } from './data'
import {
  type Grouping,
  groupings,
  groupRows,
  healthRows,
  rateText,
  type Stage,
  shareOf,
  spanText,
  stages,
  stagesOf,
} from './stages'
import './figures.css'

/** From found to converted, each counted by its own time stamp, with what it is a share of; and whether mail arrives. */
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
      <Stack gap={24} className="figures">
        <section aria-labelledby="stages">
          <h2 id="stages">From found to converted</h2>
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
          <Row wrap className="figures-head">
            <h2 id="groups">The same, by</h2>
            <Segmented
              aria-label="Count by"
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
          <h2 id="health">Deliverability</h2>
          <p className="figures-note">
            Of the last 200 emails each. A sender or sequence pauses by itself above 5 % bounced or 0.3 %
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
      <ol className="funnel">
        {stages.map((stage) => {
          const { key, label, note, rows } = stage
          const value = Number(all[key])
          return (
            <li key={key}>
              <span>
                {label}
                {note ? <span className="figures-note"> {note}</span> : null}
              </span>
              <span className="track funnel-bar" aria-hidden>
                <span style={{ inlineSize: `${Math.max(value > 0 ? 0.5 : 0, (100 * value) / highest)}%` }} />
              </span>
              <Link to={rows(days)} className="tabular">
                {numberText(value)}
              </Link>
              <span className="figures-note tabular">
                <ShareText stage={stage} all={all} days={days} />
              </span>
            </li>
          )
        })}
      </ol>
      <p className="figures-note">
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

/** The page of a group’s own record. */
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
  if (rows.length === 0) return <p className="figures-note">Nothing in these days.</p>
  const shown = stagesOf(by)
  return (
    <div className="figures-scroll" data-stale={isStale || undefined}>
      <table className="figures-table full">
        <thead>
          <tr>
            <th scope="col">{groupings[by]}</th>
            {shown.map(({ key, label }) => (
              <th key={key} scope="col" data-figure>
                {label}
              </th>
            ))}
            <th scope="col" data-figure>
              Time to reply
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key ?? 'none'}>
              <th scope="row">
                {row.key && pages[by] ? (
                  <Link to={`${pages[by]}${row.key}`}>
                    <Template text={row.label} />
                  </Link>
                ) : (
                  <Template text={row.label} />
                )}
              </th>
              {shown.map((stage) => {
                const { key } = stage
                const value = Number(row[key])
                const to = groupRows(stage, by, row.key, days)
                const share = shareOf(stage, row, shown)
                return (
                  <td
                    key={key}
                    data-figure
                    title={
                      share &&
                      `${numberText(share.part)} of ${numberText(share.whole)} ${share.of}: ${share.percent}`
                    }
                  >
                    {value === 0 ? (
                      <span className="figures-note">0</span>
                    ) : to ? (
                      <Link to={to}>{numberText(value)}</Link>
                    ) : (
                      numberText(value)
                    )}
                    {share ? <span className="figures-note figures-rate">{share.percent}</span> : null}
                  </td>
                )
              })}
              <td data-figure>{row.reply_seconds === null ? '–' : spanText(row.reply_seconds)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

const limits = { bounced: 0.05, complained: 0.003 }

function HealthTable({ rows }: { rows: readonly Health[] }) {
  return (
    <div className="figures-scroll">
      <table className="figures-table full">
        <thead>
          <tr>
            <th scope="col">Sender or sequence</th>
            <th scope="col">State</th>
            <th scope="col" data-figure>
              Emails
            </th>
            <th scope="col" data-figure>
              Bounced
            </th>
            <th scope="col" data-figure>
              Complained about
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <th scope="row">
                <Link
                  to={`${row.kind === 'sender' ? '/outreach-senders/' : '/outreach-sequences/'}${row.id}`}
                >
                  {row.label}
                </Link>
              </th>
              <td>
                {row.state}
                {row.pause_reason ? <span className="figures-note"> {row.pause_reason}</span> : null}
              </td>
              <td data-figure>
                <Link to={healthRows(row)}>{numberText(row.sent)}</Link>
              </td>
              {(['bounced', 'complained'] as const).map((key) => {
                const isOver = row.sent >= 20 && row[key] > row.sent * limits[key]
                return (
                  <td key={key} data-figure data-wrong={isOver || undefined}>
                    <Link to={healthRows(row, key)}>{numberText(row[key])}</Link>
                    <span className="figures-note figures-rate">
                      {rateText(row[key], row.sent).split(' of ')[0]}
                      {isOver ? ', above the limit' : ''}
                    </span>
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
