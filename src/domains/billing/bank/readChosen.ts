import { decode, guessEncoding } from '@/resource/transfer/encoding'
import { problemOfFile } from '@/resource/transfer/fileKind'
import { CsvProblem } from '@/resource/transfer/readCsv'
import { isXml, readCamt } from './camt'
import { type CsvFile, readCsvFile } from './csvColumns'
import { type Statement, StatementProblem } from './statement'

/**
 * A chosen file: a statement, a table that may need answers from the person, or the reason why it is neither.
 */
export type ChosenFile = { statement: Statement } | { csv: CsvFile } | { problem: string }

const most = 20_000_000

/** Reads a bank file of any name or extension. */
export async function readChosen(file: File): Promise<ChosenFile> {
  if (file.size === 0) return { problem: 'This file is empty.' }
  if (file.size > most)
    return { problem: 'This file is larger than 20 MB. Fetch a shorter time from the bank.' }
  const bytes = await bytesOf(file)
  if (!bytes)
    return {
      problem:
        'This file could not be opened: it may have been moved, or another program holds it. Choose it again.',
    }
  const stranger = problemOfFile(bytes)
  if (stranger)
    return { problem: `${stranger.split('.')[0]}. Choose a CAMT.053 (XML) or a CSV file of the bank.` }
  // Postgres text cannot contain NUL, so a single NUL character would make the request fail for all lines.
  const text = decode(bytes, declaredEncoding(bytes) ?? guessEncoding(bytes)).replaceAll('\0', '')
  try {
    if (isXml(text)) return { statement: readCamt(text) }
    if (/^:20:|\n:61:/.test(text))
      return { problem: 'This is MT940. Fetch CAMT.053 or CSV from the bank instead.' }
    const csv = readCsvFile(text)
    if (csv.headings.length < 2 || csv.rows.length === 0)
      return { problem: 'This is no table of bookings: it has no headings with lines below them.' }
    return { csv }
  } catch (caught) {
    if (caught instanceof StatementProblem || caught instanceof CsvProblem) return { problem: caught.message }
    throw caught
  }
}

async function bytesOf(file: File): Promise<Uint8Array | undefined> {
  try {
    return new Uint8Array(await file.arrayBuffer())
  } catch {
    return undefined
  }
}

/** The encoding declared in an XML file's header, if this browser knows it. */
function declaredEncoding(bytes: Uint8Array): string | undefined {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 200))
  const name = /^<\?xml[^>]*\bencoding\s*=\s*["']([\w.:-]+)/.exec(head)?.[1]
  try {
    return name && new TextDecoder(name).encoding
  } catch {
    return undefined
  }
}
