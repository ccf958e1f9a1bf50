import { useDataProvider } from '@refinedev/core'
import { type RefObject, useState } from 'react'
import { useLocation, useNavigate } from 'react-router'
import { useEntries } from './resource/entries'
import { recentCommands, recordSource, viewSource } from './resource/search/sources'
import { CommandPalette } from './shell/CommandPalette'
import type { MenuGroup } from './shell/menu'

interface PaletteProps {
  menu: readonly MenuGroup[]
  onClose: () => void
  /** What was typed while this code was on its way. */
  typed: RefObject<string>
}

/** The command palette with what it finds: pages and actions, records, saved views, and what was opened last. */
export default function Palette({ menu, onClose, typed }: PaletteProps) {
  const provider = useDataProvider()()
  const navigate = useNavigate()
  const { pathname } = useLocation()
  const { entries, mayOpen, staff } = useEntries()
  // While it is open, nothing of this changes.
  const [{ sources, recent }] = useState(() => {
    const all = { provider, entries: entries.filter(mayOpen), go: (to: string) => void navigate(to) }
    return {
      sources: [viewSource(all), recordSource(all)],
      recent: recentCommands(staff.userId, all, pathname),
    }
  })
  return <CommandPalette open onClose={onClose} menu={menu} sources={sources} recent={recent} typed={typed} />
}
