import { parseTimestamp } from '@/supabase/time'
import { percentNumber, plainNumber } from './numbers'
import { momentText, type Period } from './period'

/** A table cell with the plain value that a CSV file holds, and the unit that stands in the heading there. */
export interface PlainCell {
  text: string
  plain: string
  unit?: string
}

/** A cell of a chart's table: text, or text with its plain value. */
export type ChartCell = string | PlainCell

/** The text of a cell, as the table shows it. */
export const cellText = (cell: ChartCell): string => (typeof cell === 'string' ? cell : cell.text)

/** A value with a unit, such as an amount of money or a duration; a missing value is not shown as zero. */
export function unitCell(
  value: number | null | undefined,
  unit: string,
  textOf: (value: number) => string,
): ChartCell {
  return value == null ? '–' : { text: textOf(value), plain: String(Number(value.toFixed(6))), unit }
}

/** The title of a period; in a file its first day. */
export const periodCell = ({ title, start }: Period): ChartCell => ({ text: title, plain: start })

/** A moment in a zone; in a file as `2026-03-09 14:05:00`, with the zone in the heading. */
export function momentCell(moment: string, zone: string): ChartCell {
  const parts = new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeStyle: 'medium', timeZone: zone })
  return { text: momentText(moment, zone), plain: parts.format(parseTimestamp(moment)), unit: zone }
}

/** A cell as a file holds it: a number without separators and unit, nothing where there is no value. */
export function plainCell(cell: ChartCell): Omit<PlainCell, 'text'> {
  if (typeof cell !== 'string') return cell
  if (cell === '–') return { plain: '' }
  // A leading plus sign is removed: a spreadsheet would read it as a formula, and the number as text.
  const text = cell.replace(/^\+(?=\d)/, '')
  const percents = percentNumber(text)
  return percents === undefined ? { plain: plainNumber(text) } : { plain: percents, unit: '%' }
}
