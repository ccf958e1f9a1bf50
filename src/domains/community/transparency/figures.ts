import { numberText } from '@/charts/numbers'
import type { ViewRow } from '@/supabase/rows'

/** A row of `moderation_transparency`: one rule in one year. */
export type Rule = Omit<
  ViewRow<'moderation_transparency', 'median_hours_to_decide' | 'median_hours_to_answer'>,
  'id'
>

type Count = Exclude<keyof Rule, 'year' | 'rule_code' | 'rule' | `median_${string}`>

const counts: readonly [Count, string][] = [
  ['hidden', 'Hidden'],
  ['removed', 'Removed'],
  ['edits_declined', 'Edits declined'],
  ['photos_rejected', 'Photos rejected'],
  ['warnings', 'Warnings'],
  ['mutes', 'Mutes'],
  ['suspensions', 'Suspensions'],
  ['found_by_reports', 'Found by reports'],
  ['found_by_machine', 'Found by machine'],
  ['decided_by_people', 'Decided by people'],
  ['decided_by_machine', 'Decided by machine'],
  ['appeals', 'Objections'],
  ['appeals_overturned', 'Overturned'],
]

const hours = (value: number | null) => (value === null ? '–' : Number(value).toFixed(1))

/** The columns of the yearly table. */
export const columns: readonly { label: string; text: (row: Rule) => string }[] = [
  ...counts.map(([key, label]) => ({ label, text: (row: Rule) => numberText(Number(row[key])) })),
  { label: 'Median hours to decide', text: (row) => hours(row.median_hours_to_decide) },
  { label: 'Median hours to answer', text: (row) => hours(row.median_hours_to_answer) },
]

/** The totals of a year: counts are added; a median of medians has no meaning, so it is empty. */
export function sumOf(rows: readonly Rule[]): Rule {
  const sums = Object.fromEntries(
    counts.map(([key]) => [key, rows.reduce((sum, row) => sum + Number(row[key]), 0)]),
  ) as Record<Count, number>
  return {
    ...sums,
    ...{ year: rows[0]?.year ?? 0, rule_code: '', rule: 'All' },
    ...{ median_hours_to_decide: null, median_hours_to_answer: null },
  }
}

/** The yearly table in the form of an exported file. */
export function tableOf(rows: readonly Rule[]) {
  return {
    head: ['Rule', ...columns.map(({ label }) => label)],
    rows: rows.map((row) => ({
      key: row.rule_code,
      cells: [row.rule, ...columns.map(({ text }) => text(row))],
    })),
  }
}
