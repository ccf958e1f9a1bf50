import type { Resource } from '../define'
import { drafts } from '../form/draft'

/** The cell that somebody typed into and did not save, if there is one: one of each list is remembered in this tab. */
export function cellDraft(resource: Resource): { id: string; name: string } | undefined {
  const draft = drafts.read(resource.table, 'cell')
  const [name] = Object.keys(draft?.values ?? {})
  return draft && name !== undefined && name in resource.fields
    ? { id: String(draft.base[resource.key]), name }
    : undefined
}
