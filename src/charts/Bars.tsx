import { Link } from 'react-router'
import { Truncate } from '@/ui/layout'
import './bars.css'

/** One bar of a horizontal bar chart. */
export interface BarRow {
  key: string
  label: string
  /** Length of the bar, from 0 to 1 of the longest possible bar. */
  share: number
  value: string
  /** Secondary text after the value. */
  detail?: string
  /** Opens the rows behind the bar: a link, or `onPick` for a panel on this page. */
  to?: string
  onPick?: () => void
}

interface BarsProps {
  rows: readonly BarRow[]
  /** What the bars compare, for screen readers. */
  label: string
  /** Gives the names more room, for names that are sentences. */
  wide?: boolean
  /** How many bars are shown at most; the chart's table lists all rows. */
  most?: number
}

/** Horizontal bars with written names and values, to compare a few items. */
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
