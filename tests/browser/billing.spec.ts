import { expect, type Page } from '@playwright/test'
import { choose, dialogOf, drawerOf, fieldOf, historyOf, openFirst, rowsOf, test } from './support/console.ts'
import { expectAccessible } from './support/pageChecks.ts'

test.use({ person: 'finance' })

/** Writes an invoice with one line and leaves its page open. */
async function writeDraft(page: Page, to: string, quantity: string, unit: string, total: string) {
  // A word wider than the paper.
  const description = `Company membership ${'Donaudampfschifffahrt'.repeat(8)}`
  await page.goto('/invoices/new')
  await choose(page, 'Member', 'a')
  await page.getByLabel('Billed to').fill(to)
  await page.getByLabel('Email').fill('accounts@lindqvist.test')
  await page.getByLabel('Country').fill('SE')
  await page.getByRole('button', { name: 'Add invoice' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Draft' })).toBeVisible()
  await page.getByRole('button', { name: 'Add line' }).click()
  await page.getByLabel('Place').fill('1')
  await page.getByLabel('Description').fill(description)
  await page.getByLabel('Quantity').fill(quantity)
  await page.getByLabel('Unit price').fill(unit)
  await page.getByRole('button', { name: 'Add line' }).click()
  // The database computes the totals.
  await expect(fieldOf(page, 'Total')).toHaveText(total)
  await expect(rowsOf(page, 'Lines')).toHaveCount(1)
}

async function issue(page: Page, total: string) {
  await page.getByRole('button', { name: 'Issue…' }).click()
  const dialog = dialogOf(page, 'Issue')
  await expect(dialog).toContainText(total)
  await expectAccessible(page, 'the dialog that issues an invoice')
  await dialog.getByRole('button', { name: 'Issue' }).click()
  await expect(fieldOf(page, 'State')).toHaveText('Open')
}

test('invoices: write a draft, issue it, and record payments until it is paid', async ({ page }) => {
  await writeDraft(page, 'Lindqvist & Daughters', '3', '19.99', '€59.97')
  await issue(page, '€59.97')
  await expect(page.getByRole('button', { name: 'Edit' })).toBeDisabled()

  await page.getByRole('button', { name: 'Record payment…' }).click()
  const payment = dialogOf(page, 'Record payment')
  await expect(payment.getByLabel('Amount')).toHaveValue('59.97')
  await payment.getByLabel('Amount').fill('60')
  await payment.getByRole('button', { name: 'Record payment' }).click()
  await expect(payment.getByText('This is more than is still owed.')).toBeVisible()
  await expectAccessible(page, 'a payment that was refused')
  await payment.getByLabel('Amount').fill('20')
  await payment.getByRole('button', { name: 'Record payment' }).click()
  await expect(fieldOf(page, 'Still due')).toHaveText('€39.97')

  await page.getByRole('button', { name: 'Record payment…' }).click()
  await expect(payment.getByLabel('Amount')).toHaveValue('39.97')
  await payment.getByRole('button', { name: 'Record payment' }).click()
  await expect(fieldOf(page, 'State')).toHaveText('Paid')
  await expect(fieldOf(page, 'Still due')).toHaveText('€0.00')
  await expect(rowsOf(page, 'Payments')).toHaveCount(2)
  await expect(historyOf(page).first()).toContainText(/Open.*became.*Paid/s)

  await page.getByRole('link', { name: 'As the customer sees it' }).click()
  await page.emulateMedia({ media: 'print' })
  // On A4 without its margins, the long word wraps and the figures stay on the paper.
  await page.setViewportSize({ width: 672, height: 950 })
  await expect(page.getByRole('cell', { name: '€59.97' }).first()).toBeInViewport({ ratio: 1 })
  await page.emulateMedia({ media: 'screen' })
})

test('plans: add one and change its price', async ({ page }) => {
  const code = `circle_${Date.now().toString(36)}`
  await page.goto('/subscription-plans')
  await page.getByRole('button', { name: 'Add plan' }).click()
  const form = page.getByRole('dialog', { name: 'New plan' })
  await form.getByLabel('Name', { exact: true }).fill('Circle')
  await form.getByLabel('Name in the app').fill(code)
  await form.getByLabel('Price').fill('14.90')
  await form.getByLabel('Description').fill('For groups of friends who meet others together.')
  await form.getByRole('button', { name: 'Add a row to Limits a month' }).click()
  await form.getByLabel('Name of row 1').fill('Introductions')
  await form.getByRole('textbox', { name: 'Introductions', exact: true }).fill('12')
  await form.getByRole('button', { name: 'Add plan' }).click()
  const plan = drawerOf(page)
  await expect(fieldOf(plan, 'Price')).toHaveText('€14.90')
  await plan.getByRole('button', { name: 'Change price…' }).click()
  const price = dialogOf(page, 'Change price')
  await price.getByLabel('New price').fill('16.90')
  await price.getByLabel('Why').fill('Groups grew')
  await price.getByRole('button', { name: 'Change price' }).click()
  await expect(fieldOf(plan, 'Price')).toHaveText('€16.90')
  await expect(historyOf(plan).first()).toContainText(/Price.*€14\.90.*became.*€16\.90/s)
})

test('subscriptions: cancel one, after a look at what it comes to', async ({ page }) => {
  await page.goto('/user-subscriptions?state=any:active')
  const subscription = await openFirst(page, 'Subscriptions')
  await subscription.getByRole('button', { name: 'More actions on this subscription' }).click()
  await page.getByRole('menuitem', { name: 'Cancel subscription…' }).click()
  const dialog = dialogOf(page, 'Cancel subscription')
  await dialog.getByLabel('Why canceled').fill('Met somebody')
  await dialog.getByLabel('Not now, but when the period ends').click()
  // The second click of a double click must not confirm the action, which the preview has just enabled.
  await dialog.getByRole('button', { name: 'Preview' }).dblclick()
  await expect(dialog.getByText('Active becomes canceled.')).toBeVisible()
  await dialog.getByRole('button', { name: 'Cancel subscription', exact: true }).click()
  await expect(fieldOf(subscription, 'State')).toHaveText('Canceled')
  await expect(fieldOf(subscription, 'Why canceled')).toHaveText('Met somebody')
})

test('payment methods: a card was renewed', async ({ page }) => {
  await page.goto('/payment-methods')
  const card = await openFirst(page, 'Payment methods')
  await card.getByRole('button', { name: 'Edit' }).click()
  await card.getByLabel('Month').fill('13')
  await card.getByLabel('Expires in').fill('2031')
  await card.getByRole('button', { name: 'Save' }).click()
  await expect(card.getByText('Between 1 and 12')).toBeVisible()
  await card.getByLabel('Month').fill('7')
  await card.getByRole('button', { name: 'Save' }).click()
  await expect(fieldOf(card, 'Expires in')).toHaveText('07/2031')
})
