import { type Browser, expect, type Page } from '@playwright/test'
import { embeddedSettings } from '../../supabase/local/sign-ins.ts'
import { signIn, test } from './support/console.ts'

test.use({ person: 'moderator' })

const rows = (page: Page) => page.getByRole('list', { name: 'Queue' }).getByRole('listitem')
const inFocus = (page: Page) => page.locator('.mod-row[data-focused="true"] .mod-row-words')
const _item = (page: Page) => page.getByRole('region', { name: 'What was written' })
const _status = (page: Page, text: string | RegExp) => page.locator('.mod-strip').filter({ hasText: text })

async function openQueue(page: Page, at = '/moderation-queue?view=all') {
  await page.goto(at)
  await expect(rows(page).first()).toBeVisible()
  await expect(inFocus(page)).toHaveCount(1)
  // What is read ahead is there: from now on nothing waits for it.
  await expect(page.getByRole('complementary', { name: 'Author' }).getByText('Record')).toBeVisible()
}

/** Asks the database as the person of the page. */
async function ask(page: Page, path: string, init: { method?: string; body?: unknown } = {}) {
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

const decisionsSince = async (page: Page, last: number) =>
  ask(page, `moderation_history?id=gt.${last}&order=id&select=id,decision,item_id,reason_code,moderator_name`)
const lastDecision = async (page: Page) =>
  Number((await ask(page, 'moderation_history?order=id.desc&limit=1&select=id'))[0]?.id)

/** The queue in a browser of its own, as somebody else. */
async function _colleague(browser: Browser, baseURL: string | undefined) {
  const context = await browser.newContext({ baseURL, storageState: undefined })
  const page = await context.newPage()
  await page.goto('/sign-in')
  await signIn(page, 'admin')
  await expect(page.getByRole('navigation', { name: 'Main' })).toBeVisible()
  return page
}

test('thirty items by keyboard alone, each decided once', async ({ page }) => {
  await openQueue(page)
  const before = await lastDecision(page)
  await page.evaluate(() => {
    const times: number[] = []
    Object.assign(window, { paints: times })
    // From the key to the next item on the screen.
    addEventListener(
      'keydown',
      () => {
        const began = performance.now()
        const shown = document.querySelector('.mod-row[data-focused="true"]')
        const look = () => {
          if (document.querySelector('.mod-row[data-focused="true"]') !== shown)
            times.push(performance.now() - began)
          else if (performance.now() - began < 2000) requestAnimationFrame(look)
        }
        requestAnimationFrame(look)
      },
      true,
    )
  })
  const began = Date.now()
  for (let at = 0; at < 30; at += 1) {
    const title = await inFocus(page).textContent()
    if (at % 3 === 0) await page.keyboard.press('a')
    else {
      await page.keyboard.press('r')
      await page.keyboard.press(at % 3 === 1 ? '1' : '2')
    }
    await expect(page.locator('.mod-row[data-standing="own"]')).toHaveCount(at + 1)
    expect(title).toBeTruthy()
  }
  const seconds = (Date.now() - began) / 1000
  const paints = await page.evaluate(() => (window as unknown as { paints: number[] }).paints)
  const sorted = [...paints].sort((a, b) => a - b)
  console.log(
    `30 decisions in ${seconds.toFixed(1)} s: ${Math.round((30 * 60) / seconds)} a minute; the next item painted after ${Math.round(sorted[Math.floor(sorted.length / 2)] ?? 0)} ms (median), ${Math.round(sorted.at(-1) ?? 0)} ms at the most`,
  )
  await expect.poll(async () => (await decisionsSince(page, before)).length).toBe(30)
  const made = await decisionsSince(page, before)
  expect(new Set(made.map(({ item_id }) => item_id)).size, 'thirty different items').toBe(30)
  expect(
    made.filter(({ decision, reason_code }) => decision === 'remove' && reason_code === 'scam'),
  ).toHaveLength(10)

  // A mistake is one key away from undone, and the one before another.
  await page.keyboard.press('u')
  await page.keyboard.press('u')
  await expect(page.locator('.mod-row[data-standing="own"]')).toHaveCount(28)
  await expect
    .poll(
      async () => (await decisionsSince(page, before)).filter(({ decision }) => decision === 'undo').length,
    )
    .toBe(2)
})
