import { Graph, type Point, layout as place } from '@dagrejs/dagre'
import type { Step } from './flow'
import { stepSize } from './stepSize'

/** The room for the words at a way, in pixels. */
const wordsSize = { width: 140, height: 18 }

/** A drawing of a flow, in pixels from its top left corner; the steps in the order they are read in. */
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
  label: Point
  /** Leads to a step above, or to itself. */
  isBack: boolean
}

/**
 * Draws a flow from top to bottom: each step below all that lead to it, but for the ways back. The same steps always
 * give the same drawing.
 */
export function layoutFlow(steps: readonly Step[]): FlowLayout {
  if (steps.length === 0) return { steps: [], ways: [], width: 0, height: 0 }
  const graph = new Graph({ directed: true, multigraph: true })
  // Between two rows of steps lies a row of words, with half of the distance above and below it.
  graph.setGraph({ rankdir: 'TB', nodesep: 28, edgesep: 18, ranksep: 48 })
  for (const { id } of steps) graph.setNode(id, { ...stepSize })
  const links = linksOf(steps)
  for (const { from, to, when } of links) {
    graph.setEdge(from, to, { labelpos: 'c', ...(when.length > 0 ? wordsSize : { width: 0, height: 0 }) })
  }
  place(graph)

  const middleOf = (id: string) => graph.node(id) as unknown as Point
  const placed = steps.map(({ id }) => {
    const { x, y } = middleOf(id)
    return { id, x: x - stepSize.width / 2, y: y - stepSize.height / 2 }
  })
  const ways = links.map((link): Way => {
    const {
      points = [],
      x,
      y,
    } = graph.edge(link.from, link.to) as { points?: Point[]; x?: number; y?: number }
    const [from, to] = [middleOf(link.from), middleOf(link.to)]
    const middle = points[Math.floor(points.length / 2)] ?? from
    return {
      ...link,
      isBack: to.y <= from.y,
      path:
        link.from === link.to
          ? loop(from, Math.max(...points.map((point) => point.x)))
          : curve(from, points.slice(1, -1), to),
      label: { x: x ?? middle.x, y: y ?? middle.y },
    }
  })
  const { width = 0, height = 0 } = graph.graph() as { width?: number; height?: number }
  return { steps: placed.sort((one, other) => one.y - other.y || one.x - other.x), ways, width, height }
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

/** A line that leaves and reaches each of its points upright. */
function curve(from: Point, bends: readonly Point[], to: Point): string {
  const isBack = to.y < from.y
  // A way back keeps aside of the way there between the same two steps.
  const aside = isBack ? stepSize.width / 4 : 0
  const edge = isBack ? -stepSize.height / 2 : stepSize.height / 2
  const start = { x: from.x + aside, y: from.y + edge }
  const points = [...bends, { x: to.x + aside, y: to.y - edge }]
  let path = `M${start.x} ${start.y}`
  let last = start
  for (const point of points) {
    const middle = (last.y + point.y) / 2
    path += ` C${last.x} ${middle} ${point.x} ${middle} ${point.x} ${point.y}`
    last = point
  }
  return path
}

/** A step that leads to itself: a loop at its right edge. */
function loop(step: Point, right: number): string {
  const x = step.x + stepSize.width / 2
  return `M${x} ${step.y - 14} C${right} ${step.y - 14} ${right} ${step.y + 14} ${x} ${step.y + 14}`
}
