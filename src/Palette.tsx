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
  /** Text typed before this lazily loaded code arrived. */
  typed: RefObject<string>
}

/** The command palette and what it searches: pages and actions, records, saved views, and recently opened records. */
export default function Palette({ menu, onClose, typed }: PaletteProps) {
  const provider = useDataProvider()()
  const navigate = useNavigate()
  const { pathname } = useLocation()
  const { entries, mayOpen, staff } = useEntries()
  // None of this changes while the palette is open.
  const [{ sources, recent }] = useState(() => {
    const all = { provider, entries: entries.filter(mayOpen), go: (to: string) => void navigate(to) }
    return {
      sources: [viewSource(all), recordSource(all)],
      recent: recentCommands(staff.userId, all, pathname),
    }
  })
  return <CommandPalette open onClose={onClose} menu={menu} sources={sources} recent={recent} typed={typed} />
}
