import { Link } from 'react-router'
import { Moment } from '@/resource/fields/time'
import { Ago } from '@/resource/queue/Ago'
import { serverNow } from '@/supabase/clock'
import { parseTimestamp } from '@/supabase/time'
import { queueUrl } from '../queueView'
import type { QueueItem } from '../types'

/** What of an escalated item is shown. */
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
> & { assigned_to: string | null }

/** What is escalated: to whom, since when, and due when. */
export function Handovers({ rows, me }: { rows: readonly HandedOver[]; me: string }) {
  if (rows.length === 0) return <p className="mod-home-clear">Nothing is handed over.</p>
  const now = serverNow()
  return (
    <div className="figures-scroll">
      <table className="figures-table mod-home-table full">
        <thead>
          <tr>
            <th scope="col">Item</th>
            <th scope="col">By</th>
            <th scope="col">To</th>
            <th scope="col">Since</th>
            <th scope="col">Due</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <th scope="row" className="mod-home-item">
                <Link to={queueUrl({ view: 'escalated' }, row)}>
                  <bdi>{row.item_type === 'post' ? row.title : row.excerpt}</bdi>
                </Link>
              </th>
              <td>{row.escalated_name}</td>
              <td>{row.assigned_to === me ? 'You' : (row.assigned_name ?? 'Anyone')}</td>
              <td>{row.escalated_at ? <Ago value={row.escalated_at} /> : null}</td>
              <td data-wrong={(row.due_at && parseTimestamp(row.due_at) < now) || undefined}>
                {row.due_at ? <Moment value={row.due_at} short /> : '–'}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
