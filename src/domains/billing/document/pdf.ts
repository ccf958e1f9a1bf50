import type {
  Column,
  Content,
  ContentTable,
  CustomTableLayout,
  Node,
  NodeQueries,
  TDocumentDefinitions,
} from 'pdfmake/interfaces'
import { candidatesFor, type FontFile, fontFiles, lettersOf } from './fonts'
import { type Paper, rowsWithSums, textsOf } from './paper'
import { type Run, runsOf } from './runs'

/** Paper size of the PDF. */
export type PaperSize = 'A4' | 'LETTER'

const regular = 'noto-sans-latin'
/** Printable ASCII, which the document's own words and numbers consist of. */
const printable = Array.from({ length: 95 }, (_, at) => String.fromCharCode(32 + at)).join('')
/** At most this many rows of totals, or lines of a memo, are kept on one page. */
const mostTogether = 20
/** Difference of the fonts' ascents: 1.374 of the font size in the Arabic file, 1.069 in the Latin one. */
const arabicDrop = 1.374 - 1.069
const fontSize = 9
const [ink, quiet, hairline] = ['#1b1c1f', '#5b5f66', '#d9dbe0']

interface Fonts {
  files: { name: string; normal: ArrayBuffer; bold?: ArrayBuffer }[]
  fontOf: (letter: number) => string | undefined
  /** Characters that no available font contains. */
  missing: readonly string[]
}

async function fetched(url: string): Promise<ArrayBuffer> {
  const answer = await fetch(url)
  if (!answer.ok) throw new Error(`The letters could not be loaded (${answer.status}).`)
  return await answer.arrayBuffer()
}

/** Loads the fonts for these texts, and finds a font for each character. */
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

/** The PDF of a document, or the characters that no font contains. Loads the PDF library and the fonts. */
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

/** The document as a pdfmake definition. `runs` splits a text by font. */
export function definitionOf(
  paper: Paper,
  size: PaperSize,
  runs: (text: string) => Run[],
): TDocumentDefinitions {
  const textBlock = (text: string, look: object = {}): Content =>
    // Breaks a word that is wider than its column, because it would push the next column off the page.
    ({ text: runs(text), wordBreak: /\S{28,}/.test(text) ? 'break-all' : 'normal', ...look }) as Content
  const party = (lines: readonly string[], label: string): Column => ({
    stack: [
      textBlock(label, { color: quiet, fontSize: 8 }),
      ...lines.map((line, at) => textBlock(line, { bold: at === 0 })),
    ],
    width: '*' as const,
  })
  const title = `${paper.title} ${paper.number}`
  return {
    pageSize: size,
    pageMargins: [48, 48, 48, 56],
    info: { title, author: paper.seller[0] ?? '', subject: paper.title },
    defaultStyle: { font: regular, fontSize, color: ink, lineHeight: 1.15 },
    content: [
      textBlock(title, { ...marked(top), fontSize: 18, bold: true, margin: [0, 0, 0, paper.stamp ? 2 : 14] }),
      ...(paper.stamp
        ? [textBlock(paper.stamp, { bold: true, color: '#b42318', fontSize: 11, margin: [0, 0, 0, 14] })]
        : []),
      {
        columns: [
          party(paper.seller, 'From'),
          party(paper.buyer, 'Billed to'),
          {
            width: 'auto',
            layout: 'noBorders',
            table: {
              body: paper.details.map(([label, value]) => [
                textBlock(label, { color: quiet, noWrap: true }),
                textBlock(value, { alignment: 'right', noWrap: true }),
              ]),
            },
          },
        ],
        columnGap: 18,
        margin: [0, 0, 0, 18],
      },
      ...(paper.letter ?? []).map((text) => textBlock(text, { margin: [0, 0, 0, 8] })),
      ...(paper.lines ? [tableOf(paper.lines, textBlock, true)] : []),
      ...sumsAndMemo(paper, textBlock),
    ],
    pageBreakBefore: goesWithSums,
    footer: (page, pages) => ({
      margin: [48, 12, 48, 0],
      columns: [
        textBlock(paper.foot, { color: quiet, fontSize: 8 }),
        textBlock(`${title} · ${page} of ${pages}`, {
          color: quiet,
          fontSize: 8,
          alignment: 'right',
          width: 'auto',
        }),
      ],
    }),
  }
}

/**
 * Values of `headlineLevel`: the first total, the last lines
 * by how many lines follow, and everything before the lines.
 */
const [firstSum, top] = [0, 100]

/**
 * Whether a page break is needed before this node: before one of the last lines, if
 * the totals would otherwise be alone on the next page. The first line of a page
 * does not move, since its page would be empty. pdfmake asks this for each cell.
 */
function goesWithSums({ headlineLevel: left }: Node, around: NodeQueries): boolean {
  if (!left || left > rowsWithSums) return false
  const isSum = (node: Node) => node.headlineLevel === firstSum
  return (
    around.getNodesOnNextPage().some(isSum) &&
    !around.getFollowingNodesOnPage().some(isSum) &&
    around.getPreviousNodesOnPage().some(({ headlineLevel = 0 }) => headlineLevel > left)
  )
}

/** A break mark for a text. pdfmake finds the page of unbreakable content only for texts with a unique id. */
const marked = (mark: number, column = 0) => ({ headlineLevel: mark, id: `${mark} left, ${column}` })

