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

/** Replaces the selected part of a text; what is selected next is the fallback in the piece, or nothing after it. */
export function inserted(
  text: string,
  piece: string,
  from: number,
  to: number,
): { text: string; selected: [from: number, to: number] } {
  const end = from + piece.length
  const fallback = /\|([^{}]*)\}\}$/.exec(piece)?.[1]
  return {
    text: text.slice(0, from) + piece + text.slice(to),
    selected: fallback ? [end - 2 - fallback.length, end - 2] : [end, end],
  }
}
