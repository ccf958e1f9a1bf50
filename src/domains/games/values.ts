import { isEmpty, words } from '@/resource/fields/field'

/** One answer that a question offers, as `game_questions.options` stores it; a scale has plain labels for its ends. */
export type QuestionOption = { label: string; value: string }

/** The labels of what a question offers. */
export function optionLabels(options: unknown): string[] {
  return Array.isArray(options)
    ? options.map((option) => (typeof option === 'object' ? String(option?.label ?? '') : String(option)))
    : []
}

/**
 * What somebody answered, in words. The answer is the value of an option, several values in order (a ranking), a step
 * of a scale, or a text of their own.
 */
export function answerText(answer: unknown, question: { kind?: unknown; options?: unknown }): string {
  if (isEmpty(answer)) return ''
  const options = Array.isArray(question.options) ? question.options : []
  const labelOf = (value: unknown) =>
    String(options.find((option) => option?.value === value)?.label ?? value)
  if (Array.isArray(answer)) return answer.map((one, place) => `${place + 1}. ${labelOf(one)}`).join('  ')
  if (question.kind === 'scale') {
    const [low, high] = optionLabels(options)
    return `${String(answer)} of 5${low && high ? ` (${low} to ${high})` : ''}`
  }
  return labelOf(answer)
}

/** What earns a badge, in words: “Photo approved, 5 times”, “7 days in a row”. */
export function criteriaText(value: unknown): string {
  const { event, count, streak_days: days, ...others } = (value ?? {}) as Record<string, unknown>
  const parts: string[] = []
  if (event !== undefined)
    parts.push(words(String(event)) + (Number(count ?? 1) > 1 ? `, ${count} times` : ''))
  if (days !== undefined) parts.push(`${days} days in a row`)
  return [...parts, factsText(others)].filter(Boolean).join('; ')
}

/** What a game told of who played it, in words: “Likes a plan. Confidence 71%”. */
export function insightText(value: unknown): string {
  const { summary, confidence, ...others } = (value ?? {}) as Record<string, unknown>
  const parts = [
    summary && String(summary),
    confidence && `Confidence ${Math.round(Number(confidence) * 100)}%`,
  ]
  return [...parts, factsText(others)].filter(Boolean).join(' ')
}

/** A flat jsonb object in words: `{"event": "photo_approved", "count": 5}` as “Event: photo approved, count: 5”. */
export function factsText(value: unknown): string {
  const facts = Object.entries((value ?? {}) as Record<string, unknown>).map(
    ([name, fact]) => `${name.replaceAll('_', ' ')}: ${String(fact).replaceAll('_', ' ')}`,
  )
  return facts.length > 0 ? words(facts.join(', ')) : ''
}
