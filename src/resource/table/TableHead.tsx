import { CaretDownOutlined, CaretUpOutlined } from '@ant-design/icons'
import type { ReactNode } from 'react'
import { columns as columnMetadata } from '@/supabase/columns'
import { Row } from '@/ui/layout'
import type { AnyRow, Resource } from '../define'
import type { Selection } from '../query/useSelection'
import { ColumnEdge } from './ColumnEdge'
import { identityOf, identityWidths, type ShownColumn, type Widths } from './columns'
import { pinProps } from './RecordRow'

interface TableHeadProps {
  resource: Resource
  shown: readonly ShownColumn[]
  /** The width of the first column, if it was set. */
  identityWidth?: number
  rows: readonly AnyRow[]
  selection?: Selection
  sort?: string
  onSort?: (sort: string) => void
  onResize?: (widths: Widths) => void
}

/** The headings of a table: they name the columns, sort by them, and resize them. */
export function TableHead({
  resource,
  shown,
  identityWidth = identityWidths.least,
  rows,
  selection,
  sort,
  onSort,
  onResize,
}: TableHeadProps) {
  const sorting = { resource, sort, onSort }
  const identity = identityOf(resource)
  const one = resource.one.charAt(0).toUpperCase() + resource.one.slice(1)
  const edge = (name: string, label: string, width: number) =>
    onResize ? (
      <ColumnEdge name={name} label={label} identity={identity} width={width} onResize={onResize} />
    ) : null
  return (
    <thead>
      <tr>
        {selection ? (
          <td className="record-check">
            <PageCheck selection={selection} rows={rows} idOf={(row) => String(row[resource.key])} />
          </td>
        ) : null}
        <Header
          {...sorting}
          name={identity}
          label={one}
          place={{
            style: { left: selection ? 48 : 0 },
            'data-first': true,
            'data-edge': !shown[0]?.pinned || undefined,
          }}
        >
          {edge(identity, one, identityWidth)}
        </Header>
        {shown.map((column) => (
          <Header
            key={column.name}
            {...sorting}
            name={column.name}
            label={column.field.label}
            align={column.field.align}
            place={pinProps(column)}
          >
            {edge(column.name, column.field.label, column.width)}
          </Header>
        ))}
      </tr>
    </thead>
  )
}

function PageCheck({
  selection,
  rows,
  idOf,
}: {
  selection: Selection
  rows: readonly AnyRow[]
  idOf: (row: AnyRow) => string
}) {
  const chosen = rows.filter((row) => selection.has(idOf(row))).length
  const isWhole = chosen > 0 && chosen === rows.length
  return (
    <label>
      <input
        type="checkbox"
        aria-label="Select all rows shown"
        checked={isWhole}
        ref={(input) => {
          if (input) input.indeterminate = chosen > 0 && !isWhole
        }}
        onChange={selection.togglePage}
      />
    </label>
  )
}

/** Whether a list may be sorted by a column: if an index begins with it, unless its declaration says otherwise. */
function isSortable(resource: Resource, name: string): boolean {
  return resource.fields[name]?.sortable ?? columnMetadata[resource.table]?.[name]?.indexed ?? false
}

interface HeaderProps {
  resource: Resource
  name: string
  label: string
  align?: 'right'
  sort?: string
  onSort?: (sort: string) => void
  /** The props that pin the heading. */
  place: object
  /** The resize handle. */
  children: ReactNode
}

function Header({ resource, name, label, align, sort, onSort, place: pinned, children }: HeaderProps) {
  const sorts = sort?.split(',') ?? []
  const place = sorts.findIndex((one) => one.replace(/^-/, '') === name)
  const direction = place < 0 ? undefined : sorts[place] === name ? 'ascending' : 'descending'
  // Without this label, the heading's accessible name would include its resize handle.
  const cell = { scope: 'col', 'aria-label': label, 'data-column': name, 'data-align': align, ...pinned }
  if (!onSort || !isSortable(resource, name)) {
    return (
      <th {...cell}>
        <span className="record-heading truncate">{label}</span>
        {children}
      </th>
    )
  }
  // Numbers and times sort descending first, names ascending.
  const descendsFirst = align === 'right'
  const descends = direction === undefined ? descendsFirst : direction === 'ascending'
  const next = descends ? `-${name}` : name
  // With Shift, the column is added to the sort order: at its existing place, otherwise last.
  const beside = place < 0 ? [...sorts, next] : sorts.map((one, at) => (at === place ? next : one))
  return (
    <th {...cell} aria-sort={direction}>
      <Row
        type="button"
        as="button"
        gap={4}
        inline
        className="record-sort bounded"
        title="Sort; with Shift, by this column as well"
        onClick={(event) => onSort(event.shiftKey ? beside.join(',') : next)}
      >
        <span className="record-heading truncate">{label}</span>
        <span className="record-sort-mark" data-on={direction !== undefined} aria-hidden>
          {direction === 'ascending' || (direction === undefined && !descendsFirst) ? (
            <CaretUpOutlined />
          ) : (
            <CaretDownOutlined />
          )}
          {place >= 0 && sorts.length > 1 ? <span className="caret">{place + 1}</span> : null}
        </span>
      </Row>
      {children}
    </th>
  )
}
