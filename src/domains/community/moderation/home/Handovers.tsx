import { Link } from 'react-router'
import { Moment } from '@/resource/fields/time'
import { Ago } from '@/resource/queue/Ago'
import { serverNow } from '@/supabase/clock'
import type { ViewRow } from '@/supabase/rows'
import { parseTimestamp } from '@/supabase/time'
import { FigureTable } from '@/ui/FigureTable'
import { queueUrl } from '../queueView'
import type { QueueItem } from '../types'

/** The columns of an escalated item that the table shows. */
export type HandedOver = Pick<
  QueueItem,
  | 'id'
  | 'item_type'
  | 'item_id'
  | 'title'
  | 'excerpt'
  | 'escalated_name'
  | 'escalated_at'
  | 'assigned_name'
  | 'due_at'
> &
  Pick<ViewRow<'moderation_queue', 'assigned_to'>, 'assigned_to'>

/** The most rows that are shown. */
export const mostHandedOver = 50

/** Escalated items: handed to whom, since when, and due when. */
export function Handovers({ rows, me }: { rows: readonly HandedOver[]; me: string }) {
  const now = serverNow()
  const table = (
    <FigureTable
      label="What is handed over"
      look="names"
      rows={rows}
      keyOf={({ id }) => String(id)}
      empty="Nothing is handed over."
      columns={[
        {
          head: 'Item',
          cell: (row) => (
            <Link
              className="block truncate"
              style={{ maxWidth: '22ch' }}
              to={queueUrl({ view: 'escalated' }, row)}
            >
              <bdi>{row.item_type === 'post' ? row.title : row.excerpt}</bdi>
            </Link>
          ),
        },
        { head: 'By', isText: true, cell: ({ escalated_name }) => escalated_name },
        {
          head: 'To',
          isText: true,
          cell: ({ assigned_to, assigned_name }) =>
            assigned_to === me ? 'You' : (assigned_name ?? 'Anyone'),
        },
        {
          head: 'Since',
          isText: true,
          cell: ({ escalated_at }) => (escalated_at ? <Ago value={escalated_at} /> : null),
        },
        {
          head: 'Due',
          isText: true,
          isWrong: ({ due_at }) => due_at !== null && parseTimestamp(due_at) < now,
          cell: ({ due_at }) => (due_at ? <Moment value={due_at} short /> : '–'),
        },
      ]}
    />
  )
  if (rows.length < mostHandedOver) return table
  return (
    <>
      {table}
      <p className="quiet small">
        The first {mostHandedOver} by when they are due.{' '}
        <Link to={queueUrl({ view: 'escalated' })}>All that is escalated</Link>
      </p>
    </>
  )
}
