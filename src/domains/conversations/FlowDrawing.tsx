import { Segmented } from 'antd'
import { useMemo, useState } from 'react'
import type { AnyRow } from '@/resource/define'
import { RecordLink } from '@/resource/RecordLink'
import { Row, Stack, Truncate } from '@/ui/layout'
import { EmptyState, ErrorState, LoadingState } from '@/ui/states'
import { useIsPhone } from '@/ui/useIsPhone'
import { readSteps, type Step, unreachedSteps } from './flow'
import { layoutFlow, stepSize } from './flowLayout'
import { conditionText, kindText, type Question, useQuestions } from './questions'
import './flow.css'

/** The steps of a flow on its page: drawn, or as a list. */
export function FlowSteps({ row }: { row: AnyRow }) {
  const isPhone = useIsPhone()
  const [chosen, setChosen] = useState<'drawing' | 'list'>()
  const { questions, query } = useQuestions()
  const steps = useMemo(() => readSteps(row.steps), [row.steps])
  const mode = chosen ?? (isPhone ? 'list' : 'drawing')
  return (
    <section className="record-section">
      <Row gap={16} justify="between" wrap="tight" className="record-section-head below-4">
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
        <FlowDrawing steps={steps} questions={questions} mode={mode} />
      ) : (
        <LoadingState shape="text" />
      )}
    </section>
  )
}

interface FlowDrawingProps {
  steps: readonly Step[]
  questions: ReadonlyMap<string, Question>
  mode: 'drawing' | 'list'
}

/** Steps and the ways between them. The drawing is the list, put in place: what reads the one reads the other. */
export function FlowDrawing({ steps, questions, mode }: FlowDrawingProps) {
  const layout = useMemo(() => layoutFlow(steps), [steps])
  const unreached = useMemo(() => unreachedSteps(steps), [steps])
  const byId = new Map(steps.map((step, index) => [step.id, { step, number: index + 1 }]))
  const isDrawn = mode === 'drawing'
  const order = isDrawn ? layout.steps : steps.map(({ id }) => ({ id, x: 0, y: 0 }))
  const conditionsOf = (from: string, when: readonly string[]) => {
    const question = questions.get(byId.get(from)?.step.question ?? '')
    return when.map((condition) => conditionText(condition, question)).join(', ')
  }
  const list = (
    <Stack
      as="ol"
      className="flow-steps lined"
      style={isDrawn ? { width: layout.width, height: layout.height } : undefined}
      aria-label="Steps"
    >
      {order.map(({ id, x, y }) => {
        const found = byId.get(id)
        if (!found) return null
        const { step, number } = found
        const question = questions.get(step.question)
        return (
          <Stack
            key={id}
            as="li"
            gap={2}
            className="flow-step"
            data-lost={!question || undefined}
            style={isDrawn ? { left: x, top: y, ...stepSize } : undefined}
          >
            <span className="flow-step-prompt medium" title={question?.prompt}>
              {question ? (
                <RecordLink table="conversation_questions" id={question.id}>
                  {question.prompt}
                </RecordLink>
              ) : (
                `There is no question “${step.question}”`
              )}
            </span>
            <span className="flow-step-facts quiet small">
              <span className="tabular">{number}</span> <code>{id}</code>
              {question ? ` · ${kindText(question.kind)}` : ''}
              {question?.active === false ? ' · not in use' : ''}
              {unreached.has(id) ? <strong> · never reached</strong> : ''}
              {step.next.length === 0 ? ' · ends here' : ''}
            </span>
            {step.next.length > 0 ? (
              <ul className={isDrawn ? 'visually-hidden' : 'flow-step-ways'}>
                {step.next.map(({ when, to }) => (
                  <li key={`${when} ${to}`}>
                    {step.next.length > 1 ? `${conditionText(when, question)}: ` : ''}
                    {byId.has(to) ? (
                      <>
                        on to {byId.get(to)?.number} <code>{to}</code>
                      </>
                    ) : (
                      `leads to “${to}”, which is not a step`
                    )}
                  </li>
                ))}
              </ul>
            ) : null}
          </Stack>
        )
      })}
    </Stack>
  )
  if (!isDrawn) return <div className="flow">{list}</div>
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls is reached by keyboard
    <section className="flow" data-look="drawing" aria-label="The flow, drawn" tabIndex={0}>
      <div className="flow-canvas" style={{ width: layout.width, height: layout.height }}>
        <svg width={layout.width} height={layout.height} aria-hidden="true">
          <defs>
            <marker
              id="flow-arrow"
              viewBox="0 0 8 8"
              refX="7"
              refY="4"
              markerWidth="7"
              markerHeight="7"
              orient="auto-start-reverse"
            >
              <path d="M0 0.5 8 4 0 7.5z" />
            </marker>
          </defs>
          {layout.ways.map(({ from, to, path, isBack }) => (
            <path
              key={`${from} ${to}`}
              d={path}
              className="flow-way"
              data-back={isBack || undefined}
              markerEnd="url(#flow-arrow)"
            />
          ))}
        </svg>
        {list}
        {layout.ways.map(({ from, to, when, label }) =>
          when.length > 0 ? (
            <Truncate
              key={`${from} ${to}`}
              className="flow-when quiet tiny"
              style={{ left: label.x, top: label.y }}
              title={conditionsOf(from, when)}
              aria-hidden
            >
              {conditionsOf(from, when)}
            </Truncate>
          ) : null,
        )}
      </div>
    </section>
  )
}
