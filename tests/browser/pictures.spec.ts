import { expect, type Page } from '@playwright/test'
import { openFirst, test } from './support/console.ts'
import { settled } from './support/pageChecks.ts'

/** Takes the README's screenshots: `PICTURES=1 npm run test:browser -- pictures`. */
test.use({ person: 'admin' })

async function picture(page: Page, name: string) {
  // The menu's counts arrive last, when the page is idle.
  const menu = page.getByRole('navigation', { name: 'Main' })
  await expect(menu.getByRole('link', { name: /^Invoices.*[0-9]/ })).toBeVisible()
  await settled(page)
  await page.mouse.move(0, 0)
  await page.screenshot({ path: `docs/pictures/${name}.jpg`, type: 'jpeg', quality: 75 })
}

test('leads', async ({ page }) => {
  await page.goto('/leads?state=none:new,rejected&score=from:60')
  await openFirst(page, 'Leads')
  await picture(page, 'leads')
})

test('leads in the dark', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.goto('/leads?state=none:new')
  await expect(page.getByRole('table', { name: 'Leads' })).toBeVisible()
  await picture(page, 'leads-dark')
})

test('an invoice', async ({ page }) => {
  await page.goto('/invoices?state=any:open&sort=due_on')
  await openFirst(page, 'Invoices')
  await page.getByRole('link', { name: 'Open as a page' }).click()
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await picture(page, 'invoice')
})

test('engagement', async ({ page }) => {
  await page.goto('/engagement-sessions')
  await expect(page.getByRole('region', { name: 'Activity of members' })).toBeVisible()
  await picture(page, 'engagement')
})

test('moderation', async ({ page }) => {
  await page.goto('/moderation-queue?view=all')
  await expect(page.getByRole('complementary', { name: 'Author' }).getByText('Record')).toBeVisible()
  await picture(page, 'moderation')
})
