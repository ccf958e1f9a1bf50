import { useDataProvider } from '@refinedev/core'
import { Form } from 'antd'
import { useDeferredValue } from 'react'
import type { Field, InputProps } from '@/resource/field'
import { formDocument } from '@/resource/fields/formDocument'
import { inputs } from '@/resource/fields/inputs'
import FlowDrawing from './FlowDrawing'
import { readSteps, stepsProblem, unknownQuestions } from './flow'
import styles from './flow.module.css'
import { useQuestions } from './questions'

/**
 * The editor of a flow's steps, with the graph below. The form cannot be saved while a step uses a question
 * that does not exist; the field itself validates everything else.
 */
export default function StepsInput(props: InputProps & { field: Field }) {
  const provider = useDataProvider()()
  const { questions } = useQuestions()
  const document = formDocument(props.value).value ?? []
  const shown = useDeferredValue(document)
  const problem = stepsProblem(shown)
  const Input = inputs.json

  const checkQuestions = async () => {
    const steps = readSteps(document)
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
      <Input {...props} />
      {/* A hidden field for the check that needs the database; its message appears below the steps. */}
      <Form.Item
        noStyle
        name="steps.questions"
        validateTrigger="onSubmit"
        rules={[{ validator: () => checkQuestions() }]}
      >
        <span hidden />
      </Form.Item>
      {questions && Array.isArray(shown) ? (
        <section className={`${styles.preview} above-8`} aria-label="Preview">
          <p className="quiet small below-8">
            {problem ?? 'As it will be drawn. Steps without a way out end the conversation.'}
          </p>
          <FlowDrawing steps={readSteps(shown)} questions={questions} />
        </section>
      ) : null}
    </>
  )
}
