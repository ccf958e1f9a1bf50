import { screen, waitFor, within } from '@testing-library/react'
import { beforeAll, expect, test } from 'vitest'
import { resetBackend } from '../support/backend.ts'
import { address, openConsole, pageTitled, user } from '../support/render.tsx'

beforeAll(resetBackend)

const day = (daysAgo: number) => new Date(Date.now() - daysAgo * 86_400_000).toISOString().slice(0, 10)
const retention = 'Retention by weekly cohort'

const chartOf = (title: string) => screen.findByRole('region', { name: title }, { timeout: 20_000 })

/** The data table of a chart, opened by its button if the plot is shown. */
async function tableOf(title: string) {
  const chart = within(await chartOf(title))
  const button = await waitFor(
    () => {
      const found = chart.getByRole('button', { name: /^(Table|Chart)$/ })
      expect(found).toBeEnabled()
      return found
    },
    { timeout: 20_000 },
  )
  if (button.textContent === 'Table') await user.click(button)
  return chart.findByRole('table')
}

const cellsOf = (row: HTMLElement) =>
  [...row.querySelectorAll('th, td')].map((cell) => cell.textContent ?? '')

test.each([
  ['/engagement', 'Engagement', 'Asia/Kathmandu'],
  ['/bots', 'Bot board', 'Pacific/Honolulu'],
  ['/usage-by-plan', 'Use of features', 'Pacific/Honolulu'],
  ['/revenue', 'Recurring revenue', 'Asia/Kathmandu'],
])(
  'the charts of %s keep their duties in %s %s',
  async (path, heading, zone) => {
    const page = `${path}?chart.from=${day(45)}&chart.to=${day(6)}&chart.zone=${zone}&chart.grain=week`
    await openConsole(page, 'admin')
    await pageTitled(heading)
    await waitFor(
      () => expect(screen.getAllByRole('button', { name: /^More for/ }).length).toBeGreaterThan(1),
      { timeout: 30_000 },
    )
    await waitFor(() => expect(document.querySelector('.chart-waiting')).toBeNull(), { timeout: 30_000 })
    const titles = screen
      .getAllByRole('button', { name: /^More for/ })
      .map((one) => one.getAttribute('aria-label')!.slice(9))
    const failing: unknown[] = []
    for (const title of titles) {
      const chart = await chartOf(title)
      if ((chart.querySelector('details')?.textContent ?? '').length < 60)
        failing.push([title, 'is not explained'])
      const forKeys = '[role=slider][aria-valuetext], a, li button, table'
      await waitFor(
        () =>
          expect(screen.getByRole('region', { name: title }).querySelector(forKeys), title).not.toBeNull(),
        { timeout: 20_000 },
      )
      const table = await tableOf(title)
      const caption = table.querySelector('caption')?.textContent
      if (!caption) failing.push([title, 'has no caption'])
      const reachable =
        within(table).queryAllByRole('link').length + within(table).queryAllByRole('button').length
      // For small cohorts, as in the sample data, nothing is shown.
      if (reachable === 0 && title !== retention) failing.push([title, 'leads nowhere'])
    }
    expect(failing).toEqual([])
  },
  240_000,
)

test.each([
  ['/engagement', 'Engagement'],
  ['/bots', 'Bot board'],
])(
  'before the first record of its kind a chart of %s tells nothing, which is not zero',
  async (path, heading) => {
    await openConsole(`${path}?chart.from=${day(1000)}&chart.to=${day(1)}&chart.grain=month`, 'moderator')
    await pageTitled(heading)
    await waitFor(
      () => expect(screen.getAllByRole('button', { name: /^More for/ }).length).toBeGreaterThan(1),
      { timeout: 30_000 },
    )
    await waitFor(() => expect(document.querySelector('.chart-waiting')).toBeNull(), { timeout: 30_000 })
    const overTime: string[] = []
    for (const more of screen.getAllByRole('button', { name: /^More for/ })) {
      const title = more.getAttribute('aria-label')!.slice(9)
      const rows = within(await tableOf(title)).getAllByRole('row')
      if (!/^(Day|Week|Month|Period)$/.test(cellsOf(rows[0]!)[0] ?? '')) continue
      overTime.push(title)
      // The last row is the earliest period.
      await waitFor(async () => {
        const last = cellsOf(
          within(await tableOf(title))
            .getAllByRole('row')
            .at(-1)!,
        ).slice(1)
        expect([title, ...last.filter((cell) => cell !== '–' && cell !== 'Budget')]).toEqual([title])
      })
    }
    expect(overTime.length).toBeGreaterThan(path === '/bots' ? 0 : 4)
  },
  120_000,
)

test('incidents have their numbers as a table, and each leads to its record', async () => {
  await openConsole(`/bots?chart.range=12m`, 'moderator')
  const rows = within(await tableOf('Incidents')).getAllByRole('row')
  expect(cellsOf(rows[0]!)).toEqual(['Bot', 'Cause', 'How bad', 'From', 'Until', 'Minutes'])
  expect(rows.length).toBeGreaterThan(1)
  expect(within(rows[1]!).getByRole('link').getAttribute('href')).toMatch(/^\/bot-incidents\/[0-9a-f-]{36}$/)
  const chart = within(await chartOf('Incidents'))
  await user.click(chart.getByRole('radio', { name: 'Down' }))
  await waitFor(async () => {
    const shown = within(await tableOf('Incidents'))
      .getAllByRole('row')
      .slice(1)
    expect(new Set(shown.map((row) => cellsOf(row)[2]))).toEqual(new Set(['Down']))
  })
})

test('presses on a legend each count, however quickly they follow', async () => {
  await openConsole('/engagement-sessions?chart.compare=1&chart.metric=members', 'moderator')
  const chart = within(await chartOf('Activity of members'))
  const before = await chart.findByRole('button', { name: /^The \d+ days before$/ }, { timeout: 20_000 })
  const alert = await chart.findByRole('button', { name: /^Alert/ }, { timeout: 20_000 })
  before.click()
  before.click()
  expect(address()).not.toContain('hide')
  before.click()
  chart.getByRole('button', { name: 'Active members a day', pressed: true }).click()
  alert.click()
  await waitFor(() => expect(before).toHaveAttribute('aria-pressed', 'false'))
  // The last visible series cannot be hidden.
  expect(address()).toMatch(/chart\.hide=[\w-]+,[\w-]+(&|$)/)
})
