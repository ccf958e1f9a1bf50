/** The first character of a file, so that spreadsheets read it as UTF-8. */
export const byteOrderMark = '\uFEFF'

// A spreadsheet runs text that begins with one of these characters as a formula when the file is opened. Full-width and
// small forms count too, also after spaces or invisible characters.
const formula =
  /^['\s\p{Z}\p{C}\p{M}\u115f\u1160\u2800\u3164\uffa0]*(?:[=+\-@＝＋－＠﹦﹢﹣﹫−]|(?<=^'*)[\t\r\n])/u
const plainNegative = /^-\d+(\.\d+)?$/

/**
 * Neutralises a text for spreadsheets: text that would run as a formula gets an apostrophe in front. Numbers stay
 * numbers.
 */
export function escapeFormula(text: string): string {
  return formula.test(text) && !plainNegative.test(text) ? `'${text}` : text
}

/** Reverses `escapeFormula`. */
export function unescapeFormula(text: string): string {
  return text.startsWith("'") && formula.test(text) ? text.slice(1) : text
}

/** One line of a CSV file (RFC 4180), with formulas neutralised. */
export function csvLine(cells: readonly string[]): string {
  // A row with one empty cell would otherwise be read as a blank line and skipped.
  if (cells.length === 1 && cells[0] === '') return '""\r\n'
  return `${cells.map((cell) => quoted(escapeFormula(cell))).join(',')}\r\n`
}

function quoted(text: string): string {
  return /[",;\t\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
