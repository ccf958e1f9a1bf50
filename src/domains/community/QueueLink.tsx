import { InboxOutlined } from '@ant-design/icons'
import { Link } from 'react-router'
import type { AnyRow } from '@/resource/define'
import { useEntries } from '@/resource/entries'
import { none } from '@/resource/fields/text'

/** The bot score from which an item enters the queue. */
const botFrom = 0.7

interface QueueLinkProps {
  type: 'post' | 'comment'
  row: AnyRow
}

/** Link to an item in the moderation queue; only for staff who may decide. */
export function QueueLink({ type, row }: QueueLinkProps) {
  const { may } = useEntries()
  if (!may(['moderator'])) return null
  return (
    <Link
      className="row inline gap-6 nowrap"
      to={`/moderation-queue/${type}/${row.id}?view=all`}
      onClick={(event) => event.stopPropagation()}
    >
      <InboxOutlined aria-hidden /> Open in the queue
    </Link>
  )
}

/**
 * The same link in a list, only for rows that may wait for a decision; otherwise every row would have one.
 */
export function QueueCell({ type, row }: QueueLinkProps) {
  const mayWait =
    row.state === 'pending' || Number(row.report_count) > 0 || Number(row.bot_score ?? 0) >= botFrom
  return mayWait ? <QueueLink type={type} row={row} /> : none
}
