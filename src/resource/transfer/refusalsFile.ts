import { byteOrderMark, csvLine } from '@/ui/csv'
import type { FileTable } from './fileTable'

/** Rows of a file as a CSV file of their own: its columns as they were typed, and why each was not written. */
export function refusalsFile(table: FileTable, reasons: ReadonlyMap<number, string>): Blob {
  const refused = table.rows.filter(({ number }) => reasons.has(number))
  // A row may have more cells than there are headings, which is why it was refused: none is lost.
  const width = Math.max(table.headings.length, ...refused.map(({ cells }) => cells.length))
  const headings = Array.from({ length: width }, (_, at) => table.headings[at] ?? '')
  const lines = refused.map(({ number, cells }) =>
    csvLine([...headings.map((_heading, at) => cells[at] ?? ''), reasons.get(number) ?? '']),
  )
  return new Blob([byteOrderMark, csvLine([...headings, reasonHeading(headings)]), ...lines], {
    type: 'text/csv;charset=utf-8',
  })
}

// A file that was mended and comes again has a column of that name already.
function reasonHeading(headings: readonly string[]): string {
  return headings.includes('Reason') ? 'Reason now' : 'Reason'
}
