import { columns as metadata } from '@/supabase/columns'
import { folded } from '@/supabase/folded'
import type { Filter } from './listUrl'

const lacking = new Set(['lacks', 'not', 'none'])

/**
 * A filter without the texts that no column can hold: with the sign NUL, which the database refuses altogether, or
 * longer than the column. Where nothing is left to ask, no row has it, or every row lacks it.
 */
export function storableTexts(table: string, filter: Filter): Filter | 'none' | 'all' {
  const most = filter.path === undefined ? metadata[table]?.[filter.field]?.maxLength : undefined
  const fits = (text: string) => !text.includes('\0') && (most === undefined || [...text].length <= most)
  const value = filter.value.filter(fits)
  if (value.length === filter.value.length) return filter
  if (lacking.has(filter.op)) return value.length > 0 ? { ...filter, value } : 'all'
  return filter.op === 'any' && value.length > 0 ? { ...filter, value } : 'none'
}

/** So long may a search be, in signs as they are sent, each word with what stands around it. */
const longestSearch = 4000
const aroundWord = 30

/** As much of a search as fits into one request: an email pasted by mistake finds by how it begins. */
export function searchAsSent(text: string): string {
  const bytes = new TextEncoder()
  let length = 0
  let end = 0
  for (const [part] of text.matchAll(/\s+|\S{1,10}/gu)) {
    length += part.trim() === '' ? aroundWord : 3 * bytes.encode(folded(part)).length
    if (length > longestSearch) return text.slice(0, end).trimEnd()
    end += part.length
  }
  return text
}
