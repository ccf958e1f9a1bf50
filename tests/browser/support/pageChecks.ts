import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { expect, type Page } from '@playwright/test'
import type axe from 'axe-core'
import type { RunOptions } from 'axe-core'

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

const all: RunOptions['runOnly'] = {
  type: 'tag',
  values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
}
const colours: RunOptions['runOnly'] = { type: 'rule', values: ['color-contrast', 'link-in-text-block'] }

/** Rows of a list are alike: only the first ones are tested, or most of the time would go into identical rows. */
const repeated = ['.record-table tbody tr:nth-child(n+9)', '.record-cards > li:nth-child(n+9)']

/** The frame around each page, which is the same everywhere. */
export const frame: readonly string[] = ['.frame-side', '.frame-header']

/** Runs axe on the current page, except what `without` selects; expects no serious or critical violation. */
export async function expectAccessible(
  page: Page,
  where: string,
  runOnly = all,
  without: readonly string[] = [],
): Promise<void> {
  await settled(page)
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axeSource)
  const { violations } = await page.evaluate(
    ({ only, exclude }) =>
      (window as unknown as { axe: typeof axe }).axe.run(
        { include: [['html']], exclude: exclude.map((selector) => [selector]) },
        { runOnly: only, resultTypes: ['violations'] },
      ),
    { only: runOnly, exclude: [...repeated, ...without] },
  )
  const grave = violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, help, nodes }) => ({
      rule: `${id}: ${help}`,
      where: nodes.slice(0, 4).map(({ target, failureSummary }) => `${target.join(' ')}\n${failureSummary}`),
    }))
  expect(grave, `accessibility of ${where}`).toEqual([])
}

/** Expects that nothing makes the page wider than the window. */
export async function expectNoOverflow(page: Page, where: string): Promise<void> {
  await settled(page)
  // Polled, because a page that was just made narrower renders again.
  await expect
    .poll(() => page.evaluate(tooWide), { message: `elements wider than the window in ${where}` })
    .toEqual([])
}

/** Runs inside the page. */
function tooWide(): string[] {
  const { scrollWidth } = document.documentElement
  if (scrollWidth <= window.innerWidth) return []
  const elements = [...document.querySelectorAll('body *')]
    .filter((element) => element.getBoundingClientRect().right > window.innerWidth + 1)
    .map((element) => `${element.tagName} ${element.className}`)
  return [`${scrollWidth} > ${window.innerWidth}`, ...elements.slice(0, 5)]
}

/**
 * Expects the page to be accessible in the light theme, in which it is left, and its colours also in the dark theme.
 */
export async function expectAccessibleInBothThemes(page: Page, where: string): Promise<void> {
  for (const theme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme: theme })
    await expect(page.locator('html')).toHaveAttribute('data-theme', theme)
    await expectAccessible(page, `${where}, ${theme}`, theme === 'dark' ? colours : all)
  }
}

/** Waits until all requests have finished and all finite animations have ended. */
export async function settled(page: Page): Promise<void> {
  await expect(page.getByRole('heading').first()).toBeVisible()
  await expect(page.locator('.loading, .chart-waiting, [data-stale], [aria-busy="true"]')).toHaveCount(0)
  await page.evaluate(async () => {
    await document.fonts.ready
    const ending = document
      .getAnimations()
      .filter(
        ({ effect, playState }) =>
          playState === 'running' && effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY,
      )
    // An animation whose element was removed may never end.
    await Promise.race([
      Promise.allSettled(ending.map((animation) => animation.finished)),
      new Promise((resolve) => setTimeout(resolve, 2000)),
    ])
  })
}
