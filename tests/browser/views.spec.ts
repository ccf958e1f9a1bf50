import { expect, type Page } from '@playwright/test'
import { dialogOf, drawerOf, note, rowsOf, test, walkTo } from './support/console'
import { expectAccessible, expectAccessibleInBothThemes, expectNoOverflow } from './support/pageChecks'

test.use({ person: 'growth' })

/**
 * Values with characters that are special in addresses: an ampersand, a hash, commas, quotes, a backslash, a percent
 * sign, emoji; 25 of them.
 */
const values = [
  ...[
    'A&B #1',
    'one, two',
    '"quoted"',
    "it's",
    'back\\slash',
    '100%',
    '😀',
    '👩‍👩‍👧',
    'a+b',
    'a=b',
    '(x)',
    '?',
    '日本語',
  ],
  ...Array.from({ length: 12 }, (_, index) => `tag ${index + 1}`),
]
const written = values.map((value) => value.replace(/[\\,]/g, '\\$&')).join(',')
const address = `/leads?${new URLSearchParams({
  q: 'A&B #1',
  tags: `any:${written}`,
  city: 'has:Zürich\\, "Ost"',
  match: 'any',
  sort: '-score',
  columns: '*score-120 city',
  density: 'compact',
})}`

const tab = (page: Page, name: string) =>
  page.getByRole('navigation', { name: 'Views of leads' }).getByRole('link', { name })
const queryOf = (page: Page) => Object.fromEntries(new URL(page.url()).searchParams)

async function expectAsWritten(page: Page): Promise<void> {
  await expect(page.getByRole('textbox', { name: /^Search/ })).toHaveValue('A&B #1')
  await expect(page.getByRole('button', { name: 'Tags has A&B #1, one, two and 23 more' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'City contains Zürich, "Ost"' })).toBeVisible()
}

test('a list survives a reload, being saved as a view, and its link being opened by a colleague', async ({
  page,
  as,
}) => {
  await page.goto(address)
  await expectAsWritten(page)
  await page.reload()
  await expectAsWritten(page)
  const before = queryOf(page)

  await page.getByRole('button', { name: 'Save view…' }).click()
  const dialog = dialogOf(page, 'Save view')
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Odd ones & "others", 😀')
  await dialog.getByRole('radio', { name: 'Everybody in growth' }).check()
  await expectAccessible(page, 'saving a view')
  await dialog.getByRole('button', { name: 'Save view' }).click()
  await expect(note(page, 'was saved as a view')).toBeVisible()
  const own = tab(page, 'Odd ones & "others", 😀')
  await expect(own).toHaveAttribute('aria-current', 'page')
  const { view, ...held } = queryOf(page)
  expect(view).toMatch(/^[0-9a-f-]{36}$/)
  expect(held).toEqual(before)

  // A colleague of the same team who gets the link sees the same list under the same name.
  const theirs = await as('admin')
  await theirs.goto(page.url())
  await expectAsWritten(theirs)
  await expect(tab(theirs, 'Odd ones & "others", 😀')).toHaveAttribute('aria-current', 'page')
  await expect(tab(theirs, 'Odd ones & "others", 😀')).toContainText('shared by Tom Adeyemi')
  expect(queryOf(theirs)).toEqual({ view, ...before })

  await page.getByRole('button', { name: /^What to do with the view Odd/ }).click()
  await page.getByRole('menuitem', { name: 'Delete…' }).click()
  await page.getByRole('button', { name: 'Delete view' }).click()
  await expect(own).toHaveCount(0)
})

test('views are tabs, a menu where the window is narrow, and one menu on a phone', async ({ page }) => {
  await page.goto('/leads')
  await tab(page, 'Hot this week').click()
  await expect(page).toHaveURL(/view=hot-this-week$/)
  await page.getByRole('button', { name: 'Remove the filter on Found' }).click()
  await expect(tab(page, 'Hot this week')).toContainText('(changed)')
  await expectAccessibleInBothThemes(page, 'leads with views')
  await tab(page, 'Hot this week').click()
  await expect(page.getByRole('button', { name: /^Found in the last/ })).toBeVisible()

  await page.setViewportSize({ width: 390, height: 844 })
  await expectNoOverflow(page, 'leads with views on a phone')
  await page.getByRole('button', { name: /^View: Hot this week/ }).click()
  await page.getByRole('menuitem', { name: 'No consent yet' }).click()
  await expect(page).toHaveURL(/view=no-consent-yet$/)
  await page.goBack()
  await expect(page.getByRole('button', { name: /^View: Hot this week/ })).toBeVisible()
})

test('search finds in place, and what is closest where nothing contains the words', async ({ page }) => {
  await page.goto('/leads')
  const name = String(await rowsOf(page, 'Leads').first().locator('.identity-name').textContent())
  await page.keyboard.press('/')
  await page.keyboard.type(`${name.slice(0, -2)}xq`)
  await expect(page.getByText(/^Nothing contains/)).toBeVisible()
  await expect(rowsOf(page, 'Leads, closest matches').first()).toContainText(name)
  await expectAccessibleInBothThemes(page, 'closest matches')
  await page.getByRole('button', { name: 'Clear search' }).click()
  await expect(rowsOf(page, 'Leads').first()).toContainText(name)
})

test('everything by the keyboard: to a list, through its records, to another by the palette, and what the keys are', async ({
  page,
}) => {
  await page.goto('/')
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await page.keyboard.press('g')
  await page.keyboard.press('l')
  await expect(rowsOf(page, 'Leads').first()).toBeVisible()
  await walkTo(page, 'Leads', 0)
  await page.keyboard.press('Enter')
  const heading = drawerOf(page).getByRole('heading', { level: 1 })
  const first = String(await heading.textContent())
  await page.keyboard.press('j')
  await expect(heading).not.toHaveText(first)
  await page.keyboard.press('k')
  await expect(heading).toHaveText(first)
  await page.keyboard.press('Escape')
  await expect(drawerOf(page)).toHaveCount(0)

  await page.keyboard.press('Control+k')
  const palette = page.getByRole('combobox', { name: 'Search or jump to' })
  await expect(page.getByRole('group', { name: 'Recent' }).getByRole('option')).toHaveCount(2)
  await palette.fill('coworking')
  await page.keyboard.press('Escape')
  await page.keyboard.press('?')
  const sheet = dialogOf(page, 'Keyboard shortcuts')
  await expect(sheet.getByText('Edit the row')).toBeVisible()
  await expectAccessible(page, 'the shortcuts')
})
