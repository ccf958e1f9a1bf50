import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import type { TestProject } from 'vitest/node'
import { type Backend, startBackend } from '../../supabase/local/backend.ts'
import { answer } from '../../supabase/local/http.ts'
import { preparedSnapshot, resetTables } from './snapshot.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** The address of the test server; a worker's own backend is below it (tests/support/backend.ts). */
    backendUrl: string
  }
}

/**
 * Serves the page tests: one embedded backend for each Vitest worker below `/pool-<id>`, all from one prepared
 * database. Besides the API, a backend here accepts `POST reset`, `POST sql` (as superuser, to set up a test) and `GET
 * secret-key`.
 */
export default async function setup(project: TestProject) {
  const root = fileURLToPath(new URL('../..', import.meta.url))
  const snapshot = preparedSnapshot(root)
  const start = async () => startBackend({ dataDir: 'memory://', seedFile: null, snapshot: await snapshot })
  // Started in advance, while other tests run.
  const spare = Array.from({ length: project.config.maxWorkers }, start)
  const pools = new Map<string, Promise<Backend>>()
  const poolOf = (pool: string) => {
    const backend = pools.get(pool) ?? spare.pop() ?? start()
    pools.set(pool, backend)
    return backend
  }

  async function handle(request: Request): Promise<Response> {
    const url = new URL(request.url)
    const [, pool, path] = /^\/(pool-[^/]+)(\/.*)$/.exec(url.pathname) ?? []
    if (!pool || !path) return new Response('Not a pool', { status: 404 })
    const backend = await poolOf(pool)
    if (path === '/reset') {
      await resetTables(backend)
      return new Response(null, { status: 204 })
    }
    if (path === '/secret-key') return new Response(backend.secretKey)
    if (path === '/sql') {
      const { text, params } = (await request.json()) as { text: string; params: unknown[] }
      try {
        return Response.json(await backend.sql(text, params))
      } catch (error) {
        return Response.json({ message: (error as Error).message }, { status: 400 })
      }
    }
    const inner = new URL(path + url.search, url.origin)
    const body = request.body ? await request.arrayBuffer() : null
    const { method, headers, signal } = request
    return backend.fetch(new Request(inner, { method, headers, body, signal }))
  }

  const server = createServer((req, res) => {
    const url = `http://${req.headers.host}${req.url}`
    if (req.method === 'OPTIONS') {
      // A page in jsdom has an origin of its own, so requests need CORS headers.
      res.writeHead(204, {
        'access-control-allow-origin': '*',
        'access-control-allow-headers': req.headers['access-control-request-headers'] ?? '*',
        'access-control-allow-methods': 'GET, HEAD, POST, PATCH, PUT, DELETE',
      })
      res.end()
      return
    }
    void answer(req, res, url, handle)
  })
  // Otherwise a connection that a busy test left idle for five seconds is closed just as its next request is sent.
  server.keepAliveTimeout = 0
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  project.provide('backendUrl', `http://127.0.0.1:${(server.address() as AddressInfo).port}`)

  return async () => {
    server.closeAllConnections()
    server.close()
    for (const backend of [...pools.values(), ...spare]) await (await backend).close()
  }
}
