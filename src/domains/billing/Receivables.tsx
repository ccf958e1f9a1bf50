import { Input } from 'antd'
import { type ReactNode, useId } from 'react'
import { useChartParams } from '@/charts/params'
import { isDay, today, viewerZone } from '@/charts/period'
import { ZoneControl } from '@/charts/Range'
import { useFigures } from '@/charts/useFigures'
import { moneyText } from '@/resource/fields'
import { RecordLink } from '@/resource/RecordLink'
import { FigureTable } from '@/ui/FigureTable'
import { Stack } from '@/ui/layout'
import { Page } from '@/ui/Page'
import { pluralText } from '@/ui/pluralText'
import { EmptyState, ErrorState, LoadingState } from '@/ui/states'
import { useIsPhone } from '@/ui/useIsPhone'
import { type Age, type AgeRow, ages, byCurrency } from './receivableAges'
import styles from './shared/billing.module.css'
import { dayText } from './shared/days'
import { MoreRows } from './shared/MoreRows'
import { usePagedRpc } from './shared/usePagedRpc'

const keys = Object.keys(ages) as Age[]

/** Receivables by age and currency at the end of any day. A cell opens exactly its invoices. */
export default function Receivables() {
  const { get, latest, set } = useChartParams()
  const zone = get('zone') ?? viewerZone
  const now = today(zone)
  const asked = get('day')
  const day = isDay(asked) && asked <= now ? asked : now
  const [currency, age] = (get('cell') ?? '').split('.')
  const { query: reading, rows = [] } = useFigures('receivables_by_age_on', { day, time_zone: zone })
  const table = byCurrency(rows)
  const id = useId()
  const pick = (cell: string) => set({ cell: latest('cell') === cell ? undefined : cell })
  const cellOf = (row: AgeRow, key?: Age) => {
    const { due, invoices } = key ? row.cells[key] : row
    return (
      <Cell
        text={moneyText(due, row.currency)}
        count={invoices}
        isPicked={row.currency === currency && key === age}
        onPick={() => pick(key ? `${row.currency}.${key}` : row.currency)}
      />
    )
  }
  return (
    <Page
      title="Receivables"
      description="Open invoices by days past due. A payment, a credit or a later due date counts from when it was booked."
      actions={
        <>
          <label htmlFor={id} className="quiet">
            As of the end of
          </label>
          <Input
            id={id}
            type="date"
            style={{ width: 150 }}
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
        <Matrix rows={table} isBusy={reading.isFetching} cellOf={cellOf} />
      )}
      {currency ? <Owed day={day} zone={zone} currency={currency} age={age} /> : null}
    </Page>
  )
}

interface MatrixProps {
  rows: readonly AgeRow[]
  isBusy: boolean
  /** The cell of a currency and an age; without an age, the total of all ages. */
  cellOf: (row: AgeRow, age?: Age) => ReactNode
}

/**
 * Currencies as rows and ages as columns; on a phone, one table
 * of ages for each currency, because the matrix is too wide.
 */
function Matrix({ rows, isBusy, cellOf }: MatrixProps) {
  const isPhone = useIsPhone()
  if (isPhone)
    return (
      <Stack gap={24}>
        {rows.map((row) => (
          <FigureTable
            key={row.currency}
            label={`Receivables in ${row.currency} by age`}
            look="roomy"
            isBusy={isBusy}
            rows={keys}
            keyOf={(key) => key}
            foot="Total"
            columns={[
              { head: row.currency, cell: (key) => ages[key] },
              { head: 'Owed', cell: (key) => cellOf(row, key), total: cellOf(row) },
            ]}
          />
        ))}
      </Stack>
    )
  return (
    <FigureTable
      label="Receivables by age"
      look="roomy"
      isBusy={isBusy}
      rows={rows}
      keyOf={(row) => row.currency}
      columns={[
        { head: 'Currency', cell: (row) => row.currency },
        ...keys.map((key) => ({
          head: ages[key],
          cell: (row: AgeRow) => cellOf(row, key),
        })),
        { head: 'Total', cell: (row) => cellOf(row) },
      ]}
    />
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
    <button type="button" className={`${styles.cell} choice`} aria-pressed={isPicked} onClick={onPick}>
      <span className="tabular">{text}</span>
      <span className="quiet">{pluralText(count, 'invoice')}</span>
    </button>
  )
}

function Owed({ day, zone, currency, age }: { day: string; zone: string; currency: string; age?: string }) {
  const list = usePagedRpc('receivables_on', {
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
    <section className="part above-24" aria-label={title}>
      <h2>{title}</h2>
      <FigureTable
        label={`Invoices: ${title}`}
        look="roomy"
        rows={rows}
        keyOf={(row) => row.invoice_id}
        foot={<MoreRows list={list} one="invoice" />}
        columns={[
          {
            head: 'Invoice',
            cell: (row) => (
              <RecordLink table="invoices" id={row.invoice_id}>
                {row.number}
              </RecordLink>
            ),
          },
          { head: 'Billed to', isText: true, cell: (row) => row.billing_name },
          { head: 'Due on', cell: (row) => dayText(row.due_on) },
          { head: 'Days late', cell: (row) => row.days_late || '–' },
          {
            head: 'Owed',
            cell: (row) => moneyText(row.due_minor, row.currency),
            total: moneyText(rows[0]?.found_minor ?? 0, currency),
          },
        ]}
      />
    </section>
  )
}
