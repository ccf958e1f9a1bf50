import { useCustom } from '@refinedev/core'
import { pathOf } from '@/resource/define'
import { useEntries } from '@/resource/entries'
import { type RowOfResult, requestOf } from '@/supabase/rpc'

type Line = RowOfResult<'crossed_lines'>

/** The thresholds that figures of the person's teams have crossed, each with a link to its rows. */
export function useCrossedThresholds(): readonly (Line & { to: string })[] {
  const { result, query } = useCustom<{ [index: number]: Line }>({
    ...requestOf('crossed_lines', {}, 'get'),
    queryOptions: { refetchInterval: 60_000 },
    errorNotification: false,
  })
  const { entries, mayOpen } = useEntries()
  const lines = query.data ? (result.data as Line[]) : []
  // People who may not read the rows are linked to the chart.
  const wayOf = (address: string) => {
    const entry = entries.find(({ table }) => pathOf(table) === address.split('?')[0])
    // A page such as revenue belongs to no table: only its own team can set a threshold on its figure.
    return !entry || mayOpen(entry) ? address : '/engagement'
  }
  // Two people, or two teams, may have set the same threshold: it is listed once.
  const same = ({ label, direction, threshold, period }: Line) =>
    `${label} ${direction} ${threshold} ${period}`
  const distinct = new Map(lines.map((line) => [same(line), line]))
  return [...distinct.values()].map((line) => ({ ...line, to: wayOf(line.address) }))
}
