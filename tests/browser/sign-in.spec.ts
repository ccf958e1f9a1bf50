import { gzipSync } from 'node:zlib'
import { expect, type Response } from '@playwright/test'
import { budget } from '../../scripts/bundle-budget.ts'
import { type Person, rowsOf, signIn, test } from './support/console.ts'
import { expectAccessible, expectAccessibleInBothThemes, expectNoOverflow } from './support/pageChecks.ts'

const menus: Record<Exclude<Person, 'member'>, { shows: string[]; hides: string[] }> = {
  admin: { shows: ['Leads', 'Invoices', 'Engagement', 'Bot actions', 'Members'], hides: [] },
  growth: { shows: ['Leads', 'Scrape runs', 'Plans', 'Engagement', 'Bot actions'], hides: ['Invoices'] },
  finance: { shows: ['Invoices', 'Subscriptions', 'Plans', 'Feature usage', 'Bot health'], hides: ['Leads'] },
  moderator: { shows: ['Plans', 'Engagement', 'Bot actions'], hides: ['Leads', 'Invoices'] },
}

for (const [person, { shows, hides }] of Object.entries(menus)) {
  test.describe(`signed in as ${person}`, () => {
    test.use({ person: person as Person })

    test('the menu and the home are those of the role', async ({ page }) => {
      await page.goto('/')
      const menu = page.getByRole('navigation', { name: 'Main' })
      // The name may be followed by a count of waiting items.
      const link = (label: string) => menu.getByRole('link', { name: new RegExp(`^${label}`) })
      await expect(link('Home')).toHaveAttribute('aria-current', 'page')
      for (const label of shows) await expect(link(label)).toBeVisible()
      for (const label of hides) await expect(link(label)).toHaveCount(0)
      await expect(page.getByRole('heading', { level: 1, name: /^Good / })).toBeVisible()
      await expectAccessible(page, `${person}'s home`)
    })
  })
}

test('a member of the product is told that the console is for staff', async ({ page }) => {
  await page.goto('/sign-in')
  await signIn(page, 'member')
  await expect(page.getByRole('heading', { name: 'This console is for staff' })).toBeVisible()
  await expect(page.getByText('member@introalignment.test')).toBeVisible()
  await expectAccessible(page, 'the page for those who are not staff')
  await page.getByRole('button', { name: 'Check again' }).click()
  await expect(page.getByText('Checked just now: still no role.')).toBeVisible()
  await page.getByRole('button', { name: 'Sign out' }).click()
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible()
})

test('the sign-in page is sound, refuses a wrong password, and leads to where one meant to go', async ({
  page,
}) => {
  await page.goto('/leads?state=any:qualified&sort=-score')
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible()
  await expectAccessibleInBothThemes(page, 'sign-in')
  await page.setViewportSize({ width: 390, height: 844 })
  await expectNoOverflow(page, 'sign-in at 390 px')
  await page.setViewportSize({ width: 1440, height: 900 })

  await page.getByLabel('Email').fill('growth@introalignment.test')
  await page.getByLabel('Password', { exact: true }).fill('not the password')
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(page.getByRole('alert')).not.toBeEmpty()

  await page.getByRole('button', { name: /^Growth/ }).click()
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Leads' })).toBeVisible()
  await expect(page).toHaveURL('/leads?state=any:qualified&sort=-score')
})

// The build counts only the modules it knows (vite.config.ts); this counts what a browser really loads.
test('from an empty cache to the first rows, the JavaScript is within the budget', async ({ page }) => {
  const scripts = new Map<string, Response>()
  page.on('response', (response) => {
    if (new URL(response.url()).pathname.endsWith('.js')) scripts.set(response.url(), response)
  })
  // Code loaded after the rows delays nobody, and may arrive before this test has seen the rows.
  await page.addInitScript(() => {
    new MutationObserver((_changes, observer) => {
      if (!document.querySelector('table[aria-label="Leads"] tbody tr[data-id]')) return
      performance.mark('rows')
      observer.disconnect()
    }).observe(document, { childList: true, subtree: true })
  })
  await page.goto('/leads')
  await signIn(page, 'growth')
  // Pointing at a row loads the cell editor's code.
  await page.mouse.move(0, 0)
  await expect(rowsOf(page, 'Leads').first()).toBeVisible()
  const arrived = await page.evaluate(() => {
    const at = performance.getEntriesByName('rows')[0]?.startTime ?? 0
    const files = performance.getEntriesByType('resource') as PerformanceResourceTiming[]
    return files.filter(({ responseEnd }) => responseEnd <= at).map(({ name }) => name)
  })
  const bodies = await Promise.all(arrived.map((file) => scripts.get(file)?.body()))
  const bytes = bodies.reduce((sum, body) => sum + (body ? gzipSync(body).byteLength : 0), 0)
  expect(bytes).toBeGreaterThan(0)
  expect(bytes).toBeLessThanOrEqual(budget)
})

test.describe('signed in as finance', () => {
  test.use({ person: 'finance' })

  test('an address that the roles do not allow says so', async ({ page }) => {
    await page.goto('/leads')
    await expect(page.getByRole('heading', { name: 'No access' })).toBeVisible()
    await expectAccessible(page, 'no access')
    await page.goto('/leads/new')
    await expect(page.getByRole('heading', { name: 'No access' })).toBeVisible()
    await page.goto('/no-such-page')
    await expect(page.getByRole('heading', { name: 'There is no page here' })).toBeVisible()
  })
})

test('signing out ends it in every tab', async ({ page, context }) => {
  await page.goto('/invoices')
  await signIn(page, 'finance')
  await expect(page.getByRole('table', { name: 'Invoices' })).toBeVisible()
  const other = await context.newPage()
  await other.goto('/subscription-plans/new')
  await other.getByLabel('Name', { exact: true }).fill('Sofa money')
  const kept = () =>
    other.evaluate(async () => JSON.stringify([localStorage, sessionStorage, await indexedDB.databases()]))
  expect(await kept()).toContain('Sofa money')

  await page.getByRole('button', { name: /^Account/ }).click()
  await expectAccessible(page, 'the account menu')
  await page.getByRole('button', { name: 'Sign out' }).click()
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible()
  await expect(other.getByRole('heading', { name: 'Sign in' })).toBeVisible()
  expect(await kept()).not.toContain('Sofa money')
  expect(await kept()).toMatch(/,\[\]\]$/)
})

test.describe('under the policy that hosts send', () => {
  test.use({ bypassCSP: false, person: 'growth', fresh: true })

  test('nothing that the console shows is blocked', async ({ page }) => {
    await page.addInitScript(() =>
      addEventListener('securitypolicyviolation', (event) => {
        throw new Error(`Blocked by ${event.violatedDirective}: ${event.blockedURI}`)
      }),
    )
    await page.goto('/engagement-sessions')
    await expect(page.locator('.recharts-surface').first()).toBeVisible()
    await page.goto('/leads')
    await page.getByRole('button', { name: 'Export' }).click()
    await expect(page.getByRole('dialog')).toBeVisible()
  })
})
