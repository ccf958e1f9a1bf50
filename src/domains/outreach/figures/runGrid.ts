import type { RunDay } from './data'

/** One line of the grid. */
export interface SourceLine {
  id: string
  name: string
  cells: ReadonlyMap<string, RunDay>
  brought: number
  again: number
}

const severity = ['stuck', 'failed', 'partial', 'running', 'queued', 'cancelled', 'succeeded']

/** Lines by source: those in trouble first, by their last day, then by what they brought. */
export function bySource(rows: readonly RunDay[]): SourceLine[] {
  const lines = new Map<
    string,
    { id: string; name: string; cells: Map<string, RunDay>; brought: number; again: number }
  >()
  for (const row of rows) {
    const line = lines.get(row.source_id) ?? {
      id: row.source_id,
      name: row.name,
      cells: new Map(),
      brought: 0,
      again: 0,
    }
    line.cells.set(row.day, row)
    line.brought += Number(row.new_leads)
    line.again += Number(row.duplicates)
    lines.set(row.source_id, line)
  }
  const rank = ({ cells }: SourceLine) => {
    const last = [...cells.keys()].sort().at(-1)
    const cell = last === undefined ? undefined : cells.get(last)
    return cell ? severity.indexOf(cell.stuck ? 'stuck' : cell.worst) : severity.length
  }
  return [...lines.values()].sort(
    (a, b) => rank(a) - rank(b) || b.brought - a.brought || a.name.localeCompare(b.name),
  )
}

/** How a day's cell looks, and what it says. */
export function outcomeOf({ worst, stuck, runs, new_leads }: RunDay): { tone: string; text: string } {
  const count = runs === 1 ? '1 run' : `${runs} runs`
  if (stuck) return { tone: 'failed', text: `${count}, one without a sign of life` }
  const what: Record<string, string> = {
    failed: 'failed',
    partial: 'partly done',
    running: 'running',
    queued: 'queued',
    cancelled: 'cancelled',
    succeeded: 'succeeded',
  }
  return {
    tone: worst,
    text: `${count}, ${runs === 1 ? '' : 'the worst '}${what[worst] ?? worst}, ${new_leads} new`,
  }
}
