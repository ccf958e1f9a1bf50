import type { ReactNode } from 'react'
import { allows } from '@/supabase/access'
import type { Role } from '@/supabase/session'
import { numberLocale } from '@/ui/locale'

/** A page that can be reached from the side bar and from the command palette. */
export interface MenuItem {
  key: string
  label: string
  /** Where it is, starting with a slash; addresses below it belong to it too. */
  path: string
  icon: ReactNode
  /** Who sees it; without roles everybody on the staff does. */
  roles?: readonly Role[]
  /** Who does not, though they could: they have a page that says more. */
  unless?: readonly Role[]
  /** Shown at the right when above zero: what waits there. */
  count?: number
  /** Keys that go there from anywhere, for example `g l`. */
  shortcut?: string
}

/** Items under one small label; the first group usually has none. */
export interface MenuGroup {
  label?: string
  items: MenuItem[]
}

/** The groups with only what these roles allow; groups that are left empty are dropped. */
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

/** The item that an address belongs to: the one with the longest path that the address lies at or below. */
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

/** A count as the side bar has room for it: 38, 1.2K. */
export function shortCount(count: number): string {
  return short.format(count)
}
