import { ArrowRightOutlined, CheckCircleOutlined } from '@ant-design/icons'
import { Suspense, use } from 'react'
import { Link } from 'react-router'
import type { HomePart } from './domains/domain'
import { pathOf } from './resource/define'
import { useEntries } from './resource/entries'
import { createLoader } from './resource/load'
import { useWaiting } from './resource/useWaiting'
import { Page } from './ui/Page'
import { LoadingState } from './ui/states'
import './home.css'

const format = new Intl.NumberFormat('en')

/** Where a day begins: what waits for the person's team, and the way to each of their pages. */
export default function Home({ parts }: { parts: readonly HomePart[] }) {
  const { entries, pages, mayOpen, staff } = useEntries()
  const waiting = useWaiting()
  const open = [
    ...pages.map((page) => ({ ...page, key: page.path })),
    ...entries.map((entry) => ({ ...entry, key: entry.table, path: pathOf(entry.table) })),
  ].filter(mayOpen)
  const waits = open.filter((entry) => entry.waiting)
  const name = staff.name.split(' ')[0]
  return (
    <Page title={`Good ${dayPart(new Date())}, ${name}`} width="reading">
      <section aria-labelledby="waits">
        <h2 id="waits" className="home-heading">
          What waits
        </h2>
        {waits.length === 0 ? <p className="visually-quiet">Nothing waits for your team here.</p> : null}
        <ul className="home-waits">
          {waits.map((entry) => {
            const count = waiting.get(entry.key)
            return (
              <li key={entry.key}>
                <Link to={`${entry.path}${entry.waiting?.address}`} data-clear={count === 0 || undefined}>
                  <span className="home-icon" aria-hidden>
                    {count === 0 ? <CheckCircleOutlined /> : entry.icon}
                  </span>
                  <strong className="tabular">{count === undefined ? '…' : format.format(count)}</strong>
                  <span>{entry.waiting?.label}</span>
                  <ArrowRightOutlined className="home-arrow" aria-hidden />
                </Link>
              </li>
            )
          })}
        </ul>
      </section>
      {parts.filter(mayOpen).map((part) => (
        <Suspense key={part.key} fallback={<LoadingState shape="text" />}>
          <Part part={part} />
        </Suspense>
      ))}
      <section aria-labelledby="pages">
        <h2 id="pages" className="home-heading">
          Your pages
        </h2>
        <ul className="home-pages">
          {open
            .filter((entry) => entry.menu)
            .map((entry) => (
              <li key={entry.key}>
                <Link to={entry.path}>
                  <span aria-hidden>{entry.icon}</span>
                  {entry.label}
                </Link>
              </li>
            ))}
        </ul>
      </section>
    </Page>
  )
}

const loadOnce = createLoader<Awaited<ReturnType<HomePart['load']>>>()

function Part({ part }: { part: HomePart }) {
  const { default: Content } = use(loadOnce(part.key, part.load))
  return <Content />
}

/** The part of the day, as one greets. */
export function dayPart(now: Date): string {
  const hour = now.getHours()
  // Whoever works past midnight is still in their evening; “Good night” would send them off.
  return hour < 4 || hour >= 18 ? 'evening' : hour < 12 ? 'morning' : 'afternoon'
}
