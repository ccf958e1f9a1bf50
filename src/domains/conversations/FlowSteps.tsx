import { Segmented } from 'antd'
import { lazy, Suspense, useMemo, useState } from 'react'
import type { AnyRow } from '@/resource/define'
import { Row } from '@/ui/layout'
import { EmptyState, ErrorState, LoadingState } from '@/ui/states'
import { useIsPhone } from '@/ui/useIsPhone'
import { readSteps } from './flow'
import { useQuestions } from './questions'
import { StepList } from './StepList'

// Loaded on demand, because it contains the graph layout library.
const FlowDrawing = lazy(() => import('./FlowDrawing'))

/** The steps of a flow on its page, as a graph or as a list. */
export function FlowSteps({ row }: { row: AnyRow }) {
  const isPhone = useIsPhone()
  const [chosen, setChosen] = useState<'drawing' | 'list'>()
  const { questions, query } = useQuestions()
  const steps = useMemo(() => readSteps(row.steps), [row.steps])
  const mode = chosen ?? (isPhone ? 'list' : 'drawing')
  return (
    <section className="record-section">
      <Row gap={16} justify="between" wrap="tight" className="below-4">
        <h2>
          Steps <span className="quiet plain">{steps.length}</span>
        </h2>
        {steps.length > 0 ? (
          <Segmented
            size="small"
            aria-label="How the steps are shown"
            value={mode}
            onChange={setChosen}
            options={[
              { value: 'drawing', label: 'Drawing' },
              { value: 'list', label: 'List' },
            ]}
          />
        ) : null}
      </Row>
      {steps.length === 0 ? (
        <EmptyState title="No steps yet" size="small">
          Edit the flow to write its steps: a question each, and where the answers lead.
        </EmptyState>
      ) : query.isError ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} size="small" />
      ) : questions ? (
        mode === 'drawing' ? (
          <Suspense fallback={<LoadingState shape="text" />}>
            <FlowDrawing steps={steps} questions={questions} />
          </Suspense>
        ) : (
          <StepList steps={steps} questions={questions} />
        )
      ) : (
        <LoadingState shape="text" />
      )}
    </section>
  )
}
