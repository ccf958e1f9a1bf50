import { screen, waitFor, within } from '@testing-library/react'
import type { UserEvent } from '@testing-library/user-event'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { periodOf, viewerZone } from '@/charts/period'
import { historyFilters, readView } from '@/domains/community/moderation/queueView'
import type { ConsoleClient } from '@/supabase/client'
import { createDataProvider } from '@/supabase/data'
import { resetBackend, signIn, sql } from '../support/backend.ts'
import { charts, entryOf } from '../support/entries.ts'
import { rowsAt, sumAt } from '../support/rows.ts'

// Where charts lead is noted and not gone to: the home page stays, with the next chart on it.
const ways: string[] = []
let closeConsole: () => void
let openConsole: (at: string, as?: string) => Promise<void>
let user: UserEvent
beforeAll(async () => {
  // Test files share their modules, so those that an earlier file loaded would not see the replacement.
  vi.resetModules()
  vi.doMock('react-router', async (original) => ({
    ...(await original<typeof import('react-router')>()),
    useNavigate: () => (to: string | { pathname: string; search: string }) => {
      ways.push(typeof to === 'string' ? to : to.pathname + to.search)
    },
  }))
  ;({ closeConsole, openConsole, user } = await import('../support/render.tsx'))
})
afterAll(() => {
  vi.doUnmock('react-router')
  vi.resetModules()
})

// Every chart that is declared is walked here, none by its name: what its numbers count, its own table says.

let client: ConsoleClient
beforeAll(async () => {
  await resetBackend()
  client = await signIn('admin')
  // A cohort that is large enough to be told of, of which some return, pause and come back.
  await sql(
    `insert into auth.users (id, email) select md5('behind' || n)::uuid, 'behind' || n || '@rows.test' from generate_series(1, 40) n`,
  )
  await sql(
    `insert into profiles (id, display_name, email) select id, email, email from auth.users where email like 'behind%'`,
  )
  await sql(`insert into engagement_sessions (user_id, started_at, seconds)
    select md5('behind' || n)::uuid, date_trunc('week', now()) - make_interval(days => 7 * w - 2), 60
    from generate_series(1, 40) n, unnest(array[2, 3, 4, 5, 6]) w where w = 6 or n % 3 = w % 3`)
  await sql(`insert into user_game_sessions (user_id, game_id, started_at)
    select md5('behind' || n)::uuid, g.id, now() - interval '20 days' from generate_series(1, 40) n, (select id from games order by id limit 2) g`)
})
afterAll(() => resetBackend())

const dayAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10)

/** The number that a cell shows, whatever stands around it. */
const numberIn = (text: string | null | undefined) => Number((text ?? '').replace(/[^\d.]/g, '') || 0)
const cellsOf = (row: HTMLElement) =>
  [...row.querySelectorAll('th, td')].map((cell) => cell.textContent ?? '')

/** The table of a chart, which is pressed for, once it tells what lies behind its figures. */
async function tableOf(chart: HTMLElement, pin: string) {
  const button = await waitFor(
    () => {
      const found = within(chart).getByRole('button', { name: /^(Table|Chart)$/ })
      expect(found, pin).toBeEnabled()
      return found
    },
    { timeout: 60_000 },
  )
  if (button.textContent === 'Table') await user.click(button)
  return waitFor(
    () => {
      const table = within(chart).getByRole('table')
      expect(table.querySelector('[data-behind], td') ?? null, pin).not.toBeNull()
      expect(chart.querySelector('[aria-busy=true]'), pin).toBeNull()
      return table
    },
    { timeout: 60_000 },
  )
}

interface Figure {
  head: string
  /** `rows`, `part`, or the column whose sum it is. */
  counts: string
  told: number
}

/** The figures of a row of which the table says what lies behind them. */
function figuresOf(table: HTMLElement, row: HTMLElement): Figure[] {
  const cells = cellsOf(row)
  return [...table.querySelectorAll<HTMLElement>('thead th')].flatMap((head, at) => {
    const { behind } = head.dataset
    return behind && cells[at] !== '–'
      ? [{ head: head.textContent ?? '', counts: behind, told: numberIn(cells[at]) }]
      : []
  })
}

/** What the open drawer of members tells for each figure; of one that it may not name, nothing. */
async function membersIn(drawer: HTMLElement, figures: readonly Figure[]) {
  const found: [Figure, number][] = []
  for (const figure of figures) {
    if (figure.counts === 'part') {
      const part = within(drawer).getByRole('radio', { name: new RegExp(`^${figure.head}`) })
      if (part.hasAttribute('disabled')) continue
      await user.click(part)
    }
    await waitFor(() => expect(drawer.querySelector('[aria-busy=true], .ant-skeleton')).toBeNull())
    const text = await within(drawer).findByText(/(^|of )[\d,]+ members?|There is nobody|fewer than five/)
    if (text.textContent?.includes('fewer than five')) continue
    found.push([figure, numberIn(text.textContent?.match(/([\d,]+) members?/)?.[1])])
  }
  return found
}

/** The changes of recurring revenue that the page of a month lists, by kind, in the currency's smallest unit. */
async function changesOf(url: URL): Promise<Map<string, number>> {
  const asked = (name: string) => url.searchParams.get(`chart.${name}`) ?? ''
  const month = asked('month')
  const { data } = await client
    .rpc('mrr_changes', {
      from_day: month,
      until_day: periodOf('month', month).end,
      time_zone: asked('zone'),
      of_currency: asked('currency'),
    })
    .throwOnError()
  const sums = new Map<string, number>()
  for (const { kind, change_twelfths } of data ?? [])
    sums.set(kind, (sums.get(kind) ?? 0) + change_twelfths / 1200)
  return sums
}

