import { useQuery } from '@tanstack/react-query'
import { StateMark } from '@/resource/fields/options'
import { Moment } from '@/resource/fields/time'
import { useRpc } from '@/resource/query/useRpc'
import type { TableRow } from '@/supabase/rows'
import { Row } from '@/ui/layout'
import { ErrorState, LoadingState } from '@/ui/states'
import { gateCodes } from './gateCodes'
import { gateAnswer } from './results'

/** Whether the next email of an enrollment may be sent now; if not, why, and what would change that. */
export default function GateAnswer({ row }: { row: TableRow<'sequence_enrollments'> }) {
  const rpc = useRpc()
  const gate = useQuery({
    queryKey: ['why-not-sent', row.id, row.updated_at],
    queryFn: () => rpc('why_not_sent', { enrollment_id: row.id }, { result: gateAnswer }),
    staleTime: 0,
  })
  const { code, verdict = '', words, unblock, due_at } = gate.data ?? {}
  const [label, tone] = gateCodes[code ?? verdict] ?? gateCodes.ended!
  return (
    <section className="record-section">
      <h2>The next email</h2>
      {gate.error ? (
        <ErrorState error={gate.error} onRetry={() => void gate.refetch()} size="small" />
      ) : gate.data ? (
        <Row as="p" gap={12} align="stretch" wrap="tight">
          <StateMark option={{ value: code ?? verdict, label, tone }} />
          <span>
            {words}
            {due_at ? (
              <>
                {' '}
                It can go <Moment value={due_at} short />.
              </>
            ) : null}{' '}
            {unblock ? <span className="quiet small">{unblock}</span> : null}
          </span>
        </Row>
      ) : (
        <LoadingState rows={1} />
      )}
    </section>
  )
}
