import { columns as metadata } from '@/supabase/columns'
import { folded } from '@/supabase/folded'
import type { Filter } from './listUrl'

const lacking = new Set(['lacks', 'not', 'none'])

/**
 * Removes texts that no column can hold: with a NUL character, which the database refuses, or longer than the column.
 * If no text is left, the filter matches no row, or every row for a negated one.
 */
export function storableTexts(table: string, filter: Filter): Filter | 'none' | 'all' {
  const most = filter.path === undefined ? metadata[table]?.[filter.field]?.maxLength : undefined
  const fits = (text: string) => !text.includes('\0') && (most === undefined || [...text].length <= most)
  const value = filter.value.filter(fits)
  if (value.length === filter.value.length) return filter
  if (lacking.has(filter.op)) return value.length > 0 ? { ...filter, value } : 'all'
  return filter.op === 'any' && value.length > 0 ? { ...filter, value } : 'none'
}

/** The most characters of a search in a request, including the syntax around each word. */
const longestSearch = 4000
const aroundWord = 30

/** Shortens a search to fit into one request: a long text pasted by mistake is searched by its beginning. */
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
