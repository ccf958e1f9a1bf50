import { PlusOutlined } from '@ant-design/icons'
import { Alert, Button, type InputRef } from 'antd'
import { lazy, Suspense, useEffect, useMemo, useRef, useState } from 'react'
import { type LinkProps, useNavigate } from 'react-router'
import { serverNow } from '@/supabase/clock'
import { useAppearance } from '@/ui/Appearance'
import { countText } from '@/ui/countText'
import { describeError } from '@/ui/describeError'
import { Page } from '@/ui/Page'
import { useShortcuts } from '@/ui/shortcuts'
import { EmptyState, ErrorState, LoadingState } from '@/ui/states'
import { useIsPhone } from '@/ui/useIsPhone'
import type { AnyRow, Resource, ResourceEntry } from '../define'
import { useEntries } from '../entries'
import { impossibleFilters, toCrudFilters } from '../query/crudFilters'
import type { ListModel } from '../query/listModel'
import { useListState } from '../query/useListState'
import { useRows } from '../query/useRows'
import { useSelection } from '../query/useSelection'
import { resized } from '../table/columns'
import { Pager } from '../table/Pager'
import { RecordCards } from '../table/RecordCards'
import { RecordTable } from '../table/RecordTable'
import { ExportButton, ImportButton } from '../transfer/TransferButtons'
import ViewTabs from '../views/ViewTabs'
import { ColumnsButton } from './ColumnsButton'
import { FilterBar } from './FilterBar'
import { NewRowsButton } from './NewRowsButton'
import { useColumns } from './useColumns'
import { useListCommands } from './useListCommands'
import { useLiveRows } from './useLiveRows'
import './list.css'

const CellEditing = lazy(() => import('../cells/CellEditing'))
const ClosestMatches = lazy(() => import('./ClosestMatches'))
const SelectionBar = lazy(() => import('./SelectionBar'))

interface ListPageProps {
  entry: ResourceEntry
  resource: Resource
  /** The record that lies open over the list. */
  openId?: string
  /** It is being edited, so the list does not move it on. */
  isEditing?: boolean
}

