import { CaretDownOutlined, CaretUpOutlined } from '@ant-design/icons'
import { type MouseEvent, useEffect, useRef } from 'react'
import { Link, type LinkProps } from 'react-router'
import { columns as facts } from '@/supabase/columns'
import type { Density } from '@/ui/theme'
import type { AnyRow, Resource } from '../define'
import type { Field } from '../fields/field'
import type { ColumnSetting } from './address'
import { Identity } from './Identity'
import type { Selection } from './useSelection'
import './list.css'

interface RecordTableProps {
  resource: Resource
  /** Columns after the first, which is the record itself. */
  columns: readonly ColumnSetting[]
  rows: readonly AnyRow[]
  sort?: string
  onSort?: (sort: string) => void
  /** How a record is opened: its address, with what the list wants to be remembered. */
  linkTo: (row: AnyRow) => Pick<LinkProps, 'to' | 'state'>
  onOpen: (row: AnyRow) => void
  /** The row that the keyboard is at, or whose record lies open. */
  activeId?: string
  /** Rows can be chosen where given. */
  selection?: Selection
  density?: Density
  /** The rows shown are of the question before. */
  isStale?: boolean
  label: string
}

/** Whether a list may be sorted by a column: an index begins with it, unless its declaration says otherwise. */
function isSortable(resource: Resource, name: string): boolean {
  return resource.fields[name]?.sortable ?? facts[resource.table]?.[name]?.indexed ?? false
}

/** The rows of a resource as a table. Knows nothing of where they come from. */
export function RecordTable({
  resource,
  columns,
  rows,
  sort,
  onSort,
  linkTo,
  onOpen,
  activeId,
  selection,
  density,
  isStale,
  label,
}: RecordTableProps) {
  const body = useRef<HTMLTableSectionElement>(null)
  useEffect(() => {
    if (activeId) body.current?.querySelector('[data-active]')?.scrollIntoView({ block: 'nearest' })
  }, [activeId])

  const shown = columns.flatMap(({ name, width }) => {
    const field = resource.fields[name]
    return field && !resource.titleColumns.includes(name)
      ? [{ name, field, width: width ?? field.width }]
      : []
  })
  const open = (event: MouseEvent, row: AnyRow) => {
    // A click on a link or a button is theirs; one that ends a selection of text opens nothing.
    if (event.target instanceof Element && event.target.closest('a, button, label')) return
    if (window.getSelection()?.toString()) return
    onOpen(row)
  }
  const idOf = (row: AnyRow) => String(row[resource.key])
  const first = resource.titleColumns[0] ?? resource.key
  const name = resource.one.charAt(0).toUpperCase() + resource.one.slice(1)
  return (
    <div className="record-scroller">
      <table
        className="record-table"
        aria-label={label}
        data-stale={isStale || undefined}
        data-density={density}
      >
        <colgroup>
          {selection ? <col style={{ width: 48 }} /> : null}
          <col style={{ width: 'auto', minWidth: 240 }} />
          {shown.map(({ name, width }) => (
            <col key={name} style={{ width }} />
          ))}
        </colgroup>
        <thead>
          <tr>
            {selection ? (
              <td className="record-check">
                <PageCheck selection={selection} rows={rows} idOf={idOf} />
              </td>
            ) : null}
            <Header resource={resource} name={first} label={name} sort={sort} onSort={onSort} />
            {shown.map(({ name, field }) => (
              <Header
                key={name}
                resource={resource}
                name={name}
                field={field}
                label={field.label}
                sort={sort}
                onSort={onSort}
              />
            ))}
          </tr>
        </thead>
        <tbody ref={body}>
          {rows.map((row) => {
            const id = idOf(row)
            return (
              <tr
                key={id}
                data-active={id === activeId || undefined}
                aria-selected={selection ? selection.has(id) : undefined}
                onClick={(event) => open(event, row)}
              >
                {selection ? (
                  <td className="record-check">
                    <label>
                      <input
                        type="checkbox"
                        aria-label={`Select ${resource.title(row) || 'unnamed'}`}
                        checked={selection.has(id)}
                        onChange={(event) =>
                          selection.toggle(row, (event.nativeEvent as globalThis.MouseEvent).shiftKey)
                        }
                      />
                    </label>
                  </td>
                ) : null}
                <th scope="row">
                  <Identity resource={resource} row={row}>
                    {(content) => <Link {...linkTo(row)}>{content}</Link>}
                  </Identity>
                </th>
                {shown.map(({ name, field }) => (
                  <td key={name} data-align={field.align}>
                    {field.show(row[name], row, 'list')}
                  </td>
                ))}
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
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

interface HeaderProps {
  resource: Resource
  name: string
  field?: Field
  label: string
  sort?: string
  onSort?: (sort: string) => void
}

function Header({ resource, name, field, label, sort, onSort }: HeaderProps) {
  const direction = sort === name ? 'ascending' : sort === `-${name}` ? 'descending' : undefined
  if (!onSort || !isSortable(resource, name)) {
    return (
      <th scope="col" data-align={field?.align}>
        {label}
      </th>
    )
  }
  // Figures and times start with the largest, names with the first.
  const descendsFirst = field?.align === 'right'
  const next =
    direction === undefined
      ? descendsFirst
        ? `-${name}`
        : name
      : direction === 'ascending'
        ? `-${name}`
        : name
  return (
    <th scope="col" data-align={field?.align} aria-sort={direction}>
      <button type="button" className="record-sort" onClick={() => onSort(next)}>
        {label}
        <span className="record-sort-mark" data-on={direction !== undefined} aria-hidden>
          {direction === 'ascending' || (direction === undefined && !descendsFirst) ? (
            <CaretUpOutlined />
          ) : (
            <CaretDownOutlined />
          )}
        </span>
      </button>
    </th>
  )
}
