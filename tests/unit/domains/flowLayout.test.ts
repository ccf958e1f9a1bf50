import { describe, expect, it } from 'vitest'
import type { Step } from '@/domains/conversations/flow'
import { layoutFlow } from '@/domains/conversations/flowLayout'
import { stepSize } from '@/domains/conversations/stepSize'

/** A step and its exits, each written `answer>target`. */
const step = (id: string, ...ways: string[]): Step => ({
  id,
  question: id,
  next: ways.map((way) => ({ when: way.split('>')[0]!, to: way.split('>')[1]! })),
})
const flow = [
  step('hello', 'yes>more', 'no>bye', 'maybe>more', 'lost>nowhere'),
  step('more', 'otherwise>deep'),
  step('deep', 'again>hello', 'same>deep', 'enough>bye'),
  step('bye'),
]

describe('the drawing of a flow', () => {
  const { steps, ways, width, height } = layoutFlow(flow)
  const topOf = (id: string) => steps.find((one) => one.id === id)!.y
  const wayOf = (from: string, to: string) => ways.find((way) => way.from === from && way.to === to)!

  it('places each step below those that lead to it, in the order they are read in', () => {
    expect(steps.map(({ id }) => id)).toEqual(['hello', 'more', 'deep', 'bye'])
    for (const { from, to, isBack } of ways) if (!isBack) expect(topOf(to)).toBeGreaterThan(topOf(from))
  })

  it('marks what leads to a step above, or to itself, as a way back', () => {
    expect(ways.filter(({ isBack }) => isBack).map(({ from, to }) => `${from} ${to}`)).toEqual([
      'deep hello',
      'deep deep',
    ])
  })

  it('draws one line for the answers that lead to the same step, and none where there is no step', () => {
    expect(wayOf('hello', 'more').when).toEqual(['yes', 'maybe'])
    expect(ways.filter(({ from }) => from === 'hello')).toHaveLength(2)
    expect(wayOf('more', 'deep').when).toEqual([])
  })

  it('shows the answers to a question from left to right', () => {
    const answers = ['a', 'b', 'c', 'd', 'e']
    const choice = layoutFlow([
      step('ask', ...answers.map((id) => `${id}>${id}`)),
      ...answers.map((id) => step(id, 'otherwise>end')),
      step('end'),
    ])
    expect(choice.steps.map(({ id }) => id)).toEqual(['ask', ...answers, 'end'])
  })

  it('keeps steps and words apart, within the drawing', () => {
    const boxes = [
      ...steps.map(({ x, y }) => ({ x, y, ...stepSize })),
      ...ways
        .filter(({ when }) => when.length > 0)
        .map(({ label }) => ({ x: label.x - 70, y: label.y - 9, width: 140, height: 18 })),
    ]
    for (const [index, one] of boxes.entries()) {
      expect(one.x).toBeGreaterThanOrEqual(0)
      expect(one.x + one.width).toBeLessThanOrEqual(width)
      expect(one.y + one.height).toBeLessThanOrEqual(height)
      for (const other of boxes.slice(index + 1)) {
        const meets = [one.x < other.x + other.width, other.x < one.x + one.width].every(Boolean)
        const rows = [one.y < other.y + other.height, other.y < one.y + one.height].every(Boolean)
        expect(meets && rows).toBe(false)
      }
    }
  })

  it('is the same for the same steps, and nothing for none', () => {
    expect(layoutFlow(flow)).toEqual(layoutFlow(structuredClone(flow)))
    expect(layoutFlow([])).toEqual({ steps: [], ways: [], width: 0, height: 0 })
  })
})