/** The list page of any resource: search, filters, columns, rows, pages; all of it in the address. */
export function ListPage({ entry, resource, openId, isEditing }: ListPageProps) {
  const navigate = useNavigate()
  const { may } = useEntries()
  const controls = useListState(resource)
  const { state } = controls
  const { columns, arrange, density, setDensity } = useColumns(resource, controls)
  const appearance = useAppearance()
  const [activeRowId, setActiveRowId] = useState<string>()
  const [currentMinute, setCurrentMinute] = useState(minuteNow)
  // Where there is no pointer to hit small boxes with, choosing is a way of its own to use the list.
  const [isChoosing, setIsChoosing] = useState(false)
  const body = useRef<HTMLDivElement>(null)
  const searchRef = useRef<InputRef>(null)
  const isPhone = useIsPhone()

  // biome-ignore lint/correctness/useExhaustiveDependencies: “in the last 24 hours” ends at another minute now
  const filters = useMemo(() => toCrudFilters(resource, state), [resource, state, currentMinute])
  const impossible = useMemo(() => impossibleFilters(resource, state), [resource, state])
  const page = useRows(resource, {
    filters,
    sort: state.sort,
    cursor: state.cursor,
    direction: state.direction,
    size: state.size,
  })
  const { total, approximate, error } = page
  const queryKey = JSON.stringify([state.search, state.match, state.filters, state.groups])
  const isRelativeToNow = [...state.filters, ...(state.groups ?? []).flatMap((group) => group.filters)].some(
    ({ op }) => ['last', 'next', 'ago'].includes(op),
  )
  const live = useLiveRows(resource, {
    page,
    queryKey: JSON.stringify([queryKey, state.sort, state.cursor, state.direction, state.size]),
    size: state.size,
    refetch: async () => {
      if (!isRelativeToNow || minuteNow() === currentMinute) return page.refetch()
      setCurrentMinute(minuteNow())
      return { isError: false }
    },
  })
  const { rows } = live
  const accept = () => {
    live.accept()
    body.current?.querySelector('.record-scroller')?.scrollTo({ top: 0 })
  }
  const selection = useSelection(resource.key, rows, queryKey)
  // Once shown, the bar stays mounted: its dialog may outlive the selection.
  const [isSelecting, setSelecting] = useState(false)
  if (!isSelecting && (selection.everything || selection.rows.size > 0)) setSelecting(true)
  const list: ListModel = {
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
  const isFiltered = state.filters.length > 0 || state.groups !== undefined || state.search !== ''
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

  const { next: after, prev: before } = live.cursor
  useListCommands(list, {
    create: mayCreate ? create : undefined,
    search: resource.list.search ? () => searchRef.current?.focus({ cursor: 'all' }) : undefined,
    isCompact: (density ?? appearance.density) === 'compact',
    setDensity,
    nextPage: after ? () => controls.goToPage(after, 'next', state.first + rows.length) : undefined,
    previousPage: before ? () => controls.goToPage(before, 'previous', state.first - state.size) : undefined,
  })

  const group = entry.label
  const idOf = (row: AnyRow) => String(row[resource.key])
  const activeIndex = rows.findIndex((row) => idOf(row) === activeRowId)
  const activeRow = rows[activeIndex]
  // The row that the keyboard is at, in a ref because a held key is faster than rendering.
  const keyboardRowId = useRef<string>(undefined)
  useEffect(() => {
    if (!openId) return
    keyboardRowId.current = openId
    setActiveRowId(openId)
  }, [openId])
  // With a record open, the next one opens in its place; with its form, nothing moves.
  const step = (by: number) => {
    if (isEditing) return
    const next = rows.findIndex((row) => idOf(row) === keyboardRowId.current) + by
    const row = rows[Math.max(0, Math.min(rows.length - 1, next))]
    if (!row || idOf(row) === keyboardRowId.current) return
    keyboardRowId.current = idOf(row)
    setActiveRowId(keyboardRowId.current)
    if (!openId || live.gone.has(keyboardRowId.current)) return
    const { to, state: over } = linkTo(row)
    navigate(to, { state: over, replace: true })
  }
  const mayEdit = resource.form !== undefined && may(resource.may?.edit)
  const edit = (row: AnyRow) =>
    resource.form?.fixed?.(row)
      ? open(row)
      : navigate(`${resource.path}/${encodeURIComponent(String(row[resource.key]))}/edit${search}`, {
          state: { over: true },
        })
  useShortcuts([
    { keys: 'j', label: 'Next row', group, run: () => step(1) },
    { keys: 'k', label: 'Previous row', group, run: () => step(-1) },
    {
      keys: 'Enter',
      label: 'Open the row',
      group,
      run: () => {
        if (activeRow && !live.gone.has(idOf(activeRow))) open(activeRow)
      },
    },
    ...(mayEdit
      ? [
          {
            keys: 'e',
            label: 'Edit the row',
            group,
            run: () => {
              if (activeRow && !live.gone.has(idOf(activeRow))) edit(activeRow)
            },
          },
        ]
      : []),
    {
      keys: 'x',
      label: 'Select the row, or take it out',
      group,
      run: () => {
        if (activeRow) selection.toggle(activeRow)
      },
    },
    {
      keys: 'shift+x',
      label: 'Select all rows up to this one',
      group,
      run: () => {
        if (activeRow) selection.toggle(activeRow, true)
      },
    },
    { keys: 'n', label: 'Show what is new', group, run: accept },
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

  const activeId = openId ?? (activeRow && idOf(activeRow))
  const Above = resource.list.above
  return (
    <Page
      title={entry.label}
      count={
        page.isKnown ? (
          <>
            {countText(total, approximate)} <NewRowsButton live={live} onAccept={accept} />
          </>
        ) : undefined
      }
      tabs={<ViewTabs list={list} />}
      actions={
        <>
          {mayCreate ? <ImportButton entry={entry} resource={resource} /> : null}
          <ExportButton list={list} />
          {mayCreate ? (
            <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={create}>
              Add {resource.one}
            </Button>
          ) : null}
        </>
      }
    >
      {Above ? (
        <Suspense fallback={<div className="list-above" aria-busy />}>
          <div className="list-above">
            <Above />
          </div>
        </Suspense>
      ) : null}
      <FilterBar label={entry.label} resource={resource} controls={controls} searchRef={searchRef}>
        {isPhone ? (
          <Button
            type="text"
            onClick={() => {
              if (isChoosing) selection.clear()
              setIsChoosing(!isChoosing)
            }}
          >
            {isChoosing ? 'Done' : 'Select'}
          </Button>
        ) : null}
        <ColumnsButton
          resource={resource}
          columns={columns}
          onChange={arrange}
          density={density}
          onDensity={setDensity}
        />
      </FilterBar>
      {state.dropped.length > 0 ? (
        <Alert
          type="warning"
          showIcon
          closable
          title={`This address asks for something that ${entry.label.toLowerCase()} do not have, which was left out: ${state.dropped.join(', ')}.`}
        />
      ) : null}
      {impossible.length > 0 ? (
        <Alert
          type="info"
          showIcon
          message={`Nothing can be as this filter asks: ${impossible.map(({ field }) => resource.fields[field]?.label ?? field).join(', ')} cannot hold such a value.`}
        />
      ) : null}
      {error && page.isKnown ? (
        <Alert
          type="warning"
          showIcon
          title={`These rows may be out of date. ${describeError(error).title}.`}
          action={
            <Button size="small" onClick={() => void page.refetch()}>
              Try again
            </Button>
          }
        />
      ) : null}
      {isSelecting ? (
        <div className="selection-place">
          <Suspense fallback={null}>
            <SelectionBar list={list} />
          </Suspense>
        </div>
      ) : null}
      {error && !page.isKnown ? (
        <ErrorState
          error={error}
          onRetry={() => void page.refetch()}
          actions={isFiltered ? <Button onClick={controls.clear}>Clear filters</Button> : undefined}
        />
      ) : page.isLoading && isPhone ? (
        <LoadingState />
      ) : rows.length === 0 && !page.isLoading ? (
        isFiltered ? (
          <NothingMatches list={list} linkTo={linkTo} onOpen={open} />
        ) : state.cursor ? (
          <EmptyState
            title="Nothing more here"
            action={<Button onClick={controls.toFirstPage}>Back to the first rows</Button>}
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
        <div className="list-body" ref={body}>
          {page.isLoading ? (
            <span role="status" className="visually-hidden">
              Loading…
            </span>
          ) : null}
          {isPhone ? (
            <RecordCards
              resource={resource}
              columns={columns.map(({ name }) => name)}
              rows={rows}
              linkTo={linkTo}
              selection={isChoosing ? selection : undefined}
              isStale={live.isStale}
              gone={live.gone}
              label={entry.label}
            />
          ) : (
            <RecordTable
              resource={resource}
              columns={columns}
              onResize={(widths) => arrange(resized(resource, columns, widths))}
              rows={rows}
              sort={state.sort}
              onSort={controls.setSort}
              linkTo={linkTo}
              onOpen={open}
              activeId={activeId}
              selection={selection}
              density={density}
              changed={live.changed}
              isWaiting={page.isLoading}
              isStale={live.isStale}
              gone={live.gone}
              label={entry.label}
            />
          )}
          {isPhone || page.isLoading ? null : (
            <Suspense fallback={null}>
              <CellEditing
                list={list}
                body={body}
                activeId={activeRow && idOf(activeRow)}
                onActive={setActiveRowId}
                onOpen={open}
              />
            </Suspense>
          )}
          {page.isLoading ? null : (
            <Pager
              first={state.first}
              shown={rows.length}
              size={state.size}
              onSize={controls.setSize}
              total={total}
              approximate={approximate}
              cursor={live.cursor}
              goToPage={(cursor, direction, first) => {
                keyboardRowId.current = undefined
                setActiveRowId(undefined)
                controls.goToPage(cursor, direction, first)
              }}
            >
              <NewRowsButton live={live} onAccept={accept} />
            </Pager>
          )}
        </div>
      )}
    </Page>
  )
}

// Relative dates are rounded to the minute, so that the same filter has the same key for a minute.
function minuteNow(): number {
  return Math.ceil(serverNow().getTime() / 60_000)
}

function NothingMatches({
  list,
  ...navigation
}: {
  list: ListModel
  linkTo: (row: AnyRow) => Pick<LinkProps, 'to' | 'state'>
  onOpen: (row: AnyRow) => void
}) {
  const { controls, entry } = list
  const nothing = (
    <EmptyState
      title={`No ${entry.label.toLowerCase()} match`}
      action={<Button onClick={controls.clear}>Clear search and filters</Button>}
    >
      Nothing here has all that you ask for. Take away a filter, or look for less.
    </EmptyState>
  )
  if (!controls.state.search) return nothing
  return (
    <Suspense fallback={<LoadingState rows={4} />}>
      <ClosestMatches list={list} {...navigation}>
        {nothing}
      </ClosestMatches>
    </Suspense>
  )
}

function article(word: string): string {
  return /^[aeiou]/i.test(word) ? 'an' : 'a'
}
