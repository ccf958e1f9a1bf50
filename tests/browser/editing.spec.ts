import { expect, type Page } from '@playwright/test'
import { dialogOf, drawerOf, fieldOf, historyOf, rowsOf, test } from './support/console.ts'
import { expectAccessible } from './support/pageChecks.ts'

test.use({ person: 'growth' })

/** Adds a lead with a name that no earlier run used, and opens the list with only this lead. */
async function newLead(page: Page, what: string): Promise<string> {
  const name = `${what} ${Date.now().toString(36)}`
  await page.goto('/leads/new')
  await page.getByLabel('Name').fill(name)
  await page.getByLabel('Email').fill(`${name.toLowerCase().replaceAll(' ', '.')}@mail.test`)
  await page.getByLabel('City').fill('Malmö')
  await page.getByRole('button', { name: 'Add lead' }).click()
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible()
  return name
}

const listOf = async (page: Page, name: string) => {
  await page.goto(`/leads?full_name=${encodeURIComponent(`is:${name}`)}`)
  await expect(rowsOf(page, 'Leads')).toHaveCount(1)
}

const cityOf = (page: Page) => rowsOf(page, 'Leads').locator('[data-column="city"]')

/** Opens the cell editor of the city. */
async function editCity(page: Page) {
  await cityOf(page).dblclick()
  return cityOf(page).getByLabel('City')
}

test('a value is restored from the history', async ({ page }) => {
  const name = await newLead(page, 'Runa Vester')
  await listOf(page, name)
  const city = await editCity(page)
  await expectAccessible(page, 'a cell that is edited')
  await city.fill('Lund')
  await page.keyboard.press('Enter')
  await expect(cityOf(page)).toHaveText('Lund')
  await rowsOf(page, 'Leads').getByRole('rowheader').getByRole('link').first().click()
  const lead = drawerOf(page)
  await historyOf(lead).first().getByRole('button', { name: 'Restore these values…' }).click()
  const dialog = dialogOf(page, 'Restore these values')
  await expect(dialog.getByRole('checkbox', { name: 'City' })).toBeChecked()
  await expectAccessible(page, 'the dialog that restores values')
  await dialog.getByLabel(/^Why/).fill('Typed into the wrong row')
  await dialog.getByRole('button', { name: 'Restore one value' }).click()
  await expect(fieldOf(lead, 'City')).toHaveText('Malmö')
  await expect(historyOf(lead).first()).toContainText('Restored from the history: Typed into the wrong row')
})

test('a filter on a place in a document survives a reload', async ({ page }) => {
  await page.goto('/lead-sources')
  await expect(rowsOf(page, 'Lead sources').first()).toBeVisible()
  await page.getByRole('button', { name: 'Filter', exact: true }).click()
  await page.getByRole('combobox', { name: 'Column' }).fill('Scraper settings')
  await page.keyboard.press('Enter')
  await page.getByRole('combobox', { name: 'Where in it' }).fill('max_pages')
  await page.keyboard.press('Tab')
  await page.getByRole('combobox', { name: 'Comparison' }).click({ force: true })
  await page.locator('.ant-select-item-option', { hasText: 'is at least' }).click()
  await page.getByLabel('Value', { exact: true }).fill('20')
  await page.getByRole('button', { name: 'Apply' }).click()
  await expect(page).toHaveURL(/config\.max_pages=from%3A20/)
  const chip = page.getByRole('button', { name: 'Scraper settings › max_pages ≥ 20', exact: true })
  await expect(chip).toBeVisible()
  const found = rowsOf(page, 'Lead sources')
  await expect(found.filter({ hasText: 'British Choirs on the Net' })).toHaveCount(1)
  const names = await found.getByRole('rowheader').allTextContents()
  await page.reload()
  await expect(chip).toBeVisible()
  await expect(found.getByRole('rowheader')).toHaveText(names)
})
