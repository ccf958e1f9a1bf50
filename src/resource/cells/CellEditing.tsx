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
import type { AnyRow } from '../define'
import { useEntries } from '../entries'
import { unsavedInputs } from '../form/unsavedInputs'
import type { ListModel } from '../query/listModel'
import { unsavedCell } from './unsavedCell'
import './cells.css'

const CellEditor = lazy(() => import('./CellEditor'))

interface CellEditingProps {
  list: ListModel
  /** What the table lies in. */
  body: RefObject<HTMLElement | null>
  /** The row that the keyboard is at. */
  activeId?: string
  onActive: (id: string) => void
  onOpen: (row: AnyRow) => void
}

interface CellPosition {
  id: string
  name: string
}

/** Double-click delay: one click opens the record, two edit the cell. Milliseconds. */
const doubleClickMs = 220

/**
 * Editing in the cells of a list: a double click, or F2 on the cell that the arrow keys choose, puts the field's own input
 * in its place. Works on the drawn table from outside, so that a list that is only read carries nothing of it.
 */
export default function CellEditing({ list, body, activeId, onActive, onOpen }: CellEditingProps) {
  const { resource, rows } = list
  const { may } = useEntries()
  const mayEdit = resource.form !== undefined && may(resource.may?.edit)
  const rowOf = (id: string) => rows.find((row) => String(row[resource.key]) === id)
  const [activeCell, setActiveCell] = useState<CellPosition>()
  // What was typed before a reload is taken up again where its row is on the page.
  const [editing, setEditing] = useState<CellPosition | undefined>(() => {
    const unsaved = unsavedCell(resource)
    return unsaved && mayEdit && rowOf(unsaved.id) ? unsaved : undefined
  })
  const [cell, setCell] = useState<HTMLElement | null>(null)
  const isBusy = useRef(false)
  const nextPosition = useRef<CellPosition>(undefined)

  const cellOf = ({ id, name }: CellPosition) =>
    body.current?.querySelector<HTMLElement>(
      `tr[data-id="${CSS.escape(id)}"] > [data-column="${CSS.escape(name)}"]`,
    ) ?? null

  const canEdit = ({ id, name }: CellPosition): boolean => {
    const row = rowOf(id)
    const field = resource.fields[name]
    if (!mayEdit || !row || !field) return false
    if (name === 'state' && resource.states) return true
    return (
      resource.form?.fixed?.(row) === undefined &&
      (resource.form?.sections.some((section) => section.fields.includes(name)) ?? false) &&
      !resource.form?.createOnly?.includes(name) &&
      field.input !== undefined &&
      // A document or a text with an editor of its own needs the room of a form.
      field.input !== 'json' &&
      !field.Input &&
      !field.heavy
    )
  }

  // The table may re-create its cells on any render, so the cell is looked up after each one.
  useLayoutEffect(() => setCell(editing ? cellOf(editing) : null))
  useEffect(() => {
    if (!cell) return
    cell.dataset.editing = ''
    return () => {
      delete cell.dataset.editing
    }
  }, [cell])

  const focus = (position: CellPosition) => {
    setActiveCell(position)
    if (position.id !== activeId) onActive(position.id)
    const target = cellOf(position)
    if (!target) return
    target.tabIndex = -1
    target.focus()
  }
  const start = (position: CellPosition) => {
    if (!canEdit(position)) return
    // A cell that is being saved, or whose value was refused, stays open until that is settled.
    if (isBusy.current && editing) {
      nextPosition.current = position
      return
    }
    setActiveCell(position)
    if (position.id !== activeId) onActive(position.id)
    setEditing(position)
  }
  const positionsOf = (id: string): CellPosition[] =>
    [
      ...(body.current?.querySelectorAll<HTMLElement>(`tr[data-id="${CSS.escape(id)}"] > [data-column]`) ??
        []),
    ].map(({ dataset }) => ({ id, name: dataset.column ?? '' }))
  const step = (by: number) => {
    if (!activeId) return
    const positions = positionsOf(activeId)
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
      const positions = rows.flatMap((row) => positionsOf(String(row[resource.key]))).filter(canEdit)
      const index = positions.findIndex(({ id, name }) => id === unsaved.id && name === unsaved.name)
      const next = index < 0 ? undefined : positions[index + (then === 'next' ? 1 : -1)]
      if (next) start(next)
      else focus(unsaved)
    } else if (unsaved) focus(unsaved)
  }

  useShortcuts([
    { keys: 'ArrowRight', label: 'Next cell of the row', group: list.entry.label, run: () => step(1) },
    { keys: 'ArrowLeft', label: 'Previous cell of the row', group: list.entry.label, run: () => step(-1) },
    ...(mayEdit
      ? [
          {
            keys: 'F2',
            label: 'Edit the cell',
            group: list.entry.label,
            run: () => {
              if (activeCell && activeCell.id === activeId) start(activeCell)
            },
          },
        ]
      : []),
  ])

  // Another row by the keyboard: the same column of it.
  const followRow = useEffectEvent(() => {
    if (!activeCell || !activeId || activeCell.id === activeId || editing) return
    if (body.current?.contains(document.activeElement)) focus({ id: activeId, name: activeCell.name })
    else setActiveCell(undefined)
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: it follows the row
  useEffect(() => followRow(), [activeId])

  const positionAt = (target: EventTarget | null): CellPosition | undefined => {
    if (!(target instanceof Element) || target.closest('a, button, label, .cell-editor')) return undefined
    const found = target.closest<HTMLElement>('tbody [data-column]')
    const id = found?.closest<HTMLElement>('tr[data-id]:not([data-gone])')?.dataset.id
    const position = id === undefined ? undefined : { id, name: found?.dataset.column ?? '' }
    return position && canEdit(position) ? position : undefined
  }
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const hasOpened = useRef(false)
  const click = useEffectEvent((event: MouseEvent) => {
    const position = positionAt(event.target)
    if (!position) return
    // The row's own click handler must not open the record before the double-click delay is over.
    event.stopPropagation()
    clearTimeout(timer.current)
    if (event.detail > 1) return
    hasOpened.current = false
    if (window.getSelection()?.toString()) return
    timer.current = setTimeout(() => {
      hasOpened.current = true
      const row = rowOf(position.id)
      if (row) onOpen(row)
    }, doubleClickMs)
  })
  const doubleClick = useEffectEvent((event: MouseEvent) => {
    const position = positionAt(event.target)
    // A second click that came late, on a busy computer, must not open an editor below the record.
    if (!position || hasOpened.current) return
    clearTimeout(timer.current)
    window.getSelection()?.removeAllRanges()
    start(position)
  })
  useEffect(() => {
    const element = body.current
    if (!element) return
    const onClick = (event: MouseEvent) => click(event)
    const onDoubleClick = (event: MouseEvent) => doubleClick(event)
    element.addEventListener('click', onClick, { capture: true })
    element.addEventListener('dblclick', onDoubleClick)
    return () => {
      element.removeEventListener('click', onClick, { capture: true })
      element.removeEventListener('dblclick', onDoubleClick)
    }
  }, [body])

  const row = editing && rowOf(editing.id)
  if (!editing || !row || !cell) return null
  return createPortal(
    <Suspense fallback={<div className="cell-editor" aria-busy />}>
      <CellEditor
        key={`${editing.id} ${editing.name}`}
        resource={resource}
        row={row}
        name={editing.name}
        isBusy={isBusy}
        onDone={done}
        onRefused={() => {
          nextPosition.current = undefined
        }}
        onCancel={() => {
          unsavedInputs.remove(resource.table, 'cell')
          nextPosition.current = undefined
          done()
        }}
      />
    </Suspense>,
    cell,
  )
}
