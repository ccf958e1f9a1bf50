import { useState } from 'react'
import { decode, encodingNote, guessEncoding } from './encoding'
import { problemOfFile, problemOfSize, problemOfText } from './fileKind'
import { type FileTable, guessHeadingRow, type HeadingRow, tableOf } from './fileTable'
import { guessMapping, type Importable, type Mapping } from './mapping'
import { type FileRow, guessDelimiter, readRows } from './readCsv'

/** A file, how it was parsed, and the result. */
export interface ImportSource {
  name: string
  bytes: Uint8Array
  encoding: string
  /** A note about how the file was read. */
  note?: string
  delimiter: string
  /** All rows, including headings. */
  rows: readonly FileRow[]
  headingRow: HeadingRow
  table: FileTable
}

/** Reads the file of an import, and reads it again when the person changes how it is parsed. */
export function useImportSource(resource: Importable) {
  const [source, setSource] = useState<ImportSource>()
  const [mapping, setMapping] = useState<Mapping>({})
  const [problem, setProblem] = useState<string>()

  const keep = (next: Omit<ImportSource, 'table'>) => {
    const table = tableOf(next.rows, next.headingRow)
    if (table.rows.length === 0) throw new Error('There are no rows in this file below its headings.')
    setSource({ ...next, table })
    setMapping(guessMapping(table.headings, resource))
    setProblem(undefined)
  }
  const refuse = (name: string, why: string) => {
    setSource(undefined)
    setProblem(`${name} could not be read. ${why}`)
  }
  /** Runs the work; if the file cannot be read, asks for another one with the reason. */
  const tryOn = async (name: string, work: () => Promise<void> | void) => {
    try {
      await work()
    } catch (error) {
      refuse(name, error instanceof Error ? error.message : '')
    }
  }
  const read = (file: Pick<ImportSource, 'name' | 'bytes'>, encoding: string, delimiter?: string) =>
    tryOn(file.name, async () => {
      const text = decode(file.bytes, encoding)
      const mark = delimiter ?? guessDelimiter(text)
      const rows = await readRows(text, mark)
      const note = encodingNote(file.bytes, encoding, text)
      keep({ ...file, encoding, note, delimiter: mark, rows, headingRow: guessHeadingRow(rows, resource) })
    })

  return {
    source,
    mapping,
    setMapping,
    problem,
    open: (file: File) =>
      tryOn(file.name, async () => {
        const tooLarge = problemOfSize(file.size)
        if (tooLarge) return refuse(file.name, tooLarge)
        const bytes = new Uint8Array(await file.arrayBuffer())
        const encoding = guessEncoding(bytes)
        const noCsv = problemOfFile(bytes) ?? problemOfText(decode(bytes.subarray(0, 1000), encoding))
        if (noCsv) return refuse(file.name, noCsv)
        await read({ name: file.name, bytes }, encoding)
      }),
    setEncoding: (encoding: string) => (source ? read(source, encoding) : undefined),
    setDelimiter: (delimiter: string) => (source ? read(source, source.encoding, delimiter) : undefined),
    setHeadingRow: (headingRow: HeadingRow) =>
      source ? tryOn(source.name, () => keep({ ...source, headingRow })) : undefined,
    clear: () => {
      setSource(undefined)
      setProblem(undefined)
    },
  }
}
