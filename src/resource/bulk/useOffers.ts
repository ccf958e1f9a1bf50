import { columns } from '@/supabase/columns'
import type { BulkAction, Resource } from '../define'
import { useEntries } from '../entries'

/** One thing that can be done with what is selected. */
export type Offer = {
  key: string
  label: string
  shortcut?: string
  danger?: boolean
} & ({ does: 'state' | 'change' | 'delete' } | { does: 'own'; action: BulkAction })

/** What this person may do with many records of a resource at once: from its declaration, the same for all tables. */
export function useOffers(resource: Resource): readonly Offer[] {
  const { may } = useEntries()
  const offers: Offer[] = []
  const mayEdit = may(resource.may?.edit)
  if (resource.states && mayEdit)
    offers.push({ key: 'state', label: 'Set state…', shortcut: 's', does: 'state' })
  if (mayEdit && changeable(resource).length > 0)
    offers.push({ key: 'change', label: 'Change…', shortcut: 'm', does: 'change' })
  for (const action of resource.list.bulk ?? []) {
    if (may(action.roles)) offers.push({ ...action, does: 'own', action })
  }
  if (may(resource.may?.delete))
    offers.push({ key: 'delete', label: 'Delete…', shortcut: '#', danger: true, does: 'delete' })
  return offers
}

/**
 * The fields that can have the same value in many records: those of the form that may change later, without what is
 * unique, what means something else by the record's currency, and what has an editor of its own.
 */
export function changeable(resource: Resource): readonly string[] {
  const facts = columns[resource.table] ?? {}
  const { sections = [], createOnly = [] } = resource.form ?? {}
  return sections
    .flatMap((section) => section.fields)
    .filter((name) => {
      const field = resource.fields[name]
      return (
        field?.input &&
        field.input !== 'money' &&
        !field.Input &&
        !facts[name]?.unique &&
        !createOnly.includes(name)
      )
    })
}
