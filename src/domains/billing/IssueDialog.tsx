import { useList } from '@refinedev/core'
import { useQuery } from '@tanstack/react-query'
import { Button, Modal } from 'antd'
import { useState } from 'react'
import * as v from 'valibot'
import type { BulkSubject } from '@/resource/actions'
import { moneyText } from '@/resource/fields'
import { FormError } from '@/resource/form/FormError'
import { useRefresh } from '@/resource/query/useRefresh'
import { useRpc } from '@/resource/query/useRpc'
import { RecordLink } from '@/resource/RecordLink'
import type { ConsoleError } from '@/supabase/errors'
import { isInDoubt } from '@/supabase/inDoubt'
import type { TableRow } from '@/supabase/rows'
import { FigureTable } from '@/ui/FigureTable'
import { numbers } from '@/ui/locale'
import { pluralText } from '@/ui/pluralText'
import { ErrorState, LoadingState } from '@/ui/states'
import { useReturnFocus } from '@/ui/useReturnFocus'
import { useSingleRun } from '@/ui/useSingleRun'
import { dayText } from './shared/days'

/** The result of `issue_invoices` for each draft. */
const issued = v.array(
  v.object({
    invoice_id: v.string(),
    // A draft that was deleted in the meantime has no data.
    billing_name: v.nullish(v.string(), 'Deleted draft'),
    currency: v.nullish(v.string(), ''),
    total_minor: v.nullish(v.number(), 0),
    number: v.nullish(v.string()),
    due_on: v.nullish(v.string()),
    version: v.nullish(v.string(), ''),
    problem: v.nullish(v.string()),
  }),
)
type Issued = v.InferOutput<typeof issued>[number]

const most = 1000

/** Issues the selected drafts. Shows first which can be issued, which cannot, and the totals. */
export default function IssueDialog({ filters, onClose }: BulkSubject & { onClose: () => void }) {
  const rpc = useRpc()
  const refresh = useRefresh()
  const [run, isRunning] = useSingleRun()
  const [requestId] = useState(() => crypto.randomUUID())
  const [done, setDone] = useState<Issued[]>()
  // What was sent without an answer stays as it was: sent again it is the same request, whatever became of the drafts.
  const [sent, setSent] = useState<Issued[]>()
  const [problem, setProblem] = useState<ConsoleError>()
  const isAsking = done === undefined && sent === undefined
  useReturnFocus()
  const { result, query } = useList<Pick<TableRow<'invoices'>, 'id'>>({
    resource: 'invoices',
    filters: [...filters, { field: 'state', operator: 'eq', value: 'draft' }],
    sorters: [{ field: 'created_at', order: 'asc' }],
    pagination: { pageSize: most },
    meta: { select: 'id,created_at', count: 'exact', tieBreak: 'id' },
    queryOptions: { enabled: isAsking, gcTime: 0 },
    errorNotification: false,
  })
  const ids = result.data.map(({ id }) => id)
  const preview = useQuery({
    queryKey: ['issue', ids],
    queryFn: () => rpc('issue_invoices', { invoice_ids: ids, dry_run: true }, { result: issued }),
    enabled: query.isSuccess && ids.length > 0 && isAsking,
    gcTime: 0,
  })
  const answer = done ?? sent ?? preview.data ?? []
  const fine = answer.filter((one) => !one.problem)
  const issue = async () => {
    setProblem(undefined)
    try {
      setDone(
        await rpc(
          'issue_invoices',
          {
            invoice_ids: fine.map((one) => one.invoice_id),
            versions: fine.map((one) => one.version),
            idempotency_key: requestId,
          },
          { result: issued },
        ),
      )
      void refresh()
    } catch (error) {
      setProblem(error as ConsoleError)
      if (isInDoubt(error)) setSent(answer)
      return false
    }
  }
  const error = query.error ?? preview.error
  const isLoading = query.isLoading || preview.isLoading
  return (
    <Modal
      open
      width={640}
      title={done ? `${pluralText(fine.length, 'invoice')} issued` : 'Issue drafts'}
      onCancel={onClose}
      mask={{ closable: false }}
      footer={
        done ? (
          <Button onClick={onClose}>Close</Button>
        ) : (
          <>
            <Button onClick={onClose}>Cancel</Button>
            <Button
              type="primary"
              loading={isRunning}
              disabled={fine.length === 0 || isLoading}
              onClick={() => void run(issue)}
            >
              Issue {pluralText(fine.length, 'invoice')}
            </Button>
          </>
        )
      }
    >
      <FormError error={problem} fields={[]} />
      {error && !sent ? (
        <ErrorState error={error} size="small" onRetry={() => void preview.refetch()} />
      ) : null}
      {isLoading ? (
        <LoadingState rows={4} />
      ) : ids.length === 0 && isAsking ? (
        <p>There is no draft among them: what is issued already stays as it is.</p>
      ) : (
        <>
          {done ? null : <Explanation shown={ids.length} total={isAsking ? (result.total ?? 0) : 0} />}
          <Sums rows={fine} />
          <Answers rows={answer} isDone={done !== undefined} />
        </>
      )}
    </Modal>
  )
}

/** What issuing does, and how many of the selected drafts are left for another time. */
function Explanation({ shown, total }: { shown: number; total: number }) {
  return (
    <p>
      Each gets its number and is payable. Lines and sums are fixed from then on.
      {total > shown
        ? ` These are the oldest ${numbers.format(shown)} of ${numbers.format(total)}: issue the others after them.`
        : ''}
    </p>
  )
}

function Sums({ rows }: { rows: readonly Issued[] }) {
  const currencies = [...new Set(rows.map(({ currency }) => currency))].sort()
  const sumOf = (currency: string) =>
    rows.reduce((sum, row) => sum + (row.currency === currency ? row.total_minor : 0), 0)
  return (
    <p>
      <strong>{currencies.map((currency) => moneyText(sumOf(currency), currency)).join(' · ')}</strong>
    </p>
  )
}

function Answers({ rows, isDone }: { rows: readonly Issued[]; isDone: boolean }) {
  return (
    <div className="scroll" style={{ maxHeight: 320 }}>
      <FigureTable
        label="Drafts"
        look="roomy"
        rows={rows}
        keyOf={(row) => row.invoice_id}
        columns={[
          {
            head: 'Draft',
            cell: (row) => (
              <RecordLink table="invoices" id={row.invoice_id}>
                {row.number ?? row.billing_name}
              </RecordLink>
            ),
          },
          {
            head: 'What becomes of it',
            isText: true,
            wraps: true,
            cell: (row) =>
              row.problem ?? (isDone ? row.billing_name : row.due_on ? `due on ${dayText(row.due_on)}` : ''),
          },
          {
            head: 'Total',
            cell: (row) => (row.currency ? moneyText(row.total_minor, row.currency) : ''),
          },
        ]}
      />
    </div>
  )
}
