import { Input } from 'antd'
import { Fragment } from 'react'
import { useChartParams } from '@/charts/params'
import { today } from '@/charts/period'
import { useFigures } from '@/charts/useFigures'
import { humanize } from '@/resource/field'
import { RecordLink } from '@/resource/RecordLink'
import { Row } from '@/ui/layout'
import { Page } from '@/ui/Page'
import { pluralText } from '@/ui/pluralText'
import { EmptyState, ErrorState, LoadingState } from '@/ui/states'
import { firstOfMonth } from './shared/days'
import { MoreRows } from './shared/MoreRows'
import { useParts } from './shared/useParts'
import './shared/billing.css'

/** Who has used up a limit of their plan, or four fifths of it, by plan and feature of a month. */
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
        <Input
          type="month"
          aria-label="Month"
          className="billing-day"
          value={month.slice(0, 7)}
          max={present.slice(0, 7)}
          onChange={(event) => set({ month: event.target.value || undefined, cell: undefined })}
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
        <div className="billing-scroll">
          <table
            className="figures-table billing-table full"
            aria-label="Limits used"
            aria-busy={reading.isFetching}
          >
            <thead>
              <tr>
                {['Plan', 'Feature', 'Members', 'Used up', 'Near', 'Most'].map((head) => (
                  <th key={head} scope="col" data-text={head === 'Feature' || undefined}>
                    {head}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => {
                const key = `${row.plan_id}.${row.feature}`
                return (
                  <Fragment key={key}>
                    <tr>
                      <th scope="row">{row.plan}</th>
                      <td data-text>{humanize(row.feature)}</td>
                      <td className="tabular">{row.members}</td>
                      <td className="tabular">{row.over || '–'}</td>
                      <td className="tabular">{row.near || '–'}</td>
                      <td>
                        <button
                          type="button"
                          className="choice billing-cell"
                          aria-expanded={cell === key}
                          aria-label={`Who: ${row.plan}, ${humanize(row.feature)}`}
                          disabled={row.over + row.near === 0}
                          onClick={() => set({ cell: cell === key ? undefined : key })}
                        >
                          <span className="tabular">{row.most_percent ?? 0} %</span>
                        </button>
                      </td>
                    </tr>
                    {cell === key ? (
                      <tr>
                        <td colSpan={6} data-text data-wrap>
                          <Who plan={row.plan_id} feature={row.feature} month={month} />
                        </td>
                      </tr>
                    ) : null}
                  </Fragment>
                )
              })}
            </tbody>
          </table>
        </div>
      )}
    </Page>
  )
}

function Who({ plan, feature, month }: { plan: string; feature: string; month: string }) {
  const list = useParts('limits_used_by', { of_plan: plan, of_feature: feature, month })
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
