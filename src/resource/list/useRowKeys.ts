import type { InputRef } from 'antd'
import { type RefObject, useEffect, useRef, useState } from 'react'
import { type Shortcut, useShortcuts } from '@/ui/shortcuts'
import type { AnyRow } from '../define'
import type { ListModel } from '../query/listModel'
import type { LiveRows } from './useLiveRows'
import type { RecordLinks } from './useRecordLinks'

interface RowKeysOptions {
  list: ListModel
  live: LiveRows
  links: RecordLinks
  /** The record that is open over the list; while its form is open, the keys do not move to another row. */
  openId?: string
  isEditing?: boolean
  may: { create: boolean; edit: boolean }
  searchRef: RefObject<InputRef | null>
  /** Shows the new rows. */
  accept: () => void
}

/** The row with the keyboard focus, and the keys to move between rows, open and select them. */
export function useRowKeys({
  list: { entry, resource, rows, selection },
  live,
  links,
  openId,
  isEditing,
  may,
  searchRef,
  accept,
}: RowKeysOptions) {
  const [activeRowId, setActiveRowId] = useState<string>()
  const idOf = (row: AnyRow) => String(row[resource.key])
  const activeRow = rows.find((row) => idOf(row) === activeRowId)
  // In a ref as well, because a held key is faster than rendering.
  const keyboardRowId = useRef<string>(undefined)
  useEffect(() => {
    if (!openId) return
    keyboardRowId.current = openId
    setActiveRowId(openId)
  }, [openId])
  // If a record is open, the next one replaces it.
  const step = (by: number) => {
    if (isEditing) return
    const next = rows.findIndex((row) => idOf(row) === keyboardRowId.current) + by
    const row = rows[Math.max(0, Math.min(rows.length - 1, next))]
    if (!row || idOf(row) === keyboardRowId.current) return
    keyboardRowId.current = idOf(row)
    setActiveRowId(keyboardRowId.current)
    if (openId && !live.gone.has(keyboardRowId.current)) links.open(row, true)
  }
  const withActive = (act: (row: AnyRow) => void) => () => {
    if (activeRow) act(activeRow)
  }
  const withPresent = (act: (row: AnyRow) => void) =>
    withActive((row) => {
      if (!live.gone.has(idOf(row))) act(row)
    })
  const group = entry.label
  const focusSearch = (event: KeyboardEvent) => {
    event.preventDefault()
    searchRef.current?.focus({ cursor: 'all' })
  }
  const keys: (Shortcut | false)[] = [
    { keys: 'j', label: 'Next row', group, run: () => step(1) },
    { keys: 'k', label: 'Previous row', group, run: () => step(-1) },
    { keys: 'Enter', label: 'Open the row', group, run: withPresent((row) => links.open(row)) },
    may.edit && { keys: 'e', label: 'Edit the row', group, run: withPresent(links.edit) },
    {
      keys: 'x',
      label: 'Select the row, or take it out',
      group,
      run: withActive((row) => selection.toggle(row)),
    },
    {
      keys: 'shift+x',
      label: 'Select all rows up to this one',
      group,
      run: withActive((row) => selection.toggle(row, true)),
    },
    { keys: 'n', label: 'Show what is new', group, run: accept },
    resource.list.search !== undefined && { keys: '/', label: 'Search', group, run: focusSearch },
    may.create && {
      keys: 'c',
      label: `Add ${article(resource.one)} ${resource.one}`,
      group,
      run: links.create,
    },
  ]
  useShortcuts(keys.filter((key) => key !== false))
  return {
    /** The row with the keyboard focus. */
    activeRowId: activeRow && idOf(activeRow),
    setActiveRowId,
    /** Clears the active row, as on a page that was just opened. */
    forget: () => {
      keyboardRowId.current = undefined
      setActiveRowId(undefined)
    },
  }
}

function article(word: string): string {
  return /^[aeiou]/i.test(word) ? 'an' : 'a'
}
