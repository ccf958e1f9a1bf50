import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import * as v from 'valibot'
import { humanize } from '@/resource/field'
import { useRpc } from '@/resource/query/useRpc'
import type { TableRow } from '@/supabase/rows'
import { Row } from '@/ui/layout'
import { ErrorState, LoadingState } from '@/ui/states'
import { paperOf } from './document/paper'
import { type DocumentSnapshot, documentSnapshot } from './document/snapshot'
import { MemberAccountLink } from './MemberAccountLink'
import { dayText } from './shared/days'
import { SumTable } from './shared/SumTable'

/** Links above the list of subscriptions: members who used up their plan's limits. */
export function SubscriptionLinks() {
  return (
    <Row as="p" gap={8} wrap className="line-only">
      <Link to="/limits-used">Limits used</Link>
    </Row>
  )
}

/** Sections below a subscription's fields: the member's account, and the next invoice. */
export function SubscriptionParts({ row }: { row: TableRow<'user_subscriptions'> }) {
  return (
    <>
      <Row as="section" gap={8} wrap className="record-section">
        <MemberAccountLink id={row.user_id} />
      </Row>
      <NextInvoice id={row.id} version={row.updated_at} />
    </>
  )
}

const foreseen = v.object({
  on: v.nullish(v.string(), null),
  why: v.nullish(v.string()),
  document: v.nullish(documentSnapshot),
})

function NextInvoice({ id, version }: { id: string; version: string }) {
  const rpc = useRpc()
  const { data, error, isLoading, refetch } = useQuery({
    queryKey: ['next-invoice', id, version],
    queryFn: () => rpc('next_invoice', { subscription_id: id }, { result: foreseen }),
  })
  return (
    <section className="record-section">
      <h2>Next invoice</h2>
      {error ? (
        <ErrorState error={error} onRetry={() => void refetch()} size="small" />
      ) : isLoading || !data ? (
        <LoadingState rows={2} />
      ) : data.document ? (
        <Preview on={data.on} document={data.document} />
      ) : (
        <p className="quiet">
          {data.on
            ? `None on ${dayText(data.on)}: ${data.why === 'canceled' ? 'it ends then' : data.why === 'paused' ? 'it pauses then' : 'nothing is to be paid'}.`
            : `None: it is ${humanize(data.why ?? '').toLowerCase()}.`}
        </p>
      )}
    </section>
  )
}

function Preview({ on, document }: { on: string | null; document: DocumentSnapshot }) {
  const { lines, sums } = paperOf(document)
  return (
    <div className="panel ground">
      <SumTable
        caption={`A draft on ${dayText(on)}, as things stand`}
        lines={[
          ...(lines?.rows ?? []).map((cells) => ({ label: cells[0] ?? '', value: cells.at(-1) ?? '' })),
          ...sums.slice(0, -1),
        ]}
      />
    </div>
  )
}
