import { countText } from '@/ui/countText'
import type { Asked } from '../actions'
import type { AnyRow, Resource } from '../define'
import { isEmpty } from '../field'
import type { ListModel } from '../query/listModel'
import type { useTransitions } from '../useTransitions'
import type { BulkOutcome } from './results'
import type { BulkRequest } from './runBulkOperation'
import { recordsText, type SelectedRecords } from './selectedRecords'
import type { BulkChoice } from './useBulkChoices'

/** How a list column changes: all entries are replaced, or some are added or removed. */
export type ListChange = 'set' | 'add' | 'take'

/** The input of a bulk dialog besides its form values. */
export interface BulkInputs {
  /** The column to change, if one is to be chosen. */
  column?: string
  listChange: ListChange
  reason: string
  /** The typed number that confirms a deletion of many records. */
  typed: string
}

type Transitions = ReturnType<typeof useTransitions>

/** The fields of a bulk dialog's form. */
export function askedFields(
  resource: Resource,
  offer: BulkChoice,
  { column, listChange }: Pick<BulkInputs, 'column' | 'listChange'>,
  state: string | undefined,
  transitions: Transitions,
): Asked {
  if (offer.does === 'own') return offer.action.ask ?? {}
  if (offer.does === 'change') {
    const field = column === undefined ? undefined : resource.fields[column]
    if (!field || column === undefined) return {}
    // Adding or removing needs at least one entry; replacing by nothing is allowed if the column may be null.
    return {
      [column]: listChange === 'set' ? field : { ...field, label: 'Which', help: undefined, required: true },
    }
  }
  if (offer.does !== 'state' || !resource.fields.state) return {}
  const reachable = new Set(transitions.flatMap(({ from, to }) => (from ? [to] : [])))
  const { only, ask } = resource.states ?? {}
  const options = resource.fields.state.options?.filter(
    ({ value }) => reachable.has(value) && (only?.includes(value) ?? true),
  )
  const more = (state && ask?.[state]) || []
  return {
    state: { ...resource.fields.state, label: 'New state', options, required: true },
    ...Object.fromEntries(
      more.flatMap((name) =>
        resource.fields[name] ? [[name, { ...resource.fields[name], required: true }]] : [],
      ),
    ),
  }
}

/** The database call of the bulk action, for exactly `count` records. */
export function requestOf(
  resource: Resource,
  offer: BulkChoice,
  { column, listChange, reason }: BulkInputs,
  { filters, relations }: SelectedRecords,
  count: number,
  values: AnyRow,
): BulkRequest {
  const common = {
    target: resource.table,
    filters,
    relations,
    expected: count,
    reason: reason.trim() || null,
  }
  if (offer.does === 'delete') return { rpc: 'bulk_delete', args: common }
  if (offer.does === 'own' && offer.action.call) {
    const { rpc, key } = offer.action.call
    const given = Object.fromEntries(Object.entries(values).filter(([, value]) => !isEmpty(value)))
    return { rpc: 'bulk_call', args: { ...common, procedure: rpc, key_argument: key, arguments: given } }
  }
  if (offer.does === 'own')
    return { rpc: 'bulk_change', args: { ...common, changes: offer.action.set?.(values) ?? values } }
  if (offer.does === 'change' && column !== undefined && listChange !== 'set') {
    const some = [...new Set(values[column] as string[])]
    return {
      rpc: 'bulk_change',
      args: { ...common, changes: { [`${listChange === 'add' ? '+' : '-'}${column}`]: some } },
    }
  }
  return { rpc: 'bulk_change', args: { ...common, changes: values } }
}

/** Whether the action can be undone here. */
export function canUndo(offer: BulkChoice): boolean {
  return (
    offer.does === 'state' ||
    offer.does === 'change' ||
    (offer.does === 'own' && offer.action.call === undefined)
  )
}

/** The label of a state. */
export function stateLabel({ fields }: Pick<Resource, 'fields'>, value: unknown): string {
  return fields.state?.text(value, {}) ?? String(value)
}

/** What was done, as a sentence: “12 leads are rejected now.” */
export function doneText(
  list: Pick<ListModel, 'entry' | 'resource'>,
  offer: BulkChoice,
  { changed }: BulkOutcome,
  state: string | undefined,
): string {
  const some = recordsText(changed, list)
  const were = changed === 1 ? 'was' : 'were'
  if (offer.does === 'state')
    return `${some} ${changed === 1 ? 'is' : 'are'} ${stateLabel(list.resource, state).toLowerCase()} now.`
  if (offer.does === 'delete') return `${some} ${were} deleted.`
  return `${some} ${were} ${offer.does === 'own' ? offer.action.done : 'changed'}.`
}

/** What was left unchanged, as a sentence; empty if everything was changed. */
export function describeRemainder({ unchanged = 0, refused }: BulkOutcome): string | undefined {
  const left = refused.reduce((sum, { ids }) => sum + ids.length, 0)
  const parts = [
    ...(unchanged > 0
      ? [`${countText(unchanged, false)} already ${unchanged === 1 ? 'was' : 'were'} so.`]
      : []),
    ...(left > 0
      ? [`${countText(left, false)} refused: ${refused.map(({ reason }) => reason).join(' ')}`]
      : []),
  ]
  return parts.length > 0 ? parts.join(' ') : undefined
}
