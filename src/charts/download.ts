import { byteOrderMark, csvLine } from '@/ui/csv'
import type { ChartTable } from './Chart'
import { plainCell } from './cells'

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

/**
 * A chart's table as CSV for other programs: numbers without separators or units, which
 * stand in the heading, days as `2026-03-09`, an empty cell where there is no value.
 */
export function csvOf({ head, rows }: Pick<ChartTable, 'head' | 'rows'>): string {
  const hasUnfinished = rows.some(({ unfinished }) => unfinished)
  const lines = rows.map(({ cells }) => cells.map(plainCell))
  const headings = head.map((text, at) => {
    const unit = lines.find((cells) => cells[at]?.unit)?.[at]?.unit
    return unit ? `${text} (${unit})` : text
  })
  return [
    csvLine([...headings, ...(hasUnfinished ? ['Unfinished'] : [])]),
    ...rows.map(({ unfinished }, row) =>
      csvLine([
        ...lines[row]!.map(({ plain }) => plain),
        ...(hasUnfinished ? [unfinished ? 'yes' : ''] : []),
      ]),
    ),
  ].join('')
}

/** Saves the numbers of a chart as a CSV file. */
export function saveCsv(title: string, table: Pick<ChartTable, 'head' | 'rows'>): void {
  save(new Blob([byteOrderMark, csvOf(table)], { type: 'text/csv;charset=utf-8' }), fileName(title, 'csv'))
}

const margin = 16
const head = 48
const scale = 2

/** Saves the content of `body` as a PNG picture below the title: plots, bars and heat maps. */
export async function savePng(title: string, note: string, body: HTMLElement): Promise<void> {
  // Scrolls scrollable areas back to the start, so that the picture shows them from the beginning.
  const scrolled = [...body.querySelectorAll<HTMLElement>('.scroll')].map((element) => {
    const { scrollLeft } = element
    element.scrollLeft = 0
    return () => {
      element.scrollLeft = scrollLeft
    }
  })
  try {
    const canvas = document.createElement('canvas')
    await drawWhole(canvas, title, note, body)
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'))
    if (!blob) throw new Error('The picture could not be made.')
    save(blob, fileName(title, 'png'))
  } finally {
    for (const back of scrolled) back()
  }
}

async function drawWhole(canvas: HTMLCanvasElement, title: string, note: string, body: HTMLElement) {
  const frame = body.getBoundingClientRect()
  const style = getComputedStyle(body)
  const reaches = [...body.querySelectorAll('td, li, svg')].map((one) => one.getBoundingClientRect().right)
  const width = Math.max(frame.right, ...reaches) - frame.left + margin * 2
  const height = margin * 2 + head + frame.height
  canvas.width = width * scale
  canvas.height = height * scale
  const pen = canvas.getContext('2d')
  if (!pen) throw new Error('This browser draws no pictures.')
  pen.scale(scale, scale)
  pen.fillStyle = getComputedStyle(document.body).backgroundColor
  pen.fillRect(0, 0, width, height)
  pen.fillStyle = style.color
  pen.font = `600 14px ${style.fontFamily}`
  pen.fillText(title, margin, margin + 14, width - margin * 2)
  pen.font = `12px ${style.fontFamily}`
  pen.fillText(note, margin, margin + 34, width - margin * 2)
  pen.translate(margin - frame.left, margin + head - frame.top)
  await draw(pen, body)
}

/** Draws an element and its content onto the canvas at its place on the page: backgrounds, SVG and text. */
async function draw(pen: CanvasRenderingContext2D, element: Element): Promise<void> {
  const style = getComputedStyle(element)
  const place = element.getBoundingClientRect()
  if (style.visibility === 'hidden' || style.display === 'none') return
  if (element.matches('.visually-hidden, .chart-tip, .chart-keys')) return
  if (element instanceof SVGSVGElement) return drawSvg(pen, element, place)
  pen.save()
  pen.globalAlpha *= Number(style.opacity)
  drawGround(pen, style, place)
  if (style.overflowX === 'hidden' || style.overflowX === 'clip') {
    pen.beginPath()
    pen.rect(place.left, place.top, place.width, place.height)
    pen.clip()
  }
  for (const child of element.childNodes) {
    if (child instanceof Element) await draw(pen, child)
    else if (child instanceof Text) drawText(pen, child, style)
  }
  pen.restore()
}

function drawGround(pen: CanvasRenderingContext2D, style: CSSStyleDeclaration, place: DOMRect) {
  const { left, top, width, height } = place
  if (style.backgroundImage !== 'none') {
    // A legend mark with a background image stands for a dashed series, so it is drawn as dashes.
    pen.fillStyle = style.color
    for (let at = 0; at < width; at += 6) pen.fillRect(left + at, top, Math.min(4, width - at), height)
  } else if (!/^transparent$|, 0\)$|\/ 0\)$/.test(style.backgroundColor)) {
    pen.fillStyle = style.backgroundColor
    pen.beginPath()
    pen.roundRect(left, top, width, height, Number.parseFloat(style.borderTopLeftRadius) || 0)
    pen.fill()
  }
  if (style.outlineStyle === 'dashed') {
    pen.strokeStyle = style.outlineColor
    pen.setLineDash([3, 3])
    pen.strokeRect(left + 1.5, top + 1.5, width - 3, height - 3)
  }
}

/** Draws a text line by line, with the line breaks of the page. */
function drawText(pen: CanvasRenderingContext2D, node: Text, style: CSSStyleDeclaration) {
  const range = document.createRange()
  pen.fillStyle = style.color
  pen.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`
  pen.textBaseline = 'middle'
  let line: { text: string; place: DOMRect } | undefined
  const end = () => {
    if (line) pen.fillText(line.text, line.place.left, line.place.top + line.place.height / 2)
  }
  for (const { 0: word, index } of node.data.matchAll(/\S+\s*/g)) {
    range.setStart(node, index)
    range.setEnd(node, index + word.length)
    const place = range.getBoundingClientRect()
    if (line && Math.abs(line.place.top - place.top) < 2) line.text += word
    else {
      end()
      line = { text: word, place }
    }
  }
  end()
}

async function drawSvg(pen: CanvasRenderingContext2D, svg: SVGSVGElement, place: DOMRect) {
  const copy = svg.cloneNode(true) as SVGSVGElement
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg')
  copy.setAttribute('font-family', 'sans-serif')
  copy.setAttribute('color', getComputedStyle(svg).color)
  // An SVG drawn as an image does not see the page's style sheet, so its colours are copied into it.
  const styled = [...svg.querySelectorAll('.chart-picked, .chart-dot')]
  for (const [at, one] of [...copy.querySelectorAll('.chart-picked, .chart-dot')].entries()) {
    const { fill, stroke } = getComputedStyle(styled[at]!)
    one.setAttribute('fill', fill)
    one.setAttribute('stroke', stroke)
  }
  const image = new Image()
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(new XMLSerializer().serializeToString(copy))}`
  await image.decode()
  pen.drawImage(image, place.left, place.top, place.width, place.height)
}
