import { useMemo } from 'react'
import { RecordLink } from '@/resource/RecordLink'
import { Stack } from '@/ui/layout'
import { type Step, unreachedSteps } from './flow'
import styles from './flow.module.css'
import type { FlowLayout } from './flowLayout'
import { conditionText, kindText, type Question } from './questions'
import { stepSize } from './stepSize'

interface StepListProps {
  steps: readonly Step[]
  questions: ReadonlyMap<string, Question>
  /** The positions of the steps in the graph; without it they are listed in the order of the flow. */
  layout?: FlowLayout
}

/** The list of a flow's steps and where each leads; with `layout` it is positioned as a graph. */
export function StepList({ steps, questions, layout }: StepListProps) {
  const unreached = useMemo(() => unreachedSteps(steps), [steps])
  const byId = new Map(steps.map((step, index) => [step.id, { step, number: index + 1 }]))
  const order = layout?.steps ?? steps.map(({ id }) => ({ id, x: 0, y: 0 }))
  return (
    <Stack
      as="ol"
      className={layout ? undefined : 'lined'}
      style={layout && { width: layout.width, height: layout.height }}
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
            className={layout ? `${styles.step} panel pad-x-12 pad-y-8 between` : undefined}
            data-lost={!question || undefined}
            style={layout && { left: x, top: y, ...stepSize }}
          >
            <span
              className={`${styles.prompt} quiet-links medium ${layout ? 'two-lines' : ''} ${question ? '' : 'wrong'}`}
              title={question?.prompt}
            >
              {question ? (
                <RecordLink table="conversation_questions" id={question.id}>
                  {question.prompt}
                </RecordLink>
              ) : (
                `There is no question “${step.question}”`
              )}
            </span>
            <span className={layout ? 'quiet tiny truncate' : 'quiet small'}>
              <span className="tabular">{number}</span> <code>{id}</code>
              {question ? ` · ${kindText(question.kind)}` : ''}
              {question?.active === false ? ' · not in use' : ''}
              {unreached.has(id) ? (
                <strong className="toned" data-tone="amber">
                  {' '}
                  · never reached
                </strong>
              ) : (
                ''
              )}
              {step.next.length === 0 ? ' · ends here' : ''}
            </span>
            {step.next.length > 0 ? (
              <ul className={layout ? 'visually-hidden' : 'quiet pad-x-16'}>
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
}
