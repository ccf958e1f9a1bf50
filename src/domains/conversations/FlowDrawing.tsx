import { useMemo } from 'react'
import { Truncate } from '@/ui/layout'
import type { Step } from './flow'
import styles from './flow.module.css'
import { layoutFlow } from './flowLayout'
import { conditionText, type Question } from './questions'
import { StepList } from './StepList'

interface FlowDrawingProps {
  steps: readonly Step[]
  questions: ReadonlyMap<string, Question>
}

/**
 * The graph of a flow: steps and the connections between them. It is
 * the step list, positioned, so that screen readers read the same list.
 */
export default function FlowDrawing({ steps, questions }: FlowDrawingProps) {
  const layout = useMemo(() => layoutFlow(steps), [steps])
  const slugs = new Map(steps.map(({ id, question }) => [id, question]))
  const conditionsOf = (from: string, when: readonly string[]) => {
    const question = questions.get(slugs.get(from) ?? '')
    return when.map((condition) => conditionText(condition, question)).join(', ')
  }
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrollable area must be reachable with the keyboard
    <section className={`${styles.drawing} panel ground scroll`} aria-label="The flow, drawn" tabIndex={0}>
      <div
        className={`${styles.canvas} relative`}
        style={{ width: layout.width, height: layout.height, margin: 'auto' }}
      >
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
              className={styles.way}
              data-back={isBack || undefined}
              markerEnd="url(#flow-arrow)"
            />
          ))}
        </svg>
        <StepList steps={steps} questions={questions} layout={layout} />
        {layout.ways.map(({ from, to, when, label }) =>
          when.length > 0 ? (
            <Truncate
              key={`${from} ${to}`}
              className={`${styles.when} quiet tiny`}
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
