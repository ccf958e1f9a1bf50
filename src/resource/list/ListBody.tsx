import { Button } from 'antd'
import { lazy, type RefObject, Suspense, useState } from 'react'
import { AfterFirstRender } from '@/ui/AfterFirstRender'
import { Stack } from '@/ui/layout'
import { EmptyState, ErrorState, LoadingState } from '@/ui/states'
import type { Density } from '@/ui/theme'
import { useIsPhone } from '@/ui/useIsPhone'
import { type CellPosition, isEditableCell } from '../cells/cellPositions'
import { useCellClicks } from '../cells/useCellClicks'
import { useEntries } from '../entries'
import type { ListModel } from '../query/listModel'
import type { RowsPage } from '../query/useRows'
import { resized } from '../table/columns'
import { Pager } from '../table/Pager'
import { RecordCards } from '../table/RecordCards'
import { RecordTable } from '../table/RecordTable'
import { NewRowsButton } from './NewRowsButton'
import type { LiveRows } from './useLiveRows'
import type { RecordLinks } from './useRecordLinks'
import type { useRowKeys } from './useRowKeys'

const CellEditing = lazy(() => import('../cells/CellEditing'))
const ClosestMatches = lazy(() => import('./ClosestMatches'))
const Sums = lazy(() => import('./Sums'))

interface ListBodyProps {
  list: ListModel
  page: RowsPage
  live: LiveRows
  links: RecordLinks
  rowKeys: ReturnType<typeof useRowKeys>
  /** The record that is open over the list. */
  openId?: string
  density?: Density
  /** On a phone, whether a tap selects a row instead of opening it. */
  isChoosing: boolean
  mayCreate: boolean
  body: RefObject<HTMLDivElement | null>
  accept: () => void
}

/** The rows of a list with the pager below, or the reason why there are none. */
export function ListBody(props: ListBodyProps) {
  const { list, page, live, links, mayCreate } = props
  const { controls, entry, resource } = list
  const { state } = controls
  const isPhone = useIsPhone()
  const isFiltered = state.filters.length > 0 || state.groups !== undefined || state.search !== ''
  if (page.error && !page.isKnown) {
    return (
      <ErrorState
        error={page.error}
        onRetry={() => void page.refetch()}
        actions={isFiltered ? <Button onClick={controls.clear}>Clear filters</Button> : undefined}
      />
    )
  }
  if (page.isLoading && isPhone) return <LoadingState />
  if (live.rows.length > 0 || page.isLoading) return <Rows {...props} />
  // An empty page after the last row: there are matches on earlier pages.
  if (isFiltered && !(state.cursor && list.total > 0)) return <NothingMatches list={list} links={links} />
  if (state.cursor) {
    return (
      <EmptyState
        title="Nothing more here"
        action={<Button onClick={controls.toFirstPage}>Back to the first rows</Button>}
      >
        The rows that stood here have moved or are gone.
      </EmptyState>
    )
  }
  return (
    <EmptyState
      title={`No ${entry.label.toLowerCase()} yet`}
      action={
        mayCreate ? <Button type="primary" onClick={links.create}>{`Add ${resource.one}`}</Button> : undefined
      }
    >
      {resource.about}
    </EmptyState>
  )
}

/** Opens a record by a click on its row, and the cell editor by a double click for people who may edit. */
function useCellOpening(list: ListModel, links: RecordLinks, body: ListBodyProps['body']) {
  const { resource, rows } = list
  const { may } = useEntries()
  const mayEdit = resource.form !== undefined && may(resource.may?.edit)
  const rowOf = (id: string) => rows.find((row) => String(row[resource.key]) === id)
  // Remembers a double click made before the editor's code has loaded.
  const [asked, setAsked] = useState<CellPosition>()
  const canEdit = ({ id, name }: CellPosition) => mayEdit && isEditableCell(resource, rowOf(id), name)
  useCellClicks(body, {
    canEdit,
    onOpen: ({ id }) => {
      const row = rowOf(id)
      if (row) links.open(row)
    },
    onEdit: setAsked,
  })
  return { asked, mayEdit, canEdit }
}

function Rows({
  list,
  page,
  live,
  links,
  rowKeys,
  openId,
  density,
  isChoosing,
  body,
  accept,
}: ListBodyProps) {
  const { resource, controls, columns, selection, rows, total, approximate, arrange } = list
  const { state } = controls
  const isPhone = useIsPhone()
  const { asked, mayEdit, canEdit } = useCellOpening(list, links, body)
  const isWaiting = page.isLoading
  const shared = {
    resource,
    rows,
    linkTo: links.linkTo,
    isStale: live.isStale,
    gone: live.gone,
    label: list.entry.label,
  }
  return (
    <Stack className="list-body narrow" ref={body}>
      {isWaiting ? (
        <span role="status" className="visually-hidden">
          Loading…
        </span>
      ) : null}
      {isPhone ? (
        <RecordCards
          {...shared}
          columns={columns.map(({ name }) => name)}
          selection={isChoosing ? selection : undefined}
        />
      ) : (
        <RecordTable
          {...shared}
          columns={columns}
          onResize={(widths) => arrange(resized(resource, columns, widths))}
          sort={state.sort}
          onSort={controls.setSort}
          onOpen={links.open}
          activeId={openId ?? rowKeys.activeRowId}
          selection={selection}
          density={density}
          changed={live.changed}
          isWaiting={isWaiting}
        />
      )}
      {isWaiting ? null : (
        <AfterFirstRender>
          {isPhone ? null : (
            <Suspense fallback={null}>
              <CellEditing
                list={list}
                body={body}
                activeId={rowKeys.activeRowId}
                onActive={rowKeys.setActiveRowId}
                mayEdit={mayEdit}
                canEdit={canEdit}
                asked={asked}
              />
            </Suspense>
          )}
          <Suspense fallback={null}>
            <Sums list={list} isSettled={!page.isPlaceholder} />
          </Suspense>
          <Pager
            first={state.first}
            shown={rows.length}
            size={state.size}
            onSize={controls.setSize}
            total={total}
            approximate={approximate}
            cursor={live.cursor}
            goToPage={(cursor, direction, first) => {
              rowKeys.forget()
              controls.goToPage(cursor, direction, first)
            }}
          >
            <NewRowsButton live={live} onAccept={accept} />
          </Pager>
        </AfterFirstRender>
      )}
    </Stack>
  )
}

function NothingMatches({ list, links }: { list: ListModel; links: RecordLinks }) {
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
      <ClosestMatches list={list} linkTo={links.linkTo} onOpen={links.open}>
        {nothing}
      </ClosestMatches>
    </Suspense>
  )
}
