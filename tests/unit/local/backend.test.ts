import { createHmac } from 'node:crypto'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Backend, startBackend } from '../../../supabase/local/backend.ts'
import { answer } from '../../../supabase/local/http.ts'
import { request, signIn, toyProject } from './support.ts'

const project = toyProject()
const mails: { link: string }[] = []
let backend: Backend
let tokens: Record<string, string>

beforeAll(async () => {
  backend = await startBackend({ ...project, scale: 3, onMail: (mail) => mails.push(mail) })
  tokens = await signInAll(backend)
})
afterAll(() => backend.close())

const whoami = (token?: string, headers: Record<string, string> = {}) =>
  request('/rest/v1/rpc/whoami', token, { method: 'POST', body: '{}', headers })
const read = async (response: Response) => ({ status: response.status, body: await response.json() })

/** The order of requests: three people and nobody, each alternating between calling a function and reading a table. */
const asks = Array.from({ length: 400 }, (_, i) => ({
  name: ['admin', 'growth', undefined, 'finance'][i % 4],
  table: i % 3 === 0,
}))
const askPath = (ask: (typeof asks)[number]) =>
  ask.table ? '/rest/v1/notes?select=body&body=like.*%201' : '/rest/v1/rpc/whoami'

/** Whether an answer is the right one for exactly this requester. */
const isRight = (ask: (typeof asks)[number], body: unknown) => {
  if (ask.table && !ask.name) return (body as { code?: string }).code === '42501'
  const email = ask.name ? `${ask.name}@introalignment.test` : null
  const right = ask.table
    ? [{ body: `${email} 1` }]
    : { email, role: ask.name ? 'authenticated' : 'anon', reason: null }
  return isDeepStrictEqual(body, right)
}

/** Sends all requests in one tick and counts the answers that belong to somebody else. */
async function wrongAnswers(
  api: Pick<Backend, 'fetch'>,
  people: Record<string, string>,
  count = asks.length,
) {
  const right = await Promise.all(
    asks.slice(0, count).map(async (ask) => {
      const response = await api.fetch(request(askPath(ask), ask.name && people[ask.name]))
      return isRight(ask, await response.json())
    }),
  )
  return right.filter((one) => !one).length
}

async function signInAll(api: Pick<Backend, 'fetch'>): Promise<Record<string, string>> {
  const people: Record<string, string> = {}
  for (const name of ['admin', 'growth', 'finance']) people[name] = (await signIn(api, name)).access_token
  return people
}

describe('requests in the same tick', () => {
  it('each run as the one who asked', async () => {
    expect(await wrongAnswers(backend, tokens)).toBe(0)
  })

  it('each run as the one who asked when they are pipelined on one socket', async () => {
    const server = createServer((req, res) => {
      void answer(req, res, `http://${req.headers.host}${req.url}`, (one) => backend.fetch(one))
    })
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    const socket = connect((server.address() as AddressInfo).port, '127.0.0.1')
    const lines = asks.map((ask, i) => [
      `GET ${askPath(ask)} HTTP/1.1`,
      'Host: localhost',
      'apikey: sb_publishable_local',
      ...(ask.name ? [`Authorization: Bearer ${tokens[ask.name]}`] : []),
      `Connection: ${i === asks.length - 1 ? 'close' : 'keep-alive'}`,
      '\r\n',
    ])
    socket.write(lines.map((one) => one.join('\r\n')).join(''))
    let received = ''
    for await (const chunk of socket) received += chunk
    server.close()
    const bodies = received
      .split(/HTTP\/1\.1 (?:200 OK|401 Unauthorized)\r\n/)
      .slice(1)
      .map((one) => JSON.parse(one.split('\r\n\r\n')[1] ?? 'null'))
    expect(bodies.length).toBe(asks.length)
    expect(asks.filter((ask, i) => !isRight(ask, bodies[i]))).toEqual([])
  })
})

