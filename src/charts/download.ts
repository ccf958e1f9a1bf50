import { byteOrderMark, csvLine } from '@/ui/csv'
import type { ChartTable } from './Chart'

function save(blob: Blob, name: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(blob)
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
}

const fileName = (title: string, ending: string) =>
  `${title
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '')}.${ending}`

/** The cells of a chart's table as a program reads them: figures without separators, nothing where there is none. */
export function csvOf({ head, rows }: Pick<ChartTable, 'head' | 'rows'>): string {
  const hasUnfinished = rows.some(({ unfinished }) => unfinished)
  const plain = (cell: string) =>
    cell === '–'
      ? ''
      : /^[−-]?\d{1,3}(,\d{3})*(\.\d+)?$/.test(cell)
        ? cell.replaceAll(',', '').replace('−', '-')
        : cell
  return [
    csvLine([...head, ...(hasUnfinished ? ['Unfinished'] : [])]),
    ...rows.map(({ cells, unfinished }) =>
      csvLine([...cells.map(plain), ...(hasUnfinished ? [unfinished ? 'yes' : ''] : [])]),
    ),
  ].join('')
}

/** Hands out the numbers of a chart as a CSV file. */
export function saveCsv(title: string, table: ChartTable): void {
  save(new Blob([byteOrderMark, csvOf(table)], { type: 'text/csv;charset=utf-8' }), fileName(title, 'csv'))
}

const margin = 16
const scale = 2

/** Hands out the drawings within `body` as a PNG picture, under the title and above the legend. */
export async function savePng(title: string, note: string, body: HTMLElement): Promise<void> {
  const frame = body.getBoundingClientRect()
  const style = getComputedStyle(body)
  const canvas = document.createElement('canvas')
  const names = [...body.querySelectorAll<HTMLElement>('.chart-legend li')]
  const height = margin * 2 + 48 + frame.height
  canvas.width = (frame.width + margin * 2) * scale
  canvas.height = height * scale
  const pen = canvas.getContext('2d')
  if (!pen) throw new Error('This browser draws no pictures.')
  pen.scale(scale, scale)
  pen.fillStyle = getComputedStyle(document.body).backgroundColor
  pen.fillRect(0, 0, frame.width + margin * 2, height)
  pen.fillStyle = style.color
  pen.font = `600 14px ${style.fontFamily}`
  pen.fillText(title, margin, margin + 14)
  pen.font = `12px ${style.fontFamily}`
  pen.fillText(note, margin, margin + 34)
  for (const svg of body.querySelectorAll<SVGSVGElement>('svg.recharts-surface')) {
    const place = svg.getBoundingClientRect()
    const copy = svg.cloneNode(true) as SVGSVGElement
    copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg')
    copy.setAttribute('font-family', 'sans-serif')
    const image = new Image()
    image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(new XMLSerializer().serializeToString(copy))}`
    await image.decode()
    pen.drawImage(
      image,
      margin + place.left - frame.left,
      margin + 48 + place.top - frame.top,
      place.width,
      place.height,
    )
  }
  for (const name of names) {
    const place = name.getBoundingClientRect()
    const mark = name.querySelector<HTMLElement>('.chart-legend-mark')
    pen.fillStyle = mark ? getComputedStyle(mark).color : style.color
    pen.fillRect(margin + place.left - frame.left, margin + 48 + place.top - frame.top + 7, 10, 4)
    pen.fillStyle = style.color
    pen.fillText(
      name.textContent ?? '',
      margin + 16 + place.left - frame.left,
      margin + 48 + place.top - frame.top + 14,
    )
  }
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'))
  if (!blob) throw new Error('The picture could not be made.')
  save(blob, fileName(title, 'png'))
}
