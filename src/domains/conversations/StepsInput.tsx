import { useDataProvider } from '@refinedev/core'
import { Form, Input } from 'antd'
import { useDeferredValue } from 'react'
import type { InputProps } from '@/resource/field'
import FlowDrawing from './FlowDrawing'
import { readSteps, stepsProblem, unknownQuestions } from './flow'
import styles from './flow.module.css'
import { useQuestions } from './questions'

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/**
 * Writes the steps of a flow as JSON, with the drawing below. The form is not saved while a step asks a question that
 * does not exist; the rest of what may be wrong with steps is the field's own check.
 */
export default function StepsInput({ id, value, onChange, disabled }: InputProps) {
  const provider = useDataProvider()()
  const { questions } = useQuestions()
  const text = typeof value === 'string' ? value : JSON.stringify(value ?? [], null, 2)
  const shown = useDeferredValue(text)
  const document = parsed(shown)
  const problem = document === undefined ? undefined : stepsProblem(document)

  const checkQuestions = async () => {
    const steps = readSteps(parsed(text))
    if (steps.length === 0) return
    const { data } = await provider.getList({
      resource: 'conversation_questions',
      pagination: { mode: 'off' },
      filters: [{ field: 'slug', operator: 'in', value: steps.map(({ question }) => question) }],
      meta: { select: 'id,slug' },
    })
    const missing = unknownQuestions(steps, new Set(data.map(({ slug }) => String(slug))))
    if (missing.length > 0) {
      throw new Error(`There is no question with the slug ${missing.map((slug) => `“${slug}”`).join(', ')}.`)
    }
  }
  return (
    <>
      <Input.TextArea
        id={id}
        className="code small"
        value={text}
        onChange={(event) => onChange?.(event.target.value)}
        disabled={disabled}
        autoSize={{ minRows: 10, maxRows: 26 }}
        spellCheck={false}
      />
      {/* A check that asks the database; its message stands under the steps. */}
      <Form.Item
        noStyle
        name="steps.questions"
        validateTrigger="onSubmit"
        rules={[{ validator: () => checkQuestions() }]}
      >
        <span hidden />
      </Form.Item>
      {questions && Array.isArray(document) ? (
        <section className={`${styles.preview} above-8`} aria-label="Preview">
          <p className="quiet small below-8">
            {problem ?? 'As it will be drawn. Steps without a way out end the conversation.'}
          </p>
          <FlowDrawing steps={readSteps(document)} questions={questions} />
        </section>
      ) : null}
    </>
  )
}
