import type { Column, Content, ContentTable, TDocumentDefinitions } from 'pdfmake/interfaces'
import { candidatesFor, type FontFile, fontFiles, lettersOf } from './fonts'
import { type Paper, textsOf } from './paper'
import { type Run, runsOf } from './runs'

/** How large the paper is. */
export type PaperSize = 'A4' | 'LETTER'

const regular = 'noto-sans-latin'
/** What our own words and figures are made of. */
const printable = Array.from({ length: 95 }, (_, at) => String.fromCharCode(32 + at)).join('')
/** So many sums, or lines of a memo, are kept on one page. */
const mostTogether = 20
const [ink, quiet, hairline] = ['#1b1c1f', '#5b5f66', '#d9dbe0']

interface Fonts {
  files: { name: string; normal: ArrayBuffer; bold?: ArrayBuffer }[]
  fontOf: (letter: number) => string | undefined
  /** Letters that no font here has. */
  missing: readonly string[]
}

async function fetched(url: string): Promise<ArrayBuffer> {
  const answer = await fetch(url)
  if (!answer.ok) throw new Error(`The letters could not be loaded (${answer.status}).`)
  return await answer.arrayBuffer()
}

/** Fetches what is needed to write these texts, and finds for each letter who has it. */
async function fontsFor(texts: readonly string[]): Promise<Fonts> {
  const all = fontFiles()
  const loaded = new Map<
    string,
    Promise<{ file: FontFile; data: ArrayBuffer; letters: ReadonlySet<number> }>
  >()
  const load = (file: FontFile) => {
    const known =
      loaded.get(file.name) ??
      fetched(file.url).then(async (data) => ({ file, data, letters: await lettersOf(data) }))
    loaded.set(file.name, known)
    return known
  }
  const owners = new Map<number, string>()
  const missing: string[] = []
  const letters = new Set(
    [...`${printable}${texts.join('')}`].filter((letter) => !/[\p{Cc}\p{Cf}]/u.test(letter)),
  )
  for (const letter of letters) {
    const code = letter.codePointAt(0) ?? 0
    for (const file of candidatesFor(code, all)) {
      if (!(await load(file)).letters.has(code)) continue
      owners.set(code, file.name)
      break
    }
    if (!owners.has(code)) missing.push(letter)
  }
  const used = new Set([regular, ...owners.values()])
  const files = (await Promise.all(loaded.values())).filter(({ file }) => used.has(file.name))
  return {
    files: await Promise.all(
      files.map(async ({ file, data }) => ({
        name: file.name,
        normal: data,
        bold: file.boldUrl ? await fetched(file.boldUrl) : undefined,
      })),
    ),
    fontOf: (letter) => owners.get(letter),
    missing,
  }
}

/** The PDF of a document, or the letters that it could not write. Loads the library and the fonts on the way. */
export async function pdfOf(
  paper: Paper,
  size: PaperSize,
): Promise<{ pdf: Blob; missing?: undefined } | { missing: readonly string[] }> {
  const [{ default: pdfMake }, fonts] = await Promise.all([
    import('pdfmake/build/pdfmake.min.js'),
    fontsFor(textsOf(paper)),
  ])
  if (fonts.missing.length > 0) return { missing: fonts.missing }
  const { files } = fonts
  pdfMake.addVirtualFileSystem(
    Object.fromEntries(
      files.flatMap(({ name, normal, bold }) => [
        [`${name}.woff`, base64(normal)],
        ...(bold ? [[`${name}-bold.woff`, base64(bold)]] : []),
      ]),
    ),
  )
  pdfMake.addFonts(
    Object.fromEntries(
      files.map(({ name, bold }) => [
        name,
        { normal: `${name}.woff`, bold: bold ? `${name}-bold.woff` : `${name}.woff` },
      ]),
    ),
  )
  const pdf = await pdfMake
    .createPdf(definitionOf(paper, size, (text) => runsOf(text, fonts.fontOf)))
    .getBlob()
  return { pdf }
}

function base64(data: ArrayBuffer): string {
  const bytes = new Uint8Array(data)
  let text = ''
  for (let at = 0; at < bytes.length; at += 8192)
    text += String.fromCharCode(...bytes.subarray(at, at + 8192))
  return btoa(text)
}

