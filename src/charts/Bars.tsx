import { Link } from 'react-router'
import { Truncate } from '@/ui/layout'
import './bars.css'

/** One bar of several that lie under each other. */
export interface BarRow {
  key: string
  label: string
  /** 0 to 1 of the longest possible. */
  share: number
  value: string
  /** A quiet fact after the value. */
  detail?: string
  /** The rows behind it, by their address or by what shows them. */
  to?: string
  onPick?: () => void
}

interface BarsProps {
  rows: readonly BarRow[]
  /** What they compare, for those who do not see them. */
  label: string
  /** For names that are sentences. */
  wide?: boolean
  /** How many are drawn; the chart's table has all. */
  most?: number
}

/** Horizontal bars with their names and values written out: for few things that are compared with each other. */
export function Bars({ rows, label, wide, most = rows.length }: BarsProps) {
  return (
    <>
      <ul className="bars chart-bars" aria-label={label} data-wide={wide}>
        {rows.slice(0, most).map(({ key, label: name, share, value, detail, to, onPick }) => (
          <li key={key}>
            <Truncate>
              {to ? (
                <Link to={to}>{name}</Link>
              ) : onPick ? (
                <button type="button" className="link-button" onClick={onPick}>
                  {name}
                </button>
              ) : (
                name
              )}
            </Truncate>
            <span className="track" style={{ height: 12 }} aria-hidden>
              <span style={{ width: `${Math.max(0, Math.min(1, share)) * 100}%` }} />
            </span>
            <strong className="right nowrap">{value}</strong>
            <span className="chart-bars-detail quiet small right">{detail}</span>
          </li>
        ))}
      </ul>
      {rows.length > most ? <p className="quiet">{rows.length - most} more in the table.</p> : null}
    </>
  )
}
