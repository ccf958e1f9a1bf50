import { Alert, Button } from 'antd'
import { useMemo } from 'react'
import { describeError } from '@/ui/describeError'
import { impossibleFilters } from '../query/crudFilters'
import type { ListModel } from '../query/listModel'
import type { RowsPage } from '../query/useRows'

/** Notices above a list's rows: parts of the address that do not exist, and that the rows may be outdated. */
export function ListNotices({ list, page }: { list: ListModel; page: RowsPage }) {
  const { entry, resource, controls } = list
  const { state } = controls
  const impossible = useMemo(() => impossibleFilters(resource, state), [resource, state])
  return (
    <>
      {state.dropped.length > 0 ? (
        <Alert
          type="warning"
          showIcon
          closable
          title={`This address asks for something that ${entry.label.toLowerCase()} cannot be asked for, which was left out: ${listText(state.dropped)}.`}
        />
      ) : null}
      {impossible.length > 0 ? (
        <Alert
          type="info"
          showIcon
          title={`Nothing can be as this filter asks: ${impossible.map(({ field }) => resource.fields[field]?.label ?? field).join(', ')} cannot hold such a value.`}
        />
      ) : null}
      {page.error && page.isKnown ? (
        <Alert
          type="warning"
          showIcon
          title={`These rows may be out of date. ${describeError(page.error).title}.`}
          action={
            <Button size="small" onClick={() => void page.refetch()}>
              Try again
            </Button>
          }
        />
      ) : null}
    </>
  )
}

/** The first few entries, shortened and without duplicates. */
function listText(parts: readonly string[]): string {
  const some = [...new Set(parts)].map((part) => (part.length > 60 ? `${part.slice(0, 60)}…` : part))
  return some.length > 6 ? `${some.slice(0, 5).join(', ')} and ${some.length - 5} more` : some.join(', ')
}
