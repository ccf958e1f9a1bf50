import { existsSync } from 'node:fs'
import { defineConfig } from '@playwright/test'

const port = Number(process.env.CONSOLE_TEST_PORT ?? 5330)
/** Debian's Chromium; its headless variant if installed, which needs a third less of two cores. */
const chromium =
  process.env.CHROMIUM ??
  ['/usr/bin/chromium-headless-shell', '/usr/bin/chromium'].find((path) => existsSync(path))
const inCi = Boolean(process.env.CI)
/** New for each run, starting from the sample data that an earlier run, or an earlier step in CI, has kept. */
const dataDir = 'node_modules/.cache/journeys'
const preview = `node -e "fs.rmSync('${dataDir}', { recursive: true, force: true })" && npm run preview -- --port ${port} --strictPort`

/** Browser tests in Chromium, on the production build and an embedded database of their own. */
export default defineConfig({
  testDir: 'tests/browser',
  // The README's screenshots are taken on demand only, so that tests do not change files of the repository.
  testIgnore: process.env.PICTURES ? undefined : '**/pictures.spec.ts',
  // The load that two cores can carry: one database for all, and a browser for each of two journeys at a time.
  workers: 2,
  forbidOnly: inCi,
  timeout: 120_000,
  expect: { timeout: 20_000 },
  reporter: 'list',
  outputDir: 'test-results',
  use: {
    baseURL: `http://localhost:${port}`,
    viewport: { width: 1440, height: 900 },
    deviceScaleFactor: 1,
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
    colorScheme: 'light',
    reducedMotion: 'reduce',
    // The page's content security policy would block axe.
    bypassCSP: true,
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: chromium,
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-background-networking',
        // A journey loads pages and leaves them: optimising their code takes more time than it saves, a sixth of the
        // total.
        '--js-flags=--no-turbofan,--no-maglev',
      ],
    },
  },
  webServer: {
    // In CI the build is a separate step.
    command: inCi ? preview : `npm run build && ${preview}`,
    // The backend is ready when it answers requests, not when the page is served.
    url: `http://localhost:${port}/auth/v1/health`,
    env: { CONSOLE_DATA_DIR: dataDir },
    timeout: 180_000,
    reuseExistingServer: !inCi,
    gracefulShutdown: { signal: 'SIGTERM', timeout: 5_000 },
  },
})
