import type { ReactNode } from 'react'
import { allows } from '@/supabase/access'
import type { Role } from '@/supabase/session'
import { numberLocale } from '@/ui/locale'

/** A page that can be reached from the side bar and from the command palette. */
export interface MenuItem {
  key: string
  label: string
  /** Its address, starting with a slash; addresses below it belong to it too. */
  path: string
  icon: ReactNode
  /** The roles that see it; undefined means all staff. */
  roles?: readonly Role[]
  /** The roles that do not see it although they could: another page shows them more. */
  unless?: readonly Role[]
  /** The number of waiting items, shown at the right if above zero. */
  count?: number
  /** The shortcut that opens it from anywhere, for example `g l`. */
  shortcut?: string
}

/** Items under one small heading; the first group usually has none. */
export interface MenuGroup {
  label?: string
  items: MenuItem[]
}

/** The groups with only the items that these roles allow; empty groups are dropped. */
export function visibleMenu(menu: readonly MenuGroup[], roles: readonly Role[]): MenuGroup[] {
  return menu
    .map((group) => ({
      ...group,
      items: group.items.filter(
        ({ roles: read, unless }) =>
          allows(roles, { read }, 'list') && !(unless && allows(roles, { read: unless }, 'list')),
      ),
    }))
    .filter((group) => group.items.length > 0)
}

/** The item that an address belongs to: the one with the longest path that equals the address or contains it. */
export function itemAt(
  menu: readonly MenuGroup[],
  pathname: string,
): { group: MenuGroup; item: MenuItem } | undefined {
  let best: { group: MenuGroup; item: MenuItem } | undefined
  for (const group of menu) {
    for (const item of group.items) {
      const within = pathname === item.path || (item.path !== '/' && pathname.startsWith(`${item.path}/`))
      if (within && item.path.length > (best?.item.path.length ?? 0)) best = { group, item }
    }
  }
  return best
}

const short = new Intl.NumberFormat(numberLocale, { notation: 'compact', maximumFractionDigits: 1 })

/** A count in short form for the side bar: 38, 1.2K. */
export function shortCount(count: number): string {
  return short.format(count)
}
