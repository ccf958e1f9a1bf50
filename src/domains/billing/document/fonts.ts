// Noto Sans consists of small files, each with some of the characters. A document
// loads only the files that it needs. They are not inlined, because the content
// security policy allows fonts and requests only from the console's own address.
const files = import.meta.glob<string>(
  [
    '/node_modules/@fontsource/noto-sans/files/noto-sans-*-{400,600}-normal.woff',
    '/node_modules/@fontsource/noto-sans-hebrew/files/noto-sans-hebrew-hebrew-400-normal.woff',
    '/node_modules/@fontsource/noto-sans-arabic/files/noto-sans-arabic-arabic-400-normal.woff',
    '/node_modules/@fontsource/noto-sans-sc/files/noto-sans-sc-*-400-normal.woff',
  ],
  { query: '?url&no-inline', import: 'default', eager: true },
)
const ranges = import.meta.glob<Record<string, string>>(
  '/node_modules/@fontsource/noto-sans{,-hebrew,-arabic,-sc}/unicode.json',
  { import: 'default', eager: true },
)

/** A font file: its URL, and the character ranges that its CSS declares. */
export interface FontFile {
  name: string
  url: string
  /** The bold variant, if there is one. */
  boldUrl?: string
  ranges: readonly (readonly [from: number, to: number])[]
}

/** The font family that {@link offerLetters} registers; `sheet.module.css` uses it. */
const family = 'Letters of documents'
let areOffered = false

/**
 * Registers fonts for scripts that many computers lack, so that screen and print use the same characters as
 * the PDF. The browser loads a file when one of its characters is shown.
 */
export function offerLetters(): void {
  if (areOffered || typeof FontFace === 'undefined') return
  areOffered = true
  for (const [path, said] of Object.entries(ranges)) {
    const [, name] = /@fontsource\/(noto-sans-\w+)\//.exec(path) ?? []
    if (!name) continue
    for (const [key, unicodeRange] of Object.entries(said)) {
      const url =
        files[`/node_modules/@fontsource/${name}/files/${name}-${key.replace(/[[\]]/g, '')}-400-normal.woff`]
      if (url) document.fonts.add(new FontFace(family, `url("${url}")`, { unicodeRange }))
    }
  }
}

/** All font files, in the order in which they are tried. */
export function fontFiles(): FontFile[] {
  return ['noto-sans', 'noto-sans-hebrew', 'noto-sans-arabic', 'noto-sans-sc'].flatMap((family) => {
    const said = Object.entries(ranges).find(([path]) => path.includes(`/${family}/`))?.[1] ?? {}
    // Latin files first: a character that several files contain is taken from them.
    return Object.entries(said)
      .reverse()
      .flatMap(([key, text]) => {
        const name = `${family}-${key.replace(/[[\]]/g, '')}`
        const path = `/node_modules/@fontsource/${family}/files/${name}`
        const url = files[`${path}-400-normal.woff`]
        return url ? [{ name, url, boldUrl: files[`${path}-600-normal.woff`], ranges: rangesOf(text) }] : []
      })
  })
}

/** Parses a CSS `unicode-range` such as `U+0-FF,U+131`. */
function rangesOf(text: string): [number, number][] {
  return text.split(',').map((part) => {
    const [from = 0, to = from] = part
      .replace(/^U\+/i, '')
      .split('-')
      .map((hex) => Number.parseInt(hex, 16))
    return [from, to]
  })
}

// The declared ranges are not exact: Œ is declared in “latin” but is contained in “latin-ext”.
const fallbacks = ['noto-sans-latin-ext', 'noto-sans-cyrillic-ext', 'noto-sans-vietnamese']

/** The font files that may contain a character, most likely first. */
export function candidatesFor(letter: number, all: readonly FontFile[]): FontFile[] {
  const said = all.filter((file) => file.ranges.some(([from, to]) => letter >= from && letter <= to))
  const isLatin = letter < 0x2c80 || said.length === 0
  return isLatin
    ? [...said, ...all.filter((file) => fallbacks.includes(file.name) && !said.includes(file))]
    : said
}

/** The characters that a WOFF file really contains, read from its character map. */
export async function lettersOf(woff: ArrayBuffer): Promise<ReadonlySet<number>> {
  const view = new DataView(woff)
  const letters = new Set<number>()
  for (let at = 44, left = view.getUint16(12); left > 0; at += 20, left -= 1) {
    if (view.getUint32(at) !== 0x636d6170) continue // 'cmap'
    const [offset, packed, size] = [view.getUint32(at + 4), view.getUint32(at + 8), view.getUint32(at + 12)]
    const bytes = woff.slice(offset, offset + packed)
    readLetters(new DataView(packed < size ? await inflated(bytes) : bytes), letters)
  }
  return letters
}

async function inflated(bytes: ArrayBuffer): Promise<ArrayBuffer> {
  return await new Response(
    new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate')),
  ).arrayBuffer()
}

function readLetters(cmap: DataView, letters: Set<number>): void {
  for (let i = 0; i < cmap.getUint16(2); i += 1) {
    const at = cmap.getUint32(4 + i * 8 + 4)
    const format = cmap.getUint16(at)
    if (format === 4) readSegments(cmap, at, letters)
    if (format !== 12) continue
    for (let group = 0; group < cmap.getUint32(at + 12); group += 1) {
      const [from, to] = [cmap.getUint32(at + 16 + group * 12), cmap.getUint32(at + 20 + group * 12)]
      for (let letter = from; letter <= to; letter += 1) letters.add(letter)
    }
  }
}

function readSegments(cmap: DataView, at: number, letters: Set<number>): void {
  const count = cmap.getUint16(at + 6) / 2
  const word = (list: number, segment: number) =>
    at + 14 + list * count * 2 + segment * 2 + (list > 0 ? 2 : 0)
  for (let segment = 0; segment < count; segment += 1) {
    const [to, from] = [cmap.getUint16(word(0, segment)), cmap.getUint16(word(1, segment))]
    const [delta, place] = [cmap.getUint16(word(2, segment)), cmap.getUint16(word(3, segment))]
    for (let letter = from; letter <= to && letter < 0xffff; letter += 1) {
      const glyph = place === 0 ? letter : cmap.getUint16(word(3, segment) + place + (letter - from) * 2)
      if (glyph !== 0 && ((glyph + delta) & 0xffff) !== 0) letters.add(letter)
    }
  }
}
