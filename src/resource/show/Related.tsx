import { PlusOutlined } from '@ant-design/icons'
import type { CrudFilters } from '@refinedev/core'
import { Button } from 'antd'
import { Suspense, useState } from 'react'
import { Link, useLocation, useNavigate } from 'react-router'
import { countText } from '@/ui/countText'
import { Row } from '@/ui/layout'
import { ErrorState, LoadingState } from '@/ui/states'
import { useIsPhone } from '@/ui/useIsPhone'
import { type AnyRow, pathOf, type RelatedList, type ResourceEntry } from '../define'
import { useEntries } from '../entries'
import { useResource } from '../loadResource'
import { useRows } from '../query/useRows'
import { Pager } from '../table/Pager'
import { RecordCards } from '../table/RecordCards'
import { RecordTable } from '../table/RecordTable'

/** The rows of another table that belong to this record; nothing where the person may not open that table. */
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

// Any of these columns holds the key.
function isAny(columns: readonly string[], id: string): CrudFilters {
  const each = columns.map((field) => ({ field, operator: 'eq' as const, value: id }))
  return each.length > 1 ? [{ operator: 'or', value: each }] : each
}

function RelatedRows({
  list,
  entry,
  id,
  mayGrow,
  initial,
}: {
  list: RelatedList
  entry: ResourceEntry
  id: string
  mayGrow: boolean
  initial?: AnyRow
}) {
  const resource = useResource(entry)
  const keys = [list.by].flat()
  const navigate = useNavigate()
  const location = useLocation()
  const { may } = useEntries()
  const isPhone = useIsPhone()
  const [sort, setSort] = useState(list.sort ?? resource.list.sort)
  const [place, setPlace] = useState<{ cursor?: string; direction?: 'next' | 'previous'; first: number }>({
    first: 1,
  })
  const page = useRows(resource, {
    filters: isAny(keys, id),
    sort,
    ...place,
    size,
  })
  const columns = list.columns ?? resource.list.columns.filter((name) => !keys.includes(name))
  const linkTo = (row: AnyRow) => ({
    to: `${resource.path}/${encodeURIComponent(String(row[resource.key]))}`,
  })
  const title = list.title ?? entry.label
  const listed = keys.every((key) => resource.fields[key])
    ? `${pathOf(list.table)}?${keys.map((key) => `${key}=any:${encodeURIComponent(id)}`).join('&')}${keys.length > 1 ? '&match=any' : ''}`
    : undefined
  const mayCreate = mayGrow && resource.form !== undefined && may(resource.may?.create)
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
          {listed && page.total > page.rows.length ? <Link to={listed}>Open as a list</Link> : null}
          {mayCreate ? (
            <Button
              size="small"
              icon={<PlusOutlined aria-hidden />}
              onClick={() =>
                navigate(`${resource.path}/new`, {
                  state: {
                    initial: { [keys[0] ?? '']: id, ...initial },
                    back: location.pathname + location.search,
                  },
                })
              }
            >
              Add {resource.one}
            </Button>
          ) : null}
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
            <RecordCards
              resource={resource}
              columns={columns}
              rows={page.rows}
              linkTo={linkTo}
              isStale={page.isPlaceholder}
              label={title}
            />
          ) : (
            <RecordTable
              resource={resource}
              columns={columns.map((name) => ({ name }))}
              rows={page.rows}
              sort={sort}
              onSort={(next) => {
                setSort(next)
                setPlace({ first: 1 })
              }}
              linkTo={linkTo}
              onOpen={(row) => navigate(linkTo(row).to)}
              isStale={page.isPlaceholder}
              label={title}
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
