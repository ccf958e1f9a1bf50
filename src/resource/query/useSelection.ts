import { useMemo, useRef, useState } from 'react'
import type { AnyRow } from '../define'

/** The selected records of a list: individual ones, or everything that matches. */
export interface Selection {
  /** Everything that matches the list's search and filters, also on other pages, except `except`. */
  everything: boolean
  /** The records excluded from everything, by key. */
  except: ReadonlyMap<string, AnyRow>
  /** The individually selected records, by key, as they were when selected. */
  rows: ReadonlyMap<string, AnyRow>
  has: (id: string) => boolean
  /** The number of selected rows in a list with that many rows. */
  countOf: (total: number) => number
  /** Selects or deselects a record; with `range`, all records from the last selected one to this one. */
  toggle: (row: AnyRow, range?: boolean) => void
  /** Selects all displayed rows, or deselects them if all are selected. */
  togglePage: () => void
  selectEverything: () => void
  /** Selects exactly these records, even if none of them is displayed. */
  choose: (rows: readonly AnyRow[]) => void
  clear: () => void
}

const nothing: ReadonlyMap<string, AnyRow> = new Map()

interface Selected {
  queryKey: string
  everything: boolean
  /** The individually selected records; with `everything`, the individually deselected ones. */
  rows: ReadonlyMap<string, AnyRow>
}

/**
 * The selection of a list. Rows stay selected when the page or the sort order changes; another search or filter (a new
 * `queryKey`) clears the selection.
 */
export function useSelection(key: string, shown: readonly AnyRow[], queryKey: string): Selection {
  const [state, setState] = useState<Selected>({ queryKey, rows: nothing, everything: false })
  const anchor = useRef<string>(undefined)
  const { rows: marked, everything } =
    state.queryKey === queryKey ? state : { rows: nothing, everything: false }

  return useMemo(() => {
    const idOf = (row: AnyRow) => String(row[key])
    const set = (rows: ReadonlyMap<string, AnyRow>, all = everything) =>
      setState({ queryKey, rows, everything: all })
    const has = (id: string) => everything !== marked.has(id)
    // With everything selected, marking a row excludes it; otherwise marking a row selects it.
    const withSelected = (some: readonly AnyRow[], selected: boolean) => {
      const next = new Map(marked)
      for (const row of some) {
        if (selected === everything) next.delete(idOf(row))
        else next.set(idOf(row), row)
      }
      return next
    }
    return {
      everything,
      rows: everything ? nothing : marked,
      except: everything ? marked : nothing,
      has,
      countOf: (total) => (everything ? Math.max(0, total - marked.size) : marked.size),
      toggle: (row, range = false) => {
        const id = idOf(row)
        const from = range ? shown.findIndex((other) => idOf(other) === anchor.current) : -1
        const to = shown.findIndex((other) => idOf(other) === id)
        if (from >= 0 && to >= 0) {
          // The whole range gets the state of its first row.
          const some = shown.slice(Math.min(from, to), Math.max(from, to) + 1)
          set(withSelected(some, !everything || has(String(anchor.current))))
        } else set(withSelected([row], !has(id)))
        anchor.current = id
      },
      togglePage: () => set(withSelected(shown, !shown.every((row) => has(idOf(row))))),
      selectEverything: () => set(nothing, true),
      choose: (chosen) => set(new Map(chosen.map((row) => [idOf(row), row])), false),
      clear: () => set(nothing, false),
    }
  }, [everything, marked, key, queryKey, shown])
}
