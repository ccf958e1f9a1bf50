import {
  lazy,
  type RefObject,
  Suspense,
  useEffect,
  useEffectEvent,
  useLayoutEffect,
  useRef,
  useState,
} from 'react'
import { createPortal } from 'react-dom'
import { useShortcuts } from '@/ui/shortcuts'
import { DialogOpening } from '@/ui/states'
import { unsavedInputs } from '../form/unsavedInputs'
import type { ListModel } from '../query/listModel'
import { type CellPosition, cellAt, cellsOfRow } from './cellPositions'
import { unsavedCell } from './unsavedCell'
import './cells.css'

const CellEditor = lazy(() => import('./CellEditor'))

interface CellEditingProps {
  list: ListModel
  /** The element that contains the table. */
  body: RefObject<HTMLElement | null>
  /** The row that has the keyboard focus. */
  activeId?: string
  onActive: (id: string) => void
  mayEdit: boolean
  canEdit: (position: CellPosition) => boolean
  /** The cell that was double-clicked; a new object each time. */
  asked: CellPosition | undefined
}

/** The cell that has the keyboard focus, the cell being edited, and the cell to edit next. */
function useCellPositions({ list, body, activeId, onActive, mayEdit, canEdit, asked }: CellEditingProps) {
  const { resource, rows } = list
  const rowOf = (id: string) => rows.find((row) => String(row[resource.key]) === id)
  const [activeCell, setActiveCell] = useState<CellPosition>()
  // Unsaved input from before a reload is restored if its row is on the page.
  const [editing, setEditing] = useState<CellPosition | undefined>(() => {
    const unsaved = unsavedCell(resource)
    return unsaved && mayEdit && rowOf(unsaved.id) ? unsaved : undefined
  })
  const isBusy = useRef(false)
  const nextPosition = useRef<CellPosition>(undefined)

  const focus = (position: CellPosition) => {
    setActiveCell(position)
    if (position.id !== activeId) onActive(position.id)
    const target = cellAt(body.current, position)
    if (!target) return
    target.tabIndex = -1
    target.focus()
  }
  const start = (position: CellPosition) => {
    if (!canEdit(position)) return
    // A cell that is being saved, or whose value was refused, stays open until that is resolved.
    if (isBusy.current && editing) {
      nextPosition.current = position
      return
    }
    setActiveCell(position)
    if (position.id !== activeId) onActive(position.id)
    setEditing(position)
  }
  const step = (by: number) => {
    if (!activeId) return
    const positions = cellsOfRow(body.current, activeId)
    const index = positions.findIndex(({ name }) => name === activeCell?.name)
    const next = positions[index < 0 ? (by > 0 ? 0 : positions.length - 1) : index + by]
    if (next) focus(next)
  }
  const done = (then?: 'next' | 'previous') => {
    isBusy.current = false
    const unsaved = editing
    setEditing(undefined)
    if (nextPosition.current) {
      const position = nextPosition.current
      nextPosition.current = undefined
      start(position)
    } else if (unsaved && then) {
      const positions = rows
        .flatMap((row) => cellsOfRow(body.current, String(row[resource.key])))
        .filter(canEdit)
      const index = positions.findIndex(({ id, name }) => id === unsaved.id && name === unsaved.name)
      const next = index < 0 ? undefined : positions[index + (then === 'next' ? 1 : -1)]
      if (next) start(next)
      else focus(unsaved)
    } else if (unsaved) focus(unsaved)
  }

  useCellKeys(list.entry.label, {
    step,
    edit: mayEdit
      ? () => {
          if (activeCell && activeCell.id === activeId) start(activeCell)
        }
      : undefined,
  })

  // When the keyboard moves to another row, the same column is focused there.
  const followRow = useEffectEvent(() => {
    if (!activeCell || !activeId || activeCell.id === activeId || editing) return
    if (body.current?.contains(document.activeElement)) focus({ id: activeId, name: activeCell.name })
    else setActiveCell(undefined)
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs when the active row changes
  useEffect(() => followRow(), [activeId])

  const startAsked = useEffectEvent(() => {
    if (asked) start(asked)
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs once for each double click
  useEffect(() => startAsked(), [asked])
  return {
    editing,
    row: editing && rowOf(editing.id),
    isBusy,
    done,
    /** After a refused or abandoned value the next cell is not opened. */
    dropNext: () => {
      nextPosition.current = undefined
    },
  }
}

/**
 * Inline editing in a list: a double click, or F2 on the focused cell, puts the field's input in its place. Works on
 * the rendered table from outside, so that lists do not load this code unless editing begins.
 */
export default function CellEditing(props: CellEditingProps) {
  const { resource } = props.list
  const { editing, row, isBusy, done, dropNext } = useCellPositions(props)
  const cell = useCellElement(props.body, editing)
  if (!editing || !row || !cell) return null
  return createPortal(
    <Suspense
      fallback={
        <div className="cell-editor" aria-busy>
          <DialogOpening />
        </div>
      }
    >
      <CellEditor
        key={`${editing.id} ${editing.name}`}
        resource={resource}
        row={row}
        name={editing.name}
        isBusy={isBusy}
        onDone={done}
        onRefused={dropNext}
        onCancel={() => {
          unsavedInputs.remove(resource.table, 'cell')
          dropNext()
          done()
        }}
      />
    </Suspense>,
    cell,
  )
}

/** The element of the edited cell; the table renders no other content in it meanwhile. */
function useCellElement(
  body: RefObject<HTMLElement | null>,
  editing: CellPosition | undefined,
): HTMLElement | null {
  const [cell, setCell] = useState<HTMLElement | null>(null)
  // The table may re-create its cells on any render, so the element is looked up after each one.
  useLayoutEffect(() => setCell(editing ? cellAt(body.current, editing) : null))
  useEffect(() => {
    if (!cell) return
    cell.dataset.editing = ''
    return () => {
      delete cell.dataset.editing
    }
  }, [cell])
  return cell
}

/** The keys that move through the cells of a row and, for those who may edit, open one. */
function useCellKeys(
  group: string,
  { step, edit }: { step: (by: number) => void; edit: (() => void) | undefined },
): void {
  useShortcuts([
    { keys: 'ArrowRight', label: 'Next cell of the row', group, run: () => step(1) },
    { keys: 'ArrowLeft', label: 'Previous cell of the row', group, run: () => step(-1) },
    ...(edit ? [{ keys: 'F2', label: 'Edit the cell', group, run: edit }] : []),
  ])
}
