/** How files that are no text begin, and what they are. */
const beginnings: readonly [start: string, kind: string][] = [
  ['\xd0\xcf\x11\xe0', 'an old Excel or Word file'],
  ['%PDF', 'a PDF'],
  ['\x89PNG', 'a picture'],
  ['\xff\xd8\xff', 'a picture'],
  ['GIF8', 'a picture'],
  ['RIFF', 'a picture or a sound'],
  ['\x1f\x8b', 'a packed file'],
  ['7z\xbc\xaf', 'a packed file'],
  ['Rar!', 'a packed file'],
  ['SQLite format', 'a database'],
  ['PAR1', 'a Parquet file'],
]

const packed: readonly [inside: string, kind: string][] = [
  ['xl/', 'an Excel workbook'],
  ['opendocument.spreadsheet', 'an OpenDocument spreadsheet'],
  ['Index/', 'a Numbers spreadsheet'],
  ['word/', 'a Word document'],
]

/** What keeps a file from being read as CSV: that it is no text. Told from its bytes, whatever it is called. */
export function problemOfFile(bytes: Uint8Array): string | undefined {
  const text = String.fromCharCode(...bytes.subarray(0, 4096))
  const kind = text.startsWith('PK\x03\x04')
    ? (packed.find(([inside]) => contains(bytes, inside))?.[1] ?? 'a ZIP archive')
    : beginnings.find(([start]) => text.startsWith(start))?.[1]
  // Tabs and line ends are all the control signs that texts have.
  const isText =
    isUtf16(text) || !bytes.subarray(0, 4096).some((byte) => byte < 9 || (byte > 13 && byte < 26))
  if (kind === undefined) return isText ? undefined : unread('no text', '')
  return kind.endsWith('book') || kind.endsWith('sheet') || kind.startsWith('an old')
    ? unread(kind, ' Open it there and save its sheet as “CSV UTF-8”.')
    : unread(kind, ' Choose a CSV file.')
}

function unread(kind: string, advice: string): string {
  return `This file is ${kind}, not CSV.${advice || ' Choose a CSV file.'}`
}

// It says so itself, or has a zero beside most letters, always on the same side.
function isUtf16(text: string): boolean {
  if (text.startsWith('\xff\xfe') || text.startsWith('\xfe\xff')) return true
  const zeros = [0, 0]
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === '\0') zeros[at % 2] = (zeros[at % 2] ?? 0) + 1
  }
  return Math.max(...zeros) > text.length * 0.2 && Math.min(...zeros) === 0
}

function contains(bytes: Uint8Array, part: string): boolean {
  // Names of packed files stand before each of them, and all together at the end.
  const ends = [bytes.subarray(0, 65_536), bytes.subarray(Math.max(0, bytes.length - 65_536))]
  return ends.some((some) => new TextDecoder('latin1').decode(some).includes(part))
}
