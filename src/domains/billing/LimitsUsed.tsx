import { percentText } from '@/charts/numbers'
import { useChartParams } from '@/charts/params'
import { today } from '@/charts/period'
import { useFigures } from '@/charts/useFigures'
import { humanize } from '@/resource/field'
import { RecordLink } from '@/resource/RecordLink'
import type { RowOfResult } from '@/supabase/rpc'
import { FigureTable } from '@/ui/FigureTable'
import { Row } from '@/ui/layout'
import { Page } from '@/ui/Page'
import { pluralText } from '@/ui/pluralText'
import { EmptyState, ErrorState, LoadingState } from '@/ui/states'
import styles from './shared/billing.module.css'
import { firstOfMonth } from './shared/days'
import { MonthInput } from './shared/MonthInput'
import { MoreRows } from './shared/MoreRows'
import { usePagedRpc } from './shared/usePagedRpc'

const keyOf = (row: Pick<RowOfResult<'limits_used'>, 'plan_id' | 'feature'>) =>
  `${row.plan_id}.${row.feature}`

/** Members who used all of a plan limit, or at least four fifths of it, by plan and feature in a month. */
export default function LimitsUsed() {
  const { get, set } = useChartParams()
  const present = `${today('UTC').slice(0, 7)}-01`
  const asked = firstOfMonth(get('month'))
  const month = asked && asked <= present ? asked : present
  const cell = get('cell')
  const { query: reading, rows = [] } = useFigures('limits_used', { month })
  return (
    <Page
      title="Limits used"
      description="Use counted in UTC months against the limits of the plans. Used up: nothing is left; near: four fifths or more. A click opens who."
      parents={[{ label: 'Subscriptions', to: '/user-subscriptions' }]}
      actions={
        <MonthInput
          month={month}
          latest={present}
          onChange={(next) => set({ month: next || undefined, cell: undefined })}
        />
      }
    >
      {reading.error && !reading.data ? (
        <ErrorState error={reading.error} onRetry={() => reading.refetch()} />
      ) : reading.isLoading ? (
        <LoadingState rows={8} />
      ) : rows.length === 0 ? (
        <EmptyState title="Nothing with a limit was used">
          Use comes in from the product, month by month.
        </EmptyState>
      ) : (
        <FigureTable
          label="Limits used"
          look="roomy"
          isBusy={reading.isFetching}
          rows={rows}
          keyOf={keyOf}
          below={(row) =>
            cell === keyOf(row) ? <Who plan={row.plan_id} feature={row.feature} month={month} /> : null
          }
          columns={[
            { head: 'Plan', cell: (row) => row.plan },
            { head: 'Feature', isText: true, cell: (row) => humanize(row.feature) },
            { head: 'Members', cell: (row) => row.members },
            { head: 'Used up', cell: (row) => row.over || '–' },
            { head: 'Near', cell: (row) => row.near || '–' },
            {
              head: 'Most',
              cell: (row) => (
                <button
                  type="button"
                  className={`${styles.cell} choice`}
                  aria-expanded={cell === keyOf(row)}
                  aria-label={`${percentText(row.most_percent ?? 0)}, who: ${row.plan}, ${humanize(row.feature)}`}
                  disabled={row.over + row.near === 0}
                  onClick={() => set({ cell: cell === keyOf(row) ? undefined : keyOf(row) })}
                >
                  <span className="tabular">{percentText(row.most_percent ?? 0)}</span>
                </button>
              ),
            },
          ]}
        />
      )}
    </Page>
  )
}

function Who({ plan, feature, month }: { plan: string; feature: string; month: string }) {
  const list = usePagedRpc('limits_used_by', { of_plan: plan, of_feature: feature, month })
  const { query: reading, rows } = list
  if (reading.error && !reading.data)
    return <ErrorState error={reading.error} onRetry={() => reading.refetch()} size="small" />
  if (reading.isLoading) return <LoadingState rows={2} />
  return (
    <>
      <Row as="ul" gap={24} align="stretch" wrap="tight" aria-label={pluralText(list.found, 'member')}>
        {rows.map((row) => (
          <li key={row.user_id}>
            <RecordLink table="user_subscriptions" id={row.subscription_id}>
              {row.member}
            </RecordLink>{' '}
            <span className="quiet tabular">
              {row.used} of {row.limit_value}
            </span>
          </li>
        ))}
      </Row>
      {rows.length < list.found ? (
        <p className="quiet">
          <MoreRows list={list} one="member" />
        </p>
      ) : null}
    </>
  )
}
