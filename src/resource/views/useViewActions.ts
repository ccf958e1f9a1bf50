import type { ConsoleError } from '@/supabase/errors'
import { useNotify } from '@/ui/notify'
import type { ListModel } from '../query/listModel'
import type { Views } from './useViews'
import { contentOf, type View } from './view'

/** The actions on a view that need no dialog, each with a notification; false if one failed. */
export function useViewActions(
  { resource, entry, controls }: ListModel,
  store: Views,
  linkTo: (view: View) => string,
) {
  const notify = useNotify()
  const content = contentOf(controls.state, resource.list.sort)
  const saveChanges = async (view: View) => {
    try {
      await store.change(view, { name: view.name, sharedWith: view.saved?.sharedWith ?? [], ...content })
      notify.success({ key: 'view', message: `“${view.name}” was saved as it is now.` })
    } catch (error) {
      notify.error(error, {
        key: 'view',
        title: 'The view was not saved',
        ...((error as ConsoleError).kind === 'conflict' && {
          detail: `“${view.name}” was changed elsewhere meanwhile. Your list is as you left it: save again to put it in place of that change, or save it as a new view.`,
        }),
      })
      return false
    }
  }
  const openWith = async (view: View | undefined) => {
    try {
      await store.setDefault(view?.id ?? null)
      notify.success({
        key: 'view',
        message: view
          ? `${entry.label} open with “${view.name}” from now on.`
          : `${entry.label} open with everything from now on.`,
      })
    } catch (error) {
      notify.error(error, { key: 'view', title: 'What the list opens with was not changed' })
      return false
    }
  }
  const copyLink = async (view: View) => {
    try {
      await navigator.clipboard.writeText(`${window.location.origin}${linkTo(view)}`)
      notify.success({ key: 'view', message: `The link to “${view.name}” was copied.` })
    } catch {
      notify.error(new Error(), {
        key: 'view',
        title: 'The link could not be copied',
        detail: 'The browser did not allow it. Copy the address of this page instead: it holds the same.',
      })
    }
  }
  return { saveChanges, openWith, copyLink }
}
