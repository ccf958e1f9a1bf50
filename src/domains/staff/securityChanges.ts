import type { CrudFilters } from '@refinedev/core'
import { numberLocale } from '@/ui/locale'

/** An entry of the audit log that is an event of security. */
export interface SecurityChange {
  id: number
  at: string
  actor_name: string
  action: 'insert' | 'update' | 'delete'
  table_name: string
  record_id: string
  record_label: string | null
  changed: readonly string[]
  operation_id: string | null
}

/** What the database notes of sign-ins and exports. */
export interface NotedEvent {
  id: number
  at: string
  kind: 'sign_in' | 'export'
  who: string
  table_name: string | null
  row_count: number | null
}

/** A moment so many days before another. */
export const daysAgo = (now: Date, days: number) => new Date(now.getTime() - days * 86_400_000).toISOString()

/** Of each kind at most so many, the first ones. */
export function ofEach(
  events: readonly NotedEvent[],
  most: Record<NotedEvent['kind'], number>,
): NotedEvent[] {
  const left = { ...most }
  return events.filter(({ kind }) => {
    left[kind] -= 1
    return left[kind] >= 0
  })
}

/** What somebody did, after their name. */
export function notedWords({ kind, table_name, row_count }: NotedEvent): string {
  if (kind === 'sign_in') return 'signed in'
  return `exported ${(row_count ?? 0).toLocaleString(numberLocale)} of ${(table_name ?? '').replaceAll('_', ' ')}`
}

const watched = ['staff_members', 'billing_periods', 'billing_sellers']

/** The entries of the audit log that admins should have seen: those about who may do what, and what cannot be taken back. */
export function securityFilters(now: Date): CrudFilters {
  return [
    { field: 'at', operator: 'gte', value: daysAgo(now, 30) },
    {
      operator: 'or',
      value: [
        { field: 'table_name', operator: 'in', value: watched },
        {
          operator: 'and',
          value: [
            { field: 'table_name', operator: 'eq', value: 'outreach_suppressions' },
            { field: 'action', operator: 'ne', value: 'insert' },
          ] as never,
        },
        {
          operator: 'and',
          value: [
            { field: 'action', operator: 'eq', value: 'delete' },
            { field: 'operation_id', operator: 'nnull', value: true },
          ] as never,
        },
      ],
    },
  ]
}

/** What happened, before the name of the record. */
export function securityWords({ action, table_name, changed, operation_id }: SecurityChange): string {
  if (table_name === 'staff_members') {
    if (action === 'insert') return 'let in'
    if (action === 'delete') return 'removed'
    if (changed.includes('roles')) return 'changed the roles of'
    return changed.includes('active') ? 'changed the access of' : 'changed'
  }
  if (table_name === 'billing_periods')
    return changed.includes('closed') ? 'closed or reopened the month' : 'changed the month'
  if (table_name === 'outreach_suppressions') return 'lifted or changed the suppression of'
  if (action === 'delete') return operation_id ? 'deleted in bulk, among others,' : 'deleted'
  return 'changed'
}
