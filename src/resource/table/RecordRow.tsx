import { type MouseEvent, memo } from 'react'
import { Link, type LinkProps } from 'react-router'
import type { AnyRow, Resource } from '../define'
import type { Selection } from '../query/useSelection'
import { identityOf, type ShownColumn } from './columns'
import { Identity } from './Identity'

/** The settings common to all rows of a table. */
export interface RowSetup {
  resource: Resource
  shown: readonly ShownColumn[]
  /** The address of a record, with the list's history state. */
  linkTo: (row: AnyRow) => Pick<LinkProps, 'to' | 'state'>
  onOpen: (row: AnyRow) => void
  /** The row with the keyboard focus, or whose record is open. */
  activeId?: string
  /** Set if rows can be selected. */
  selection?: Selection
  /** The columns whose value has just changed, by the record's key. */
  changed?: ReadonlyMap<string, ReadonlySet<string>>
  /** The keys of records that no longer exist. */
  gone?: ReadonlySet<string>
}

interface RecordRowProps {
  setup: RowSetup
  row: AnyRow
  /** The row's index in the table, if not all rows are rendered. */
  index?: number
}

/** One record of a table. Rendered again only when it or the table's setup changes, so that scrolling stays fast. */
export const RecordRow = memo(function RecordRow({ setup, row, index }: RecordRowProps) {
  const { resource, shown, linkTo, onOpen, activeId, selection } = setup
  const id = String(row[resource.key])
  const changed = setup.changed?.get(id)
  const isGone = setup.gone?.has(id)
  const open = (event: MouseEvent) => {
    // Links and buttons in the row handle their own clicks; a click that ends a text selection opens nothing.
    if (isGone) return
    if (event.target instanceof Element && event.target.closest('a, button, label')) return
    if (window.getSelection()?.toString()) return
    onOpen(row)
  }
  return (
    <tr
      data-id={id}
      data-active={id === activeId || undefined}
      data-gone={isGone || undefined}
      data-index={index}
      // The header is row 1.
      aria-rowindex={index === undefined ? undefined : index + 2}
      aria-selected={selection ? selection.has(id) : undefined}
      onClick={open}
    >
      {selection ? (
        <td className="record-check">
          <label>
            <input
              type="checkbox"
              aria-label={`Select ${resource.title(row)}`}
              checked={selection.has(id)}
              onChange={(event) =>
                selection.toggle(row, (event.nativeEvent as globalThis.MouseEvent).shiftKey)
              }
            />
          </label>
        </td>
      ) : null}
      <th
        scope="row"
        data-column={identityOf(resource)}
        style={{ left: selection ? 48 : 0 }}
        data-edge={!shown[0]?.pinned || undefined}
        data-changed={changed?.has(identityOf(resource)) || undefined}
      >
        <Identity resource={resource} row={row} gone={isGone}>
          {(content) => (isGone ? content : <Link {...linkTo(row)}>{content}</Link>)}
        </Identity>
      </th>
      {shown.map((column) => (
        <Cell key={column.name} column={column} row={row} changed={changed?.has(column.name)} />
      ))}
    </tr>
  )
})

interface CellProps {
  column: ShownColumn
  row: AnyRow
  changed?: boolean
}

function Cell({ column, row, changed }: CellProps) {
  const { name, field } = column
  return (
    <td data-column={name} data-align={field.align} data-changed={changed || undefined} {...pinProps(column)}>
      {field.show(row[name], row, 'list')}
    </td>
  )
}

/** Props that pin a cell. */
export function pinProps({ left, edge }: Pick<ShownColumn, 'left' | 'edge'>) {
  return left === undefined ? {} : { style: { left }, 'data-pinned': true, 'data-edge': edge || undefined }
}
