import { AlertOutlined, ArrowRightOutlined } from '@ant-design/icons'
import { useCustom } from '@refinedev/core'
import { Link } from 'react-router'
import type { Database } from '@/supabase/database.types'

type Line = Database['public']['Functions']['crossed_lines']['Returns'][number]

const format = new Intl.NumberFormat('en', { maximumFractionDigits: 2 })

/** The lines that figures of the person's teams have crossed. */
export function Crossed() {
  const { result, query } = useCustom<{ [index: number]: Line }>({
    url: 'rpc/crossed_lines',
    method: 'get',
    queryOptions: { refetchInterval: 60_000 },
    errorNotification: false,
  })
  const lines = query.data ? (result.data as Line[]) : []
  return lines.map(({ id, label, value, threshold, direction, period, address }) => (
    <li key={id}>
      <Link to={address} data-urgent>
        <span className="home-icon" aria-hidden>
          <AlertOutlined />
        </span>
        <strong className="tabular">{format.format(Number(value))}</strong>
        <span>
          {label} in the last {period === 'day' ? '24 hours' : '7 days'}
          <span className="wrong small block">
            {direction} the line of {format.format(Number(threshold))}
          </span>
        </span>
        <ArrowRightOutlined className="home-arrow" aria-hidden />
      </Link>
    </li>
  ))
}
