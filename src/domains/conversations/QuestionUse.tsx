import { useList } from '@refinedev/core'
import type { AnyRow } from '@/resource/define'
import { humanize } from '@/resource/field'
import { StateMark } from '@/resource/fields/options'
import { RecordLink } from '@/resource/RecordLink'
import type { TableRow } from '@/supabase/rows'
import { Row } from '@/ui/layout'
import { EmptyState, ErrorState, LoadingState } from '@/ui/states'
import { readSteps } from './flow'
import { flowStates } from './states'

type Flow = Pick<TableRow<'conversation_flows'>, 'id' | 'name' | 'steps'> & {
  state: keyof typeof flowStates
}

/** The flows that use a question, with the step. */
export function QuestionUse({ row }: { row: AnyRow }) {
  const { result, query } = useList<Flow>({
    resource: 'conversation_flows',
    pagination: { mode: 'off' },
    sorters: [{ field: 'name', order: 'asc' }],
    meta: { select: 'id,name,state,steps' },
    errorNotification: false,
  })
  const flows = (result?.data ?? [])
    .map(({ steps, ...flow }) => ({
      ...flow,
      places: readSteps(steps).flatMap(({ question }, index) => (question === row.slug ? [index + 1] : [])),
    }))
    .filter(({ places }) => places.length > 0)
  return (
    <section className="record-section">
      <h2>Flows that ask it</h2>
      {query.isError ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} size="small" />
      ) : query.isLoading ? (
        <LoadingState rows={2} />
      ) : flows.length === 0 ? (
        <EmptyState title="No flow asks it" size="small" />
      ) : (
        <ul>
          {flows.map(({ id, name, state, places }) => (
            <Row as="li" gap={16} align="stretch" wrap="tight" className="pad-y-4" key={id}>
              <RecordLink table="conversation_flows" id={id}>
                {name}
              </RecordLink>
              <span className="quiet">
                {places.length === 1 ? 'step' : 'steps'} {places.join(', ')}
              </span>
              <StateMark option={{ value: state, label: humanize(state), tone: flowStates[state] }} />
            </Row>
          ))}
        </ul>
      )}
    </section>
  )
}
