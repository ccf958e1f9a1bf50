import type { RowOfResult } from '@/supabase/rpc'

type Entry = RowOfResult<'accounting_entries'>

/** The columns of the accounting export in order: the heading, and the text of an entry in that column. */
export const accountingColumns = {
  day: { label: 'date', text: (row: Entry) => row.day },
  document: { label: 'document', text: (row: Entry) => row.document },
  number: { label: 'number', text: (row: Entry) => row.number },
  member: { label: 'member', text: (row: Entry) => row.member ?? '' },
  account: { label: 'account', text: (row: Entry) => row.account },
  tax_rate: { label: 'tax rate', text: (row: Entry) => (row.tax_rate === null ? '' : String(row.tax_rate)) },
  net: { label: 'net', text: (row: Entry, amount: Amount) => amount(row.net_minor) },
  tax: { label: 'tax', text: (row: Entry, amount: Amount) => amount(row.tax_minor) },
  gross: { label: 'gross', text: (row: Entry, amount: Amount) => amount(row.gross_minor) },
  currency: { label: 'currency', text: (row: Entry) => row.currency },
} as const

type Amount = (minor: number) => string

/** The key of a column. */
export type ColumnKey = keyof typeof accountingColumns

/**
 * The columns that this person chose before, in the order of the export; all columns when nothing is stored.
 */
export function chosenColumns(stored: string | undefined): ColumnKey[] {
  const names = stored?.split(',') ?? []
  const all = Object.keys(accountingColumns) as ColumnKey[]
  const chosen = all.filter((key) => names.includes(key))
  return chosen.length > 0 ? chosen : all
}
