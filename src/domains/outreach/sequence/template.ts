/** A part of a template: plain text, or a merge field with its fallback. */
export interface TemplatePart {
  text: string
  field?: string
  fallback?: string
}

/** Splits a template into plain text and merge fields, with the same rules as the database. */
export function templateParts(template: string): TemplatePart[] {
  const parts: TemplatePart[] = []
  let end = 0
  for (const match of template.matchAll(/\{\{\s*([a-z_]+)\s*(?:\|([^{}]*))?\}\}/g)) {
    if (match.index > end) parts.push({ text: template.slice(end, match.index) })
    parts.push({ text: match[0], field: match[1], fallback: match[2]?.trim() || undefined })
    end = match.index + match[0].length
  }
  if (end < template.length) parts.push({ text: template.slice(end) })
  return parts
}

/** Replaces the selected part of a text, and returns the new cursor position. */
export function inserted(
  text: string,
  piece: string,
  from: number,
  to: number,
): { text: string; cursor: number } {
  return { text: text.slice(0, from) + piece + text.slice(to), cursor: from + piece.length }
}
