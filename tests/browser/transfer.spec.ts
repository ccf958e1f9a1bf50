import { readFileSync } from 'node:fs'
import { expect, type Page } from '@playwright/test'
import { rowsOf, test } from './support/console.ts'
import { expectAccessibleInBothThemes } from './support/soundness.ts'

test.use({ person: 'growth' })

/** What the browser saved after a click. */
async function downloaded(page: Page, click: () => Promise<void>) {
  const [download] = await Promise.all([page.waitForEvent('download'), click()])
  return { name: download.suggestedFilename(), text: readFileSync(await download.path(), 'utf8') }
}

test('export: all leads that match, the columns shown in their order, as many as stated', async ({
  page,
}) => {
  await page.goto('/leads?source_id=filled&columns=score+city+source_id&sort=-score')
  await expect(rowsOf(page, 'Leads').first()).toBeVisible()
  await page.getByRole('button', { name: 'Export…' }).click()
  const start = page.getByRole('button', { name: /^Export [\d,]+ rows$/ })
  await expect(start).toBeVisible()
  await expectAccessibleInBothThemes(page, 'the export')
  const stated = Number((await start.textContent())?.replace(/\D/g, ''))
  expect(stated).toBeGreaterThan(1000)
  const { name, text } = await downloaded(page, () => start.click())
  await expect(page.getByText(/exactly as many as counted/)).toBeVisible()
  expect(name).toMatch(/^leads \d{4}-\d{2}-\d{2}\.csv$/)
  const [head, ...lines] = text.trimEnd().split('\r\n')
  expect(head).toBe('\uFEFFName,Email,Handle,Phone,Score,City,Source')
  expect(lines).toHaveLength(stated)
  expect(lines.filter((line) => line.endsWith(','))).toEqual([])
  const scores = lines.map((line) => Number(line.split(',')[4]))
  expect(scores).toEqual([...scores].sort((a, b) => b - a))
})
