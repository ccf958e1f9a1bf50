import { expect, type Page } from '@playwright/test'
import { billing, usage } from '@/domains/billing'
import { bots } from '@/domains/bots'
import { community } from '@/domains/community'
import { content } from '@/domains/content'
import { conversations } from '@/domains/conversations'
import { engagement } from '@/domains/engagement'
import { games } from '@/domains/games'
import { matching } from '@/domains/matching'
import { members } from '@/domains/members'
import { outreach } from '@/domains/outreach'
import { staff } from '@/domains/staff'
import { pathOf } from '@/resource/define'
import { test as base, drawerOf, openFirst, rowsOf, walkTo } from './support/console.ts'
import {
  expectAccessible,
  expectAccessibleInBothThemes,
  expectNoOverflow,
  frame,
  settled,
} from './support/pageChecks.ts'

/** These tests only read, so each worker uses one page for all of them, and the browser keeps the console's code. */
const test = base.extend<{ page: Page }, { kept: Page }>({
  kept: [
    async ({ browser, browserOf }, use, { project }) => {
      const { signedIn } = await browserOf('admin')
      const page = await browser.newPage({ ...project.use, storageState: signedIn })
      await page.goto('/')
      await expect(page.getByRole('navigation', { name: 'Main' })).toBeVisible()
      await use(page)
      await page.close()
    },
    { scope: 'worker' },
  ],
  page: async ({ kept }, use) => {
    await kept.setViewportSize(desk)
    await use(kept)
  },
})

test.describe.configure({ mode: 'parallel' })

const desk = { width: 1440, height: 900 }
const phone = { width: 390, height: 844 }

const domains = [
  outreach,
  billing,
  engagement,
  bots,
  community,
  members,
  matching,
  games,
  content,
  conversations,
  staff,
]

/**
 * These pages are tested in both themes and on a phone. All others consist of the same parts; their lists of nothing
 * else.
 */
const thorough: readonly string[] = ['leads', 'invoices', 'usage_tracking', 'subscription_plans']

/**
 * Navigates inside the console, like a click on a link; loading each page from the server would take most of the time.
 */
function goTo(page: Page, path: string) {
  return page.evaluate((to) => {
    history.pushState(null, '', to)
    dispatchEvent(new PopStateEvent('popstate'))
  }, path)
}

for (const { table, label } of [...domains.flatMap(({ resources }) => resources), usage]) {
  test(`${label} (${pathOf(table)}): list, record and form are sound`, async ({ page }) => {
    const atDesk = async (where: string, isList = false, height = desk.height) => {
      await page.setViewportSize({ ...desk, height })
      await expectNoOverflow(page, `the ${where} at a desk`)
      if (thorough.includes(table)) await expectAccessibleInBothThemes(page, `the ${where}`)
      else if (!isList) await expectAccessible(page, `the ${where}`, undefined, frame)
    }
    const onPhone = async (where: string) => {
      await page.setViewportSize(phone)
      await expectNoOverflow(page, `the ${where} on a phone`)
      if (thorough.includes(table)) await expectAccessible(page, `the ${where} on a phone`)
    }
    await goTo(page, pathOf(table))
    await expect(page.getByRole('heading', { level: 1, name: label, exact: true })).toBeVisible()
    await expect(page).toHaveTitle(`${label} · IntroAlignment`)
    await atDesk(`list of ${label}`, true)
    // Not the first record, which another journey may have just added and may delete again.
    const record = page.getByRole('rowheader').getByRole('link').last()
    const address = (await record.count()) > 0 ? await record.getAttribute('href') : undefined
    await onPhone(`list of ${label}`)

    if (!address) return
    await goTo(page, address.replace(/\?.*/, ''))
    await expect(page.getByRole('heading', { level: 1, name: label, exact: true })).toHaveCount(0)
    // Rendering a page for another width takes time, so each starts with the current width.
    await onPhone(`record of ${label}`)
    await atDesk(`record of ${label}`)

    const edit = page.getByRole('button', { name: 'Edit', exact: true })
    if ((await edit.count()) === 0 || !(await edit.isEnabled())) return
    await edit.click()
    await expect(page.getByRole('heading', { level: 1, name: /^Edit / })).toBeVisible()
    await settled(page)
    // As high as the form, so that the button bar at its end covers nothing.
    await atDesk(`form of ${label}`, false, await page.evaluate(() => document.documentElement.scrollHeight))
    await onPhone(`form of ${label}`)
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
  await page.keyboard.press('Enter')
  await expect(page.getByRole('main')).toBeFocused()
  await page.keyboard.press('g')
  await page.keyboard.press('i')
  await expect(page).toHaveURL('/invoices')
  await expect(rowsOf(page, 'Invoices').first()).toBeVisible()
  await walkTo(page, 'Invoices', 1)
  await expect(rowsOf(page, 'Invoices').nth(1)).toHaveAttribute('data-active', 'true')
  await page.keyboard.press('Enter')
  await expect(drawerOf(page)).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page).toHaveURL('/invoices')
  await page.keyboard.press('?')
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible()
  await expectAccessible(page, 'the sheet of shortcuts')
  await page.keyboard.press('Escape')
  await page.keyboard.press('Control+k')
  await expect(page.getByRole('dialog').getByRole('combobox')).toBeFocused()
  await page.keyboard.type('bot act')
  await expectAccessible(page, 'the command palette')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL('/bot-actions-log')
  await openFirst(page, 'Bot actions')
})
