import { expect } from '@playwright/test'
import { drawerOf, openFirst, rowsOf, test } from './support/console.ts'
import { expectAccessible, expectNoOverflow, inBothThemes, settled } from './support/soundness.ts'

test.use({ person: 'admin' })

const desk = { width: 1440, height: 900 }
const phone = { width: 390, height: 844 }

/** Every table with a page: its address, what its list is called, and whether its records have a form of their own. */
const resources = [
  ['leads', 'Leads', 'edit'],
  ['lead-sources', 'Lead sources', 'edit'],
  ['scrape-runs', 'Scrape runs'],
  ['outreach-sequences', 'Sequences', 'edit'],
  ['sequence-emails', 'Sequence emails', 'edit'],
  ['sequence-enrollments', 'Enrollments', 'edit'],
  ['email-sends', 'Emails sent'],
  ['outreach-responses', 'Replies', 'edit'],
  ['outreach-suppressions', 'Suppressions'],
  ['invoices', 'Invoices'],
  ['invoice-line-items', 'Invoice lines'],
  ['invoice-payments', 'Payments'],
  ['user-subscriptions', 'Subscriptions', 'edit'],
  ['payment-methods', 'Payment methods', 'edit'],
  ['subscription-plans', 'Plans', 'edit'],
  ['engagement-sessions', 'Engagement'],
  ['usage-tracking', 'Feature usage'],
  ['ai-bot-health', 'Bot health', 'edit'],
  ['bot-actions-log', 'Bot actions', 'edit'],
  ['bot-incidents', 'Incidents', 'edit'],
  ['profiles', 'Members'],
] as const

for (const [path, label, edit] of resources) {
  test(`${label}: list, record and form are sound, at a desk and on a phone`, async ({ page }) => {
    await page.goto(`/${path}`)
    await expect(page.getByRole('heading', { level: 1, name: label })).toBeVisible()
    await expect(page).toHaveTitle(`${label} · IntroAlignment`)
    const record = rowsOf(page, label).first().getByRole('rowheader').getByRole('link').first()
    const address = ((await record.getAttribute('href')) ?? '').split('?')[0]
    const addresses = [`/${path}`, address, ...(edit ? [`${address}/edit`] : [])]
    for (const at of addresses) {
      await page.setViewportSize(desk)
      if (at !== `/${path}`) await page.goto(at ?? '')
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
      await settled(page)
      await expectNoOverflow(page, `${at} at a desk`)
      if (at === `/${path}/edit`) await expectAccessible(page, at)
      else await inBothThemes(page, (theme) => expectAccessible(page, `${at}, ${theme}`))
      await page.setViewportSize(phone)
      await expectNoOverflow(page, `${at} on a phone`)
      await expectAccessible(page, `${at} on a phone`)
    }
  })
}

test('on a phone the menu and a record over its list are reached and left', async ({ page }) => {
  await page.setViewportSize(phone)
  await page.goto('/')
  await page.getByRole('button', { name: 'Open menu' }).click()
  await expectAccessible(page, 'the menu on a phone')
  await page.getByRole('dialog').getByRole('link', { name: 'Leads' }).click()
  await page.getByRole('list', { name: 'Leads' }).getByRole('link').first().click()
  const drawer = drawerOf(page)
  await expect(drawer.getByRole('heading', { level: 1 })).toBeVisible()
  await expectNoOverflow(page, 'a lead over its list on a phone')
  await expectAccessible(page, 'a lead over its list on a phone')
  await drawer.getByRole('button', { name: 'Close' }).click()
  await expect(page.getByRole('list', { name: 'Leads' })).toBeVisible()
})

test('the keyboard alone goes from page to row to record and back', async ({ page }) => {
  await page.goto('/')
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await page.keyboard.press('Tab')
  await expect(page.getByRole('link', { name: 'Skip to content' })).toBeFocused()
  await page.keyboard.press('g')
  await page.keyboard.press('i')
  await expect(page).toHaveURL('/invoices')
  await expect(rowsOf(page, 'Invoices').first()).toBeVisible()
  await page.keyboard.press('j')
  await page.keyboard.press('j')
  await expect(rowsOf(page, 'Invoices').nth(1)).toHaveAttribute('aria-selected', 'true')
  await page.keyboard.press('Enter')
  await expect(drawerOf(page)).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page).toHaveURL('/invoices')
  await page.keyboard.press('?')
  await expectAccessible(page, 'the sheet of shortcuts')
  await page.keyboard.press('Escape')
  await page.keyboard.press('Control+k')
  await page.keyboard.type('bot act')
  await expectAccessible(page, 'the command palette')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL('/bot-actions-log')
  await openFirst(page, 'Bot actions')
})
