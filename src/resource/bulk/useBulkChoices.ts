import { columns } from '@/supabase/columns'
import type { BulkAction } from '../actions'
import type { Resource } from '../define'
import { useEntries } from '../entries'

/** One bulk action on the selected records. */
export type BulkChoice = {
  key: string
  label: string
  shortcut?: string
  danger?: boolean
} & ({ does: 'state' | 'change' | 'delete' } | { does: 'own'; action: BulkAction })

/** The bulk actions that this person may use on a resource, from its declaration; the same for all tables. */
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
 * The fields that can be set to one value in many records: the editable fields of the form, except unique fields,
 * amounts whose meaning depends on the record's currency, and fields with an editor of their own.
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
