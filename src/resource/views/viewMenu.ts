import type { MenuProps } from 'antd'
import type { ViewToSave } from './ViewDialog'
import type { View } from './view'

/** The items of a menu. */
export type Items = NonNullable<MenuProps['items']>

interface MenuOptions {
  /** The current view; undefined for the whole list. */
  active?: View
  /** The view that the list opens with. */
  defaultView?: View
  /** Whether the list differs from the view. */
  isChanged: boolean
  isOwn: boolean
  isAdmin: boolean
  /** The list's plural: “leads”. */
  label: string
  saveAsNew: () => void
  discard: (view: View) => void
  edit: (view: ViewToSave) => void
  copyLink: (view: View) => void
  /** Makes this view (or the whole list) the one that the list opens with. */
  openWith: (view: View | undefined) => void
  remove: (view: View) => void
}

/** The menu items of the current view. */
export function menuOf(m: MenuOptions): Items {
  const { active, defaultView, isChanged, isOwn, label } = m
  const actions: Items = []
  if (active) {
    const { saved } = active
    if (saved && !isOwn) {
      actions.push({
        key: 'owner',
        label: `Shared by ${saved.ownerName}`,
        disabled: true,
      })
    }
    if (isChanged && isOwn) {
      actions.push({ key: 'new', label: 'Save as a new view…', onClick: m.saveAsNew })
    }
    if (isChanged) {
      actions.push({
        key: 'discard',
        label: 'Discard the changes',
        onClick: () => m.discard(active),
      })
    }
    if (isOwn) {
      actions.push({
        key: 'edit',
        label: 'Rename or share…',
        onClick: () =>
          m.edit({
            view: active,
            content: active,
            name: active.name,
            sharedWith: saved?.sharedWith ?? [],
          }),
      })
    }
    actions.push(
      {
        key: 'duplicate',
        label: 'Duplicate…',
        onClick: () => m.edit({ content: active, name: `${active.name} (copy)`, sharedWith: [] }),
      },
      { key: 'link', label: 'Copy link', onClick: () => m.copyLink(active) },
    )
    if (saved) {
      actions.push({
        key: 'default',
        label: saved.isDefault ? `Open ${label} with everything` : `Open ${label} with this view`,
        onClick: () => m.openWith(saved.isDefault ? undefined : active),
      })
      if (isOwn || m.isAdmin) {
        actions.push(
          { type: 'divider' },
          { key: 'delete', label: 'Delete…', danger: true, onClick: () => m.remove(active) },
        )
      }
    }
  } else if (defaultView) {
    actions.push({
      key: 'default',
      label: `Open ${label} with everything`,
      onClick: () => m.openWith(undefined),
    })
  }
  return actions
}
