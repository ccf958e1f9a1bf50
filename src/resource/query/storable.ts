import { columns as facts } from '@/supabase/columns'
import type { Filter } from './listUrl'

const lacking = new Set(['lacks', 'not', 'none'])

/**
 * A filter without the texts that no column can hold: with the sign NUL, which the database refuses altogether, or
 * longer than the column. Where nothing is left to ask, no row has it, or every row lacks it.
 */
export function storableTexts(table: string, filter: Filter): Filter | 'none' | 'all' {
  const most = filter.path === undefined ? facts[table]?.[filter.field]?.maxLength : undefined
  const fits = (text: string) => !text.includes('\0') && (most === undefined || [...text].length <= most)
  const value = filter.value.filter(fits)
  if (value.length === filter.value.length) return filter
  if (lacking.has(filter.op)) return value.length > 0 ? { ...filter, value } : 'all'
  return filter.op === 'any' && value.length > 0 ? { ...filter, value } : 'none'
}