/** What lies at the address that a row leads to, for each of its figures. */
async function listed(to: string, figures: readonly Figure[]): Promise<[Figure, number][]> {
  const url = new URL(to, 'http://console.test')
  if (url.pathname === '/revenue') {
    const sums = await changesOf(url)
    return figures.map((figure) => [figure, Math.abs(sums.get(figure.head.toLowerCase()) ?? 0)])
  }
  if (url.pathname === '/moderation-queue') {
    const { total } = await createDataProvider(client).getList({
      resource: 'moderation_history',
      pagination: { pageSize: 1 },
      filters: historyFilters(readView(url.searchParams)),
      meta: { select: 'id', count: 'exact', tieBreak: 'id' },
    })
    return figures.map((figure) => [figure, total])
  }
  for (const name of [...url.searchParams.keys()])
    if (name.startsWith('chart.')) url.searchParams.delete(name)
  const list = url.pathname + url.search
  // Figures that count the same thing are parts of it: together they are what is there.
  const found: [Figure, number][] = []
  for (const counts of new Set(figures.map((figure) => figure.counts))) {
    const own = figures.filter((figure) => figure.counts === counts)
    const sum = counts === 'rows' ? await rowsAt(client, list) : await sumAt(client, list, counts)
    const there = counts.endsWith('_micros') ? sum / 1e6 : sum
    const told = own.reduce((sum, figure) => sum + figure.told, 0)
    found.push([{ head: own.map(({ head }) => head).join(' + '), counts, told }, there])
  }
  return found
}

/** What is at the end of the way that a row's button goes, which here is noted and not gone. */
async function pressed(button: HTMLElement, figures: readonly Figure[]): Promise<[Figure, number][]> {
  ways.length = 0
  await user.click(button)
  await waitFor(() => expect(screen.queryByRole('dialog') ?? ways[0]).toBeTruthy(), { timeout: 30_000 })
  const drawer = screen.queryByRole('dialog')
  if (!drawer) return listed(ways[0]!, figures)
  const found = await membersIn(drawer, figures)
  await user.click(within(drawer).getByRole('button', { name: 'Close' }))
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  return found
}

/** Walks what a chart's table leads to, row by row until enough is seen: how much was behind it, and what was wrong. */
async function walk(chart: HTMLElement, pin: string) {
  const failing: unknown[] = []
  let walked = 0
  const count = within(await tableOf(chart, pin)).getAllByRole('row').length
  for (let at = 1; at < count && walked < 5; at += 1) {
    const table = await tableOf(chart, pin)
    const row = within(table).getAllByRole('row')[at]!
    const link = within(row).queryByRole('link')?.getAttribute('href')
    const button = within(row).queryByRole('button')
    const [, path, id] = /^\/([\w-]+)\/([0-9a-f-]{36})$/.exec(link ?? '') ?? []
    if (path && id) {
      const { table: of } = entryOf(path.replaceAll('-', '_'))!
      const { data } = await client
        .from(of as 'matches')
        .select('id')
        .eq('id', id)
      if (data?.length !== 1) failing.push([pin, link])
      walked += 1
      continue
    }
    const figures = figuresOf(table, row)
    if (figures.every(({ told }) => told === 0) || (!link && !button)) continue
    const found = link ? await listed(link, figures) : await pressed(button!, figures)
    for (const [{ head, told }, there] of found) {
      if (told > 0) walked += 1
      // Amounts are told to the cent, and may be the sum of several that are.
      const rounded = Number.isInteger(told) && Number.isInteger(there) ? 0 : 0.06
      if (Math.abs(there - told) > rounded) failing.push([pin, cellsOf(row)[0], head, told, there])
    }
  }
  if (walked === 0) failing.push([pin, 'has nothing behind it'])
  return failing
}

test.each([viewerZone, viewerZone === 'Asia/Kathmandu' ? 'Pacific/Honolulu' : 'Asia/Kathmandu'])(
  'behind each number of every chart that can be pinned lie as many rows, in %s',
  { timeout: 240_000 },
  async (zone) => {
    const asked = { from: dayAgo(45), to: dayAgo(4), zone, grain: 'week' }
    const pinned = new URLSearchParams(Object.entries(asked).map(([name, value]) => [`chart.${name}`, value]))
    await client.from('chart_pins').delete().neq('chart', '').throwOnError()
    // One after the other, in which order they stand on the page.
    for (const { key } of charts)
      await client
        .from('chart_pins')
        .insert({ chart: key, address: `?${pinned}` })
        .throwOnError()
    closeConsole()
    await openConsole('/', 'admin')
    const home = await screen.findByRole('region', { name: 'Your charts' }, { timeout: 60_000 })
    const shown = () => [...home.querySelectorAll<HTMLElement>(':scope > section')]
    await waitFor(() => expect(shown().length).toBe(charts.length), { timeout: 60_000 })
    const failing: unknown[] = []
    for (const [at, { key }] of charts.entries()) failing.push(...(await walk(shown()[at]!, key)))
    expect(failing).toEqual([])
  },
)
