import { type BaseRecord, useList } from '@refinedev/core'
import { Button } from 'antd'
import { useState } from 'react'
import { EmptyState, ErrorState, LoadingState } from '@/ui/states'
import type { AnyRow, Resource } from '../define'
import { isEmpty, words } from '../fields/field'
import { currencyOf, moneyText } from '../fields/money'
import { Moment } from '../fields/time'

const verbs: Record<string, string> = { insert: 'created', update: 'changed', delete: 'deleted' }
const step = 10

interface HistoryProps {
  table: string
  id: string
  resource?: Resource
  /** The record as it is: the log holds only what changed, and an amount is nothing without its currency. */
  row?: AnyRow
}

/** A record's history from the audit log: who, when, what changed, why; the newest first. */
export function History({ table, id, resource, row: now }: HistoryProps) {
  const [size, setSize] = useState(step)
  const { result, query } = useList<BaseRecord>({
    resource: 'audit_log',
    pagination: { pageSize: size },
    sorters: [{ field: 'at', order: 'desc' }],
    filters: [
      { field: 'table_name', operator: 'eq', value: table },
      { field: 'record_id', operator: 'eq', value: id },
    ],
    meta: { count: 'exact' },
    errorNotification: false,
    queryOptions: { placeholderData: (before) => before },
  })
  if (query.isError)
    return <ErrorState error={query.error} onRetry={() => void query.refetch()} size="small" />
  if (query.isLoading) return <LoadingState shape="text" />
  const rows = (result?.data ?? []) as AnyRow[]
  const total = result?.total ?? rows.length
  if (rows.length === 0) {
    return (
      <EmptyState title="No changes yet" size="small">
        Changes made by people appear here, with who made them and when.
      </EmptyState>
    )
  }
  return (
    <>
      <ol className="history">
        {rows.map((row) => (
          <li key={String(row.id)}>
            <div className="history-head">
              <strong>{String(row.actor_name)}</strong>
              <span>{verbs[String(row.action)] ?? String(row.action)} this</span>
              <span className="history-when">
                <Moment value={String(row.at)} />
              </span>
            </div>
            {row.reason ? <p className="history-reason">“{String(row.reason)}”</p> : null}
            {row.action === 'update' ? <Changes row={row} resource={resource} now={now} /> : null}
          </li>
        ))}
      </ol>
      {rows.length < total ? (
        <Button size="small" onClick={() => setSize(size + 40)} loading={query.isFetching}>
          Show {Math.min(40, total - rows.length)} earlier
        </Button>
      ) : null}
    </>
  )
}

/** What a change of the audit log changed, column by column: before and after. */
export function Changes({ row, resource, now }: { row: AnyRow; resource?: Resource; now?: AnyRow }) {
  const before = (row.before ?? {}) as AnyRow
  const after = (row.after ?? {}) as AnyRow
  return (
    <dl className="history-changes">
      {(row.changed as string[]).map((name) => (
        <div key={name}>
          <dt>{resource?.fields[name]?.label ?? words(name)}</dt>
          <dd>
            <del>{valueText(before[name], { ...now, ...before }, name, resource)}</del>
            <span aria-hidden> → </span>
            <span className="visually-hidden"> became </span>
            <ins>{valueText(after[name], { ...now, ...after }, name, resource)}</ins>
          </dd>
        </div>
      ))}
    </dl>
  )
}

/** A value out of the audit log as text, in the words of its column where that is known; long ones are cut. */
export function valueText(value: unknown, row: AnyRow, name: string, resource?: Resource): string {
  if (isEmpty(value)) return 'empty'
  const field = resource?.fields[name]
  // A foreign key's name is not in the log: its beginning is enough to tell two apart.
  if (field?.relation) return String(value).slice(0, 8)
  const text = field?.currency
    ? moneyText(Number(value), currencyOf(row, field.currency))
    : field
      ? field.text(value, row)
      : typeof value === 'object'
        ? JSON.stringify(value)
        : String(value)
  return text.length > 160 ? `${text.slice(0, 160)}…` : text
}
