import { AlertOutlined, ArrowRightOutlined, CheckCircleOutlined } from '@ant-design/icons'
import { type ReactNode, useState } from 'react'
import { Link } from 'react-router'
import type { Need } from '@/resource/define'
import { type CountedNeed, useNeeds } from '@/resource/waiting/useNeeds'
import { Tiles } from '@/ui/layout'
import { numberLocale } from '@/ui/locale'
import { singular } from './singular'
import { useCrossedThresholds } from './useCrossedThresholds'
import './needs.css'

const format = new Intl.NumberFormat(numberLocale, { maximumFractionDigits: 2 })

/** The most tiles shown, so that the person keeps an overview. */
const maxTiles = 8

const spans: Record<string, string> = { day: '24 hours', week: '7 days', month: '30 days' }

/** One tile: a number, what it counts, and the link to its rows. */
interface Tile {
  key: string
  to: string
  icon: ReactNode
  figure: string
  label: string
  /** Why it is shown, as a second line. */
  note?: string
  urgent: boolean
}

const tileOf = ({ key, to, icon, label, count, urgency }: CountedNeed): Tile => ({
  ...{ key, to, icon },
  figure: count === undefined ? '…' : format.format(count),
  label: count === 1 ? singular(label) : label,
  note: urgency === 1 ? 'at once' : undefined,
  urgent: urgency === 1,
})

const tileOfLine = ({
  id,
  to,
  label,
  value,
  threshold,
  direction,
  period,
}: ReturnType<typeof useCrossedThresholds>[number]): Tile => ({
  key: id,
  to,
  icon: <AlertOutlined />,
  figure: format.format(Number(value)),
  label: label.includes('this month') ? label : `${label} in the last ${spans[period] ?? period}`,
  note: `${direction} the line of ${format.format(Number(threshold))}`,
  urgent: true,
})

/**
 * Everything that waits for the person, each with a link to exactly its rows: first what harms somebody while it waits,
 * then thresholds that figures have crossed, then the work for today and for this week. What is empty is listed in a
 * line below.
 */
export function Needs({ needs }: { needs: readonly Need[] }) {
  const [showsAll, setShowsAll] = useState(false)
  const counted = useNeeds(needs)
  const crossed = useCrossedThresholds()
  const open = counted.filter(({ count }) => count !== 0)
  const clear = counted.filter(({ count }) => count === 0)
  const atOnce = open.filter(({ urgency }) => urgency === 1)
  const later = open.filter(({ urgency }) => urgency !== 1)
  const tiles = [...atOnce.map(tileOf), ...crossed.map(tileOfLine), ...later.map(tileOf)]
  const shown = showsAll ? tiles : tiles.slice(0, maxTiles)
  return (
    <section aria-labelledby="waits">
      <h2 id="waits" className="above-12 below-8 quiet small medium">
        What needs you
      </h2>
      <Tiles as="ul" min={280} gap={8}>
        {shown.map(({ key, to, icon, figure, label, note, urgent }) => (
          <li key={key}>
            <Link to={to} className="panel row gap-8 loud need-tile">
              <span className={`larger ${urgent ? 'wrong' : 'quiet'}`} aria-hidden>
                {icon}
              </span>
              <strong className="tabular">{figure}</strong>
              <span>
                {label}
                {note ? <span className="wrong small block">{note}</span> : null}
              </span>
              <ArrowRightOutlined className="quiet push" aria-hidden />
            </Link>
          </li>
        ))}
      </Tiles>
      {tiles.length > maxTiles ? (
        <button
          type="button"
          className="link-button above-8"
          aria-expanded={showsAll}
          onClick={() => setShowsAll(!showsAll)}
        >
          {showsAll ? `Show the first ${maxTiles}` : `Show ${tiles.length - maxTiles} more`}
        </button>
      ) : null}
      {clear.length > 0 ? (
        <p className="home-clear quiet small above-8">
          <CheckCircleOutlined aria-hidden className="toned" data-tone="green" />{' '}
          {tiles.length === 0 ? 'Nothing needs you here. ' : 'None of these: '}
          {clear.map(({ key, to, label }, index) => (
            <span key={key}>
              {index > 0 ? ', ' : null}
              <Link to={to} className="quiet">
                {label}
              </Link>
            </span>
          ))}
        </p>
      ) : null}
    </section>
  )
}
