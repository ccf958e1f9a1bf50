import { InboxOutlined } from '@ant-design/icons'
import { Link } from 'react-router'
import type { AnyRow } from '@/resource/define'
import { useEntries } from '@/resource/entries'
import { none } from '@/resource/fields/text'

/** From this score on the bot brings an item into the queue. */
const botFrom = 0.7

interface QueueLinkProps {
  type: 'post' | 'comment'
  row: AnyRow
}

/** The way to an item in the moderators' queue; only for those who decide. */
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

/** The same for a list, where it may wait for a decision: anything else would be a link in every row. */
export function QueueCell({ type, row }: QueueLinkProps) {
  const mayWait =
    row.state === 'pending' || Number(row.report_count) > 0 || Number(row.bot_score ?? 0) >= botFrom
  return mayWait ? <QueueLink type={type} row={row} /> : none
}
