import { existsSync, readFileSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { join, resolve } from 'node:path'
import { type Logger, loadEnv, type Plugin } from 'vite'
import type { Backend } from './backend.ts'
import { dataDirOf } from './dataDir.ts'
import { isPrivatePath } from './guard.ts'
import { answer } from './http.ts'
import { embeddedSettings } from './sign-ins.ts'

interface Settings {
  url: string
  publishableKey: string
  embedded: string
}

type Next = (error?: unknown) => void

const empty: Settings = { url: '', publishableKey: '', embedded: '' }
const embedded: Settings = { ...empty, embedded: JSON.stringify(embeddedSettings) }

/** The hosted project named by the environment or the .env files, if any. */
function hostedSettings(mode: string, root: string): Settings | undefined {
  const env = loadEnv(mode, root, 'VITE_SUPABASE_')
  const url = env.VITE_SUPABASE_URL ?? ''
  const publishableKey = env.VITE_SUPABASE_PUBLISHABLE_KEY ?? ''
  return url || publishableKey ? { url, publishableKey, embedded: '' } : undefined
}

const escapeAttribute = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

/** Fills the page's meta tags for settings; tags that already have a value are kept. */
function fillSettings(html: string, settings: Settings): string {
  const values = {
    'supabase-url': settings.url,
    'supabase-publishable-key': settings.publishableKey,
    'supabase-embedded': settings.embedded,
  }
  return Object.entries(values).reduce(
    (page, [name, value]) =>
      page.replace(
        `<meta name="${name}" content=""`,
        () => `<meta name="${name}" content="${escapeAttribute(value)}"`,
      ),
    html,
  )
}

// Vite loads this module again when its configuration changes; the database must stay open meanwhile.
const held = globalThis as { introalignmentBackend?: Promise<Backend> }

/** The headers of `public/_headers`, which static hosts send, for all pages of the preview. */
function headersFor(root: string, hosted: Settings | undefined): [name: string, value: string][] {
  const file = join(root, 'public/_headers')
  if (!existsSync(file)) return []
  const project = hosted?.url && URL.canParse(hosted.url) ? new URL(hosted.url) : undefined
  const sources = project ? `connect-src ${project.origin} ${project.origin.replace(/^http/, 'ws')} ` : ''
  return [...readFileSync(file, 'utf8').matchAll(/^ {2}([\w-]+): (.+)$/gm)].map(
    ([, name = '', value = '']) => [name, sources ? value.replace('connect-src ', sources) : value],
  )
}

/** A week: sample data a few days old at once is better than today's after a minute. */
const daysOfSampleData = 7

/** Starts the backend once per process. A failure is printed and ends the process: without data nothing works. */
function startOnce(logger: Logger, sampleAge: number): Promise<Backend> {
  held.introalignmentBackend ??= (async () => {
    const began = performance.now()
    const log = (line: string) => logger.info(`  supabase  ${line}`)
    try {
      const { seedScaleOf, startBackend } = await import('./backend.ts')
      const backend = await startBackend({
        dataDir: dataDirOf(process.env),
        scale: seedScaleOf(process.env),
        sampleAge,
        log,
        onMail: ({ to, subject, link }) => log(`mail to ${to}: ${subject}\n            ${link}`),
      })
      for (const signal of ['SIGINT', 'SIGTERM'] as const) {
        process.once(signal, () => {
          // Committed data is on disk already, so it is safe to stop waiting for a statement that does not end.
          setTimeout(() => process.exit(1), 3_000).unref()
          backend.close().finally(() => process.exit(0))
        })
      }
      log(`ready in ${((performance.now() - began) / 1000).toFixed(1)} s`)
      return backend
    } catch (error) {
      const known = ['LockedError', 'MigrationError'].includes((error as Error).name)
      logger.error(`\n  supabase  ${known ? (error as Error).message : ((error as Error).stack ?? error)}\n`)
      process.exit(1)
    }
  })()
  return held.introalignmentBackend
}

/** Serves `/rest/v1`, `/auth/v1` and `/storage/v1`; requests that arrive before the backend is ready wait for it. */
function serveApi(ready: Promise<Backend>) {
  return (req: IncomingMessage, res: ServerResponse, next: Next) => {
    const path = req.url ?? '/'
    if (!/^\/(rest|auth|storage)\/v1(?=[/?]|$)/.test(path)) return next()
    const scheme = 'encrypted' in req.socket && req.socket.encrypted ? 'https' : 'http'
    const url = `${scheme}://${req.headers.host ?? 'localhost'}${path}`
    void answer(req, res, url, async (request) => (await ready).fetch(request))
  }
}

/**
 * Supabase inside the Vite dev and preview servers, and the settings that tell the console where its Supabase is. If
 * `VITE_SUPABASE_URL` or `VITE_SUPABASE_PUBLISHABLE_KEY` is set, no backend is started and the console uses that
 * project.
 */
export function localSupabase(): Plugin {
  let hosted: Settings | undefined
  let serving = false
  return {
    name: 'local-supabase',
    // A server that watches its own database for changes checks all of its files at each write: a fresh start took
    // forty seconds instead of four.
    config: () => ({ server: { watch: { ignored: [`${dataDirOf(process.env)}/**`] } } }),
    configResolved(config) {
      hosted = hostedSettings(config.mode, config.envDir || config.root)
      serving = config.command === 'serve'
    },
    configureServer(server) {
      const { root } = server.config
      server.middlewares.use((req, res, next) => {
        if (!isPrivatePath(root, req.url ?? '/')) return next()
        res.statusCode = 404
        res.end('Not found')
      })
      if (hosted) return
      server.middlewares.use(serveApi(startOnce(server.config.logger, daysOfSampleData)))
    },
    configurePreviewServer(server) {
      const { root, build, logger } = server.config
      const dist = resolve(root, build.outDir)
      const headers = headersFor(root, hosted)
      server.middlewares.use((_req, res, next) => {
        for (const [name, value] of headers) res.setHeader(name, value)
        next()
      })
      const page = join(dist, 'index.html')
      if (!existsSync(page)) return // Vite itself reports that there is no build.
      const built = readFileSync(page, 'utf8')
      const settings = hosted ?? embedded
      const filled = fillSettings(built, settings)
      if (filled === built) return // The build is for a hosted project.
      if (!hosted) server.middlewares.use(serveApi(startOnce(logger, 0)))
      server.middlewares.use((req, res, next) => {
        const path = (req.url ?? '/').split('?')[0] ?? '/'
        const navigation =
          (req.method === 'GET' || req.method === 'HEAD') && req.headers.accept?.includes('text/html')
        const file = path !== '/' && path !== '/index.html' && existsSync(join(dist, path))
        if (!navigation || file) return next()
        res.setHeader('content-type', 'text/html; charset=utf-8')
        res.setHeader('cache-control', 'no-cache')
        res.end(req.method === 'HEAD' ? undefined : fillSettings(readFileSync(page, 'utf8'), settings))
      })
    },
    transformIndexHtml: {
      order: 'pre',
      handler: (html) => fillSettings(html, hosted ?? (serving ? embedded : empty)),
    },
  }
}
