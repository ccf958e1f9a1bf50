import { type ReactNode, useEffect, useRef, useSyncExternalStore } from 'react'

/** Something that can be done or opened from the command palette. */
export interface Command {
  key: string
  label: string
  /** The heading that it is listed under. */
  group: string
  icon?: ReactNode
  /** A quiet second fact at the right, such as an email address. */
  detail?: string
  /** Other words that people may look for it by. */
  keywords?: string
  /** Shown as key caps; bound by `useShortcuts`, not by the palette. */
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

/** Offers commands in the palette for as long as the caller is mounted; those of the page on top come first. */
export function useCommands(commands: readonly Command[]): void {
  const latest = useRef(commands)
  const listing = commands.map((c) => [c.key, c.label, c.group, c.detail].join('\n')).join('\n\n')
  useEffect(() => {
    latest.current = commands
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: the listing stands for the commands
  useEffect(() => {
    // A fresh object for each listing; `run` is looked up when it is called, so it never is an old one.
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

/** The commands on offer here and now. */
export function useActiveCommands(): readonly Command[] {
  return useSyncExternalStore(subscribe, () => all)
}
