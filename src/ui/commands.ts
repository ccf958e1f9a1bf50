import { type ReactNode, useEffect, useRef, useSyncExternalStore } from 'react'

/** Something that can be done or opened from the command palette. */
export interface Command {
  key: string
  label: string
  /** The heading that it is listed under. */
  group: string
  icon?: ReactNode
  /** A secondary fact shown at the right, such as an email address. */
  detail?: string
  /** Other words that people may search for. */
  keywords?: string
  /** Shown as key caps only; the shortcut itself is bound by `useShortcuts`, not by the palette. */
  shortcut?: string
  run: () => void
}

type Live = { readonly current: readonly Command[] }

let layers: readonly Live[] = []
let all: readonly Command[] = []
const listeners = new Set<() => void>()

function changed(next: readonly Live[]): void {
  layers = next
  all = [...layers].reverse().flatMap((layer) => layer.current)
  for (const listener of listeners) listener()
}

/** Offers commands in the palette while the caller is mounted; those of the topmost page are listed first. */
export function useCommands(commands: readonly Command[]): void {
  const latest = useRef(commands)
  const listing = commands.map((c) => [c.key, c.label, c.group, c.detail].join('\n')).join('\n\n')
  useEffect(() => {
    latest.current = commands
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: the listing changes with the commands
  useEffect(() => {
    // A new object for each listing; `run` is looked up when it is called, so an outdated one is never used.
    const layer: Live = {
      current: commands.map((command) => ({
        ...command,
        run: () => latest.current.find((other) => other.key === command.key)?.run(),
      })),
    }
    changed([...layers, layer])
    return () => changed(layers.filter((other) => other !== layer))
  }, [listing])
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** The commands available on the current page. */
export function useActiveCommands(): readonly Command[] {
  return useSyncExternalStore(subscribe, () => all)
}
