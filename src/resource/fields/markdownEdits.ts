/** The formatting that a button of the Markdown editor applies to the selection. */
export type MarkdownMark = 'heading' | 'bold' | 'italic' | 'link' | 'bullets' | 'numbers' | 'quote'

/** A text replacement, and the selection after it. */
export interface MarkdownEdit {
  from: number
  to: number
  insert: string
  select: readonly [from: number, to: number]
}

const around: Partial<Record<MarkdownMark, string>> = { bold: '**', italic: '*' }
const before: Partial<Record<MarkdownMark, (line: number) => string>> = {
  heading: () => '## ',
  bullets: () => '- ',
  numbers: (line) => `${line + 1}. `,
  quote: () => '> ',
}
const mark = /^(#{1,6} |[-*] |\d+[.)] |> )/

/**
 * The edit that applies a mark from `from` to `to` of a text: inline marks are put around words or removed; line marks
 * are put before whole lines or removed; a link selects its placeholder address, to be typed over.
 */
export function markdownEdit(text: string, from: number, to: number, kind: MarkdownMark): MarkdownEdit {
  const chosen = text.slice(from, to)
  if (kind === 'link') {
    const label = chosen || 'text'
    const url = 'https://'
    const start = from + label.length + 3
    return { from, to, insert: `[${label}](${url})`, select: [start, start + url.length] }
  }
  const sign = around[kind]
  if (sign) {
    const isMarked =
      text.slice(from - sign.length, from) === sign && text.slice(to, to + sign.length) === sign
    if (isMarked) {
      const start = from - sign.length
      return { from: start, to: to + sign.length, insert: chosen, select: [start, start + chosen.length] }
    }
    const start = from + sign.length
    return { from, to, insert: sign + chosen + sign, select: [start, start + chosen.length] }
  }
  const lineStart = text.lastIndexOf('\n', from - 1) + 1
  const next = text.indexOf('\n', to)
  const lineEnd = next === -1 ? text.length : next
  const lines = text.slice(lineStart, lineEnd).split('\n')
  const prefixOf = before[kind] ?? (() => '')
  const isMarked = lines.every((line, index) => line.startsWith(prefixOf(index)))
  const insert = lines
    .map((line, index) => (isMarked ? '' : prefixOf(index)) + line.replace(mark, ''))
    .join('\n')
  const end = lineStart + insert.length
  return { from: lineStart, to: lineEnd, insert, select: from === to ? [end, end] : [lineStart, end] }
}
