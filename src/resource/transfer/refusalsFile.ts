import { byteOrderMark, csvLine } from '@/ui/csv'
import type { FileTable } from './fileTable'

/** The refused rows as a CSV file: the columns as typed, and the reason for each row. */
export function refusalsFile(table: FileTable, reasons: ReadonlyMap<number, string>): Blob {
  const refused = table.rows.filter(({ number }) => reasons.has(number))
  // A row may have more cells than there are headings, which is why it was refused: all of them are kept.
  const width = Math.max(table.headings.length, ...refused.map(({ cells }) => cells.length))
  const headings = Array.from({ length: width }, (_, at) => table.headings[at] ?? '')
  const lines = refused.map(({ number, cells }) =>
    csvLine([...headings.map((_heading, at) => cells[at] ?? ''), reasons.get(number) ?? '']),
  )
  return new Blob([byteOrderMark, csvLine([...headings, reasonHeading(headings)]), ...lines], {
    type: 'text/csv;charset=utf-8',
  })
}

// A corrected file that is imported again already has a column with that name.
function reasonHeading(headings: readonly string[]): string {
  return headings.includes('Reason') ? 'Reason now' : 'Reason'
}
