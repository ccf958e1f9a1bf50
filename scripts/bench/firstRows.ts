/**
 * Measures in Chromium how long the first list takes to show its rows, compared with a stock list of Refine and antd on
 * the same database: from an empty cache, on “Fast 4G” with the processor slowed four times, for a signed-in person and
 * through sign-in. Prints medians in milliseconds, the JavaScript loaded, and the longest chain of dependent requests;
 * checks nothing. Needs `npm run build` before. `--runs N` sets how often.
 */
import { existsSync, readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { dirname, extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { type Browser, type BrowserContext, chromium, type Page, type Response } from '@playwright/test'
import react from '@vitejs/plugin-react'
import { build } from 'vite'
import { type Backend, startBackend } from '../../supabase/local/backend.ts'
import { answer } from '../../supabase/local/http.ts'
import { embeddedSettings, publishableKey } from '../../supabase/local/sign-ins.ts'

const root = join(dirname(fileURLToPath(import.meta.url)), '../..')
const runs = Number(process.argv[process.argv.indexOf('--runs') + 1]) || 7
const ours = join(root, 'dist')
const stock = join(root, 'node_modules/.cache/bench-stock')
const types: Record<string, string> = {
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.woff2': 'font/woff2',
  '.html': 'text/html; charset=utf-8',
}
/** Chrome's “Fast 4G”: bits per second and milliseconds, with its own correction factors. */
const fast4g = {
  offline: false,
  latency: 60 * 2.75,
  downloadThroughput: (9_000_000 / 8) * 0.9,
  uploadThroughput: (1_500_000 / 8) * 0.9,
}

/** Serves a compressed build together with the API. Returns its address. */
async function serve(folder: string, backend: Backend): Promise<{ server: Server; url: string }> {
  const page = readFileSync(join(folder, 'index.html'), 'utf8').replace(
    '<meta name="supabase-embedded" content=""',
    () =>
      `<meta name="supabase-embedded" content="${JSON.stringify(embeddedSettings).replaceAll('"', '&quot;')}"`,
  )
  const files = new Map<string, Buffer>()
  const server = createServer((request, response) => {
    const path = (request.url ?? '/').split('?')[0] ?? '/'
    if (/^\/(rest|auth|storage)\/v1/.test(path)) {
      return void answer(request, response, `${url}${request.url}`, async (asked) => backend.fetch(asked))
    }
    const file = join(folder, path)
    const isPage = !extname(path) || !existsSync(file)
    const key = isPage ? '/' : path
    if (!files.has(key)) files.set(key, gzipSync(isPage ? page : readFileSync(file)))
    response.setHeader('content-type', types[isPage ? '.html' : extname(path)] ?? 'application/octet-stream')
    response.setHeader('content-encoding', 'gzip')
    response.end(files.get(key))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const url = `http://localhost:${typeof address === 'object' ? address?.port : ''}`
  return { server, url }
}

interface Subject {
  name: string
  url: string
  row: string
}

async function signIn(page: Page) {
  await page.getByLabel('Email').fill('growth@introalignment.test')
  await page.getByLabel('Password', { exact: true }).fill(embeddedSettings.password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
}

/** Milliseconds from the first request to the first row, with everything loaded by then. */
async function measure(context: BrowserContext, { url, row }: Subject, isSignedIn: boolean) {
  const page = await context.newPage()
  const cdp = await context.newCDPSession(page)
  await cdp.send('Network.enable')
  await cdp.send('Network.setCacheDisabled', { cacheDisabled: true })
  await cdp.send('Network.emulateNetworkConditions', fast4g)
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: 4 })
  const answered: Response[] = []
  page.on('response', (response) => answered.push(response))
  const began = performance.now()
  let typing = 0
  await page.goto(`${url}/leads`, { waitUntil: 'commit' })
  if (!isSignedIn) {
    await page.getByRole('button', { name: 'Sign in', exact: true }).waitFor()
    const waits = performance.now()
    await signIn(page)
    typing = performance.now() - waits
  }
  await page.locator(row).first().waitFor()
  const ms = performance.now() - began - typing
  const sizes = await Promise.all(
    answered
      .filter((response) => new URL(response.url()).pathname.endsWith('.js'))
      .map((response) => response.request().sizes()),
  )
  const spans = answered
    .map((response) => response.request().timing())
    .map(({ startTime, responseEnd }) => ({ start: startTime, end: startTime + responseEnd }))
  await page.close()
  return {
    ms,
    kb: sizes.reduce((sum, { responseBodySize }) => sum + responseBodySize, 0) / 1000,
    chain: chainOf(spans),
  }
}

/** The length of the longest chain of requests in which each began after the previous one had ended. */
function chainOf(spans: { start: number; end: number }[]): number {
  const sorted = [...spans].sort((a, b) => a.start - b.start)
  const lengths: number[] = []
  for (const [index, span] of sorted.entries()) {
    const before = sorted.slice(0, index).map((one, at) => (one.end <= span.start ? (lengths[at] ?? 0) : 0))
    lengths.push(1 + Math.max(0, ...before))
  }
  return Math.max(0, ...lengths)
}

const median = (values: number[]) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN

async function compare(browser: Browser, subjects: Subject[], isSignedIn: boolean) {
  const found = new Map(subjects.map(({ name }) => [name, [] as Awaited<ReturnType<typeof measure>>[]]))
  const states = new Map<string, Awaited<ReturnType<BrowserContext['storageState']>>>()
  for (const { name, url, row } of isSignedIn ? subjects : []) {
    const context = await browser.newContext()
    const page = await context.newPage()
    await page.goto(`${url}/leads`)
    await signIn(page)
    await page.locator(row).first().waitFor()
    states.set(name, await context.storageState())
    await context.close()
  }
  // Alternating, so that other load of the machine affects both alike.
  for (let run = 0; run < runs; run += 1) {
    for (const subject of subjects) {
      const context = await browser.newContext({ storageState: states.get(subject.name) })
      found.get(subject.name)?.push(await measure(context, subject, isSignedIn))
      await context.close()
    }
  }
  const medians = subjects.map(({ name }) => {
    const all = found.get(name) ?? []
    const ms = median(all.map((one) => one.ms))
    const { kb = 0, chain = 0 } = all.at(-1) ?? {}
    console.log(
      `${(isSignedIn ? 'signed in' : 'through sign-in').padEnd(18)}${name.padEnd(10)}${Math.round(ms).toLocaleString('en').padStart(8)} ms${kb.toFixed(1).padStart(7)} KB of JavaScript${chain.toString().padStart(4)} requests one after another`,
    )
    return ms
  })
  console.log(`${''.padEnd(18)}ours / stock ${((medians[0] ?? 0) / (medians[1] ?? 1)).toFixed(2)}`)
}

if (!existsSync(join(ours, 'index.html'))) throw new Error('Run `npm run build` first.')
process.env.VITE_STOCK_KEY = publishableKey
await build({
  configFile: false,
  root: join(root, 'scripts/bench/stock'),
  base: '/',
  logLevel: 'error',
  plugins: [react()],
  build: { outDir: stock, emptyOutDir: true },
})
const backend = await startBackend({ dataDir: 'memory://' })
const [a, b] = [await serve(ours, backend), await serve(stock, backend)]
const executablePath =
  process.env.CHROMIUM ?? ['/usr/bin/chromium-headless-shell', '/usr/bin/chromium'].find(existsSync)
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] })
const subjects: Subject[] = [
  {
    name: 'ours',
    url: a.url,
    row: 'table[aria-label="Leads"]:not([data-stale]) tbody tr[data-id]',
  },
  { name: 'stock', url: b.url, row: '.ant-table-row' },
]
await compare(browser, subjects, true)
await compare(browser, subjects, false)
await browser.close()
a.server.close()
b.server.close()
await backend.close()
process.exit(0)
