import { expect } from '@playwright/test'
import { choose, fieldOf, historyOf, openFirst, rowsOf, test } from './support/console.ts'
import { expectAccessible } from './support/soundness.ts'

test.use({ person: 'moderator' })

test('bot actions: overturn one, with the reason', async ({ page }) => {
  await page.goto('/bot-actions-log?review=any:unreviewed')
  const action = await openFirst(page, 'Bot actions')
  await action.getByRole('button', { name: 'Edit' }).click()
  await choose(action, 'Review', 'Overturned')
  await action.getByRole('button', { name: 'Save' }).click()
  await expect(action.getByRole('alert')).toBeVisible()
  await expectAccessible(page, 'the review of a bot action, refused')
  await action.getByLabel('Review note').fill('The picture is of a dog, not of a person.')
  await action.getByRole('button', { name: 'Save' }).click()
  await expect(fieldOf(action, 'Review')).toHaveText('Overturned')
  await expect(fieldOf(action, 'Reviewed by')).not.toHaveText('—')
  await expect(historyOf(action).first()).toContainText(/Review.*Unreviewed.*became.*Overturned/s)
})

test('bot health: a bot that is not well leads to its incidents and actions', async ({ page }) => {
  await page.goto('/')
  await page.getByRole('link', { name: /bots? .*not well/ }).click()
  await expect(page).toHaveURL('/bots?show=unwell')
  const bots = page.getByRole('region', { name: 'Health' }).locator('.bot-board > li')
  await expect(bots.first()).toContainText('Down')
  await expect(bots.filter({ hasText: 'Healthy' })).toHaveCount(0)
  await expectAccessible(page, 'the board of the bots')
  await bots.first().getByRole('link').first().click()
  await expect(fieldOf(page, 'Heartbeat')).not.toHaveText('—')
  // What they did is for the teams to see; how they are set up is the admins'.
  await expect(page.getByRole('button', { name: 'Edit' })).toHaveCount(0)
  await expect(rowsOf(page, 'Incidents').first()).toBeVisible()
  await rowsOf(page, 'Bot actions').first().getByRole('link').first().click()
  await expect(page).toHaveURL(/\/bot-actions-log\//)
})
