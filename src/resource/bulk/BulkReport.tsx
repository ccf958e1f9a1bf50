import { UndoOutlined } from '@ant-design/icons'
import { type BaseRecord, useList } from '@refinedev/core'
import { Button } from 'antd'
import { toConsoleError } from '@/supabase/errors'
import { countText } from '@/ui/countText'
import { Row, Stack } from '@/ui/layout'
import type { AnyRow } from '../define'
import type { ListModel } from '../query/listModel'
import { listSelect } from '../query/listSelect'
import { RecordLink } from '../RecordLink'
import type { BulkOutcome, Refusal } from './results'

interface BulkReportProps {
  list: ListModel
  outcome: BulkOutcome
  onUndo?: () => void
  /** If called with records, they are to be selected next. */
  onClose: (refused?: readonly AnyRow[]) => void
}

/** How many records are named per reason; the others can be selected in the list with one click. */
const namesPerReason = 3
const reasonsNamed = 12

/** The records that were refused, grouped by reason. */
export function BulkReport({ list, outcome, onUndo, onClose }: BulkReportProps) {
  const { resource } = list
  const { refused, unchanged = 0 } = outcome
  const ids = refused.slice(0, reasonsNamed).flatMap((group) => group.ids.slice(0, namesPerReason))
  const { result } = useList<BaseRecord>({
    resource: resource.table,
    pagination: { pageSize: Math.max(1, ids.length) },
    filters: [{ field: resource.key, operator: 'in', value: ids }],
    meta: { select: listSelect(resource), count: 'none', tieBreak: resource.key },
    queryOptions: { enabled: ids.length > 0 },
    errorNotification: false,
  })
  const rows = new Map((result?.data ?? []).map((row) => [String(row[resource.key]), row as AnyRow]))
  const titleOf = (id: string) => {
    const row = rows.get(id)
    return row ? resource.title(row) : id.slice(0, 8)
  }
  const all = refused.flatMap((group) => group.ids)
  return (
    <Stack gap={12} className="bulk-dialog">
      {unchanged > 0 ? (
        <p className="quiet plain">
          {countText(unchanged, false)} already {unchanged === 1 ? 'was' : 'were'} so and kept{' '}
          {unchanged === 1 ? 'its' : 'their'} version.
        </p>
      ) : null}
      {all.length > 0 ? (
        <>
          <p>
            {countText(all.length, false)} {all.length === 1 ? 'was' : 'were'} refused and{' '}
            {all.length === 1 ? 'is' : 'are'} as before:
          </p>
          <Stack as="ul" gap={8} className="scroll" style={{ maxHeight: '40vh' }}>
            {refused.map((group) => (
              <Row as="li" gap={12} align="stretch" key={`${group.code} ${group.reason}`}>
                <span className="bulk-reason-count tabular fixed quiet right" style={{ minWidth: 40 }}>
                  {countText(group.ids.length, false)}
                </span>
                <div>
                  <strong className="medium">{reasonText(group, resource.table)}</strong>
                  <Row gap={12} align="stretch" wrap="tight">
                    {group.ids.slice(0, namesPerReason).map((id) => (
                      <RecordLink key={id} table={resource.table} id={id}>
                        {titleOf(id)}
                      </RecordLink>
                    ))}
                    {group.ids.length > namesPerReason ? (
                      <span className="quiet plain">
                        and {countText(group.ids.length - namesPerReason, false)} more
                      </span>
                    ) : null}
                  </Row>
                </div>
              </Row>
            ))}
          </Stack>
        </>
      ) : null}
      <Row gap={8} align="stretch" justify="end" wrap className="above-8">
        {onUndo ? (
          <Button icon={<UndoOutlined aria-hidden />} onClick={onUndo}>
            Undo
          </Button>
        ) : null}
        {all.length > 0 ? (
          <Button onClick={() => onClose(all.map((id) => rows.get(id) ?? { [resource.key]: id }))}>
            Select the refused
          </Button>
        ) : null}
        <Button type="primary" onClick={() => onClose()}>
          Close
        </Button>
      </Row>
    </Stack>
  )
}

// For a constraint, Postgres' message is replaced by the console's.
function reasonText({ reason, code, details }: Refusal, table: string): string {
  return code ? toConsoleError({ message: reason, code, details: details ?? '' }, 400, table).message : reason
}
