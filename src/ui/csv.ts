/** What a file begins with, so that spreadsheets read it as UTF-8. */
export const byteOrderMark = '\uFEFF'

// A spreadsheet takes what begins so for a formula and runs it when the file is opened.
// Also in full width and in small, and behind spaces or signs that nobody sees.
const formula =
  /^['\s\p{Z}\p{C}\p{M}\u115f\u1160\u2800\u3164\uffa0]*(?:[=+\-@＝＋－＠﹦﹢﹣﹫−]|(?<=^'*)[\t\r\n])/u
const plainNegative = /^-\d+(\.\d+)?$/

/** A text that no spreadsheet runs: an apostrophe goes before what it would take for a formula. Numbers stay numbers. */
export function escapeFormula(text: string): string {
  return formula.test(text) && !plainNegative.test(text) ? `'${text}` : text
}

/** A text as it was before it was neutralised. */
export function unescapeFormula(text: string): string {
  return text.startsWith("'") && formula.test(text) ? text.slice(1) : text
}

/** One line of a CSV file (RFC 4180), neutralised. */
export function csvLine(cells: readonly string[]): string {
  // A line of one empty cell would read as no line at all.
  if (cells.length === 1 && cells[0] === '') return '""\r\n'
  return `${cells.map((cell) => quoted(escapeFormula(cell))).join(',')}\r\n`
}

function quoted(text: string): string {
  return /[",;\t\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
