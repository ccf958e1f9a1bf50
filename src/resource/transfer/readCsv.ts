import type { ParseLocalConfig } from 'papaparse'
// Refine imports this package without using it, which would put it into the first bundle; so another of its files is
// imported.
// @ts-expect-error That file has no types of its own.
import papaparse from 'papaparse/papaparse.js'

const Papa: typeof import('papaparse') = papaparse

/** A reason why a text cannot be read as CSV. */
export class CsvProblem extends Error {}

/** The delimiters that are tried, most likely first, with their names. */
export const delimiterNames: Readonly<Record<string, string>> = {
  ',': 'Comma',
  ';': 'Semicolon',
  '\t': 'Tab',
  '|': 'Vertical bar',
  '^': 'Circumflex',
  ':': 'Colon',
}

/** A row as typed, with its number in the file, counted from 1 as in a spreadsheet. */
export interface FileRow {
  number: number
  cells: string[]
  /** Why the row cannot be split into cells. */
  problem?: string
}

/** The text of a file without the line that names its delimiter (`sep=`) and without DOS's end-of-file mark. */
export function withoutDelimiterLine(text: string): string {
  const end = text.trimEnd()
  return (end.endsWith('\u001a') ? end.slice(0, -1) : text).replace(/^sep=.(\r\n|\r|\n)/, '')
}

// Papa Parse expects one kind of line break for the whole text: those outside of quotes are converted, those inside
// stay.
function withEvenLineEnds(text: string, delimiter: string): string {
  if (!text.includes('\r')) return text
  const start = `[${delimiter.replace(/[\\\]^-]/g, '\\$&')}\\r\\n]`
  const quotedOrEnd = new RegExp(`(?<=^|${start})"[^"]*(?:""[^"]*)*"|\\r\\n?`, 'g')
  return text.replace(quotedOrEnd, (part) => (part.startsWith('"') ? part : '\n'))
}

/** Characters parsed before the page is given a chance to respond. */
const chunkSize = 4_000_000

/**
 * Parses the rows of a CSV text in pieces, so that the page stays responsive. Blank rows are left out. Throws a
 * CsvProblem if a quote is never closed, since everything after it would be one cell.
 */
export function readRows(text: string, delimiter: string, signal?: AbortSignal): Promise<FileRow[]> {
  const rows: FileRow[] = []
  let number = 0
  let line = 1
  let stop: unknown
  return new Promise((resolve, reject) => {
    const config: ParseLocalConfig<string[], File> = {
      delimiter,
      newline: '\n',
      chunkSize,
      chunk({ data, errors }, parser) {
        const broken = new Map(errors.map(({ row = 0, code }) => [row, code]))
        for (const [index, cells] of data.entries()) {
          number += 1
          const lines = 1 + cells.reduce((sum, cell) => sum + (cell.match(/\r\n?|\n/g)?.length ?? 0), 0)
          const code = broken.get(index)
          if (code === 'MissingQuotes') {
            stop = new CsvProblem(`A quote in the row that begins in line ${line} is never closed.`)
            return parser.abort()
          }
          const problem = code && quoteProblem(line, lines)
          line += lines
          if (!isBlank(cells)) rows.push({ number, cells, ...(problem && { problem }) })
        }
        if (signal?.aborted) {
          stop = signal.reason
          return parser.abort()
        }
        parser.pause()
        setTimeout(() => parser.resume())
      },
      complete: () => (stop ? reject(stop) : resolve(rows)),
    }
    // Papa Parse reads texts in pieces like files, which its types do not declare.
    Papa.parse(withEvenLineEnds(withoutDelimiterLine(text), delimiter) as unknown as File, config)
  })
}

/** Parses a small text at once; a blank line is one empty cell. Throws a CsvProblem like `readRows`. */
export function csvRecords(text: string, delimiter: string): string[][] {
  const { data, errors } = Papa.parse<string[]>(withEvenLineEnds(text, delimiter), {
    delimiter,
    newline: '\n',
  })
  const unclosed = errors.find(({ code }) => code === 'MissingQuotes')
  if (unclosed) throw new CsvProblem(`A quote in record ${(unclosed.row ?? 0) + 1} is never closed.`)
  return data
}

function quoteProblem(line: number, lines: number): string {
  return lines === 1
    ? 'A quote inside a quoted cell is not doubled'
    : `A quote inside a quoted cell is not doubled, so that lines ${line} to ${line + lines - 1} were read as one row`
}

/**
 * The delimiter of a text: as declared (`sep=;`, as Excel writes), otherwise the one that splits its first records most
 * often into the same number of cells, ignoring a title above them.
 */
export function guessDelimiter(text: string): string {
  const said = /^sep=(.)[\r\n]/.exec(text)?.[1]
  if (said) return said
  let best = ','
  let most = 0
  for (const delimiter of Object.keys(delimiterNames)) {
    const sample = withEvenLineEnds(text.slice(0, 64_000), delimiter)
    const { data } = Papa.parse<string[]>(sample, { delimiter, newline: '\n', preview: 50 })
    const widths = data.filter((cells) => !isBlank(cells)).map(({ length }) => length)
    const width = mostCommon(widths)
    const score = width > 1 ? width * (widths.filter((one) => one === width).length / widths.length) ** 2 : 0
    if (score > most) [best, most] = [delimiter, score]
  }
  return best
}

/** The most frequent number, the larger one if two are equally frequent; 1 if there is none. */
export function mostCommon(numbers: readonly number[]): number {
  const counts = new Map<number, number>()
  for (const one of numbers) counts.set(one, (counts.get(one) ?? 0) + 1)
  return [...counts].sort(([a, m], [b, n]) => n - m || b - a)[0]?.[0] ?? 1
}

function isBlank(cells: readonly string[]): boolean {
  return cells.every((cell) => cell.trim() === '')
}

/** Lets the page respond before a long task continues. */
export async function yieldToPage(signal: AbortSignal): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve))
  signal.throwIfAborted()
}
