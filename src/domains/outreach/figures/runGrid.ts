import { moneyText } from '@/resource/fields/money'
import type { RowOfResult } from '@/supabase/rpc'
import type { RunDay } from './data'

/** One source in the grid of runs. */
export interface SourceLine {
  id: string
  name: string
  cells: ReadonlyMap<string, RunDay>
  brought: number
  again: number
}

const severity = ['stuck', 'failed', 'partial', 'running', 'queued', 'cancelled', 'succeeded']

/** Sources with problems first (by their last day), then by the number of new leads. */
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

/** The colour and text of a day's cell. */
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

type SourceCost = RowOfResult<'source_costs'>

/**
 * The cost of a qualified lead of a source, in each currency of its runs; the title shows the calculation.
 */
export function leadCost(costs: readonly SourceCost[], source: string): { text: string; title?: string } {
  const own = costs.filter(({ source_id }) => source_id === source)
  if (own.length === 0) return { text: '–' }
  const paid = (minor: number, { currency }: SourceCost) => moneyText(minor, currency)
  return {
    text: own
      .map((cost) => (cost.qualified > 0 ? paid(cost.cost_minor / cost.qualified, cost) : 'none qualified'))
      .join(', '),
    title: own.map((cost) => `${paid(cost.cost_minor, cost)} for ${cost.qualified} qualified`).join(', '),
  }
}
