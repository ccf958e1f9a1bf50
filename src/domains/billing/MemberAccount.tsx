import { useOne } from '@refinedev/core'
import { useParams } from 'react-router'
import { useFigures } from '@/charts/useFigures'
import { moneyText } from '@/resource/fields'
import { RecordLink } from '@/resource/RecordLink'
import { Related } from '@/resource/show/Related'
import type { ConsoleError } from '@/supabase/errors'
import type { TableRow } from '@/supabase/rows'
import { FigureTable } from '@/ui/FigureTable'
import { Stack } from '@/ui/layout'
import { Page } from '@/ui/Page'
import { ErrorState, LoadingPage, LoadingState, NotFound } from '@/ui/states'
import '@/resource/show/show.css'

/** The billing account of one member: balances first, then subscriptions, invoices and payments. */
export default function MemberAccount() {
  const id = /^[0-9a-f-]{36}$/.exec(useParams()['*'] ?? '')?.[0]
  return id ? <Account key={id} id={id} /> : <NotFound />
}

const lists = [
  { table: 'user_subscriptions', by: 'user_id' },
  {
    table: 'invoices',
    by: 'user_id',
    columns: ['state', 'total_minor', 'due_minor', 'due_on', 'issued_at'],
  },
  {
    table: 'payments',
    by: 'user_id',
    columns: ['unallocated_minor', 'method', 'reference', 'paid_at'],
  },
  { table: 'credit_notes', by: 'user_id', columns: ['total_minor', 'reason', 'issued_at'] },
  { table: 'refunds', by: 'user_id' },
  { table: 'payment_methods', by: 'user_id' },
] as const

function Account({ id }: { id: string }) {
  const { result: member, query } = useOne<
    Pick<TableRow<'member_directory'>, 'id' | 'display_name' | 'email'>,
    ConsoleError
  >({
    resource: 'member_directory',
    id,
    meta: { select: 'id,display_name,email' },
    errorNotification: false,
  })
  if (query.error && !member)
    return (
      <Page title="Account">
        <ErrorState error={query.error} onRetry={() => query.refetch()} />
      </Page>
    )
  if (!member) return <LoadingPage />
  return (
    <Page
      title={`Account of ${member.display_name}`}
      count={member.email}
      actions={
        <RecordLink table="member_directory" id={id}>
          Open the member
        </RecordLink>
      }
    >
      <Balances id={id} />
      <Stack gap={24}>
        {lists.map((list) => (
          <Related key={list.table} list={list} id={id} row={member} />
        ))}
      </Stack>
    </Page>
  )
}

const balances = [
  ['credit_minor', 'Held as credit'],
  ['unallocated_minor', 'Paid, not allocated'],
  ['due_minor', 'Due'],
  ['overdue_minor', 'Of it overdue'],
  ['written_off_minor', 'Written off'],
] as const

function Balances({ id }: { id: string }) {
  const { query: reading, rows = [] } = useFigures('member_balances', { of_user: id })
  if (reading.error && !reading.data)
    return <ErrorState error={reading.error} onRetry={() => reading.refetch()} size="small" />
  if (reading.isLoading) return <LoadingState rows={2} />
  if (rows.length === 0) return <p className="quiet">Nothing is owed or held, and nothing was paid.</p>
  return (
    <div className="below-16">
      <FigureTable
        label="Balance"
        look="roomy"
        rows={rows}
        keyOf={({ currency }) => currency}
        columns={[
          { head: 'Currency', cell: ({ currency }) => currency },
          ...balances.map(([key, head]) => ({
            head,
            cell: (row: (typeof rows)[number]) => (row[key] ? moneyText(row[key], row.currency) : '–'),
          })),
          {
            head: 'Balance',
            cell: ({ balance_minor, currency }) => <strong>{moneyText(balance_minor, currency)}</strong>,
          },
        ]}
      />
      <p className="quiet">The balance is what is held and paid, less what is due.</p>
    </div>
  )
}
