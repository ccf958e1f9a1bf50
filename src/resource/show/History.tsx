import { type BaseRecord, useList } from '@refinedev/core'
import { Button, Select, Tooltip } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { columns as columnMetadata } from '@/supabase/columns'
import { Row } from '@/ui/layout'
import { DialogOpening, EmptyState, ErrorState, LoadingState } from '@/ui/states'
import type { AnyRow, Resource } from '../define'
import { useEntries } from '../entries'
import { isEmpty } from '../field'
import { Moment } from '../fields/time'
import { Change, labelOf, Value } from './Change'
import { type RelatedNames, useNames } from './useNames'

const RestoreDialog = lazy(() => import('./RestoreDialog'))
const RecreateDialog = lazy(() => import('./RecreateDialog'))

const verbs: Record<string, string> = { insert: 'created', update: 'changed', delete: 'deleted' }
const step = 10

interface HistoryProps {
  table: string
  id: string
  resource?: Resource
  /** The current record: the log stores only changed values, and an amount needs its currency. */
  row?: AnyRow
  /** Renders nothing if there is no history. */
  onlyIfAny?: boolean
}

/** Columns left out of the history, because the database computes them. */
const unrecorded = ['updated_at', 'search', 'folded', 'sort_name']

/** The audit log entries of a record, newest first; only those of one column if `field` is given. */
function useLogEntries(table: string, id: string, field: string | undefined, size: number) {
  const { result, query } = useList<BaseRecord>({
    resource: 'audit_log',
    pagination: { pageSize: size },
    sorters: [{ field: 'at', order: 'desc' }],
    filters: [
      { field: 'table_name', operator: 'eq', value: table },
      { field: 'record_id', operator: 'eq', value: id },
      ...(field ? [{ field: 'changed', operator: 'ina' as const, value: [field] }] : []),
    ],
    meta: { count: 'exact' },
    errorNotification: false,
    queryOptions: { placeholderData: (before) => before },
  })
  const rows = (result?.data ?? []) as AnyRow[]
  return { query, rows, total: result?.total ?? rows.length }
}

/**
 * A record's history from the audit log: who, when, what changed, why; newest first. People who may edit the record can
 * restore its values.
 */
export function History({ table, id, resource, row: current, onlyIfAny }: HistoryProps) {
  const [size, setSize] = useState(step)
  const [field, setField] = useState<string>()
  const [restoring, setRestoring] = useState<AnyRow>()
  const [recreating, setRecreating] = useState<AnyRow>()
  const { may } = useEntries()
  const { query, rows, total } = useLogEntries(table, id, field, size)
  const names = useNames(
    resource,
    rows.flatMap(({ before, after }) => [before ?? {}, after ?? {}] as AnyRow[]),
  )
  if (query.isError)
    return <ErrorState error={query.error} onRetry={() => void query.refetch()} size="small" />
  if (query.isLoading) return onlyIfAny ? null : <LoadingState shape="text" />
  if (rows.length === 0 && !field) {
    return onlyIfAny ? null : (
      <EmptyState title="No changes yet" size="small">
        Changes made by people appear here, with who made them and when.
      </EmptyState>
    )
  }
  const mayRestore = current !== undefined && resource?.form !== undefined && may(resource.may?.edit)
  const mayRecreate = current === undefined && may(resource?.may?.create)
  return (
    <>
      {field || total > 3 ? (
        <FieldChoice table={table} resource={resource} value={field} onChange={setField} />
      ) : null}
      {rows.length === 0 ? <p className="quiet above-2">This field was not changed yet.</p> : null}
      <ol className="history trail stack gap-12 below-12">
        {rows.map((row, index) => (
          <Entry
            key={String(row.id)}
            {...{ row, resource, current, names }}
            onRestore={mayRestore && row.action !== 'delete' ? () => setRestoring(row) : undefined}
            onRecreate={
              mayRecreate && row.action === 'delete' && index === 0 && !field
                ? () => setRecreating(row)
                : undefined
            }
          />
        ))}
      </ol>
      {rows.length < total ? (
        <Button size="small" onClick={() => setSize(size + 40)} loading={query.isFetching}>
          Show {Math.min(40, total - rows.length)} earlier
        </Button>
      ) : null}
      <Suspense fallback={<DialogOpening />}>
        {restoring && resource && current ? (
          <RestoreDialog
            resource={resource}
            row={current}
            entry={restoring}
            names={names}
            onClose={() => setRestoring(undefined)}
          />
        ) : null}
        {recreating && resource ? (
          <RecreateDialog
            resource={resource}
            entry={recreating}
            names={names}
            onClose={() => setRecreating(undefined)}
          />
        ) : null}
      </Suspense>
    </>
  )
}

