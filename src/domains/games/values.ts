import { humanize, isEmpty } from '@/resource/field'
import { documentText } from '@/resource/fields/plainDocument'

/** The labels of a question's options. */
export function optionLabels(options: unknown): string[] {
  return Array.isArray(options) ? options.map((option) => documentText(option?.label ?? option)) : []
}

/**
 * A member's answer as text. The answer is the value of an option,
 * several values in order (a ranking), a step of a scale, or free text.
 */
export function answerText(answer: unknown, question: { kind?: unknown; options?: unknown }): string {
  if (isEmpty(answer)) return ''
  const options = Array.isArray(question.options) ? question.options : []
  const labelOf = (value: unknown) =>
    documentText(options.find((option) => option?.value === value)?.label ?? value)
  if (Array.isArray(answer)) return answer.map((one, place) => `${place + 1}. ${labelOf(one)}`).join('  ')
  if (question.kind === 'scale') {
    const [low, high] = optionLabels(options)
    return `${documentText(answer)} of 5${low && high ? ` (${low} to ${high})` : ''}`
  }
  return labelOf(answer)
}

/** The criteria of a badge as text: “Photo approved, 5 times”, “7 days in a row”. */
export function criteriaText(value: unknown): string {
  const { event, count, streak_days: days, ...others } = (value ?? {}) as Record<string, unknown>
  const parts: string[] = []
  if (event !== undefined)
    parts.push(humanize(documentText(event)) + (Number(count ?? 1) > 1 ? `, ${count} times` : ''))
  if (days !== undefined) parts.push(`${documentText(days)} days in a row`)
  return [...parts, keyValueText(others)].filter(Boolean).join('; ')
}

/** A game's insight about a member as text: “Likes a plan. Confidence 71%”. */
export function insightText(value: unknown): string {
  const { summary, confidence, ...others } = (value ?? {}) as Record<string, unknown>
  const parts = [
    summary && documentText(summary),
    Number(confidence) > 0 && `Confidence ${Math.round(Number(confidence) * 100)}%`,
  ]
  return [...parts, keyValueText(others)].filter(Boolean).join(' ')
}

/**
 * A flat jsonb object as text: `{"event": "photo_approved",
 * "count": 5}` as “Event: photo approved, count: 5”.
 */
export function keyValueText(value: unknown): string {
  const parts = Object.entries((value ?? {}) as Record<string, unknown>).map(
    ([name, part]) => `${name.replaceAll('_', ' ')}: ${documentText(part).replaceAll('_', ' ')}`,
  )
  return parts.length > 0 ? humanize(parts.join(', ')) : ''
}