describe('the service role', () => {
  it.each([
    ['a secret key', { apikey: 'sb_secret_local' }, 401],
    ['a secret key beside the publishable one', { authorization: 'Bearer sb_secret_local' }, 200],
    ['no key', { apikey: '' }, 401],
    ['any other key', { apikey: 'sb_publishable_other' }, 401],
  ])('is not reached with %s', async (_, headers, expected) => {
    const { status, body } = await read(await backend.fetch(whoami(undefined, headers)))
    expect([status, body.role]).toEqual([expected, expected === 200 ? 'anon' : undefined])
  })

  it('is not reached with a token for it, even one signed with the right secret', async () => {
    const secret = readFileSync(join(project.dataDir, 'jwt-secret'), 'utf8')
    const tokenFor = (role: string) => {
      const claims = { role, exp: Math.floor(Date.now() / 1000) + 3_600 }
      const signed = [{ alg: 'HS256', typ: 'JWT' }, claims]
        .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
        .join('.')
      return `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`
    }
    expect((await backend.fetch(whoami(tokenFor('anon')))).status).toBe(200)
    for (const role of ['service_role', 'postgres', 'authenticator']) {
      const { status } = await backend.fetch(whoami(tokenFor(role)))
      expect([role, status]).toEqual([role, 401])
    }
  })

  it('has no other door: system addresses do not exist', async () => {
    for (const path of ['/_system/schema', '/']) {
      const response = await backend.fetch(request(path, tokens.admin))
      expect([path, response.status]).toEqual([path, 404])
    }
  })
})

describe('grants', () => {
  it('stay as the migrations made them once requests have come', async () => {
    await backend.fetch(request('/rest/v1/notes', tokens.growth))
    const [secrets] = await backend.sql(
      `select has_table_privilege('anon', 'public.notes', 'select') as anon_reads,
        has_table_privilege('authenticated', 'public.notes', 'truncate') as member_truncates,
        has_table_privilege('authenticated', 'private.secrets', 'select') as member_reads_private,
        has_schema_privilege('authenticated', 'private', 'usage') as member_enters_private`,
    )
    expect(Object.values(secrets ?? {})).toEqual([false, false, false, false])
  })
})

describe('requests', () => {
  it('tell the database their headers, also for a plain table write', async () => {
    await backend.exec(`
      create function public.stamp() returns trigger language plpgsql as $$
      begin
        new.body := new.body || ' because ' || (current_setting('request.headers')::jsonb ->> 'x-reason');
        return new;
      end $$;
      create trigger stamp before insert on public.notes for each row execute function public.stamp()`)
    const { body } = await read(
      await backend.fetch(
        request('/rest/v1/notes', tokens.growth, {
          method: 'POST',
          body: JSON.stringify({ body: 'moved' }),
          headers: { prefer: 'return=representation', 'x-reason': 'asked to' },
        }),
      ),
    )
    await backend.exec('drop trigger stamp on public.notes')
    expect(body[0].body).toBe('moved because asked to')
    expect(await backend.sql(`select current_setting('request.headers', true) as headers`)).toEqual([
      { headers: '' },
    ])
  })

  it('are counted as PostgREST counts: exactly up to 1,000 rows, estimated above', async () => {
    const total = async (filter: string) => {
      const response = await backend.fetch(
        request(`/rest/v1/numbers?limit=1${filter}`, tokens.admin, {
          headers: { prefer: 'count=estimated' },
        }),
      )
      return Number(response.headers.get('content-range')?.split('/')[1])
    }
    expect(await total('&n=lte.3')).toBe(3)
    expect(await total('&n=lte.0')).toBe(0)
    expect(await total('')).toBe(5000)
    const guessed = await total('&seventh=lt.5')
    expect(guessed).toBeGreaterThan(1000)
  })

  it('with a large body arrive whole, and answers too', async () => {
    const body = 'ä'.repeat(3_000_000)
    const { status } = await backend.fetch(
      request('/rest/v1/notes', tokens.finance, { method: 'POST', body: JSON.stringify({ body }) }),
    )
    expect(status).toBe(201)
    const answered = await read(
      await backend.fetch(
        request('/rest/v1/notes?select=body&order=created_at.desc&limit=1', tokens.finance),
      ),
    )
    expect(answered.body[0].body.length).toBe(body.length)
  })

  it('that were given up before their turn are not carried out', async () => {
    const abort = new AbortController()
    const given = backend.fetch(
      request('/rest/v1/notes', tokens.growth, {
        method: 'POST',
        body: JSON.stringify({ body: 'never' }),
        signal: abort.signal,
      }),
    )
    abort.abort()
    await given.catch(() => undefined)
    expect(await backend.sql(`select 1 from notes where body like 'never%'`)).toEqual([])
  })
})

