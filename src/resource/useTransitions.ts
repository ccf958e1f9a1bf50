import { type BaseRecord, useList } from '@refinedev/core'

/** The database's rules for a table's states: which state may follow which. Read once. */
export function useTransitions(table: string): readonly { from: string; to: string }[] {
  const { result } = useList<BaseRecord>({
    resource: 'state_transitions',
    pagination: { mode: 'off' },
    sorters: [{ field: 'to_state', order: 'asc' }],
    meta: { tieBreak: 'table_name' },
    queryOptions: { staleTime: Number.POSITIVE_INFINITY },
    errorNotification: false,
  })
  return (result?.data ?? []).flatMap((rule) =>
    rule.table_name === table ? [{ from: String(rule.from_state), to: String(rule.to_state) }] : [],
  )
}

/** The states that a row may change to from its current one. */
export function useNextStates(table: string, state: string): string[] {
  return useTransitions(table).flatMap(({ from, to }) => (from === state ? [to] : []))
}
