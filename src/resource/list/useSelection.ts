import { useMemo, useRef, useState } from 'react'
import type { AnyRow } from '../define'

/** Which records of a list are meant: some by name, or everything that matches. */
export interface Selection {
  /** Everything that the list's search and filters match, also on other pages. */
  everything: boolean
  /** The records chosen one by one, by key, as they were when they were chosen. */
  rows: ReadonlyMap<string, AnyRow>
  has: (id: string) => boolean
  /** Chooses a record or takes it out; with `range`, all from the one chosen before up to it. */
  toggle: (row: AnyRow, range?: boolean) => void
  /** Chooses all rows shown, or takes them out where all are chosen. */
  togglePage: () => void
  selectEverything: () => void
  /** Chooses exactly these, also where none of them is shown. */
  choose: (rows: readonly AnyRow[]) => void
  clear: () => void
}

const nothing: ReadonlyMap<string, AnyRow> = new Map()

/**
 * What is selected in a list. Rows stay selected when pages are turned or sorted anew; another question (`question`
 * is its text) begins with nothing selected.
 */
export function useSelection(key: string, shown: readonly AnyRow[], question: string): Selection {
  const [held, setHeld] = useState({ question, rows: nothing, everything: false })
  const anchor = useRef<string>(undefined)
  const { rows, everything } = held.question === question ? held : { rows: nothing, everything: false }

  return useMemo(() => {
    const idOf = (row: AnyRow) => String(row[key])
    const set = (next: ReadonlyMap<string, AnyRow>, all = false) =>
      setHeld({ question, rows: next, everything: all })
    // One taken out of everything leaves those on the page: the others were never named.
    const named = () =>
      new Map<string, AnyRow>(everything ? shown.map((row) => [idOf(row), row] as const) : rows)
    const has = (id: string) => everything || rows.has(id)
    return {
      everything,
      rows,
      has,
      toggle: (row, range = false) => {
        const next = named()
        const id = idOf(row)
        const from = range ? shown.findIndex((other) => idOf(other) === anchor.current) : -1
        const to = shown.findIndex((other) => idOf(other) === id)
        if (from >= 0 && to >= 0) {
          for (const other of shown.slice(Math.min(from, to), Math.max(from, to) + 1))
            next.set(idOf(other), other)
        } else if (!next.delete(id)) next.set(id, row)
        anchor.current = id
        set(next)
      },
      togglePage: () => {
        const next = named()
        const whole = shown.every((row) => next.has(idOf(row)))
        for (const row of shown) {
          if (whole) next.delete(idOf(row))
          else next.set(idOf(row), row)
        }
        set(next)
      },
      selectEverything: () => set(rows, true),
      choose: (chosen) => set(new Map(chosen.map((row) => [idOf(row), row]))),
      clear: () => set(nothing),
    }
  }, [everything, rows, key, question, shown])
}
