import { numberLocale } from '@/ui/locale'
import { guessMapping, type Importable } from './mapping'
import { CsvProblem, type FileRow, mostCommon } from './readCsv'

/** A file as a table: its headings, and its rows as typed. */
export interface FileTable {
  headings: string[]
  rows: FileRow[]
}

/** The number of the heading row; undefined if the file has none. */
export type HeadingRow = number | undefined

/** How many rows are searched for the headings, and offered. */
const headingRows = 10
const mostColumns = 500
const longestHeading = 200

/** The rows that may be the heading row. */
export function headingCandidates(rows: readonly FileRow[]): readonly FileRow[] {
  return rows.slice(0, headingRows)
}

/**
 * Guesses the heading row: the first row that names the most columns; otherwise the first row, unless it contains data
 * such as an address or a number.
 */
export function guessHeadingRow(rows: readonly FileRow[], resource: Importable): HeadingRow {
  const candidates = headingCandidates(rows)
  const known = candidates.map(({ cells }) => Object.keys(guessMapping(cells, resource)).length)
  const most = Math.max(0, ...known)
  if (most > 0) return candidates[known.indexOf(most)]?.number
  const [first] = candidates
  return first && !first.cells.some((cell) => isData(cell.trim())) ? first.number : undefined
}

function isData(cell: string): boolean {
  return /^[^\s@]+@[^\s@]+\.[^\s@]+$|^https?:\/\/|^[+(-]?\d[\d\s.,:/()-]*$/.test(cell)
}

/** The rows of a file below its headings; without headings all rows, with numbered columns. */
export function tableOf(rows: readonly FileRow[], headingRow: HeadingRow): FileTable {
  const at = rows.findIndex(({ number }) => number === headingRow)
  const cells =
    at < 0
      ? Array.from({ length: mostCommon(rows.map(({ cells: { length } }) => length)) }, numbered)
      : (rows[at]?.cells ?? [])
  if (cells.length > mostColumns)
    throw new CsvProblem(
      `It has ${cells.length.toLocaleString(numberLocale)} columns; at most ${mostColumns} are read.`,
    )
  return {
    headings: cells.map((cell) => cell.trim().slice(0, longestHeading)),
    rows: rows.slice(at + 1),
  }
}

const numbered = (_cell: unknown, index: number) => `Column ${index + 1}`

/** The label of a file column: its heading, with its position if it has none or shares it. */
export function headingText(headings: readonly string[], index: number): string {
  const heading = headings[index] ?? ''
  if (!heading) return `Column ${index + 1}`
  return headings.filter((one) => one === heading).length > 1 ? `${heading} (column ${index + 1})` : heading
}
