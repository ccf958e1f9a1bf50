import { isBinary, utf16Of } from './encoding'

/** The first bytes of other file types, and their names. */
const beginnings: readonly [start: string, kind: string][] = [
  ['\xd0\xcf\x11\xe0', 'an old Excel or Word file'],
  ['%PDF', 'a PDF'],
  ['\x89PNG', 'a picture'],
  ['\xff\xd8\xff', 'a picture'],
  ['GIF8', 'a picture'],
  ['RIFF', 'a picture or a sound'],
  ['\x1f\x8b', 'a packed file'],
  ['BZh', 'a packed file'],
  ['\xfd7zXZ', 'a packed file'],
  ['\x28\xb5\x2f\xfd', 'a packed file'],
  ['7z\xbc\xaf', 'a packed file'],
  ['Rar!', 'a packed file'],
  ['PK\x05\x06', 'an empty ZIP archive'],
  ['SQLite format', 'a database'],
  ['PAR1', 'a Parquet file'],
  ['{\\rtf', 'a text document'],
  // Checked first, because its first half looks like UTF-16.
  ['\xff\xfe\x00\x00', 'text in UTF-32'],
  ['\x00\x00\xfe\xff', 'text in UTF-32'],
]

/** Text formats for programs, recognised by their beginning after white space. */
const languages: readonly [start: RegExp, kind: string][] = [
  [/^<(!doctype|html|head|table)\b/i, 'a web page'],
  [/^<\?xml/i, 'XML'],
  [/^\[\s*[{[\]]|^\{\s*["}]/, 'JSON'],
]

const packed: readonly [inside: string, kind: string][] = [
  ['xl/', 'an Excel workbook'],
  ['opendocument.spreadsheet', 'an OpenDocument spreadsheet'],
  ['Index/', 'a Numbers spreadsheet'],
  ['word/', 'a Word document'],
]

/** The largest file accepted, in bytes: what a page can hold in memory. */
const largest = 200_000_000

/** Why a file is too large to be read; checked before reading. */
export function problemOfSize(size: number): string | undefined {
  if (size === 0) return 'It is empty.'
  return size > largest
    ? `It has ${Math.round(size / 1e6).toLocaleString('en')} MB; at most ${largest / 1e6} MB are read at once. Split it.`
    : undefined
}

/** Why a file cannot be read as CSV. Recognised by its bytes, whatever its name. */
export function problemOfFile(bytes: Uint8Array): string | undefined {
  const text = new TextDecoder('latin1').decode(bytes.subarray(0, 4096))
  const kind = text.startsWith('PK\x03\x04')
    ? (packed.find(([inside]) => contains(bytes, inside))?.[1] ?? 'a ZIP archive')
    : beginnings.find(([start]) => startsWithBytes(bytes, start))?.[1]
  if (kind === undefined)
    return isBinary(bytes) && !utf16Of(bytes) ? unread('no text', ' Choose a CSV file.') : undefined
  return kind.endsWith('book') || kind.endsWith('sheet') || kind.startsWith('an old')
    ? unread(kind, ' Open it there and save its sheet as “CSV UTF-8”.')
    : unread(kind, ' Choose a CSV file.')
}

/** Why a text cannot be read as CSV: it is in a format for programs. */
export function problemOfText(text: string): string | undefined {
  const start = text.slice(0, 200).trimStart()
  const kind = languages.find(([begins]) => begins.test(start))?.[1]
  return kind && unread(kind, ' Choose a CSV file.')
}

function unread(kind: string, advice: string): string {
  return `This file is ${kind}, not CSV.${advice}`
}

// Compares bytes, not text: the browser's “latin1” decodes some bytes differently (WHATWG Encoding).
function startsWithBytes(bytes: Uint8Array, start: string): boolean {
  return [...start].every((sign, index) => bytes[index] === sign.charCodeAt(0))
}

function contains(bytes: Uint8Array, part: string): boolean {
  // A zip archive has file names before each packed file, and a directory of all at the end.
  const ends = [bytes.subarray(0, 65_536), bytes.subarray(Math.max(0, bytes.length - 65_536))]
  return ends.some((some) => new TextDecoder('latin1').decode(some).includes(part))
}
