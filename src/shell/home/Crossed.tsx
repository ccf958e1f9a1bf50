import { AlertOutlined, ArrowRightOutlined } from '@ant-design/icons'
import { useCustom } from '@refinedev/core'
import { Link } from 'react-router'
import { pathOf } from '@/resource/define'
import { useEntries } from '@/resource/entries'
import type { Database } from '@/supabase/database.types'

type Line = Database['public']['Functions']['crossed_lines']['Returns'][number]

const spans: Record<string, string> = { day: '24 hours', week: '7 days', month: '30 days' }

const format = new Intl.NumberFormat('en', { maximumFractionDigits: 2 })

/** The lines that figures of the person's teams have crossed. */
export function Crossed() {
  const { result, query } = useCustom<{ [index: number]: Line }>({
    url: 'rpc/crossed_lines',
    method: 'get',
    queryOptions: { refetchInterval: 60_000 },
    errorNotification: false,
  })
  const { entries, mayOpen } = useEntries()
  const lines = query.data ? (result.data as Line[]) : []
  // Whoever may not read the rows finds the figure among the charts.
  const wayOf = (address: string) => {
    const entry = entries.find(({ table }) => pathOf(table) === address.split('?')[0])
    return entry && mayOpen(entry) ? address : '/engagement'
  }
  return lines.map(({ id, label, value, threshold, direction, period, address }) => (
    <li key={id}>
      <Link to={wayOf(address)} data-urgent>
        <span className="home-icon" aria-hidden>
          <AlertOutlined />
        </span>
        <strong className="tabular">{format.format(Number(value))}</strong>
        <span>
          {label} {label.includes('this month') ? '' : `in the last ${spans[period] ?? period}`}
          <span className="wrong small block">
            {direction} the line of {format.format(Number(threshold))}
          </span>
        </span>
        <ArrowRightOutlined className="home-arrow" aria-hidden />
      </Link>
    </li>
  ))
}
