import { type BrowserContext, test as base, expect, type Locator, type Page } from '@playwright/test'
import { embeddedSettings } from '../../../supabase/local/sign-ins.ts'

/** The sample people of the embedded database. */
export type Person = 'admin' | 'moderator' | 'growth' | 'finance' | 'member'

/** Fills in and submits the sign-in page that the browser is on. */
export async function signIn(page: Page, person: Person): Promise<void> {
  await page.getByLabel('Email').fill(`${person}@introalignment.test`)
  await page.getByLabel('Password', { exact: true }).fill(embeddedSettings.password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
}

type Kept = Awaited<ReturnType<BrowserContext['storageState']>>

/** A browser with a signed-in person, and its storage right after the sign-in. */
interface Opened {
  context: BrowserContext
  signedIn: Kept
}

/**
 * Playwright's test with a browser in which `person` is signed in (nobody by default). Stored data is reset for each
 * journey, but the console's code stays cached: loading and compiling it again each time takes seconds. With `fresh`
 * nothing is cached. `as` opens a page as another person in their own browser. A test fails if the page threw an
 * uncaught error.
 */
export const test = base.extend<
  {
    person: Person | undefined
    fresh: boolean
    as: (person: Person) => Promise<Page>
    uncaught: undefined
  },
  { browserOf: (person: Person) => Promise<Opened> }
>({
  person: [undefined, { option: true }],
  fresh: [false, { option: true }],
  browserOf: [
    async ({ browser }, use, { project }) => {
      const opened = new Map<Person, Opened>()
      await use(async (person) => {
        const known = opened.get(person)
        if (known) return known
        const context = await browser.newContext(project.use)
        const page = await context.newPage()
        await page.goto('/sign-in')
        await signIn(page, person)
        await expect(page.getByRole('navigation', { name: 'Main' })).toBeVisible()
        await page.close()
        const made = { context, signedIn: await context.storageState() }
        opened.set(person, made)
        return made
      })
      for (const { context } of opened.values()) await context.close()
    },
    { scope: 'worker' },
  ],
  storageState: async ({ person, fresh, browserOf }, use) =>
    use(person && fresh ? (await browserOf(person)).signedIn : undefined),
  context: async ({ context: own, person, fresh, browserOf }, use) => {
    if (!person || fresh) return use(own)
    const { context, signedIn } = await browserOf(person)
    await use(context)
    for (const page of context.pages()) await page.close()
    await context.setOffline(false)
    await context.setStorageState(signedIn)
  },
  as: async ({ browserOf }, use) => {
    const pages: Page[] = []
    await use(async (person) => {
      const page = await (await browserOf(person)).context.newPage()
      pages.push(page)
      return page
    })
    for (const page of pages) await page.close()
  },
  uncaught: [
    async ({ page }, use) => {
      const errors: string[] = []
      page.on('pageerror', (error) => errors.push(error.stack ?? error.message))
      await use(undefined)
      expect(errors, 'errors that the page did not catch').toEqual([])
    },
    { auto: true },
  ],
})

/** The rows of a list or related list, once the rows of the previous query are gone. */
export function rowsOf(page: Page | Locator, list: string): Locator {
  return page.locator(`table[aria-label="${list}"]:not([data-stale]) tbody tr`)
}

/** Moves down a list by keyboard to the row with this index, starting with no active row. */
export async function walkTo(page: Page, list: string, index: number): Promise<void> {
  // The shortcuts are bound a moment after the rows are visible; a key pressed before that is lost.
  await expect(async () => {
    await page.keyboard.press('j')
    await expect(rowsOf(page, list).first()).toHaveAttribute('data-active', 'true', { timeout: 1000 })
  }).toPass()
  for (let row = 1; row <= index; row++) await page.keyboard.press('j')
}

/** The drawer of the record that is open over its list, labelled with the record's name. */
export function drawerOf(page: Page): Locator {
  return page.getByRole('dialog').filter({ has: page.getByRole('heading', { level: 1 }) })
}

/** A dialog by its title. */
export function dialogOf(page: Page, title: string): Locator {
  return page.getByRole('dialog', { name: title, exact: true })
}

/** Opens the first row of a list as its record over the list. */
export async function openFirst(page: Page, list: string): Promise<Locator> {
  await rowsOf(page, list).first().getByRole('rowheader').getByRole('link').first().click()
  const drawer = drawerOf(page)
  await expect(drawer.getByRole('heading', { level: 1 })).toBeVisible()
  return drawer
}

function pageOf(within: Page | Locator): Page {
  return 'page' in within ? within.page() : within
}

/** Chooses an option of a select by its label, typing it if the select can be searched. */
export async function choose(within: Page | Locator, label: string, option: string): Promise<void> {
  const select = within.getByRole('combobox', { name: label, exact: true })
  // The selected label covers the input, so the click is forced.
  await select.click({ force: true })
  if (await select.isEditable()) await select.fill(option)
  await pageOf(within)
    .locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option')
    .filter({ hasText: option })
    .first()
    .click()
}

/** Adds a filter on a column with a fixed choice, in the filter editor. */
export async function filterByOptions(page: Page, column: string, options: readonly string[]): Promise<void> {
  await page.getByRole('button', { name: 'Filter', exact: true }).click()
  await page.getByRole('combobox', { name: 'Column' }).fill(column)
  await page.keyboard.press('Enter')
  for (const option of options) await page.getByRole('checkbox', { name: option }).check()
  await page.getByRole('button', { name: 'Apply' }).click()
}

/** Changes a record's state in its menu. */
export async function setState(within: Locator, state: string): Promise<void> {
  const button = within.getByRole('button', { name: /^Change the state/ })
  // While the previous change is being saved, the button does not open the menu.
  await expect(button).not.toHaveClass(/ant-btn-loading/)
  await button.click()
  await within.page().getByRole('menuitem', { name: state }).click()
}

/** The notification with this text. */
export function note(page: Page, text: string | RegExp): Locator {
  return page.locator('.ant-notification-notice').filter({ hasText: text })
}

/** The value beside a label on a record's page. */
export function fieldOf(within: Page | Locator, label: string): Locator {
  return within
    .locator('.record-section > .record-fields > div')
    .filter({ has: pageOf(within).locator('dt').getByText(label, { exact: true }) })
    .locator('dd')
}

/** A record's history. */
export function historyOf(within: Page | Locator): Locator {
  return within.locator('.history > li')
}

/** Sends an API request as the person of the page and returns the rows of the answer. Throws if it is refused. */
export async function ask(page: Page, path: string, init: { method?: string; body?: unknown } = {}) {
  return page.evaluate(
    async ([to, key, method, body]) => {
      const stored = localStorage.getItem('introalignment-console.session') ?? '{}'
      const answer = await fetch(`/rest/v1/${to}`, {
        method,
        body,
        headers: {
          apikey: key as string,
          authorization: `Bearer ${(JSON.parse(stored) as { access_token: string }).access_token}`,
          'content-type': 'application/json',
          prefer: 'return=representation',
        },
      })
      if (!answer.ok) throw new Error(await answer.text())
      return (await answer.json()) as Record<string, unknown>[]
    },
    [
      path,
      embeddedSettings.publishableKey,
      init.method ?? 'GET',
      init.body === undefined ? undefined : JSON.stringify(init.body),
    ] as const,
  )
}
