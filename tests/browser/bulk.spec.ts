import { expect } from '@playwright/test'
import { choose, dialogOf, rowsOf, test } from './support/console.ts'
import { expectAccessible } from './support/pageChecks.ts'

test.use({ person: 'growth' })

test('many leads: a range, all that match, a new state, what was refused, and back', async ({ page }) => {
  // Limited to one country, to which no other journey adds leads.
  await page.goto('/leads?state=any:new,converted&country=is:GB&sort=-score')
  const rows = rowsOf(page, 'Leads')
  const third = rows.nth(2).getByRole('checkbox')
  await rows.nth(1).getByRole('checkbox').check()
  const bar = page.getByRole('region', { name: 'Selection' })
  await expect(bar).toContainText('1 selected')

  // The list does not move when the selection bar appears, so the next click hits the intended row.
  const place = await third.boundingBox()
  await page.keyboard.press('Escape')
  await expect(bar).toBeHidden()
  expect(await third.boundingBox()).toEqual(place)
  await rows.nth(1).getByRole('checkbox').click()
  await rows
    .nth(5)
    .getByRole('checkbox')
    .click({ modifiers: ['Shift'] })
  await expect(bar).toContainText('5 selected')
  await expectAccessible(page, 'a list with a selection')

  const all = bar.getByRole('button', { name: /^select all [\d,]+ that match$/ })
  const total = /[\d,]+/.exec((await all.textContent()) ?? '')?.[0]
  await all.click()
  await expect(bar).toContainText(`${total} selected`)

  await page.keyboard.press('s')
  const dialog = dialogOf(page, `Set state: ${total} leads`)
  await choose(dialog, 'New state', 'Rejected')
  await dialog.getByLabel('Why rejected').fill('Out of area')
  await expect(dialog.getByRole('table', { name: 'What it does' })).toContainText('Converted')
  await expectAccessible(page, 'a bulk change that asks')
  await dialog.getByRole('button', { name: `Set ${total} leads to rejected` }).click()

  const report = page.getByRole('dialog', { name: /leads are rejected now\.$/ })
  await expect(report).toContainText('What is converted cannot become rejected.')
  await expectAccessible(page, 'the report of a bulk change')
  const refused = (await report.locator('.bulk-reason-count').textContent()) ?? ''
  await expect(page.getByRole('navigation', { name: 'Pages' })).toContainText(`of ${refused}`)
  await report.getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByText(/leads are as they were\.$/)).toBeVisible()
  await expect(page.getByRole('navigation', { name: 'Pages' })).toContainText(`of ${total}`)
  await expect(bar).toBeHidden()
})
