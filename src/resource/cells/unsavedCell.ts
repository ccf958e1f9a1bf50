import type { Resource } from '../define'
import { unsavedInputs } from '../form/unsavedInputs'

/** The cell that somebody typed into and did not save, if there is one: one of each list is remembered in this tab. */
export function unsavedCell(resource: Resource): { id: string; name: string } | undefined {
  const unsaved = unsavedInputs.read(resource.table, 'cell')
  const [name] = Object.keys(unsaved?.values ?? {})
  return unsaved && name !== undefined && name in resource.fields
    ? { id: String(unsaved.base[resource.key]), name }
    : undefined
}
