import { HttpResponse, http } from 'msw'
import { setupServer } from 'msw/node'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createConsoleClient } from '@/supabase/client'
import { createDataProvider } from '@/supabase/data'
import { url } from './support'

const server = setupServer()
const leads = `${url}/rest/v1/leads`
let requests: string[]

beforeAll(() => server.listen({ onUnhandledRequest: 'error' }))
beforeEach(() => {
  requests = []
})
afterEach(() => server.resetHandlers())
afterAll(() => server.close())
server.events.on('request:start', ({ request }) => {
  requests.push(`${request.method} ${new URL(request.url).pathname}`)
})

function provide() {
  const client = createConsoleClient(
    { url, publishableKey: 'sb_publishable_test' },
    { persistSession: false },
  )
  return { client, provider: createDataProvider(client) }
}

const read = () => provide().provider.getOne({ resource: 'leads', id: 1 })
const write = () => provide().provider.update({ resource: 'leads', id: 1, variables: { score: 1 } })

describe('a fault on the way', () => {
  it.each([
    ['too many requests', () => HttpResponse.json({ message: 'slow down' }, { status: 429 }), 'busy', 429],
    [
      'a broken server',
      () => HttpResponse.json({ message: 'oops', code: 'XX000' }, { status: 500 }),
      'server',
      500,
    ],
    [
      'a proxy in front of it',
      () => HttpResponse.html('<h1>Bad gateway</h1>', { status: 502 }),
      'server',
      502,
    ],
    ['a stranger who answers', () => HttpResponse.html('<h1>Welcome to the wifi</h1>'), 'server', 200],
    ['an answer of another shape', () => HttpResponse.json({ rows: [] }), 'server', 200],
    ['a lost connection', () => HttpResponse.error(), 'offline', 0],
  ])('%s: the same for reads and writes, asked once', async (_name, answer, kind, statusCode) => {
    server.use(http.all(leads, answer))
    await expect(read()).rejects.toMatchObject({ kind, statusCode })
    await expect(write()).rejects.toMatchObject({ kind, statusCode })
    expect(requests).toEqual(['GET /rest/v1/leads', 'PATCH /rest/v1/leads'])
  })

  it('a write whose answer was lost may have happened, and says so', async () => {
    server.use(http.patch(leads, () => HttpResponse.error()))
    await expect(write()).rejects.toThrow('may have been saved or not')
  })

  it('a conflict that the server reports itself', async () => {
    server.use(http.patch(leads, () => HttpResponse.json({ message: '', code: 'PT409' }, { status: 409 })))
    await expect(write()).rejects.toMatchObject({ kind: 'conflict', statusCode: 409 })
  })
})

describe('a token that is no longer accepted', () => {
  const grant = (n: number) =>
    HttpResponse.json({
      access_token: `h.${btoa(JSON.stringify({ exp: 4e9 }))}.${n}`,
      refresh_token: `r${n}`,
      token_type: 'bearer',
      expires_in: 3600,
      user: { id: 'u' },
    })
  const refused = () => HttpResponse.json({ message: 'JWT expired', code: 'PGRST303' }, { status: 401 })

  it('is renewed once, and the write is made', async () => {
    let granted = 0
    server.use(
      http.post(`${url}/auth/v1/token`, () => grant(++granted)),
      http.patch(leads, ({ request }) =>
        request.headers.get('authorization')?.endsWith('.2') ? HttpResponse.json([{ id: 1 }]) : refused(),
      ),
    )
    const { client, provider } = provide()
    await client.auth.signInWithPassword({ email: 'a@b.c', password: 'x' })
    expect((await provider.update({ resource: 'leads', id: 1, variables: {} })).data).toEqual({ id: 1 })
    expect(granted).toBe(2)
  })

  it('that cannot be renewed has expired', async () => {
    server.use(http.all(leads, refused))
    await expect(write()).rejects.toMatchObject({ kind: 'expired', statusCode: 401 })
    expect(requests).toEqual(['PATCH /rest/v1/leads'])
  })
})