interface FieldChoiceProps {
  table: string
  resource?: Resource
  value: string | undefined
  onChange: (field: string | undefined) => void
}

/** Limits the history to the changes of one column. */
function FieldChoice({ table, resource, value, onChange }: FieldChoiceProps) {
  return (
    <Select
      className="below-12"
      style={{ width: 200 }}
      aria-label="Only changes of"
      allowClear
      showSearch={{ optionFilterProp: 'label' }}
      placeholder="All fields"
      value={value}
      onChange={(next: string | undefined) => onChange(next)}
      options={Object.keys(columnMetadata[table] ?? {})
        .filter((name) => !unrecorded.includes(name) && name !== resource?.key)
        .map((name) => ({ value: name, label: labelOf(name, resource) }))}
    />
  )
}

interface EntryProps extends ChangesProps {
  /** Missing if the person may not restore, or there is nothing to restore. */
  onRestore: (() => void) | undefined
  onRecreate: (() => void) | undefined
}

/** One entry of the log: who did what when, and why. */
function Entry({ row, resource, current, names, onRestore, onRecreate }: EntryProps) {
  const fixed = current && resource?.form?.fixed?.(current)
  return (
    <li>
      <Row gap={6} align="stretch" wrap="tight">
        <strong>{String(row.actor_name)}</strong>
        <span>{verbs[String(row.action)] ?? String(row.action)} this</span>
        <span className="push quiet">
          <Moment value={String(row.at)} />
        </span>
      </Row>
      {row.reason ? <p className="quiet above-2">“{String(row.reason)}”</p> : null}
      {row.action === 'update' ? (
        <Changes row={row} resource={resource} current={current} names={names} />
      ) : (
        <details className="small above-4">
          <summary>{row.action === 'insert' ? 'As it was created' : 'What it was'}</summary>
          <Values values={(row.before ?? row.after ?? {}) as AnyRow} resource={resource} names={names} />
        </details>
      )}
      {onRestore ? (
        <Tooltip title={fixed}>
          <Button
            type="link"
            size="small"
            className="above-4 small"
            style={{ height: 'auto', padding: 0 }}
            disabled={fixed !== undefined}
            onClick={onRestore}
          >
            Restore these values…
          </Button>
        </Tooltip>
      ) : null}
      {onRecreate ? (
        <Button size="small" className="above-4 small" onClick={onRecreate}>
          Bring it back…
        </Button>
      ) : null}
    </li>
  )
}

interface ChangesProps {
  row: AnyRow
  resource?: Resource
  current?: AnyRow
  names?: RelatedNames
}

/** The changes of an audit log entry, column by column: before and after. */
export function Changes({ row, resource, current, names }: ChangesProps) {
  const before = (row.before ?? {}) as AnyRow
  const after = (row.after ?? {}) as AnyRow
  return (
    <dl className="history-changes small above-4 anywhere">
      {(row.changed as string[]).map((name) => (
        <Row gap={8} align="stretch" key={name}>
          <dt className="fixed">{labelOf(name, resource)}</dt>
          <dd>
            <Change
              name={name}
              resource={resource}
              names={names}
              before={before[name]}
              after={after[name]}
              rowBefore={{ ...current, ...before }}
              rowAfter={{ ...current, ...after }}
            />
          </dd>
        </Row>
      ))}
    </dl>
  )
}

/** All values of a record, which the audit log stores when it is created or deleted. */
export function Values({
  values,
  resource,
  names,
}: {
  values: AnyRow
  resource?: Resource
  names?: RelatedNames
}) {
  return (
    <dl className="record-fields anywhere above-8">
      {Object.keys(values)
        .filter((name) => !isEmpty(values[name]))
        .map((name) => (
          <div className="narrow" key={name}>
            <dt>{labelOf(name, resource)}</dt>
            <dd>
              <Value value={values[name]} row={values} name={name} resource={resource} names={names} />
            </dd>
          </div>
        ))}
    </dl>
  )
}
