import { Input } from 'antd'
import { useId } from 'react'
import { useChartParams } from '@/charts/params'
import { isDay, today, viewerZone } from '@/charts/period'
import { ZoneControl } from '@/charts/Range'
import { useFigures } from '@/charts/useFigures'
import { moneyText } from '@/resource/fields'
import { RecordLink } from '@/resource/RecordLink'
import { Page } from '@/ui/Page'
import { pluralText } from '@/ui/pluralText'
import { EmptyState, ErrorState, LoadingState } from '@/ui/states'
import { type Age, ages, byCurrency } from './ages'
import { dayText } from './shared/days'
import { MoreRows } from './shared/MoreRows'
import { useParts } from './shared/useParts'
import './shared/billing.css'

const keys = Object.keys(ages) as Age[]

/** What members owe by age and currency, as of the end of any day; a cell opens exactly its invoices. */
export default function Receivables() {
  const { get, set } = useChartParams()
  const zone = get('zone') ?? viewerZone
  const now = today(zone)
  const asked = get('day')
  const day = isDay(asked) && asked <= now ? asked : now
  const [currency, age] = (get('cell') ?? '').split('.')
  const { query: reading, rows = [] } = useFigures('receivables_by_age_on', { day, time_zone: zone })
  const table = byCurrency(rows)
  const id = useId()
  const pick = (cell: string) => set({ cell: get('cell') === cell ? undefined : cell })
  return (
    <Page
      title="Receivables"
      description="Open invoices by days past due. A payment, a credit or a later due date counts from when it was booked."
      actions={
        <>
          <label htmlFor={id} className="billing-label">
            As of the end of
          </label>
          <Input
            id={id}
            type="date"
            className="billing-day"
            value={day}
            max={now}
            onChange={(event) => set({ day: event.target.value || undefined })}
          />
          <ZoneControl zone={zone} />
        </>
      }
    >
      {reading.error && !reading.data ? (
        <ErrorState error={reading.error} onRetry={() => reading.refetch()} />
      ) : reading.isLoading ? (
        <LoadingState rows={5} />
      ) : table.length === 0 ? (
        <EmptyState title="Nothing was owed then">
          An invoice is here from its issue until it is settled.
        </EmptyState>
      ) : (
        <div className="billing-scroll">
          <table
            className="figures-table billing-table full"
            aria-label="Receivables by age"
            aria-busy={reading.isFetching}
          >
            <thead>
              <tr>
                <th scope="col">Currency</th>
                {keys.map((key) => (
                  <th key={key} scope="col">
                    {ages[key]}
                  </th>
                ))}
                <th scope="col">Total</th>
              </tr>
            </thead>
            <tbody>
              {table.map((row) => (
                <tr key={row.currency}>
                  <th scope="row">{row.currency}</th>
                  {keys.map((key) => (
                    <td key={key}>
                      <Cell
                        text={moneyText(row.cells[key].due, row.currency)}
                        count={row.cells[key].invoices}
                        isPicked={row.currency === currency && key === age}
                        onPick={() => pick(`${row.currency}.${key}`)}
                      />
                    </td>
                  ))}
                  <td className="billing-total">
                    <Cell
                      text={moneyText(row.due, row.currency)}
                      count={row.invoices}
                      isPicked={row.currency === currency && !age}
                      onPick={() => pick(row.currency)}
                    />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {currency ? <Owed day={day} zone={zone} currency={currency} age={age} /> : null}
    </Page>
  )
}

function Cell({
  text,
  count,
  isPicked,
  onPick,
}: {
  text: string
  count: number
  isPicked: boolean
  onPick: () => void
}) {
  if (count === 0) return <span className="quiet">–</span>
  return (
    <button type="button" className="choice billing-cell" aria-pressed={isPicked} onClick={onPick}>
      <span className="tabular">{text}</span>
      <span className="quiet">{pluralText(count, 'invoice')}</span>
    </button>
  )
}

function Owed({ day, zone, currency, age }: { day: string; zone: string; currency: string; age?: string }) {
  const list = useParts('receivables_on', {
    day,
    time_zone: zone,
    of_currency: currency,
    of_bucket: age,
  })
  const { query: reading, rows } = list
  const title = `${currency}, ${age ? ages[age as Age].toLowerCase() : 'all ages'}`
  if (reading.error && !reading.data)
    return <ErrorState error={reading.error} onRetry={() => reading.refetch()} size="small" />
  if (reading.isLoading) return <LoadingState rows={5} />
  return (
    <section className="billing-part above-24" aria-label={title}>
      <h2>{title}</h2>
      <div className="billing-scroll">
        <table className="figures-table billing-table full" aria-label={`Invoices: ${title}`}>
          <thead>
            <tr>
              <th scope="col">Invoice</th>
              <th scope="col" data-text>
                Billed to
              </th>
              <th scope="col">Due on</th>
              <th scope="col">Days late</th>
              <th scope="col">Owed</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.invoice_id}>
                <th scope="row">
                  <RecordLink table="invoices" id={row.invoice_id}>
                    {row.number}
                  </RecordLink>
                </th>
                <td data-text>{row.billing_name}</td>
                <td>{dayText(row.due_on)}</td>
                <td className="tabular">{row.days_late || '–'}</td>
                <td className="tabular">{moneyText(row.due_minor, row.currency)}</td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row" colSpan={4}>
                <MoreRows list={list} one="invoice" />
              </th>
              <td className="tabular">{moneyText(rows[0]?.found_minor ?? 0, currency)}</td>
            </tr>
          </tfoot>
        </table>
      </div>
    </section>
  )
}
