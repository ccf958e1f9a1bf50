import { expect, type Page } from '@playwright/test'
import { dialogOf, rowsOf, signIn, test } from './support/console.ts'
import { expectAccessible } from './support/soundness.ts'

test.use({ person: 'growth' })

/** Adds a lead that no run of the journeys has used before, and opens the list with it alone. */
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

/** Opens the editor of the city; the part of the page that listens comes after the rows. */
async function editCity(page: Page) {
  await expect(async () => {
    await cityOf(page).dblclick()
    await expect(cityOf(page).getByLabel('City')).toBeVisible({ timeout: 2000 })
  }).toPass()
  return cityOf(page).getByLabel('City')
}

test('a cell that two people change at once', async ({ page, browser, baseURL }) => {
  const name = await newLead(page, 'Ida Solberg')
  await listOf(page, name)
  const input = await editCity(page)
  await expectAccessible(page, 'a cell that is edited')

  const context = await browser.newContext({ baseURL, storageState: undefined })
  const colleague = await context.newPage()
  await colleague.goto('/sign-in')
  await signIn(colleague, 'admin')
  await expect(colleague.getByRole('navigation', { name: 'Main' })).toBeVisible()
  await listOf(colleague, name)
  await (await editCity(colleague)).fill('Aarhus')
  await colleague.keyboard.press('Enter')
  await expect(cityOf(colleague)).toHaveText('Aarhus')
  await context.close()

  await input.fill('Bergen')
  await page.keyboard.press('Enter')
  const conflict = dialogOf(page, name)
  await expect(conflict.getByText('Maren Kessler')).toBeVisible()
  await expect(conflict.getByRole('radio', { name: 'Aarhus' })).toBeVisible()
  await expectAccessible(page, 'a conflict over a cell')
  await conflict.getByRole('button', { name: /^Save over/ }).click()
  await expect(cityOf(page)).toHaveText('Bergen')
  await page.reload()
  await expect(cityOf(page)).toHaveText('Bergen')
})

test('what is typed into a cell survives a reload', async ({ page }) => {
  await listOf(page, await newLead(page, 'Ylva Brandt'))
  await (await editCity(page)).fill('Tromsø')
  page.once('dialog', (dialog) => void dialog.accept())
  await page.reload()
  await expect(cityOf(page).getByLabel('City')).toHaveValue('Tromsø')
  await cityOf(page).getByLabel('City').press('Enter')
  await expect(cityOf(page)).toHaveText('Tromsø')
})
