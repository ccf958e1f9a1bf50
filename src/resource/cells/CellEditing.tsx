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
import { drafts } from '../form/draft'
import type { ListHandle } from '../list/handle'
import { cellDraft } from './draft'
import './cells.css'

const CellEditor = lazy(() => import('./CellEditor'))

interface CellEditingProps {
  list: ListHandle
  /** What the table lies in. */
  body: RefObject<HTMLElement | null>
  /** The row that the keyboard is at. */
  activeId?: string
  onActive: (id: string) => void
  onOpen: (row: AnyRow) => void
}

interface Place {
  id: string
  name: string
}

/** A click opens the record, two edit the cell: so long is waited for the second. */
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
  const [at, setAt] = useState<Place>()
  // What was typed before a reload is taken up again where its row is on the page.
  const [editing, setEditing] = useState<Place | undefined>(() => {
    const left = cellDraft(resource)
    return left && mayEdit && rowOf(left.id) ? left : undefined
  })
  const [cell, setCell] = useState<HTMLElement | null>(null)
  const isBusy = useRef(false)
  const asked = useRef<Place>(undefined)

  const cellOf = ({ id, name }: Place) =>
    body.current?.querySelector<HTMLElement>(
      `tr[data-id="${CSS.escape(id)}"] > [data-column="${CSS.escape(name)}"]`,
    ) ?? null

  const canEdit = ({ id, name }: Place): boolean => {
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

  // The table draws its cells anew as it likes: the editor follows the one that is meant.
  useLayoutEffect(() => setCell(editing ? cellOf(editing) : null))
  useEffect(() => {
    if (!cell) return
    cell.dataset.editing = ''
    return () => {
      delete cell.dataset.editing
    }
  }, [cell])

  const focus = (place: Place) => {
    setAt(place)
    if (place.id !== activeId) onActive(place.id)
    const target = cellOf(place)
    if (!target) return
    target.tabIndex = -1
    target.focus()
  }
  const start = (place: Place) => {
    if (!canEdit(place)) return
    // What is being saved, or was refused, is not left behind: the next cell waits for it.
    if (isBusy.current && editing) {
      asked.current = place
      return
    }
    setAt(place)
    if (place.id !== activeId) onActive(place.id)
    setEditing(place)
  }
  const placesOf = (id: string): Place[] =>
    [
      ...(body.current?.querySelectorAll<HTMLElement>(`tr[data-id="${CSS.escape(id)}"] > [data-column]`) ??
        []),
    ].map(({ dataset }) => ({ id, name: dataset.column ?? '' }))
  const step = (by: number) => {
    if (!activeId) return
    const places = placesOf(activeId)
    const index = places.findIndex(({ name }) => name === at?.name)
    const next = places[index < 0 ? (by > 0 ? 0 : places.length - 1) : index + by]
    if (next) focus(next)
  }
  const done = (then?: 'next' | 'previous') => {
    isBusy.current = false
    const left = editing
    setEditing(undefined)
    if (asked.current) {
      const place = asked.current
      asked.current = undefined
      start(place)
    } else if (left && then) {
      const places = rows.flatMap((row) => placesOf(String(row[resource.key]))).filter(canEdit)
      const index = places.findIndex(({ id, name }) => id === left.id && name === left.name)
      const next = index < 0 ? undefined : places[index + (then === 'next' ? 1 : -1)]
      if (next) start(next)
      else focus(left)
    } else if (left) focus(left)
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
              if (at && at.id === activeId) start(at)
            },
          },
        ]
      : []),
  ])

  // Another row by the keyboard: the same column of it.
  const followRow = useEffectEvent(() => {
    if (!at || !activeId || at.id === activeId || editing) return
    if (body.current?.contains(document.activeElement)) focus({ id: activeId, name: at.name })
    else setAt(undefined)
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: it follows the row
  useEffect(() => followRow(), [activeId])

  const placeOf = (target: EventTarget | null): Place | undefined => {
    if (!(target instanceof Element) || target.closest('a, button, label, .cell-editor')) return undefined
    const found = target.closest<HTMLElement>('tbody [data-column]')
    const id = found?.closest<HTMLElement>('tr[data-id]:not([data-gone])')?.dataset.id
    const place = id === undefined ? undefined : { id, name: found?.dataset.column ?? '' }
    return place && canEdit(place) ? place : undefined
  }
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const click = useEffectEvent((event: MouseEvent) => {
    const place = placeOf(event.target)
    if (!place) return
    // The row does not get to know of it before it is clear that it was one click.
    event.stopPropagation()
    clearTimeout(timer.current)
    if (event.detail > 1 || window.getSelection()?.toString()) return
    timer.current = setTimeout(() => {
      const row = rowOf(place.id)
      if (row) onOpen(row)
    }, doubleClickMs)
  })
  const doubleClick = useEffectEvent((event: MouseEvent) => {
    const place = placeOf(event.target)
    if (!place) return
    clearTimeout(timer.current)
    window.getSelection()?.removeAllRanges()
    start(place)
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
          asked.current = undefined
        }}
        onCancel={() => {
          drafts.remove(resource.table, 'cell')
          asked.current = undefined
          done()
        }}
      />
    </Suspense>,
    cell,
  )
}
