import { expect, type Page } from '@playwright/test'
import { rowsOf, test } from './support/console.ts'
import { expectAccessible, expectNoOverflow } from './support/pageChecks.ts'

test.use({ person: 'growth' })

const headings = (page: Page) => page.locator('thead .record-heading')
const usual = ['Lead', 'State', 'Score', 'City', 'Source', 'Consent', 'Found']

async function openColumns(page: Page) {
  await page.getByRole('button', { name: 'Columns', exact: true }).click()
  const panel = page.getByRole('region', { name: 'Columns' })
  await expect(panel).toBeVisible()
  return panel
}

test('columns: choose, move, size and pin them; the address alone shows them so to others', async ({
  page,
  browser,
  browserOf,
}) => {
  await page.goto('/leads')
  await expect(headings(page)).toHaveText(usual)
  const panel = await openColumns(page)
  await expectAccessible(page, 'the panel of columns')
  await panel.getByLabel('Find a column').fill('owner')
  await panel.getByRole('checkbox', { name: 'Owner' }).check()
  await panel.getByLabel('Find a column').fill('')

  // By keyboard: moves Owner to the top.
  await panel.getByRole('button', { name: 'Move Owner' }).focus()
  await page.keyboard.press('Space')
  const spoken = page.locator('[id^="DndLiveRegion"]')
  await expect(spoken).toContainText('Owner is')
  // A key pressed before the list is measured moves nothing; one too many at the top has no effect.
  await expect(async () => {
    await page.keyboard.press('ArrowUp')
    await expect(spoken).toContainText('Owner is over place 1 of 7.', { timeout: 300 })
  }).toPass()
  await page.keyboard.press('Space')
  await expect(headings(page)).toHaveText(['Lead', 'Owner', ...usual.slice(1)])

  // By mouse: moves City before State.
  const city = await panel.getByRole('button', { name: 'Move City' }).boundingBox()
  const state = await panel.getByRole('button', { name: 'Move State' }).boundingBox()
  if (!city || !state) throw new Error('The panel is not drawn.')
  await page.mouse.move(city.x + 10, city.y + 10)
  await page.mouse.down()
  await page.mouse.move(city.x + 10, city.y, { steps: 3 })
  await page.mouse.move(state.x + 10, state.y + 4, { steps: 8 })
  await page.mouse.up()
  await expect(headings(page)).toHaveText([
    'Lead',
    'Owner',
    'City',
    'State',
    'Score',
    'Source',
    'Consent',
    'Found',
  ])
  await panel.getByRole('button', { name: 'Keep City in sight' }).click()
  await expect(headings(page).nth(1)).toHaveText('City')
  await page.keyboard.press('Escape')
  await expect(panel).toBeHidden()

  // The edge of a heading can be dragged or moved with the arrow keys.
  const heading = page.getByRole('columnheader', { name: 'Score' })
  const widthOf = async () => Math.round((await heading.boundingBox())?.width ?? 0)
  const edge = page.getByRole('separator', { name: 'Width of Score' })
  const before = await widthOf()
  const box = await edge.boundingBox()
  if (!box) throw new Error('The edge is not drawn.')
  await page.mouse.move(box.x + 5, box.y + 10)
  await page.mouse.down()
  await page.mouse.move(box.x + 65, box.y + 10, { steps: 6 })
  await page.mouse.up()
  await expect.poll(widthOf).toBe(before + 60)
  await edge.focus()
  await page.keyboard.press('ArrowRight')
  await expect.poll(widthOf).toBe(before + 76)
  await expect(page).toHaveURL(new RegExp(`score-${before + 76}`))

  const context = await browser.newContext({ storageState: (await browserOf('growth')).signedIn })
  const other = await context.newPage()
  await other.goto(page.url())
  await expect(headings(other)).toHaveText(await headings(page).allTextContents())
  const there = await other.getByRole('columnheader', { name: 'Score' }).boundingBox()
  expect(Math.round(there?.width ?? 0)).toBe(before + 76)
  await context.close()

  await edge.dblclick()
  await expect.poll(widthOf).toBe(before)
  await page.setViewportSize({ width: 900, height: 800 })
  await page.locator('.record-scroller').evaluate((scroller) => scroller.scrollTo({ left: 400 }))
  const pinned = page.getByRole('columnheader', { name: 'City' })
  await expect(pinned).toBeInViewport({ ratio: 1 })
  await expectNoOverflow(page, 'a list with many columns')
})

test('a thousand rows: only those in sight are drawn, and the keys reach each of them', async ({ page }) => {
  await page.goto('/leads?size=1000')
  const table = page.getByRole('table', { name: 'Leads' })
  await expect(table).toHaveAttribute('aria-rowcount', '1001')
  await expect(page.getByRole('navigation', { name: 'Pages' })).toContainText('1–1,000 of')
  await expect(page.getByRole('button', { name: 'Next rows' })).toBeEnabled()
  await expect.poll(() => rowsOf(page, 'Leads').count()).toBeLessThan(100)

  await page
    .locator('.record-scroller')
    .evaluate((scroller) => scroller.scrollTo({ top: scroller.scrollHeight }))
  await expect(page.locator('tr[aria-rowindex="1001"]')).toBeInViewport()
  await page.keyboard.press('j')
  await expect(page.locator('tr[data-active]')).toHaveAttribute('aria-rowindex', '2')
  await expect(page.locator('tr[data-active]')).toBeInViewport({ ratio: 1 })
  await expectAccessible(page, 'a long page')
  await page.getByRole('checkbox', { name: 'Select all rows shown' }).check()
  await expect(page.getByRole('region', { name: 'Selection' })).toContainText('1,000 selected')
})

test('on a phone rows are chosen by a tap, in a mode of its own', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await page.goto('/leads')
  await page.getByRole('button', { name: 'Select', exact: true }).click()
  const boxes = page.getByRole('list', { name: 'Leads' }).getByRole('checkbox')
  await boxes.nth(0).check()
  await boxes.nth(1).check()
  await expect(page.getByRole('region', { name: 'Selection' })).toContainText('2 selected')
  await expectNoOverflow(page, 'cards being selected')
  await expectAccessible(page, 'cards being selected')
  await page.getByRole('button', { name: 'Done' }).click()
  await expect(page.getByRole('region', { name: 'Selection' })).toBeHidden()
  await expect(boxes).toHaveCount(0)
})
