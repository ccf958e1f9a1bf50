import { numberLocale } from '@/ui/locale'
import { guessMapping, type Importable } from './mapping'
import { CsvProblem, type FileRow, mostCommon } from './readCsv'

/** A file as a table: its headings, and its rows as they were typed. */
export interface FileTable {
  headings: string[]
  rows: FileRow[]
}

/** The number of the row with the headings; undefined where the file has none. */
export type HeadingRow = number | undefined

/** Rows among which the headings are looked for, and offered. */
const headingRows = 10
const mostColumns = 500
const longestHeading = 200

/** The rows that may be the headings. */
export function headingCandidates(rows: readonly FileRow[]): readonly FileRow[] {
  return rows.slice(0, headingRows)
}

/**
 * Which row has the headings: the first that names the most columns; else the first row, unless what stands there is
 * data, such as an address or a number.
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

/** The rows of a file below its headings; without headings all of them, in columns that are numbered. */
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

/** What a column is called: its heading, with its place where it has none or shares it. */
export function headingText(headings: readonly string[], index: number): string {
  const heading = headings[index] ?? ''
  if (!heading) return `Column ${index + 1}`
  return headings.filter((one) => one === heading).length > 1 ? `${heading} (column ${index + 1})` : heading
}
