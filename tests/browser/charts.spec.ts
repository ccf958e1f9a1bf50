import { expect } from '@playwright/test'
import { rowsOf, test } from './support/console.ts'
import { expectAccessible, settled } from './support/pageChecks.ts'

test.use({ person: 'moderator' })

test('engagement: by week, as a table, and through to the sessions of a week', async ({ page }) => {
  await page.goto('/engagement-sessions')
  const chart = page.getByRole('region', { name: 'Activity of members' })
  await settled(page)
  await expectAccessible(page, 'the engagement chart')
  await chart.getByText('Week', { exact: true }).click()
  await expect(page).toHaveURL(/chart\.grain=week/)
  await chart.getByRole('button', { name: 'Table' }).click()
  const table = chart.getByRole('table', { name: /^Activity of members by week/ })
  await expect(table).toContainText('unfinished')
  await expectAccessible(page, 'the engagement chart as a table')

  const week = table.getByRole('row').nth(2)
  const sessions = await week.getByRole('cell').nth(1).textContent()
  await week.getByRole('button').click()
  await expect(page).toHaveURL(/started_at=between/)
  await expect(page.getByRole('button', { name: /^Started between/ })).toBeVisible()
  await expect(rowsOf(page, 'Sessions').first()).toBeVisible()
  await expect(page.locator('.page-count')).toHaveText(new RegExp(`^${sessions}\\s*$`))
  await expect(chart.getByRole('table')).toBeVisible()
})

test('feature usage: one feature, as a table, and through to the rows of a month', async ({ page }) => {
  await page.goto('/usage-by-plan')
  const chart = page.getByRole('region', { name: 'Use by feature' })
  await settled(page)
  await expectAccessible(page, 'the usage chart')
  await chart.getByRole('button', { name: 'Introductions', exact: true }).click()
  await expect(page).toHaveURL(/chart\.feature=introductions/)
  const one = page.getByRole('region', { name: 'Introductions', exact: true })
  await one.getByRole('button', { name: 'Table' }).click()
  const month = one.getByRole('table').getByRole('row').nth(2)
  await month.getByRole('button').click()
  await expect(page).toHaveURL(/feature=is%3Aintroductions|feature=is:introductions/)
  await expect(page.getByRole('button', { name: /^Feature is introductions/i })).toBeVisible()
  await expect(rowsOf(page, 'Feature usage').first()).toBeVisible()
})
