/**
 * A step of a flow: a question, and the steps that its
 * answers lead to. A step without branches ends the flow.
 */
export interface Step {
  id: string
  /** The slug of the question. */
  question: string
  next: Branch[]
}

/** A branch from a step to another. */
export interface Branch {
  /** The answer, or kind of answer, that leads to the next step. */
  when: string
  /** The id of the next step. */
  to: string
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const isText = (value: unknown): value is string => typeof value === 'string' && value.trim() !== ''

/** The steps in a stored document; parts that are not valid steps are left out. */
export function readSteps(value: unknown): Step[] {
  if (!Array.isArray(value)) return []
  const seen = new Set<string>()
  return value.flatMap((step) => {
    if (!isObject(step) || !isText(step.id) || seen.has(step.id)) return []
    seen.add(step.id)
    const next = (Array.isArray(step.next) ? step.next : []).flatMap((branch) =>
      isObject(branch) && isText(branch.to) ? [{ when: String(branch.when ?? ''), to: branch.to }] : [],
    )
    return [{ id: step.id, question: String(step.question ?? ''), next }]
  })
}

/** Why a document is not a valid list of steps, as a sentence; undefined if it is valid. */
export function stepsProblem(value: unknown): string | undefined {
  if (!Array.isArray(value)) return 'The steps are no list.'
  const ids = new Set<string>()
  for (const [index, step] of value.entries()) {
    const place = `Step ${index + 1}`
    if (!isObject(step)) return `${place} is no step.`
    if (!isText(step.id)) return `${place} needs an id.`
    if (ids.has(step.id)) return `Two steps have the id “${step.id}”.`
    ids.add(step.id)
    if (!isText(step.question)) return `Step “${step.id}” needs a question: the name in the app of one.`
    if (step.next !== undefined && !Array.isArray(step.next)) {
      return `What follows step “${step.id}” is no list.`
    }
    for (const branch of step.next ?? []) {
      if (!isObject(branch) || !isText(branch.when) || !isText(branch.to)) {
        return `Each way out of step “${step.id}” needs a when and a to.`
      }
    }
  }
  for (const { id, next } of readSteps(value)) {
    const lost = next.find(({ to }) => !ids.has(to))
    if (lost) return `Step “${id}” leads to “${lost.to}”, which is not a step.`
  }
  return undefined
}

/** The question slugs in the steps that do not exist, each once. */
export function unknownQuestions(steps: readonly Step[], known: ReadonlySet<string>): string[] {
  return [...new Set(steps.map(({ question }) => question).filter((slug) => !known.has(slug)))]
}

/** The ids of steps that cannot be reached from the first step. */
export function unreachedSteps(steps: readonly Step[]): ReadonlySet<string> {
  const byId = new Map(steps.map((step) => [step.id, step]))
  const open = steps.slice(0, 1)
  const reached = new Set(open.map(({ id }) => id))
  for (let step = open.pop(); step; step = open.pop()) {
    for (const { to } of step.next) {
      const target = byId.get(to)
      if (!target || reached.has(to)) continue
      reached.add(to)
      open.push(target)
    }
  }
  return new Set(steps.map(({ id }) => id).filter((id) => !reached.has(id)))
}
