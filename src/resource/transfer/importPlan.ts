import { ConsoleError } from '@/supabase/errors'
import { numbers } from '@/ui/locale'
import type { Prepared } from './importRows'
import type { Duplicates, ImportOutcome } from './importRun'
import { canResume } from './withRetries'

/** A running stage of an import. */
export interface RunningStage {
  at: 'checking' | 'writing'
  rows: number
  of: number
}

/** The stage of an import, from the check of its rows on. */
export type RunStage =
  | RunningStage
  | { at: 'checked' }
  | { at: 'stopped'; during: RunningStage['at']; error: unknown }
  | { at: 'done'; outcome: ImportOutcome; cancelled: boolean }

// On a shared connection, this many rows delay other people by about a second.
const quickWhole = 500
// A hosted project cancels a statement after 60 s; 1,000 rows take one to two.
const mostWhole = 20_000

export const noOutcome: ImportOutcome = { counts: {}, notes: new Map() }

/** What would happen to the rows. */
export interface ImportPlan {
  fresh: number
  duplicates: number
  /** Duplicates that cannot be updated. */
  notUpdatable: number
  bad: number
  added: number
  updated: number
  skipped: number
  refused: number
  written: number
}

/** Counts what would happen to the rows, as far as is known. */
export function planOf(
  prepared: Prepared | undefined,
  checked: ImportOutcome | undefined,
  duplicates: Duplicates,
): ImportPlan {
  const { counts, notes } = checked ?? noOutcome
  const notUpdatable = [...notes.values()].filter(
    ({ outcome, reason }) => outcome === 'duplicate' && reason,
  ).length
  const bad = (prepared?.bad.size ?? 0) + (counts.bad ?? 0)
  const found = counts.duplicate ?? 0
  const added = counts.new ?? 0
  const updated = duplicates === 'update' ? found - notUpdatable : 0
  return {
    fresh: added,
    duplicates: found,
    notUpdatable,
    bad,
    added,
    updated,
    skipped: duplicates === 'update' ? 0 : found,
    refused: bad + (duplicates === 'update' ? notUpdatable : 0),
    written: added + updated,
  }
}

/** The counts that decide whether “all or nothing” is possible; a skipped duplicate takes time as well. */
type WholePlan = Pick<ImportPlan, 'fresh' | 'duplicates' | 'refused'>

/** Whether “all or nothing” is preselected: if every row is valid and the transaction is short. */
export function proposesWhole(plan: WholePlan): boolean {
  return plan.refused === 0 && plan.fresh + plan.duplicates <= quickWhole
}

/** Why “all or nothing” is not possible, as text after its label. `shared`: all people use one database connection. */
export function wholeRefused(plan: WholePlan, shared: boolean): string | undefined {
  if (plan.refused > 0) return 'not with bad rows'
  const rows = plan.fresh + plan.duplicates
  if (shared && rows > quickWhole) {
    return `up to ${numbers.format(quickWhole)} rows here, since everybody shares one connection and would wait until it ends`
  }
  return rows > mostWhole
    ? `up to ${numbers.format(mostWhole)} rows, since it is one step of the database`
    : undefined
}

/** Why rows are not written, in file order, as far as is known. */
export function reasonsOf(
  prepared: Prepared | undefined,
  found: ImportOutcome | undefined,
  duplicates: Duplicates,
): Map<number, string> {
  const reasons = new Map(prepared?.bad)
  for (const { row, outcome, reason } of found?.notes.values() ?? []) {
    const counts =
      outcome === 'bad' || outcome === 'refused' || (outcome === 'duplicate' && duplicates === 'update')
    if (reason && counts) reasons.set(row, reason)
  }
  return new Map([...reasons].sort(([a], [b]) => a - b))
}

/** What stopped an import, and what happened to its rows. */
export function stoppedText(error: unknown, during: RunningStage['at'], whole: boolean): string {
  const message = error instanceof ConsoleError ? error.message : 'Something went wrong on this page.'
  if (during === 'checking') return `${message} Nothing was written.`
  if (!canResume(error)) return message
  return whole
    ? `${message} Going on asks the database what became of it: nothing is written twice.`
    : `${message} What was written so far stays; going on writes the rest, and nothing twice.`
}
