import type { CrudFilters } from '@refinedev/core'

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

const watched = ['staff_members', 'billing_periods', 'billing_sellers']

/** The entries of the audit log that admins should have seen: those about who may do what, and what cannot be taken back. */
export function securityFilters(now: Date): CrudFilters {
  return [
    { field: 'at', operator: 'gte', value: new Date(now.getTime() - 30 * 86_400_000).toISOString() },
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
