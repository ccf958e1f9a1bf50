import { useList } from '@refinedev/core'
import { humanize } from '@/resource/field'
import type { TableRow } from '@/supabase/rows'

/** The columns of a question that flows need. */
export type Question = Pick<
  TableRow<'conversation_questions'>,
  'id' | 'slug' | 'prompt' | 'kind' | 'active' | 'options'
>

/**
 * All questions by slug; undefined until they are loaded. They
 * are read at once, because there are tens, not thousands.
 */
export function useQuestions() {
  const { result, query } = useList<Question>({
    resource: 'conversation_questions',
    pagination: { mode: 'off' },
    sorters: [{ field: 'position', order: 'asc' }],
    meta: { select: 'id,slug,prompt,kind,active,options' },
    errorNotification: false,
  })
  const questions = query.data ? new Map(result.data.map((question) => [question.slug, question])) : undefined
  return { questions, query }
}

/** The label of a question kind. */
export function kindText(kind: string): string {
  return kind === 'follow_up' ? 'Follow-up' : humanize(kind)
}

/** A condition as text: an option's label if the condition names one, otherwise the condition itself. */
export function conditionText(when: string, question: Question | undefined): string {
  for (const option of Array.isArray(question?.options) ? question.options : []) {
    if (option && typeof option === 'object' && 'value' in option && option.value === when) {
      return String((option as { label?: unknown }).label ?? when)
    }
  }
  return when
}
