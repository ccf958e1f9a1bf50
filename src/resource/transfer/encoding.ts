import { pluralText } from '@/ui/pluralText'

/** The encodings in which a file may be read, by their TextDecoder names. */
export const encodings: Readonly<Record<string, string>> = {
  'utf-8': 'UTF-8',
  'windows-1252': 'Windows-1252 (Western Europe)',
  'utf-16le': 'UTF-16, little endian',
  'utf-16be': 'UTF-16, big endian',
  'windows-1250': 'Windows-1250 (Central Europe)',
  'windows-1251': 'Windows-1251 (Cyrillic)',
  'iso-8859-15': 'ISO 8859-15 (Western Europe)',
  macintosh: 'Mac Roman',
  shift_jis: 'Shift JIS (Japanese)',
  gb18030: 'GB 18030 (Chinese)',
}

/**
 * Guesses the encoding of bytes: by a byte order mark, as UTF-16 if they are text only then, as UTF-8 if valid;
 * otherwise Windows-1252.
 */
export function guessEncoding(bytes: Uint8Array): string {
  const [first, second, third] = bytes
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8'
  const wide = utf16Of(bytes)
  if (wide) return wide
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return 'utf-8'
  } catch {
    return 'windows-1252'
  }
}

function hasMark([first, second]: Uint8Array): boolean {
  return (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)
}

const sampled = 4096

/**
 * Counts control characters that text files should not contain; tabs, line breaks, escapes and DOS's end-of-file mark
 * are allowed.
 */
function controlsIn(text: string): number {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the expression searches for control characters
  return text.match(/[\0-\x08\x0e-\x19\x1c-\x1f]/g)?.length ?? 0
}

/** Whether bytes are not text in UTF-8 or a single-byte encoding. A few invalid characters affect only their rows. */
export function isBinary(bytes: Uint8Array): boolean {
  const sample = bytes.subarray(0, sampled)
  return controlsIn(new TextDecoder('latin1').decode(sample)) > Math.max(3, sample.length / 50)
}

/** The UTF-16 variant of bytes, if any: by a byte order mark, or because they are not text otherwise. */
export function utf16Of(bytes: Uint8Array): string | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  if (!isBinary(bytes)) return undefined
  const sample = bytes.subarray(0, Math.min(sampled, bytes.length) & ~1)
  // Only the right variant yields line breaks, delimiters and spaces.
  const [best] = ['utf-16le', 'utf-16be']
    .map((encoding) => {
      // A surrogate pair may be cut off at the end of the sample.
      const text = new TextDecoder(encoding).decode(sample).replace(/\ufffd$/, '')
      const isText = !/[\ufffd\ufffe\uffff]/.test(text) && controlsIn(text) === 0
      return { encoding, plain: isText ? (text.match(/[\t\r\n -~]/g)?.length ?? 0) / text.length : 0 }
    })
    .sort((a, b) => b.plain - a.plain)
  return best && best.plain > 0.05 ? best.encoding : undefined
}

/** Decodes bytes to text, without a byte order mark. */
export function decode(bytes: Uint8Array, encoding: string): string {
  return new TextDecoder(encoding).decode(bytes)
}

/** A note about how a file was read: characters that are invalid in the encoding, or that the encoding is a guess. */
export function encodingNote(bytes: Uint8Array, encoding: string, text: string): string | undefined {
  const name = encodings[encoding] ?? encoding
  const lost = text.match(/\ufffd/g)?.length ?? 0
  if (lost > 0) return `${pluralText(lost, 'sign')} cannot be read as ${name}: choose another encoding.`
  const isTold = encoding === 'utf-8' || hasMark(bytes)
  return isTold || encoding !== guessEncoding(bytes)
    ? undefined
    : `The file does not say its encoding and is no UTF-8, so ${name} is assumed. Where letters look wrong below, choose another.`
}
