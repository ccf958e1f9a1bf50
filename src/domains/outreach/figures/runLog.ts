import { documentText } from '@/resource/fields/plainDocument'

/** One line of a run's log, as the worker wrote it. */
export interface LogLine {
  at?: string
  level: string
  text: string
  /** The line's number in the whole log. */
  place: number
}

/** Reads a run's log; accepts the formats of older and newer worker versions. */
export function logLines(log: unknown): readonly LogLine[] {
  if (!Array.isArray(log)) return []
  return log.map((entry: unknown, place) => {
    if (typeof entry !== 'object' || entry === null)
      return { level: 'info', text: documentText(entry), place }
    const { at, level, text, message, ...rest } = entry as Record<string, unknown>
    const told = text ?? message
    return {
      at: typeof at === 'string' ? at : undefined,
      level: typeof level === 'string' ? level : 'info',
      text: documentText(told ?? rest),
      place,
    }
  })
}

/** The lines that contain every search word in their text or level. */
export function linesWith(lines: readonly LogLine[], wanted: string): readonly LogLine[] {
  const words = wanted.toLowerCase().split(/\s+/).filter(Boolean)
  return lines.filter(({ text, level }) =>
    words.every((word) => `${level} ${text}`.toLowerCase().includes(word)),
  )
}
