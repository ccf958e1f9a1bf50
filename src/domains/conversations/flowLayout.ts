import { Graph, type Point, layout as place } from '@dagrejs/dagre'
import type { Step } from './flow'
import { stepSize } from './stepSize'

/** The size of a connection's label, in pixels. */
const wordsSize = { width: 140, height: 18 }

/** The layout of a flow, in pixels from its top left corner. Steps are in reading order. */
export interface FlowLayout {
  steps: { id: string; x: number; y: number }[]
  ways: Way[]
  width: number
  height: number
}

/** A connection between two steps. */
interface Way {
  from: string
  to: string
  /** The answers that lead along it; empty if any answer does. */
  when: string[]
  /** SVG path data. */
  path: string
  /** The centre of its label. */
  label: Point
  /** Whether it leads to a step above, or back to the same step. */
  isBack: boolean
}

/**
 * Lays out a flow from top to bottom: each step is below all steps that lead to it, except for connections
 * back. The same steps always give the same layout.
 */
export function layoutFlow(steps: readonly Step[]): FlowLayout {
  if (steps.length === 0) return { steps: [], ways: [], width: 0, height: 0 }
  const graph = new Graph({ directed: true, multigraph: true })
  // Labels are placed between two ranks of steps, so half of `ranksep` is above and half below them.
  graph.setGraph({ rankdir: 'TB', nodesep: 28, edgesep: 18, ranksep: 48 })
  for (const { id } of steps) graph.setNode(id, { ...stepSize })
  const links = linksOf(steps)
  for (const { from, to, when } of links) {
    graph.setEdge(from, to, { labelpos: 'c', ...(when.length > 0 ? wordsSize : { width: 0, height: 0 }) })
  }
  place(graph)

  const { width = 0, height = 0 } = graph.graph() as { width?: number; height?: number }
  const isMirrored = readsBackwards(graph, links)
  const turned = ({ x, y }: Point): Point => ({ x: isMirrored ? width - x : x, y })
  const middleOf = (id: string) => turned(graph.node(id) as unknown as Point)
  const placed = steps.map(({ id }) => {
    const { x, y } = middleOf(id)
    return { id, x: x - stepSize.width / 2, y: y - stepSize.height / 2 }
  })
  const ways = links.map((link): Way => {
    const edge = graph.edge(link.from, link.to) as { points?: Point[]; x?: number; y?: number }
    const points = (edge.points ?? []).map(turned)
    const [from, to] = [middleOf(link.from), middleOf(link.to)]
    const middle = points[Math.floor(points.length / 2)] ?? from
    const { x = 0, y = 0 } = edge
    return {
      ...link,
      isBack: to.y <= from.y,
      path: link.from === link.to ? loop(from, points) : curve(from, points.slice(1, -1), to),
      label: link.when.length > 0 ? turned({ x, y }) : middle,
    }
  })
  return { steps: placed.sort((one, other) => one.y - other.y || one.x - other.x), ways, width, height }
}

/**
 * Whether the answers of a step run mostly from right to
 * left; the layout is then mirrored to be easier to read.
 */
function readsBackwards(graph: Graph, links: readonly Link[]): boolean {
  let rightwards = 0
  for (const [index, link] of links.entries()) {
    const before = links[index - 1]
    if (before?.from !== link.from) continue
    const xOf = ({ from, to }: Link) => (graph.edge(from, to) as { x?: number }).x ?? 0
    rightwards += Math.sign(xOf(link) - xOf(before))
  }
  return rightwards < 0
}

interface Link {
  from: string
  to: string
  when: string[]
}

// Answers that lead to the same step share one connection.
function linksOf(steps: readonly Step[]): Link[] {
  const ids = new Set(steps.map(({ id }) => id))
  return steps.flatMap(({ id, next }) => {
    const byTarget = new Map<string, string[]>()
    for (const { when, to } of next) if (ids.has(to)) byTarget.set(to, [...(byTarget.get(to) ?? []), when])
    return [...byTarget].map(([to, when]) => ({ from: id, to, when: byTarget.size > 1 ? when : [] }))
  })
}

/** A curve that leaves and reaches each of its points vertically. */
function curve(from: Point, bends: readonly Point[], to: Point): string {
  const isBack = to.y < from.y
  const edge = isBack ? -stepSize.height / 2 : stepSize.height / 2
  // A connection back is moved aside, so that it does not cover the connection forward.
  const aside = (step: Point, bend: Point | undefined) =>
    isBack ? (Math.sign((bend?.x ?? step.x) - step.x) * stepSize.width) / 4 : 0
  let last = { x: from.x + aside(from, bends[0]), y: from.y + edge }
  let path = `M${last.x} ${last.y}`
  for (const point of [...bends, { x: to.x + aside(to, bends.at(-1)), y: to.y - edge }]) {
    const middle = (last.y + point.y) / 2
    path += ` C${last.x} ${middle} ${point.x} ${middle} ${point.x} ${point.y}`
    last = point
  }
  return path
}

/** A connection from a step to itself: a loop at the side that has room for it. */
function loop(step: Point, points: readonly Point[]): string {
  const out = points.reduce((far, { x }) => (Math.abs(x - step.x) > Math.abs(far - step.x) ? x : far), step.x)
  const x = step.x + (Math.sign(out - step.x) * stepSize.width) / 2
  return `M${x} ${step.y - 14} C${out} ${step.y - 14} ${out} ${step.y + 14} ${x} ${step.y + 14}`
}