describe('sessions', () => {
  it('are refused for a wrong password and cannot be made by signing up', async () => {
    expect((await signIn(backend, 'admin', 'wrong')).status).toBe(400)
    const response = await backend.fetch(
      request('/auth/v1/signup', undefined, {
        method: 'POST',
        body: JSON.stringify({ email: 'new@introalignment.test', password: 'introalignment' }),
      }),
    )
    expect(response.status).toBe(422)
  })

  it('cannot be made by asking for a link by mail either', async () => {
    for (const path of ['/auth/v1/otp', '/auth/v1/magiclink']) {
      const response = await backend.fetch(
        request(path, undefined, {
          method: 'POST',
          body: JSON.stringify({ email: 'link@introalignment.test', create_user: true }),
        }),
      )
      expect(response.status).toBe(422)
    }
    expect(await backend.sql(`select email from auth.users where email like 'link@%'`)).toEqual([])
  })

  it('that fail leave no transaction open for whoever comes after', async () => {
    const { access_token } = await signIn(backend, 'growth')
    const ask = (method: string, body?: unknown) =>
      backend.fetch(
        request('/rest/v1/plans?name=not.is.null', access_token, {
          method,
          body: body === undefined ? undefined : JSON.stringify(body),
        }),
      )
    for (const body of [
      { days: ['zz'] },
      { days: 'zz' },
      { days: {} },
      { days: [[1], [2, 3]] },
      { days: [70000] },
      // Values that cannot be encoded for their column's type.
      { name: { a: 1 } },
      { name: [1] },
      { begins: {} },
      { open: 'maybe' },
      { open: [] },
    ]) {
      for (const method of ['PATCH', 'POST']) {
        expect((await ask(method, body)).status, `${method} ${JSON.stringify(body)}`).toBe(400)
        expect((await ask('GET')).status, `after ${method} ${JSON.stringify(body)}`).toBe(200)
      }
    }
  })

  it('answer a body that is nested without end', async () => {
    const response = await backend.fetch(
      request('/rest/v1/rpc/whoami', tokens.admin, {
        method: 'POST',
        body: `${'['.repeat(50_000)}${']'.repeat(50_000)}`,
      }),
    )
    expect(response.status).toBe(400)
  })

  it('answer what is no form, and take a picture for no nested body', async () => {
    const post = async (path: string, body: string, type = 'application/json') =>
      (
        await backend.fetch(
          request(path, tokens.admin, { method: 'POST', body, headers: { 'content-type': type } }),
        )
      ).status
    for (const body of ['null', '"x"', '{"email":{"a":1}}', '{"email":"a\\u0000@x.test"}'])
      expect(await post('/auth/v1/recover', body), body).toBe(400)
    const picture = await backend.fetch(
      request('/storage/v1/object/no-such-bucket/a.png', tokens.admin, {
        method: 'POST',
        body: '['.repeat(5000),
        headers: { 'content-type': 'image/png' },
      }),
    )
    expect(await picture.text()).not.toContain('nested')
  })

  it('have no hand in the buckets themselves', async () => {
    const files = async () => (await backend.sql('select count(*)::integer as n from storage.objects'))[0]
    const before = await files()
    for (const path of ['bucket/pictures/empty', '%62ucket/pictures/empty', '/bucket/pictures/empty'])
      expect(
        (await backend.fetch(request(`/storage/v1/${path}`, tokens.admin, { method: 'POST' }))).status,
      ).toBe(403)
    expect(await files()).toEqual(before)
  })

  it('are refreshed', async () => {
    const { refresh_token } = await signIn(backend, 'admin')
    const { status, body } = await read(
      await backend.fetch(
        request('/auth/v1/token?grant_type=refresh_token', undefined, {
          method: 'POST',
          body: JSON.stringify({ refresh_token }),
        }),
      ),
    )
    expect(status).toBe(200)
    const who = await read(await backend.fetch(whoami(body.access_token)))
    expect(who.body.email).toBe('admin@introalignment.test')
  })

  it('begin from a recovery link, which comes back to the page that asked for it', async () => {
    const back = 'http://localhost:5200/update-password'
    await backend.fetch(
      request(`/auth/v1/recover?redirect_to=${encodeURIComponent(back)}`, undefined, {
        method: 'POST',
        body: JSON.stringify({ email: 'growth@introalignment.test' }),
      }),
    )
    const response = await backend.fetch(new Request(mails.at(-1)?.link ?? ''))
    const [address, hash] = (response.headers.get('location') ?? '').split('#')
    expect(address).toBe(back)
    const who = await read(await backend.fetch(whoami(new URLSearchParams(hash).get('access_token') ?? '')))
    expect(who.body.email).toBe('growth@introalignment.test')
  })
})
