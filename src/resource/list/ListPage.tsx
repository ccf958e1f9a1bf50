import { PlusOutlined, TableOutlined } from '@ant-design/icons'
import { Alert, Button, type InputRef, Popover } from 'antd'
import { lazy, Suspense, useMemo, useRef, useState } from 'react'
import { useNavigate } from 'react-router'
import { Page } from '@/ui/Page'
import { useShortcuts } from '@/ui/shortcuts'
import { EmptyState, ErrorState, LoadingState } from '@/ui/states'
import { useIsPhone } from '@/ui/useIsPhone'
import type { AnyRow, Resource, ResourceEntry } from '../define'
import { useEntries } from '../entries'
import { toCrudFilters } from './address'
import { countText } from './countText'
import { FilterBar } from './FilterBar'
import type { ListHandle } from './handle'
import { Pager } from './Pager'
import { RecordCards } from './RecordCards'
import { RecordTable } from './RecordTable'
import { useColumns } from './useColumns'
import { useListState } from './useListState'
import { useRows } from './useRows'
import { useSelection } from './useSelection'
import './list.css'

const Columns = lazy(() => import('./Columns'))
const SelectionBar = lazy(() => import('./SelectionBar'))

interface ListPageProps {
  entry: ResourceEntry
  resource: Resource
  /** The record that lies open over the list. */
  openId?: string
}

