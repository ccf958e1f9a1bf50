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

/**
 * Reads CSV record by record: cells as they were typed, with line breaks inside quotes; a blank line is one empty cell.
 * Throws a CsvProblem where a quote is never closed, since all after it would be one cell.
 */
export function* csvRecords(text: string, delimiter: string): Generator<string[]> {
  const ends = new RegExp(`[\\r\\n${delimiter.replace(/[\\\]^-]/g, '\\$&')}]`, 'g')
  const endOf = (from: number) => {
    ends.lastIndex = from
    return ends.exec(text)?.index ?? text.length
  }
  let at = 0
  while (at < text.length) {
    const cells: string[] = []
    for (;;) {
      let cell = ''
      if (text[at] === '"') {
        const opened = at
        at += 1
        for (;;) {
          const quote = text.indexOf('"', at)
          if (quote < 0) throw unclosed(text, opened)
          cell += text.slice(at, quote)
          at = quote + 1
          if (text[at] !== '"') break
          cell += '"'
          at += 1
        }
      }
      // After a closing quote nothing should follow; what does is kept.
      const end = endOf(at)
      cells.push(cell + text.slice(at, end))
      at = end
      if (text[at] !== delimiter) break
      at += 1
    }
    if (text[at] === '\r') at += 1
    if (text[at] === '\n') at += 1
    yield cells
  }
}

function unclosed(text: string, at: number): CsvProblem {
  const line = text.slice(0, at).split(/\r\n|\r|\n/).length
  return new CsvProblem(`The quote that opens in line ${line} is never closed.`)
}

/**
 * The delimiter of a text: as it says itself (`sep=;`, as Excel writes), else the one that splits its first records
 * into the same number of cells most often.
 */
export function guessDelimiter(text: string): string {
  const said = /^sep=(.)\r?\n/.exec(text)?.[1]
  if (said) return said
  let best = ','
  let most = 0
  for (const delimiter of Object.keys(delimiterNames)) {
    const widths: number[] = []
    try {
      for (const cells of csvRecords(text.slice(0, 64_000), delimiter)) {
        if (!isBlank(cells)) widths.push(cells.length)
        if (widths.length === 50) break
      }
    } catch {
      // Cut off within quotes; the records before tell enough.
    }
    const width = widths[0] ?? 1
    const score = width > 1 ? width * (widths.filter((one) => one === width).length / widths.length) ** 2 : 0
    if (score > most) [best, most] = [delimiter, score]
  }
  return best
}

/** The text without the line that names its delimiter. */
export function withoutDelimiterLine(text: string): string {
  return text.replace(/^sep=.\r?\n/, '')
}

/** A file as a table: its headings, and its rows as they were typed. */
export interface FileTable {
  headings: string[]
  rows: FileRow[]
}

/** A row with its number in the file, where the headings are 1, as a spreadsheet counts. */
export interface FileRow {
  number: number
  cells: string[]
}

/** Reads a table a piece at a time, so that the page stays quick under it. Blank lines are left out. */
export async function readTable(text: string, delimiter: string, signal: AbortSignal): Promise<FileTable> {
  let headings: string[] | undefined
  const rows: FileRow[] = []
  let number = 0
  for (const cells of csvRecords(withoutDelimiterLine(text), delimiter)) {
    number += 1
    if (number % 2000 === 0) await breath(signal)
    if (isBlank(cells)) continue
    if (headings) rows.push({ number, cells })
    else headings = cells.map((cell) => cell.trim())
  }
  return { headings: headings ?? [], rows }
}

function isBlank(cells: readonly string[]): boolean {
  return cells.every((cell) => cell.trim() === '')
}

/** Lets the page do what waits before a long piece of work goes on. */
export async function breath(signal: AbortSignal): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve))
  signal.throwIfAborted()
}
