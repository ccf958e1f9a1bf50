import { createRequire } from 'node:module'
import { expect, type Page } from '@playwright/test'

interface AxeResults {
  violations: {
    id: string
    impact?: string
    help: string
    nodes: { target: unknown[]; failureSummary?: string }[]
  }[]
}
declare global {
  interface Window {
    axe: { run(context: Document, options: object): Promise<AxeResults> }
  }
}

const script = createRequire(import.meta.url).resolve('axe-core/axe.min.js')
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** Runs axe on the page as it is; expects no serious or critical violation. */
export async function expectAccessible(page: Page, where: string): Promise<void> {
  await settled(page)
  if (!(await page.evaluate(() => 'axe' in window))) await page.addScriptTag({ path: script })
  const { violations } = await page.evaluate(
    (tags) => window.axe.run(document, { runOnly: tags, resultTypes: ['violations'] }),
    rules,
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
  const overflow = await page.evaluate(() => {
    const { scrollWidth } = document.documentElement
    const guilty = [...document.querySelectorAll('body *')].filter(
      (element) => element.getBoundingClientRect().right > innerWidth + 1,
    )
    return scrollWidth > innerWidth
      ? `${scrollWidth} > ${innerWidth}: ${guilty
          .slice(0, 5)
          .map((element) => `${element.tagName}.${element.className}`)
          .join(', ')}`
      : undefined
  })
  expect(overflow, `width of ${where}`).toBeUndefined()
}

/** Runs a check in the light and in the dark theme. */
export async function inBothThemes(page: Page, check: (theme: 'light' | 'dark') => Promise<void>) {
  for (const theme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme: theme })
    await expect(page.locator('html')).toHaveAttribute('data-theme', theme)
    await check(theme)
  }
}

/** Waits until everything asked for is on the page and every movement that ends has ended. */
export async function settled(page: Page): Promise<void> {
  await expect(page.locator('.loading, .chart-waiting, .frame-skeleton, [data-stale]')).toHaveCount(0)
  await page.evaluate(async () => {
    await document.fonts.ready
    const ending = document
      .getAnimations()
      .filter((animation) => animation.effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY)
    await Promise.allSettled(ending.map((animation) => animation.finished))
  })
}