/** The list page of any resource: search, filters, columns, rows, pages; all of it in the address. */
export function ListPage({ entry, resource, openId }: ListPageProps) {
  const navigate = useNavigate()
  const { may } = useEntries()
  const controls = useListState(resource)
  const { state } = controls
  const [columns, arrange] = useColumns(resource, controls)
  const [active, setActive] = useState(-1)
  const searchRef = useRef<InputRef>(null)
  const isPhone = useIsPhone()

  const filters = useMemo(() => toCrudFilters(resource, state), [resource, state])
  const page = useRows(resource, {
    filters,
    sort: state.sort,
    cursor: state.cursor,
    direction: state.direction,
    size: state.size,
  })
  const { rows, total, approximate, error } = page
  const selection = useSelection(
    resource.key,
    rows,
    JSON.stringify([state.search, state.match, state.filters]),
  )
  const list: ListHandle = {
    entry,
    resource,
    controls,
    filters,
    rows,
    total,
    approximate,
    columns,
    arrange,
    selection,
  }
  const isNarrowed = state.filters.length > 0 || state.search !== ''
  const mayCreate = resource.form !== undefined && may(resource.may?.create)

  // The list stays underneath, with its address, while a record lies open over it.
  const search = window.location.search
  const linkTo = (row: AnyRow) => ({
    to: `${resource.path}/${encodeURIComponent(String(row[resource.key]))}${search}`,
    state: { over: true },
  })
  const open = (row: AnyRow) => {
    const { to, state: over } = linkTo(row)
    navigate(to, { state: over })
  }
  const create = () => navigate(`${resource.path}/new${search}`, { state: { over: true } })

  const group = entry.label
  const step = (by: number) => setActive((at) => Math.max(0, Math.min(rows.length - 1, at + by)))
  useShortcuts([
    { keys: 'j', label: 'Next row', group, run: () => step(1) },
    { keys: 'k', label: 'Previous row', group, run: () => step(-1) },
    {
      keys: 'Enter',
      label: 'Open the row',
      group,
      run: () => {
        const row = rows[active]
        if (row) open(row)
      },
    },
    {
      keys: 'x',
      label: 'Select the row, or take it out',
      group,
      run: () => {
        const row = rows[active]
        if (row) selection.toggle(row)
      },
    },
    {
      keys: 'shift+x',
      label: 'Select all rows up to this one',
      group,
      run: () => {
        const row = rows[active]
        if (row) selection.toggle(row, true)
      },
    },
    ...(resource.list.search
      ? [
          {
            keys: '/',
            label: 'Search',
            group,
            run: (event: KeyboardEvent) => {
              event.preventDefault()
              searchRef.current?.focus({ cursor: 'all' })
            },
          },
        ]
      : []),
    ...(mayCreate
      ? [{ keys: 'c', label: `Add ${article(resource.one)} ${resource.one}`, group, run: create }]
      : []),
  ])

  const activeRow = rows[active]
  const activeId = openId ?? (activeRow ? String(activeRow[resource.key]) : undefined)
  const Above = resource.list.above
  return (
    <Page
      title={entry.label}
      count={page.isLoading || error ? undefined : countText(total, approximate)}
      actions={
        mayCreate ? (
          <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={create}>
            Add {resource.one}
          </Button>
        ) : undefined
      }
    >
      {Above ? (
        <Suspense fallback={<div className="list-above" aria-busy />}>
          <div className="list-above">
            <Above />
          </div>
        </Suspense>
      ) : null}
      <FilterBar resource={resource} controls={controls} searchRef={searchRef}>
        <Popover
          trigger="click"
          placement="bottomRight"
          arrow={false}
          destroyOnHidden
          content={
            <Suspense fallback={null}>
              <Columns resource={resource} shown={columns} onChange={arrange} />
            </Suspense>
          }
        >
          <Button type="text" icon={<TableOutlined aria-hidden />}>
            Columns
          </Button>
        </Popover>
      </FilterBar>
      {selection.everything || selection.rows.size > 0 ? (
        <Suspense fallback={<div className="selection-bar" aria-busy />}>
          <SelectionBar list={list} />
        </Suspense>
      ) : null}
      {state.dropped.length > 0 ? (
        <Alert
          type="warning"
          showIcon
          closable
          message={`This address asks for something that ${entry.label.toLowerCase()} do not have, which was left out: ${state.dropped.join(', ')}.`}
        />
      ) : null}
      {error ? (
        <ErrorState
          error={error}
          onRetry={page.refetch}
          actions={isNarrowed ? <Button onClick={controls.clear}>Clear filters</Button> : undefined}
        />
      ) : page.isLoading ? (
        <LoadingState />
      ) : rows.length === 0 ? (
        isNarrowed ? (
          <EmptyState
            title={`No ${entry.label.toLowerCase()} match`}
            action={<Button onClick={controls.clear}>Clear search and filters</Button>}
          >
            Nothing here has all that you ask for. Take away a filter, or look for less.
          </EmptyState>
        ) : state.cursor ? (
          <EmptyState
            title="Nothing more here"
            action={<Button onClick={controls.toStart}>Back to the first rows</Button>}
          >
            The rows that stood here have moved or are gone.
          </EmptyState>
        ) : (
          <EmptyState
            title={`No ${entry.label.toLowerCase()} yet`}
            action={
              mayCreate ? <Button type="primary" onClick={create}>{`Add ${resource.one}`}</Button> : undefined
            }
          >
            {resource.about}
          </EmptyState>
        )
      ) : (
        <>
          {isPhone ? (
            <RecordCards
              resource={resource}
              columns={columns.map(({ name }) => name)}
              rows={rows}
              linkTo={linkTo}
              isStale={page.isStale}
              label={entry.label}
            />
          ) : (
            <RecordTable
              resource={resource}
              columns={columns}
              rows={rows}
              sort={state.sort}
              onSort={controls.setSort}
              linkTo={linkTo}
              onOpen={open}
              activeId={activeId}
              selection={selection}
              density={state.density}
              isStale={page.isStale}
              label={entry.label}
            />
          )}
          <Pager
            first={state.first}
            shown={rows.length}
            size={state.size}
            onSize={controls.setSize}
            total={total}
            approximate={approximate}
            cursor={page.cursor}
            turn={(cursor, direction, first) => {
              setActive(-1)
              controls.turn(cursor, direction, first)
            }}
          />
        </>
      )}
    </Page>
  )
}

function article(word: string): string {
  return /^[aeiou]/i.test(word) ? 'an' : 'a'
}
