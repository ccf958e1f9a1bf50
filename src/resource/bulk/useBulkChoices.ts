import { columns } from '@/supabase/columns'
import type { BulkAction } from '../actions'
import type { Resource } from '../define'
import { useEntries } from '../entries'

/** One thing that can be done with what is selected. */
export type BulkChoice = {
  key: string
  label: string
  shortcut?: string
  danger?: boolean
} & ({ does: 'state' | 'change' | 'delete' } | { does: 'own'; action: BulkAction })

/** What this person may do with many records of a resource at once: from its declaration, the same for all tables. */
export function useBulkChoices(resource: Resource): readonly BulkChoice[] {
  const { may } = useEntries()
  const choices: BulkChoice[] = []
  const mayEdit = may(resource.may?.edit)
  if (resource.states && mayEdit)
    choices.push({ key: 'state', label: 'Set state…', shortcut: 's', does: 'state' })
  if (mayEdit && bulkEditableFields(resource).length > 0)
    choices.push({ key: 'change', label: 'Change…', shortcut: 'm', does: 'change' })
  for (const action of resource.list.bulk ?? []) {
    if (may(action.roles)) choices.push({ ...action, does: 'own', action })
  }
  if (may(resource.may?.delete))
    choices.push({ key: 'delete', label: 'Delete…', shortcut: '#', danger: true, does: 'delete' })
  return choices
}

/**
 * The fields that can have the same value in many records: those of the form that may change later, without what is
 * unique, what means something else by the record's currency, and what has an editor of its own.
 */
export function bulkEditableFields(resource: Resource): readonly string[] {
  const columnMetadata = columns[resource.table] ?? {}
  const { sections = [], createOnly = [] } = resource.form ?? {}
  return sections
    .flatMap((section) => section.fields)
    .filter((name) => {
      const field = resource.fields[name]
      return (
        field?.input &&
        field.input !== 'money' &&
        !field.Input &&
        !columnMetadata[name]?.unique &&
        !createOnly.includes(name)
      )
    })
}
