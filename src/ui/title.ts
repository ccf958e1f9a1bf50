import { useEffect, useState, useSyncExternalStore } from 'react'

/** A page above the present one, shown in the breadcrumb. */
export interface Crumb {
  label: string
  to?: string
}

/** What a page says of itself. */
interface PageTitle {
  title: string
  /** Replaces what the breadcrumb would take from the menu. */
  parents?: readonly Crumb[]
}

interface Entry extends PageTitle {
  order: number
}

let entries: readonly Entry[] = []
let rendered = 0
const listeners = new Set<() => void>()

function set(next: readonly Entry[]): void {
  entries = next
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

function current(): PageTitle | undefined {
  return entries.at(-1)
}

/**
 * Names the page in the header, in the breadcrumb and in the browser's tab for as long as the caller is mounted.
 * A drawer over a list names itself too and hands the name back when it closes.
 */
export function usePageTitle(title: string | undefined, parents?: readonly Crumb[]): void {
  // Parents render before their children but run their effects after them: the order of rendering tells which lies on top.
  const [order] = useState(() => ++rendered)
  const trail = JSON.stringify(parents ?? null)
  useEffect(() => {
    if (!title) return
    const entry: Entry = { order, title, parents: JSON.parse(trail) ?? undefined }
    set([...entries, entry].sort((a, b) => a.order - b.order))
    return () => set(entries.filter((other) => other !== entry))
  }, [order, title, trail])
}

/** The name of the page that lies on top, or undefined while none has one. */
export function useCurrentTitle(): PageTitle | undefined {
  return useSyncExternalStore(subscribe, current)
}