/** The document as pdfmake draws it. `runs` says which font writes which part of a text. */
export function definitionOf(
  paper: Paper,
  size: PaperSize,
  runs: (text: string) => Run[],
): TDocumentDefinitions {
  const words = (text: string, look: object = {}): Content =>
    // A word that is wider than its column would push what stands beside it off the paper.
    ({ text: runs(text), wordBreak: /\S{28,}/.test(text) ? 'break-all' : 'normal', ...look }) as Content
  const party = (lines: readonly string[], label: string): Column => ({
    stack: [
      words(label, { color: quiet, fontSize: 8 }),
      ...lines.map((line, at) => words(line, { bold: at === 0 })),
    ],
    width: '*' as const,
  })
  const title = `${paper.title} ${paper.number}`
  return {
    pageSize: size,
    pageMargins: [48, 48, 48, 56],
    info: { title, author: paper.seller[0] ?? '', subject: paper.title },
    defaultStyle: { font: regular, fontSize: 9, color: ink, lineHeight: 1.15 },
    content: [
      words(title, { fontSize: 18, bold: true, margin: [0, 0, 0, paper.stamp ? 2 : 14] }),
      ...(paper.stamp
        ? [words(paper.stamp, { bold: true, color: '#b42318', fontSize: 11, margin: [0, 0, 0, 14] })]
        : []),
      {
        columns: [
          party(paper.seller, 'From'),
          party(paper.buyer, 'Billed to'),
          {
            width: 'auto',
            layout: 'noBorders',
            table: {
              body: paper.facts.map(([label, value]) => [
                words(label, { color: quiet, noWrap: true }),
                words(value, { alignment: 'right', noWrap: true }),
              ]),
            },
          },
        ],
        columnGap: 18,
        margin: [0, 0, 0, 18],
      },
      ...(paper.letter ?? []).map((text) => words(text, { margin: [0, 0, 0, 8] })),
      ...(paper.lines ? [tableOf(paper.lines, words)] : []),
      {
        // What is longer than a page cannot be kept together: it would not be drawn at all.
        unbreakable: paper.sums.length <= mostTogether && (paper.taxes?.rows.length ?? 0) <= mostTogether,
        margin: [0, 12, 0, 0],
        columns: [
          paper.taxes ? { width: 250, stack: [tableOf(paper.taxes, words)] } : { width: 250, text: '' },
          {
            width: '*',
            layout: 'noBorders',
            table: {
              widths: ['*', 'auto'],
              body: paper.sums.map(({ label, value, isStrong }) => [
                words(label, { bold: isStrong, alignment: 'right' }),
                words(value, { bold: isStrong, alignment: 'right', noWrap: true }),
              ]),
            },
          },
        ],
        columnGap: 18,
      },
      ...(paper.memo
        ? [
            {
              stack: [words(paper.memo, { margin: [0, 16, 0, 0] })],
              unbreakable: paper.memo.split('\n').length <= mostTogether,
            },
          ]
        : []),
    ],
    footer: (page, pages) => ({
      margin: [48, 12, 48, 0],
      columns: [
        words(paper.foot, { color: quiet, fontSize: 8 }),
        words(`${title} · ${page} of ${pages}`, {
          color: quiet,
          fontSize: 8,
          alignment: 'right',
          width: 'auto',
        }),
      ],
    }),
  }
}

type Words = (text: string, look?: object) => Content

// The head comes again on every page; no row is torn in two.
function tableOf(table: NonNullable<Paper['lines']>, words: Words): ContentTable {
  const cells = (row: readonly string[], look: object) =>
    row.map((text, at) => words(text, { ...look, alignment: at === 0 ? 'left' : 'right', noWrap: at > 0 }))
  return {
    layout: {
      hLineWidth: (line: number) => (line === 0 ? 0 : 0.5),
      vLineWidth: () => 0,
      hLineColor: () => hairline,
      paddingLeft: (column: number) => (column === 0 ? 0 : 6),
      paddingRight: (column: number, node: ContentTable) =>
        column === (node.table.widths?.length ?? 0) - 1 ? 0 : 6,
      paddingTop: () => 4,
      paddingBottom: () => 4,
    },
    table: {
      headerRows: 1,
      dontBreakRows: true,
      keepWithHeaderRows: 1,
      widths: table.head.map((_, at) => (at === 0 ? '*' : 'auto')),
      body: [cells(table.head, { color: quiet, fontSize: 8 }), ...table.rows.map((row) => cells(row, {}))],
    },
  }
}
