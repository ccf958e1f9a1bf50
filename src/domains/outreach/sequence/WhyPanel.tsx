import { useQuery } from '@tanstack/react-query'
import { useCall } from '@/resource/bulk/useCall'
import type { RowOf } from '@/resource/define'
import { StateMark } from '@/resource/fields/options'
import { Moment } from '@/resource/fields/time'
import { ErrorState, LoadingState } from '@/ui/states'
import { gateCodes } from '../states'
import './sequence.css'

interface Gate {
  verdict: string
  code?: string
  words?: string
  unblock?: string | null
  due_at?: string | null
}

/** Of one enrollment: whether its next email may go at this moment, and if not, why and what would change that. */
export default function WhyPanel({ row }: { row: RowOf<'sequence_enrollments'> }) {
  const call = useCall()
  const gate = useQuery({
    queryKey: ['why-not-sent', row.id, row.updated_at],
    queryFn: () => call<Gate>('why_not_sent', { enrollment_id: row.id }),
    staleTime: 0,
  })
  const { code, verdict, words, unblock, due_at } = gate.data ?? { verdict: '' }
  const [label, tone] = gateCodes[code ?? verdict] ?? gateCodes.ended!
  return (
    <section className="record-section">
      <h2>The next email</h2>
      {gate.error ? (
        <ErrorState error={gate.error} onRetry={() => void gate.refetch()} size="small" />
      ) : gate.data ? (
        <p className="why">
          <StateMark option={{ value: code ?? verdict, label, tone }} />
          <span>
            {words}
            {due_at ? (
              <>
                {' '}
                It can go <Moment value={due_at} short />.
              </>
            ) : null}{' '}
            {unblock ? <span className="step-quiet">{unblock}</span> : null}
          </span>
        </p>
      ) : (
        <LoadingState rows={1} />
      )}
    </section>
  )
}
