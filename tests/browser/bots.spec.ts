import { expect } from '@playwright/test'
import { fieldOf, historyOf, rowsOf, test } from './support/console.ts'
import { expectAccessible } from './support/pageChecks.ts'

test.use({ person: 'moderator' })

test('bot review: overturn one by keys, with the reason, and find it in the log', async ({ page }) => {
  await page.goto('/bot-review')
  const action = page.getByRole('region', { name: 'Action', exact: true })
  await expect(action.getByRole('table')).toBeVisible()
  await expectAccessible(page, 'the review queue of the bots')
  const entry = await action.getByRole('link', { name: 'log entry' }).getAttribute('href')
  await page.keyboard.press('r')
  await action.getByLabel('Reason').fill('The picture is of a dog, not of a person.')
  await expectAccessible(page, 'the reason of a verdict')
  const sent = page.waitForResponse(/review_bot_actions/)
  await page.keyboard.press('Enter')
  await expect(action.getByText('Overturned').first()).toBeVisible()
  await sent
  await page.goto(entry ?? '')
  await expect(fieldOf(page, 'Review')).toHaveText('Overturned')
  await expect(fieldOf(page, 'Reviewed by')).not.toHaveText('—')
  await expect(historyOf(page).first()).toContainText(/became.*Overturned/s)
})

test('bot health: a bot that is not well leads to its incidents and actions', async ({ page }) => {
  await page.goto('/')
  await page.getByRole('link', { name: /bots? .*not well/ }).click()
  await expect(page).toHaveURL('/bots?show=unwell')
  const bots = page.getByRole('region', { name: 'Health' }).locator('li[data-state]')
  await expect(bots.first()).toContainText('Down')
  await expect(bots.filter({ hasText: 'Healthy' })).toHaveCount(0)
  await expectAccessible(page, 'the board of the bots')
  await bots.first().getByRole('link').first().click()
  await expect(fieldOf(page, 'Heartbeat')).not.toHaveText('—')
  // The teams may see the bots' actions; only admins may see their settings.
  await expect(page.getByRole('button', { name: 'Edit' })).toHaveCount(0)
  await expect(rowsOf(page, 'Incidents').first()).toBeVisible()
  await rowsOf(page, 'Bot actions').first().getByRole('link').first().click()
  await expect(page).toHaveURL(/\/bot-actions-log\//)
})
