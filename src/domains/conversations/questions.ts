import { useList } from '@refinedev/core'
import { humanize } from '@/resource/field'
import type { TableRow } from '@/supabase/rows'

/** A question as flows know it. */
export type Question = Pick<
  TableRow<'conversation_questions'>,
  'id' | 'slug' | 'prompt' | 'kind' | 'active' | 'options'
>

/** All questions by slug; undefined until they are read. They are few: a bank of tens, not of thousands. */
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

/** A kind of question in words. */
export function kindText(kind: string): string {
  return kind === 'follow_up' ? 'Follow-up' : humanize(kind)
}

/** The words of a condition: an option's label where it names one, “otherwise” and free conditions as written. */
export function conditionText(when: string, question: Question | undefined): string {
  for (const option of Array.isArray(question?.options) ? question.options : []) {
    if (option && typeof option === 'object' && 'value' in option && option.value === when) {
      return String((option as { label?: unknown }).label ?? when)
    }
  }
  return when
}
