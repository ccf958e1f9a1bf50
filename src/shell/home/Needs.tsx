import { ArrowRightOutlined, CheckCircleOutlined } from '@ant-design/icons'
import { useState } from 'react'
import { Link } from 'react-router'
import type { Need } from '@/resource/define'
import { useNeeds } from '@/resource/useNeeds'
import { Tiles } from '@/ui/layout'
import { Crossed } from './Crossed'
import { oneOf } from './oneOf'

const format = new Intl.NumberFormat('en')

/** More than this at once nobody takes in. */
const most = 8

/** What needs the person now, ranked, each one click from exactly its rows; what is clear stands below in a line. */
export function Needs({ needs }: { needs: readonly Need[] }) {
  const [showsAll, setShowsAll] = useState(false)
  const counted = useNeeds(needs)
  const open = counted.filter(({ count }) => count !== 0)
  const clear = counted.filter(({ count }) => count === 0)
  const shown = showsAll ? open : open.slice(0, most)
  return (
    <section aria-labelledby="waits">
      <h2 id="waits" className="home-heading quiet small medium">
        What needs you
      </h2>
      <Tiles as="ul" min={280} gap={8} className="home-waits">
        <Crossed />
        {shown.map(({ key, to, icon, label, count, urgency }) => (
          <li key={key}>
            <Link to={to} data-urgent={urgency === 1 || undefined}>
              <span className="home-icon" aria-hidden>
                {icon}
              </span>
              <strong className="tabular">{count === undefined ? '…' : format.format(count)}</strong>
              <span>
                {count === 1 ? oneOf(label) : label}
                {urgency === 1 ? <span className="wrong small block">at once</span> : null}
              </span>
              <ArrowRightOutlined className="home-arrow" aria-hidden />
            </Link>
          </li>
        ))}
      </Tiles>
      {open.length > shown.length ? (
        <button type="button" className="link-button above-8" onClick={() => setShowsAll(true)}>
          Show {open.length - shown.length} more
        </button>
      ) : null}
      {clear.length > 0 ? (
        <p className="home-clear quiet small above-8">
          <CheckCircleOutlined aria-hidden />
          {open.length === 0 ? 'Nothing needs you here. ' : 'None of these: '}
          {clear.map(({ key, to, label }, index) => (
            <span key={key}>
              {index > 0 ? ', ' : null}
              <Link to={to}>{label}</Link>
            </span>
          ))}
        </p>
      ) : null}
    </section>
  )
}
