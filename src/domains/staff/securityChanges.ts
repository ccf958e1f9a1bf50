import { humanize } from '@/resource/field'
import type { TableRow } from '@/supabase/rows'
import type { RowOfResult } from '@/supabase/rpc'
import { numberLocale } from '@/ui/locale'

type SecurityChange = RowOfResult<'security_changes'>

/** A sign-in or an export, as the database records it. */
export type NotedEvent = Pick<
  TableRow<'security_events'>,
  'id' | 'at' | 'who' | 'table_name' | 'row_count'
> & {
  kind: 'sign_in' | 'export'
}

/** The moment a number of days before another, as an ISO text. */
export const daysAgo = (now: Date, days: number) => new Date(now.getTime() - days * 86_400_000).toISOString()

/** A sign-in or export as text after the person's name. */
export function notedWords({ kind, table_name, row_count }: NotedEvent): string {
  if (kind === 'sign_in') return 'signed in'
  return `exported ${(row_count ?? 0).toLocaleString(numberLocale)} rows of ${(table_name ?? '').replaceAll('_', ' ')}`
}

/** A change as text after the person's name, with the name of the record. */
export function securityWords(event: SecurityChange): string {
  const { action, table_name, changed, reopened, operation_id, records } = event
  const list = humanize(table_name).toLowerCase()
  const record = event.record_label ?? list
  const many = records > 1 ? ` and ${(records - 1).toLocaleString(numberLocale)} more` : ''
  if (table_name === 'staff_members') {
    if (action === 'insert') return `let in ${record}`
    if (action === 'delete') return `removed ${record}${many}`
    if (changed.includes('roles')) return `changed the roles of ${record}${many}`
    return `${changed.includes('active') ? 'changed the access of' : 'changed'} ${record}${many}`
  }
  if (table_name === 'billing_periods') {
    if (reopened) return `reopened the month ${record}`
    return action === 'insert' || changed.includes('closed')
      ? `closed the month ${record}`
      : `changed the month ${record}`
  }
  if (table_name === 'outreach_suppressions') {
    const done = action === 'delete' ? 'deleted' : changed.includes('lifted_at') ? 'lifted' : 'changed'
    return `${done} the suppression of ${record}${many}`
  }
  if (action === 'delete')
    return operation_id || records > 1
      ? `deleted ${records.toLocaleString(numberLocale)} of ${list} at once`
      : `deleted ${record}`
  return `changed ${record}`
}

/** URL of the audit log entries of a change. */
export const securityPlace = ({ id, operation_id }: Pick<SecurityChange, 'id' | 'operation_id'>) =>
  operation_id ? `/audit-log?operation_id=is:${operation_id}` : `/audit-log/${id}`
