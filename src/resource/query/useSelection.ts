import { useMemo, useRef, useState } from 'react'
import type { AnyRow } from '../define'

/** Which records of a list are meant: some by name, or everything that matches. */
export interface Selection {
  /** Everything that the list's search and filters match, also on other pages, but those in `except`. */
  everything: boolean
  /** The records taken out of everything, by key. */
  except: ReadonlyMap<string, AnyRow>
  /** The records chosen one by one, by key, as they were when they were chosen. */
  rows: ReadonlyMap<string, AnyRow>
  has: (id: string) => boolean
  /** How many are selected of a list with so many rows. */
  countOf: (total: number) => number
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

interface Selected {
  queryKey: string
  everything: boolean
  /** Chosen one by one; with `everything`, taken out one by one. */
  rows: ReadonlyMap<string, AnyRow>
}

/**
 * What is selected in a list. Rows stay selected when pages are turned or sorted anew; another search or filter (a new
 * `queryKey`) begins with nothing selected.
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
    // Out of everything a row is taken by marking it, among single ones it is chosen so.
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
          // The range becomes as its first row was made.
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
