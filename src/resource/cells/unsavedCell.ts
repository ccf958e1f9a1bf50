import type { Resource } from '../define'
import { unsavedInputs } from '../form/unsavedInputs'

/** The cell with unsaved input, if there is one: this tab remembers one per list. */
export function unsavedCell(resource: Resource): { id: string; name: string } | undefined {
  const unsaved = unsavedInputs.read(resource.table, 'cell')
  const [name] = Object.keys(unsaved?.values ?? {})
  return unsaved && name !== undefined && name in resource.fields
    ? { id: String(unsaved.base[resource.key]), name }
    : undefined
}
