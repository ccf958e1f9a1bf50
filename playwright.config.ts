import { existsSync } from 'node:fs'
import { defineConfig } from '@playwright/test'

const port = Number(process.env.CONSOLE_TEST_PORT ?? 5330)
/** Debian's Chromium; without a window to draw where that is installed, which costs two cores a third less. */
const chromium =
  process.env.CHROMIUM ??
  ['/usr/bin/chromium-headless-shell', '/usr/bin/chromium'].find((path) => existsSync(path))
const inCi = Boolean(process.env.CI)
/** New for each run, and begun from the sample data that a run before, or the step before in CI, has kept aside. */
const dataDir = 'node_modules/.cache/journeys'
const preview = `node -e "fs.rmSync('${dataDir}', { recursive: true, force: true })" && npm run preview -- --port ${port} --strictPort`

/** Whole journeys in Chromium, on the production build and an embedded database of their own. */
export default defineConfig({
  testDir: 'tests/browser',
  // The README's pictures are taken on demand only: a test leaves the tree as it was.
  testIgnore: process.env.PICTURES ? undefined : '**/pictures.spec.ts',
  // What two cores carry: one database for all, and a browser for each of two journeys at a time.
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
    // The page's own policy would not let axe in.
    bypassCSP: true,
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: chromium,
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-background-networking',
        // A journey loads pages and leaves them: optimising their code costs more than it gives, a sixth of the time.
        '--js-flags=--no-turbofan,--no-maglev',
      ],
    },
  },
  webServer: {
    // In CI the build is a step of its own.
    command: inCi ? preview : `npm run build && ${preview}`,
    // The backend is ready when it can be asked, not when the page is served.
    url: `http://localhost:${port}/auth/v1/health`,
    env: { CONSOLE_DATA_DIR: dataDir },
    timeout: 180_000,
    reuseExistingServer: !inCi,
    gracefulShutdown: { signal: 'SIGTERM', timeout: 5_000 },
  },
})
