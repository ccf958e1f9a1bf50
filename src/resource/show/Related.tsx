import { PlusOutlined } from '@ant-design/icons'
import type { CrudFilters } from '@refinedev/core'
import { Button } from 'antd'
import { Suspense, useState } from 'react'
import { Link, useLocation, useNavigate } from 'react-router'
import { countText } from '@/ui/countText'
import { Row } from '@/ui/layout'
import { ErrorState, LoadingState } from '@/ui/states'
import { useIsPhone } from '@/ui/useIsPhone'
import type { AnyRow, RelatedList, Resource, ResourceEntry } from '../define'
import { useEntries } from '../entries'
import { useResource } from '../loadResource'
import { useRows } from '../query/useRows'
import { Pager } from '../table/Pager'
import { RecordCards } from '../table/RecordCards'
import { RecordTable } from '../table/RecordTable'

/** The rows of another table that belong to this record; renders nothing if the person may not open that table. */
export function Related({ list, id, row }: { list: RelatedList; id: string; row: AnyRow }) {
  const { entryOf, mayOpen } = useEntries()
  const entry = entryOf(list.table)
  if (!entry || !mayOpen(entry)) return null
  return (
    <section className="record-section">
      <Suspense fallback={<LoadingState rows={3} />}>
        <RelatedRows
          list={list}
          entry={entry}
          id={id}
          mayGrow={list.canAdd?.(row) ?? true}
          initial={list.initial?.(row)}
        />
      </Suspense>
    </section>
  )
}

const size = 8

// Matches rows in which any of these columns holds the key.
function isAny(columns: readonly string[], id: string): CrudFilters {
  const each = columns.map((field) => ({ field, operator: 'eq' as const, value: id }))
  return each.length > 1 ? [{ operator: 'or', value: each }] : each
}

interface RelatedRowsProps {
  list: RelatedList
  entry: ResourceEntry
  id: string
  /** Whether rows may be added to this record. */
  mayGrow: boolean
  initial?: AnyRow
}

function RelatedRows({ list, entry, id, mayGrow, initial }: RelatedRowsProps) {
  const resource = useResource(entry)
  const keys = [list.by].flat()
  const isPhone = useIsPhone()
  const navigate = useNavigate()
  const [sort, setSort] = useState(list.sort ?? resource.list.sort)
  const [place, setPlace] = useState<{ cursor?: string; direction?: 'next' | 'previous'; first: number }>({
    first: 1,
  })
  const page = useRows(resource, { filters: isAny(keys, id), sort, ...place, size })
  const columns = list.columns ?? resource.list.columns.filter((name) => !keys.includes(name))
  const linkTo = (row: AnyRow) => ({
    to: `${resource.path}/${encodeURIComponent(String(row[resource.key]))}`,
  })
  const title = list.title ?? entry.label
  const shared = { resource, rows: page.rows, linkTo, isStale: page.isPlaceholder, label: title }
  return (
    <>
      <Row gap={16} justify="between" wrap="tight" className="below-4">
        <h2>
          {title}{' '}
          {page.isLoading || page.error ? null : (
            <span className="quiet plain">{countText(page.total, page.approximate)}</span>
          )}
        </h2>
        <Row as="span" gap={12}>
          {page.total > page.rows.length ? <ListLink resource={resource} keys={keys} id={id} /> : null}
          {mayGrow ? <AddButton resource={resource} initial={{ [keys[0] ?? '']: id, ...initial }} /> : null}
        </Row>
      </Row>
      {page.error ? (
        <ErrorState error={page.error} onRetry={() => void page.refetch()} size="small" />
      ) : page.isLoading ? (
        <LoadingState rows={3} />
      ) : page.rows.length === 0 ? (
        <p className="quiet">No {entry.label.toLowerCase()}</p>
      ) : (
        <>
          {isPhone ? (
            <RecordCards {...shared} columns={columns} />
          ) : (
            <RecordTable
              {...shared}
              columns={columns.map((name) => ({ name }))}
              sort={sort}
              onSort={(next) => {
                setSort(next)
                setPlace({ first: 1 })
              }}
              onOpen={(row) => navigate(linkTo(row).to)}
            />
          )}
          {page.total > size ? (
            <Pager
              of={title}
              first={place.first}
              shown={page.rows.length}
              size={size}
              total={page.total}
              approximate={page.approximate}
              cursor={page.cursor}
              goToPage={(cursor, direction, first) =>
                setPlace({ cursor, direction, first: Math.max(1, first) })
              }
            />
          ) : null}
        </>
      )}
    </>
  )
}

/** A link to the same rows as a list, if that list can be filtered by the record. */
function ListLink({ resource, keys, id }: { resource: Resource; keys: readonly string[]; id: string }) {
  if (!keys.every((key) => resource.fields[key])) return null
  const conditions = keys.map((key) => `${key}=any:${encodeURIComponent(id)}`).join('&')
  return (
    <Link to={`${resource.path}?${conditions}${keys.length > 1 ? '&match=any' : ''}`}>Open as a list</Link>
  )
}

/** Adds a row to this record, and returns to it; renders nothing for people who may not add rows. */
function AddButton({ resource, initial }: { resource: Resource; initial: AnyRow }) {
  const navigate = useNavigate()
  const location = useLocation()
  const { may } = useEntries()
  if (!resource.form || !may(resource.may?.create)) return null
  return (
    <Button
      size="small"
      icon={<PlusOutlined aria-hidden />}
      onClick={() =>
        navigate(`${resource.path}/new`, {
          state: { initial, back: location.pathname + location.search },
        })
      }
    >
      Add {resource.one}
    </Button>
  )
}
