import { lazy, Suspense, useEffect, useRef } from 'react'
import { useAfterFirstRender } from '@/ui/AfterFirstRender'
import type { Density } from '@/ui/theme'
import { useScrollEdges } from '@/ui/useScrollEdges'
import type { AnyRow } from '../define'
import type { ColumnSetting } from '../query/listUrl'
import { identityOf, identityWidths, type ShownColumn, shownColumns, type Widths } from './columns'
import { RecordRow, type RowSetup } from './RecordRow'
import { TableHead } from './TableHead'
import '../fields/values.css'
import './table.css'
import './cards.css'

const VirtualRows = lazy(() => import('./VirtualRows'))

interface RecordTableProps extends Omit<RowSetup, 'shown'> {
  /** The columns after the first one, which shows the record itself; the first may be included to set its width. */
  columns: readonly ColumnSetting[]
  /** Set if columns can be resized. */
  onResize?: (widths: Widths) => void
  rows: readonly AnyRow[]
  sort?: string
  onSort?: (sort: string) => void
  density?: Density
  /** The displayed rows belong to the previous query. */
  isStale?: boolean
  /** No rows have loaded yet: skeleton rows are shown. */
  isWaiting?: boolean
  label: string
}

/** Above this number, only the visible rows are rendered. */
const maxRenderedRows = 100

/** The number of rows that fill the window; while the console starts, the other rows are rendered later. */
const firstRowCount = () => Math.max(4, Math.ceil((window.innerHeight - 160) / 36))

const checkWidth = 48

/** The rows of a resource as a table. Independent of where the rows come from. */
export function RecordTable({
  columns,
  rows,
  sort,
  onSort,
  density,
  isStale,
  isWaiting,
  label,
  onResize,
  ...given
}: RecordTableProps) {
  const { resource, selection, activeId } = given
  const scroller = useRef<HTMLDivElement>(null)
  const { shown, identityWidth, width } = layOut(resource, columns, selection ? checkWidth : 0)
  const setup: RowSetup = { ...given, shown }
  useScrollEdges(scroller)
  const isVirtual = rows.length > maxRenderedRows

  useEffect(() => {
    // With virtual rows, rows out of view are not in the DOM.
    if (isVirtual || !activeId) return
    scroller.current?.querySelector('tr[data-active]')?.scrollIntoView({ block: 'nearest' })
  }, [activeId, isVirtual])

  const count = useAfterFirstRender(maxRenderedRows, firstRowCount())
  const drawn = (some: readonly AnyRow[]) => (
    <tbody>
      {some.map((row) => (
        <RecordRow key={String(row[resource.key])} setup={setup} row={row} />
      ))}
    </tbody>
  )
  return (
    <div className="record-frame" aria-hidden={isWaiting} inert={isWaiting}>
      <div className="record-scroller" ref={scroller}>
        <table
          className="record-table"
          style={{ minWidth: width }}
          // With a fixed first column, the spare width stays empty.
          data-fixed={identityWidth !== undefined || undefined}
          aria-label={label}
          aria-rowcount={isVirtual ? rows.length + 1 : undefined}
          data-stale={isStale || undefined}
          data-density={density}
        >
          <colgroup>
            {selection ? <col style={{ width: checkWidth }} /> : null}
            <col style={{ width: identityWidth }} />
            {shown.map(({ name, width }) => (
              <col key={name} style={{ width }} />
            ))}
          </colgroup>
          <TableHead
            resource={resource}
            shown={shown}
            identityWidth={identityWidth}
            rows={rows}
            selection={selection}
            sort={sort}
            onSort={onSort}
            onResize={onResize}
          />
          {isWaiting ? (
            <WaitingRows columns={shown.length} hasChecks={selection !== undefined} />
          ) : isVirtual ? (
            <Suspense fallback={drawn(rows.slice(0, maxRenderedRows))}>
              <VirtualRows setup={setup} rows={rows} scroller={scroller} density={density} />
            </Suspense>
          ) : (
            drawn(rows.slice(0, count))
          )}
        </table>
      </div>
    </div>
  )
}

const waitingRows = Array.from({ length: 14 }, (_, index) => index)

function WaitingRows({ columns, hasChecks }: { columns: number; hasChecks: boolean }) {
  return (
    <tbody className="loading">
      {waitingRows.map((row) => (
        <tr key={row}>
          {hasChecks ? <td className="record-check" /> : null}
          <th scope="row">
            <span className="loading-bar" />
          </th>
          {Array.from({ length: columns }, (_, column) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: all skeleton rows are alike
            <td key={column}>
              <span className="loading-bar" />
            </td>
          ))}
        </tr>
      ))}
    </tbody>
  )
}

/**
 * The layout of the columns. The first one takes the remaining width, until it is resized or a column is pinned, whose
 * position must then be known.
 */
function layOut(resource: RowSetup['resource'], columns: readonly ColumnSetting[], before: number) {
  const columnsShown = shownColumns(resource, columns)
  const isPinning = columnsShown.some(({ pinned }) => pinned)
  const identityWidth =
    columns.find(({ name }) => name === identityOf(resource))?.width ??
    (isPinning ? identityWidths.pinning : undefined)
  let end = before + (identityWidth ?? identityWidths.least)
  const shown = columnsShown.map((column, index): ShownColumn => {
    const left = column.pinned ? end : undefined
    end += column.width
    return { ...column, left, edge: column.pinned && !columnsShown[index + 1]?.pinned }
  })
  return { shown, identityWidth, width: end }
}
