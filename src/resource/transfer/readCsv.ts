import type { ParseLocalConfig } from 'papaparse'
// Refine imports the package without using it, which would bring it to the first page: so another of its files.
// @ts-expect-error That file has no types of its own.
import papaparse from 'papaparse/papaparse.js'

const Papa: typeof import('papaparse') = papaparse

/** What keeps a text from being read as CSV. */
export class CsvProblem extends Error {}

/** Delimiters that are tried, the likeliest first, and what they are called. */
export const delimiterNames: Readonly<Record<string, string>> = {
  ',': 'Comma',
  ';': 'Semicolon',
  '\t': 'Tab',
  '|': 'Vertical bar',
  '^': 'Circumflex',
  ':': 'Colon',
}

/** A row as it was typed, with its number in the file, counted from 1 as a spreadsheet does. */
export interface FileRow {
  number: number
  cells: string[]
  /** Why its cells cannot be told apart. */
  problem?: string
}

/** The text of a file without what is no part of its table: the line that names its delimiter, DOS's mark of the end. */
export function withoutDelimiterLine(text: string): string {
  const end = text.trimEnd()
  return (end.endsWith('\u001a') ? end.slice(0, -1) : text).replace(/^sep=.(\r\n|\r|\n)/, '')
}

// Papa Parse takes one kind of line end for the whole text: those outside of quotes become one kind, those inside stay.
function withEvenLineEnds(text: string, delimiter: string): string {
  if (!text.includes('\r')) return text
  const start = `[${delimiter.replace(/[\\\]^-]/g, '\\$&')}\\r\\n]`
  const quotedOrEnd = new RegExp(`(?<=^|${start})"[^"]*(?:""[^"]*)*"|\\r\\n?`, 'g')
  return text.replace(quotedOrEnd, (part) => (part.startsWith('"') ? part : '\n'))
}

/** Signs that are read before the page gets its turn. */
const chunkSize = 4_000_000

/**
 * Reads the rows of a CSV text, a piece at a time, so that the page stays quick under it. Blank rows are left out. Throws
 * a CsvProblem where a quote is never closed, since all after it would be one cell.
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
    // Texts are read in pieces as files are, which its types do not know.
    Papa.parse(withEvenLineEnds(withoutDelimiterLine(text), delimiter) as unknown as File, config)
  })
}

/** The records of a small text at once, blank ones as one empty cell. Throws a CsvProblem as `readRows` does. */
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
 * The delimiter of a text: as it says itself (`sep=;`, as Excel writes), else the one that splits its first records
 * into the same number of cells most often, not counting a title above them.
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

/** The number that comes most often, the larger of two that come as often; 1 where there is none. */
export function mostCommon(numbers: readonly number[]): number {
  const counts = new Map<number, number>()
  for (const one of numbers) counts.set(one, (counts.get(one) ?? 0) + 1)
  return [...counts].sort(([a, m], [b, n]) => n - m || b - a)[0]?.[0] ?? 1
}

function isBlank(cells: readonly string[]): boolean {
  return cells.every((cell) => cell.trim() === '')
}

/** Lets the page do what waits before a long piece of work goes on. */
export async function yieldToPage(signal: AbortSignal): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve))
  signal.throwIfAborted()
}
