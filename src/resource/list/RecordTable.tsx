import { CaretDownOutlined, CaretUpOutlined } from '@ant-design/icons'
import { type MouseEvent, useEffect, useRef } from 'react'
import { Link, type LinkProps } from 'react-router'
import { columns as facts } from '@/supabase/columns'
import type { AnyRow, Resource } from '../define'
import type { Field } from '../fields/field'
import { Identity } from './Identity'
import './list.css'

interface RecordTableProps {
  resource: Resource
  /** Columns after the first, which is the record itself. */
  columns: readonly string[]
  rows: readonly AnyRow[]
  sort?: string
  onSort?: (sort: string) => void
  /** How a record is opened: its address, with what the list wants to be remembered. */
  linkTo: (row: AnyRow) => Pick<LinkProps, 'to' | 'state'>
  onOpen: (row: AnyRow) => void
  activeId?: string
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
  isStale,
  label,
}: RecordTableProps) {
  const body = useRef<HTMLTableSectionElement>(null)
  useEffect(() => {
    if (activeId) body.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' })
  }, [activeId])

  const shown = columns.flatMap((name) => {
    const field = resource.fields[name]
    return field && !resource.titleColumns.includes(name) ? [{ name, field }] : []
  })
  const open = (event: MouseEvent, row: AnyRow) => {
    // A click on a link or a button is theirs; one that ends a selection of text opens nothing.
    if (event.target instanceof Element && event.target.closest('a, button')) return
    if (window.getSelection()?.toString()) return
    onOpen(row)
  }
  const first = resource.titleColumns[0] ?? resource.key
  const name = resource.one.charAt(0).toUpperCase() + resource.one.slice(1)
  return (
    <div className="record-scroller">
      <table className="record-table" aria-label={label} data-stale={isStale || undefined}>
        <colgroup>
          <col style={{ width: 'auto', minWidth: 240 }} />
          {shown.map(({ name, field }) => (
            <col key={name} style={{ width: field.width }} />
          ))}
        </colgroup>
        <thead>
          <tr>
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
            const id = String(row[resource.key])
            return (
              <tr key={id} aria-selected={id === activeId} onClick={(event) => open(event, row)}>
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
