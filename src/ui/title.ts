import { useEffect, useState, useSyncExternalStore } from 'react'

/** A page above the current one, shown in the breadcrumb. */
export interface Crumb {
  label: string
  to?: string
}

/** The title that a page has registered. */
interface PageTitle {
  title: string
  /** Replaces the breadcrumb entries that the menu would give. */
  parents?: readonly Crumb[]
}

interface StackedTitle extends PageTitle {
  order: number
}

let entries: readonly StackedTitle[] = []
let rendered = 0
const listeners = new Set<() => void>()

function set(next: readonly StackedTitle[]): void {
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
 * Sets the page's name in the header, the breadcrumb and the browser's tab while the caller is mounted. A drawer over a
 * list sets its own name, and the list's name returns when it closes.
 */
export function usePageTitle(title: string | undefined, parents?: readonly Crumb[]): void {
  // Parents render before their children but run their effects after them, so the order of rendering tells which title
  // is on top.
  const [order] = useState(() => ++rendered)
  const trail = JSON.stringify(parents ?? null)
  useEffect(() => {
    if (!title) return
    const entry: StackedTitle = { order, title, parents: JSON.parse(trail) ?? undefined }
    set([...entries, entry].sort((a, b) => a.order - b.order))
    return () => set(entries.filter((other) => other !== entry))
  }, [order, title, trail])
}

/** The title of the topmost page, or undefined while no page has set one. */
export function useCurrentTitle(): PageTitle | undefined {
  return useSyncExternalStore(subscribe, current)
}
