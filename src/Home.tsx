import { lazy, Suspense } from 'react'
import { Link } from 'react-router'
import { Tiles } from '@/ui/layout'
import type { HomePart } from './domains/domain'
import { type Need, type PinnableChart, pathOf } from './resource/define'
import { useEntries } from './resource/entries'
import { createLoader } from './resource/loadResource'
import { Needs } from './shell/home/Needs'
import { Pinned } from './shell/home/Pinned'
import { RecentWork } from './shell/home/RecentWork'
import { Page } from './ui/Page'
import { LoadingState } from './ui/states'

const Inbox = lazy(() => import('./resource/comments/Inbox'))

interface HomeProps {
  parts: readonly HomePart[]
  needs: readonly Need[]
  charts: readonly PinnableChart[]
}

/**
 * The home page: open work of the person, people waiting for them, their recent records, and the state of their team.
 */
export default function Home({ parts, needs, charts }: HomeProps) {
  const { entries, pages, mayOpen, staff } = useEntries()
  const open = [
    ...pages.map((page) => ({ ...page, key: page.path })),
    ...entries.map((entry) => ({ ...entry, key: entry.table, path: pathOf(entry.table) })),
  ].filter(mayOpen)
  const name = staff.name.split(' ')[0]
  return (
    <Page title={`Good ${dayPart(new Date())}, ${name}`} width="reading">
      <Needs needs={needs} />
      <Tiles min={320} gap={24} fit className="flush">
        <section aria-labelledby="calls">
          <h2 id="calls" className="above-12 below-8 quiet small medium">
            Who calls you
          </h2>
          <Suspense fallback={<LoadingState shape="text" />}>
            <Inbox />
          </Suspense>
        </section>
        <section aria-labelledby="work">
          <h2 id="work" className="above-12 below-8 quiet small medium">
            Your recent work
          </h2>
          <RecentWork />
        </section>
      </Tiles>
      {parts.filter(mayOpen).map((part) => (
        <Suspense key={part.key} fallback={<LoadingState shape="text" />}>
          <Part part={part} />
        </Suspense>
      ))}
      <Pinned charts={charts} />
      <section aria-labelledby="pages">
        <h2 id="pages" className="above-12 below-8 quiet small medium">
          Your pages
        </h2>
        <Tiles as="ul" min={200} gap={8}>
          {open
            .filter((entry) => entry.menu)
            .map((entry) => (
              <li key={entry.key}>
                <Link className="choice row gap-8 pad-x-12 pad-y-8" to={entry.path}>
                  <span aria-hidden>{entry.icon}</span>
                  {entry.label}
                </Link>
              </li>
            ))}
        </Tiles>
      </section>
    </Page>
  )
}

const parts = createLoader<Awaited<ReturnType<HomePart['load']>>>()

function Part({ part }: { part: HomePart }) {
  const { default: Content } = parts.useLoaded(part.key, part.load)
  return <Content />
}

/** The part of the day for the greeting. */
export function dayPart(now: Date): string {
  const hour = now.getHours()
  // After midnight it is still “evening” for someone at work; “Good night” would sound like a farewell.
  return hour < 4 || hour >= 18 ? 'evening' : hour < 12 ? 'morning' : 'afternoon'
}
