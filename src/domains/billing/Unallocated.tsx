import { type CrudFilters, useList } from '@refinedev/core'
import { keepPreviousData } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { Link, useParams } from 'react-router'
import { moneyText } from '@/resource/fields'
import { RecordLink } from '@/resource/RecordLink'
import { Pager } from '@/resource/table/Pager'
import type { ConsoleError } from '@/supabase/errors'
import type { ListResult } from '@/supabase/lists'
import type { TableRow } from '@/supabase/rows'
import { Page } from '@/ui/Page'
import { Split } from '@/ui/Split'
import { EmptyState, ErrorState, LoadingState } from '@/ui/states'
import { useIsPhone } from '@/ui/useIsPhone'
import { AllocationPanel, type LoosePayment } from './AllocationPanel'
import { dayText } from './shared/days'

type Listed = LoosePayment &
  Pick<TableRow<'payments'>, 'amount_minor' | 'reference' | 'paid_at'> & {
    member: Pick<TableRow<'member_directory'>, 'display_name'> | null
  }

const isKey = (text: string) => /^[0-9a-f-]{36}$/.test(text)
const size = 50
const start = { first: 1 }

/** One page of the payments with an unallocated amount, oldest first. */
function useLoose(
  { cursor, direction }: { cursor?: string; direction?: 'next' | 'previous' },
  also: CrudFilters = [],
  enabled = true,
) {
  return useList<Listed, ConsoleError>({
    resource: 'payments',
    filters: [{ field: 'is_unallocated', operator: 'eq', value: true }, ...also],
    sorters: [{ field: 'paid_at', order: 'asc' }],
    pagination: { pageSize: size },
    meta: {
      select:
        'id,currency,amount_minor,unallocated_minor,user_id,reference,paid_at,updated_at,member:member_directory!user_id(display_name)',
      count: 'exact',
      tieBreak: 'id',
      cursor,
      direction,
    },
    queryOptions: { enabled, placeholderData: keepPreviousData },
    errorNotification: false,
  })
}

/** Payments with an unallocated amount, and beside the selected one the invoices that it may be for. */
export default function Unallocated() {
  const chosen = useParams()['*'] ?? ''
  const isPhone = useIsPhone()
  const [place, setPlace] = useState<{ cursor?: string; direction?: 'next' | 'previous'; first: number }>(
    start,
  )
  const { result, query } = useLoose(place)
  const payments = result.data
  const { cursor = {}, total = payments.length } = (query.data ?? {}) as Partial<ListResult>
  const isElsewhere = query.isSuccess && isKey(chosen) && !payments.some(({ id }) => id === chosen)
  const alone = useLoose({}, [{ field: 'id', operator: 'eq', value: chosen }], isElsewhere)
  // A payment named in the URL is shown even if it is on another page of the list.
  const isFinding = isElsewhere && (alone.query.isLoading || alone.query.isPlaceholderData)
  const named = isElsewhere ? alone.result.data : payments
  const payment = named.find(({ id }) => id === chosen) ?? payments[0]
  // The last payment of this page was allocated, so the list returns to its first page.
  const isPageGone = query.isSuccess && payments.length === 0 && place !== start
  useEffect(() => {
    if (isPageGone) setPlace(start)
  }, [isPageGone])
  return (
    <Page
      title="Unallocated payments"
      count={query.isSuccess ? total : undefined}
      description="Money that came in and belongs to no invoice yet, the oldest first. Nothing is put anywhere before you have seen what it comes to."
      parents={[{ label: 'Payments', to: '/payments' }]}
      actions={<Link to="/bank-statements">Import a bank statement</Link>}
    >
      {query.error && !query.data ? (
        <ErrorState error={query.error} onRetry={() => query.refetch()} />
      ) : query.isLoading || isFinding || isPageGone ? (
        <LoadingState rows={6} />
      ) : !payment ? (
        <EmptyState title="Every payment is allocated">
          What the bank or a provider books comes here first.
        </EmptyState>
      ) : (
        <Split columns="260px minmax(0, 1fr)" gap={24} className="start">
          <div>
            <nav
              aria-label="Payments"
              className={isPhone ? 'scroll' : undefined}
              style={isPhone ? { maxHeight: 220 } : undefined}
            >
              <ul>
                {payments.map((one) => (
                  <li key={one.id}>
                    <Link
                      className="choice stack pad-x-12 pad-y-8"
                      to={`/unallocated/${one.id}`}
                      aria-current={one.id === payment.id ? 'true' : undefined}
                    >
                      <span className="tabular">{moneyText(one.unallocated_minor ?? 0, one.currency)}</span>
                      <span className="quiet">
                        {[one.member?.display_name, one.reference].filter(Boolean).join(' · ') ||
                          'No reference'}
                      </span>
                    </Link>
                  </li>
                ))}
              </ul>
            </nav>
            {total > size ? (
              <Pager
                of="Unallocated payments"
                first={place.first}
                shown={payments.length}
                total={total}
                approximate={false}
                cursor={cursor}
                size={size}
                goToPage={(at, direction, first) => setPlace({ cursor: at, direction, first })}
              />
            ) : null}
          </div>
          <section aria-label="Where it goes">
            <h2 className="larger">
              <RecordLink table="payments" id={payment.id}>
                {`${moneyText(payment.unallocated_minor ?? 0, payment.currency)} of ${moneyText(payment.amount_minor, payment.currency)}`}
              </RecordLink>
            </h2>
            <p className="quiet">
              {payment.member ? `From ${payment.member.display_name}. ` : 'From nobody known. '}
              {payment.reference ? `“${payment.reference}”. ` : ''}
              Received {dayText(payment.paid_at)}.
            </p>
            <AllocationPanel key={payment.id} payment={payment} />
          </section>
        </Split>
      )}
    </Page>
  )
}