/**
 * How many of the last lines stay with the totals: fewer or
 * none if their texts are so long that they fill a page.
 */
function fittingWithSums(rows: readonly (readonly string[])[]): number {
  // Beside wide amounts a line has room for 16 wide characters, such as Chinese.
  const heights = rows
    .slice(-rowsWithSums)
    .reverse()
    .map(([text = '']) => linesOf(text, 16))
  let [count, height] = [0, 0]
  for (const each of heights) {
    height += each
    if (height > mostTogether + 4) break
    count++
  }
  return count
}

type TextBlock = (text: string, look?: object) => Content

/** The number of lines a text needs at most, at `letters` characters a line. */
const linesOf = (text: string, letters: number) =>
  text.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / letters)), 0)

/**
 * The totals and the memo. Both stay on one page if they
 * are short, because a memo alone on a page lacks context.
 */
function sumsAndMemo(paper: Paper, textBlock: TextBlock): Content[] {
  const sums = sumsOf(paper, textBlock)
  if (!paper.memo) return [sums]
  const memo = textBlock(paper.memo, { id: 'memo', margin: [0, 16, 0, 0] })
  const rows = paper.sums.length + (paper.taxes?.rows.length ?? 0)
  return rows + linesOf(paper.memo, 80) <= mostTogether
    ? [{ stack: [sums, memo], unbreakable: true }]
    : [sums, memo]
}

/** The taxes and the totals, side by side; below each other when amounts are wide. */
function sumsOf({ taxes, sums, hasWideSums }: Paper, textBlock: TextBlock): Content {
  const rows = [sums.length, taxes?.rows.length ?? 0] as const
  const parts: Column[] = [
    taxes ? { width: 250, stack: [tableOf(taxes, textBlock)] } : { width: 250, text: '' },
    {
      width: '*',
      layout: 'noBorders',
      margin: [0, hasWideSums ? 12 : 0, 0, 0],
      table: {
        widths: ['*', 'auto'],
        body: sums.map(({ label, value, isStrong }, at) => [
          textBlock(label, {
            bold: isStrong,
            alignment: 'right',
            ...(at === 0 ? marked(firstSum) : {}),
          }),
          textBlock(value, { bold: isStrong, alignment: 'right', noWrap: true }),
        ]),
      },
    },
  ]
  return {
    // Content longer than a page must not be unbreakable: pdfmake would not render it at all.
    unbreakable: hasWideSums ? rows[0] + rows[1] <= mostTogether : Math.max(...rows) <= mostTogether,
    margin: [0, 12, 0, 0],
    ...(hasWideSums ? { stack: parts } : { columns: parts, columnGap: 18 }),
  }
}

/** How far the first line of a text moves down: the Arabic font has a larger ascent than the others. */
function dropOf(content: Content): number {
  const runs = (content as { text: Run[] }).text
  const end = runs.findIndex(({ text }, at) => at > 0 && text.startsWith('\n'))
  const first = end < 0 ? runs : runs.slice(0, end)
  return first.some(({ font }) => font.startsWith('noto-sans-arabic')) ? arabicDrop * fontSize : 0
}

// The heading is repeated on every page, and no row is split between pages.
function tableOf(table: NonNullable<Paper['lines']>, textBlock: TextBlock, goWithSums = false): ContentTable {
  const together = goWithSums ? fittingWithSums(table.rows) : 0
  const isShort = table.rows.length <= together
  const marks = (left: number, column: number) =>
    together > 0 && !isShort && left <= together + 1 ? marked(left + rowsWithSums - together, column) : {}
  const cells = (row: readonly string[], look: object, left = top) => {
    const drops = row.map((text) => dropOf(textBlock(text)))
    const most = Math.max(...drops)
    return row.map((text, at) =>
      textBlock(text, {
        ...look,
        alignment: at === 0 ? 'left' : 'right',
        noWrap: at > 0,
        // All cells of a row share one baseline, also when their fonts have different ascents.
        ...(most > 0 ? { margin: [0, most - (drops[at] ?? 0), 0, 0] } : {}),
        ...marks(left, at),
      }),
    )
  }
  return {
    // A short table moves as a whole with the totals, including its heading.
    ...(isShort ? { headlineLevel: rowsWithSums } : {}),
    layout: {
      hLineWidth: (line: number) => (line === 0 ? 0 : 0.5),
      vLineWidth: () => 0,
      // Avoids a double rule: at a page break the rule would be drawn on both pages.
      hLineWhenBroken: false,
      hLineColor: () => hairline,
      paddingLeft: (column: number) => (column === 0 ? 0 : 6),
      paddingRight: (column: number, node: ContentTable) =>
        column === (node.table.widths?.length ?? 0) - 1 ? 0 : 6,
      paddingTop: () => 4,
      paddingBottom: () => 4,
    } as CustomTableLayout,
    table: {
      headerRows: 1,
      dontBreakRows: true,
      keepWithHeaderRows: 1,
      widths: table.head.map((_, at) => (at === 0 ? '*' : 'auto')),
      body: [
        cells(table.head, { color: quiet, fontSize: 8 }),
        ...table.rows.map((row, at) => cells(row, {}, table.rows.length - at)),
      ],
    },
  }
}
