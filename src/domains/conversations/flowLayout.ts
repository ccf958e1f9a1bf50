import type { Step } from './flow'

/** The size of a step in the drawing, in pixels. */
export const stepSize = { width: 216, height: 74 }
const gap = { x: 28, y: 64 }
/** A way that passes a row of steps: the first of them carries the words. */
const lane = { worded: 130, plain: 18 }
/** How far ways back to an earlier step lie beside the drawing. */
const backLane = 26

/** A drawing of a flow, in pixels from its top left corner. */
export interface FlowLayout {
  steps: { id: string; x: number; y: number }[]
  ways: Way[]
  width: number
  height: number
}

/** A line from one step to another. */
interface Way {
  from: string
  to: string
  /** The answers that lead along it; empty where any answer does. */
  when: string[]
  /** SVG path data. */
  path: string
  /** Where its words stand: their middle. */
  label: { x: number; y: number }
  /** Leads to a step above. */
  isBack: boolean
}

interface Item {
  key: string
  width: number
  /** The middle. */
  x: number
  up: Item[]
  down: Item[]
}

/**
 * Draws a flow from top to bottom: each step below all that lead to it, ways without detours, ways back beside the
 * drawing. The same steps always give the same drawing.
 */
export function layoutFlow(steps: readonly Step[]): FlowLayout {
  const links = linksOf(steps)
  const { order, back } = walk(steps, links)
  const forward = links.filter((link) => !back.has(link))
  const rankOf = new Map(order.map((id) => [id, 0]))
  for (const id of order) {
    for (const { from, to } of forward) {
      if (from === id) rankOf.set(to, Math.max(rankOf.get(to) ?? 0, (rankOf.get(id) ?? 0) + 1))
    }
  }

  const rows: Item[][] = []
  const put = (row: number, key: string, width: number) => {
    const item: Item = { key, width, x: 0, up: [], down: [] }
    rows[row] ??= []
    rows[row].push(item)
    return item
  }
  const items = new Map(order.map((id) => [id, put(rankOf.get(id) ?? 0, id, stepSize.width)]))
  const chains = forward.map((link) => {
    const chain = [items.get(link.from)!]
    const last = rankOf.get(link.to)!
    for (let row = rankOf.get(link.from)! + 1; row < last; row++) {
      const worded = chain.length === 1 && link.when.length > 0
      chain.push(put(row, `${link.from} ${link.to}`, worded ? lane.worded : lane.plain))
    }
    chain.push(items.get(link.to)!)
    for (const [index, item] of chain.slice(1).entries()) {
      chain[index]!.down.push(item)
      item.up.push(chain[index]!)
    }
    return { link, chain }
  })
  arrange(rows)

  const left = rows.length > 0 ? Math.min(...rows.flat().map(({ x, width }) => x - width / 2)) : 0
  for (const item of rows.flat()) item.x -= left
  const right = Math.max(0, ...rows.flat().map(({ x, width }) => x + width / 2))
  const top = (id: string) => (rankOf.get(id) ?? 0) * (stepSize.height + gap.y)

  const ways = chains.map(({ link, chain }) => wayOf(link, chain, top(link.from)))
  const backWays = [...back].map((link, index) => {
    const x = right + backLane * (index + 1)
    const edge = (id: string) => items.get(id)!.x + stepSize.width / 2
    const [y1, y2] = [top(link.from) + stepSize.height / 2, top(link.to) + stepSize.height / 2]
    return {
      ...link,
      isBack: true,
      path: `M${edge(link.from)} ${y1} C${x} ${y1} ${x} ${y1} ${x} ${y1 - 20} V${y2 + 20} C${x} ${y2} ${x} ${y2} ${edge(link.to)} ${y2}`,
      label: { x: x - 4, y: (y1 + y2) / 2 },
    }
  })
  return {
    steps: order.map((id) => ({ id, x: items.get(id)!.x - stepSize.width / 2, y: top(id) })),
    ways: [...ways, ...backWays],
    width: right + (back.size > 0 ? backLane * back.size + 60 : 0),
    height: rows.length * (stepSize.height + gap.y) - (rows.length > 0 ? gap.y : 0),
  }
}

interface Link {
  from: string
  to: string
  when: string[]
}

