import { useOne } from '@refinedev/core'
import { useParams } from 'react-router'
import { useFigures } from '@/charts/useFigures'
import { moneyText } from '@/resource/fields'
import { RecordLink } from '@/resource/RecordLink'
import { Related } from '@/resource/show/Related'
import type { ConsoleError } from '@/supabase/errors'
import { Stack } from '@/ui/layout'
import { Page } from '@/ui/Page'
import { ErrorState, LoadingPage, LoadingState, NotFound } from '@/ui/states'
import './shared/billing.css'
import '@/resource/show/show.css'

/** Everything of one member on one page: what is held and owed on top, then subscriptions, invoices and payments. */
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
  const { result: member, query } = useOne<{ id: string; display_name: string; email: string }, ConsoleError>(
    {
      resource: 'member_directory',
      id,
      meta: { select: 'id,display_name,email' },
      errorNotification: false,
    },
  )
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

function Balances({ id }: { id: string }) {
  const { query: reading, rows = [] } = useFigures('member_balances', { of_user: id })
  if (reading.error && !reading.data)
    return <ErrorState error={reading.error} onRetry={() => reading.refetch()} size="small" />
  if (reading.isLoading) return <LoadingState rows={2} />
  if (rows.length === 0) return <p className="quiet">Nothing is owed or held, and nothing was paid.</p>
  return (
    <div className="billing-scroll">
      <table className="figures-table billing-table full" aria-label="Balance">
        <thead>
          <tr>
            {[
              'Currency',
              'Held as credit',
              'Paid, not allocated',
              'Due',
              'Of it overdue',
              'Written off',
              'Balance',
            ].map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.currency}>
              <th scope="row">{row.currency}</th>
              {[
                row.credit_minor,
                row.unallocated_minor,
                row.due_minor,
                row.overdue_minor,
                row.written_off_minor,
              ].map((minor, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: columns do not move
                <td key={at} className="tabular">
                  {minor ? moneyText(minor, row.currency) : '–'}
                </td>
              ))}
              <td className="tabular">
                <strong>{moneyText(row.balance_minor, row.currency)}</strong>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="quiet">The balance is what is held and paid, less what is due.</p>
    </div>
  )
}
