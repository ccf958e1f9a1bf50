import type { WritableColumn } from '@/supabase/columnRules'

/** The constraint that a value violates, as a sentence; undefined if it is valid. */
export function constraintProblem(value: unknown, metadata: WritableColumn): string | undefined {
  if (typeof value === 'string' ? isUnstorable(value) : isUnstorableJson(value))
    return 'It contains a character that cannot be stored'
  if (typeof value === 'string') {
    // The database counts characters, not UTF-16 units.
    const length = [...value].length
    if (metadata.maxLength !== undefined && length > metadata.maxLength) {
      return `At most ${metadata.maxLength} characters; these are ${length}`
    }
    if (metadata.minLength !== undefined && length < metadata.minLength)
      return `At least ${metadata.minLength} characters`
    if (metadata.pattern !== undefined && !new RegExp(metadata.pattern, 'u').test(value))
      return patternProblem(metadata.pattern)
  }
  if (typeof value === 'number' && /^(int|numeric|float)/.test(metadata.type)) {
    if (/^int/.test(metadata.type) && !Number.isInteger(value)) return 'A whole number'
    const most = largestOf(metadata.type)
    if (most !== undefined && Math.abs(value) > most)
      return value > 0 ? `At most ${metadata.max ?? most}` : `At least ${metadata.min ?? -most}`
    if (
      metadata.min !== undefined &&
      metadata.max !== undefined &&
      (value < metadata.min || value > metadata.max)
    ) {
      return `Between ${metadata.min} and ${metadata.max}`
    }
    if (metadata.min !== undefined && value < metadata.min) return `At least ${metadata.min}`
    if (metadata.max !== undefined && value > metadata.max) return `At most ${metadata.max}`
  }
  return undefined
}

/** Whether a text contains what the database refuses: the NUL character or an unpaired surrogate. */
export const isUnstorable = (text: string): boolean => text.includes('\0') || loneSurrogate.test(text)

const loneSurrogate = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/

/** The same for a value that is stored as JSON, in which such characters are escaped. */
export const isUnstorableJson = (value: unknown): boolean =>
  /(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f])/.test(JSON.stringify(value) ?? '')

/** The largest number that an integer column can hold; undefined for other types. */
export function largestOf(type: string): number | undefined {
  const bytes = /^int([248])$/.exec(type)?.[1]
  if (!bytes) return undefined
  // Above this, JavaScript cannot represent every integer.
  return bytes === '8' ? Number.MAX_SAFE_INTEGER : 2 ** (8 * Number(bytes) - 1) - 1
}

function patternProblem(pattern: string): string {
  if (pattern.includes('@')) return 'Not an email address, such as name@example.com'
  if (pattern.includes('https?')) return 'A web address that begins with https://'
  if (pattern === '^[A-Z]{2}$') return 'Two capital letters (ISO 3166), such as DE'
  if (pattern === '^[A-Z]{3}$') return 'Three capital letters (ISO 4217), such as EUR'
  if (pattern === '^[a-z]{2}$') return 'Two small letters (ISO 639-1), such as en'
  if (pattern.startsWith('^[a-z0-9]+(-'))
    return 'Small letters, digits and single hyphens, such as run-clubs-berlin'
  if (pattern.startsWith('^[a-z]')) return 'Small letters, digits and underscores, beginning with a letter'
  if (pattern === '^[0-9]{4}$') return 'Four digits'
  return 'Not in the form that is needed here'
}