// Several answers that lead to the same step share a line.
function linksOf(steps: readonly Step[]): Link[] {
  const ids = new Set(steps.map(({ id }) => id))
  return steps.flatMap(({ id, next }) => {
    const byTarget = new Map<string, string[]>()
    for (const { when, to } of next) if (ids.has(to)) byTarget.set(to, [...(byTarget.get(to) ?? []), when])
    return [...byTarget].map(([to, when]) => ({ from: id, to, when: byTarget.size > 1 ? when : [] }))
  })
}

/** The steps so that each stands after all that lead to it, and the links that would close a circle. */
function walk(steps: readonly Step[], links: readonly Link[]): { order: string[]; back: Set<Link> } {
  const done: string[] = []
  const state = new Map<string, 'open' | 'done'>()
  const back = new Set<Link>()
  const visit = (id: string) => {
    state.set(id, 'open')
    // The first way is visited last, so that it comes first in the reversed order.
    for (const link of links.filter(({ from }) => from === id).reverse()) {
      if (state.get(link.to) === 'open') back.add(link)
      else if (!state.has(link.to)) visit(link.to)
    }
    state.set(id, 'done')
    done.push(id)
  }
  // From the beginning first: what closes a circle there is a way back, whatever else leads into it.
  const isLed = new Set(links.map(({ to }) => to))
  const first = steps.slice(0, 1)
  const roots = [...first, ...steps.filter(({ id }) => !isLed.has(id)), ...steps]
  for (const { id } of roots) if (!state.has(id)) visit(id)
  return { order: done.reverse(), back }
}

const mean = (items: readonly Item[]) => items.reduce((sum, { x }) => sum + x, 0) / items.length
const middle = (items: readonly Item[]) => {
  const places = items.map(({ x }) => x)
  return (Math.min(...places) + Math.max(...places)) / 2
}

/** Orders each row by what it hangs on, then moves everything to the middle of its neighbours. */
function arrange(rows: readonly Item[][]): void {
  for (const row of rows) spread(row, () => 0)
  for (let pass = 0; pass < 24; pass++) {
    const isDown = pass % 2 === 0
    const wish = (item: Item, of: (near: readonly Item[]) => number) => {
      const near = isDown ? item.up : item.down
      return near.length > 0 ? of(near) : item.x
    }
    for (const row of isDown ? rows : [...rows].reverse()) {
      // The order settles early; afterwards only the places do.
      if (pass < 8) row.sort((one, other) => wish(one, mean) - wish(other, mean))
      spread(row, (item) => wish(item, middle))
    }
  }
}

// As near to the wish as the width of the neighbours allows: the mean of packing from the left and from the right.
function spread(row: readonly Item[], wish: (item: Item) => number): void {
  const wished = row.map(wish)
  const apart = (index: number) => (row[index - 1]!.width + row[index]!.width) / 2 + gap.x
  const fromLeft = [...wished]
  for (let i = 1; i < row.length; i++) fromLeft[i] = Math.max(fromLeft[i]!, fromLeft[i - 1]! + apart(i))
  const fromRight = [...wished]
  for (let i = row.length - 2; i >= 0; i--)
    fromRight[i] = Math.min(fromRight[i]!, fromRight[i + 1]! - apart(i + 1))
  for (const [index, item] of row.entries()) item.x = (fromLeft[index]! + fromRight[index]!) / 2
}

function wayOf(link: Link, chain: readonly Item[], top: number): Way {
  let path = ''
  let y = top + stepSize.height
  for (const [index, item] of chain.slice(1).entries()) {
    const from = chain[index]!
    const middle = y + gap.y / 2
    path += `${index === 0 ? `M${from.x} ${y}` : ''} C${from.x} ${middle} ${item.x} ${middle} ${item.x} ${y + gap.y}`
    y += gap.y
    if (index < chain.length - 2) {
      y += stepSize.height
      path += ` V${y}`
    }
  }
  const [first, second] = [chain[0]!, chain[1]!]
  // Two thirds down: near enough to where it leads for the words of neighbours to lie apart.
  return {
    ...link,
    isBack: false,
    path,
    label: { x: first.x + (second.x - first.x) * 0.74, y: top + stepSize.height + gap.y * 0.66 },
  }
}
