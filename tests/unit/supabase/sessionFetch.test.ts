import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createConsoleClient } from '@/supabase/client'
import { clockError, noteServerTime, serverNow } from '@/supabase/clock'
import { expectFirstRead } from '@/supabase/firstReads'
import { createSession } from '@/supabase/session'
import { sessionKey } from '@/supabase/sessionFetch'

const publishableKey = 'sb_publishable_test'
const user = { id: 'u1', email: 'growth@introalignment.test' }
const staff = { user_id: 'u1', full_name: 'Greta', email: user.email, roles: ['growth'], active: true }
const hour = 3_600_000

/** How far the computer's clock is ahead of the server's, in milliseconds. */
let ahead = 0
let renewal: 'works' | 'offline' = 'works'
let granted = 0
/** A token that the server no longer accepts. */
let ended: string | undefined
let requests: { path: string; bearer: string }[] = []

const serverTime = () => Date.now() - ahead
const renewals = () => requests.filter(({ path }) => path.endsWith('/token'))
const asNobody = () =>
  requests.filter(({ path, bearer }) => !path.includes('/auth/') && bearer.includes(publishableKey))

// As in GoTrue, a refresh token can be used once, and a session's expiry is in the server's time.
function grant(refreshToken?: string): Response {
  if (refreshToken && refreshToken !== `refresh-${granted}`) {
    return Response.json({ code: 'refresh_token_already_used', message: 'Already used' }, { status: 400 })
  }
  granted += 1
  return Response.json({
    access_token: `header.${btoa(JSON.stringify({ exp: 4e9 }))}.${granted}`,
    refresh_token: `refresh-${granted}`,
    token_type: 'bearer',
    expires_in: 3600,
    expires_at: Math.floor(serverTime() / 1000) + 3600,
    user,
  })
}

async function server(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
  const request = new Request(input, init)
  const { pathname } = new URL(request.url)
  requests.push({ path: pathname, bearer: request.headers.get('authorization') ?? '' })
  // Another tab runs in between, as on a real network.
  await new Promise((resolve) => setTimeout(resolve, 5))
  if (pathname.endsWith('/token')) {
    if (renewal === 'offline') throw new TypeError('Failed to fetch')
    return grant(JSON.parse(await request.text()).refresh_token)
  }
  if (ended && request.headers.get('authorization') === `Bearer ${ended}`) {
    return Response.json({ code: 'PGRST303', message: 'JWT expired' }, { status: 401 })
  }
  return Response.json([staff], { headers: { date: new Date(serverTime()).toUTCString() } })
}

const tab = () => createConsoleClient({ url: 'http://console.test', publishableKey }, { fetch: server })
const storeSession = (expiresAt: number) =>
  localStorage.setItem(
    sessionKey,
    JSON.stringify({
      access_token: 'old',
      refresh_token: `refresh-${granted}`,
      token_type: 'bearer',
      expires_in: 3600,
      expires_at: expiresAt,
      user,
    }),
  )

beforeEach(() => {
  // Each client simulates a tab, but auth-js warns about several clients in one page.
  vi.spyOn(console, 'warn').mockImplementation(() => {})
  const kept = new Map<string, string>()
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
    removeItem: (key: string) => kept.delete(key),
  })
  vi.stubGlobal('window', Object.assign(new EventTarget(), { location: new URL('http://console.test/') }))
  vi.stubGlobal('document', Object.assign(new EventTarget(), { visibilityState: 'hidden' }))
  let last: Promise<unknown> = Promise.resolve()
  const request = (_name: string, _options: unknown, work: () => Promise<unknown>) => {
    last = last.then(work, work)
    return last
  }
  vi.stubGlobal('navigator', { locks: { request } })
  ahead = 0
  renewal = 'works'
  granted = 0
  ended = undefined
  requests = []
})
afterEach(() => {
  noteServerTime(Date.now(), Date.now())
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

describe('a clock that is wrong', () => {
  it.each([24, 1, -1, -24])('by %i hours renews nothing without need, and is known', async (hours) => {
    ahead = hours * hour
    const client = tab()
    const session = createSession(client)
    const stop = session.start()
    await session.signIn(user.email, 'x')
    for (let turn = 0; turn < 20; turn += 1) await client.from('leads').select('id')
    await session.refresh()
    stop()
    expect(session.getSnapshot()).toMatchObject({ status: 'staff', expired: false })
    expect(renewals()).toHaveLength(1)
    expect(Math.round(clockError() / hour)).toBe(hours)
    expect(Math.abs(serverNow().getTime() - serverTime())).toBeLessThan(5000)
  })

  it('renews a session of before once', async () => {
    ahead = 24 * hour
    storeSession(Math.floor(serverTime() / 1000) + 3000)
    const client = tab()
    const session = createSession(client)
    const stop = session.start()
    await vi.waitFor(() => expect(session.getSnapshot().status).toBe('staff'))
    for (let turn = 0; turn < 20; turn += 1) await client.from('leads').select('id')
    stop()
    expect(renewals()).toHaveLength(1)
  })

  it('and was set back meanwhile: a token that only seems to last is renewed, and nobody is asked', async () => {
    ahead = -24 * hour
    ended = 'old'
    storeSession(Math.floor(serverTime() / 1000) - 60)
    const session = createSession(tab())
    const stop = session.start()
    await vi.waitFor(() => expect(session.getSnapshot()).toMatchObject({ status: 'staff', expired: false }))
    stop()
    expect(renewals()).toHaveLength(1)
  })

  it('is not made of a few seconds or a slow answer', () => {
    noteServerTime(Date.now() - 1000, Date.now())
    noteServerTime(Date.now() - 20_000, Date.now() - 40_000)
    expect(clockError()).toBe(0)
    expect(Math.abs(serverNow().getTime() - Date.now())).toBeLessThan(1000)
  })
})

describe('a token that has run out', () => {
  it('of two tabs is renewed once, and neither asks as nobody', async () => {
    storeSession(Math.floor(Date.now() / 1000) - 60)
    const [first, second] = [tab(), tab()]
    const answers = await Promise.all([
      first.from('leads').select('id'),
      second.from('leads').select('id'),
      second.from('invoices').select('id'),
    ])
    expect(answers.map(({ error }) => error)).toEqual([null, null, null])
    expect(renewals()).toHaveLength(1)
    expect(asNobody()).toEqual([])
    expect(JSON.parse(localStorage.getItem(sessionKey)!).refresh_token).toBe('refresh-1')
  })

  it('and cannot be renewed asks nothing rather than as nobody', async () => {
    storeSession(Math.floor(Date.now() / 1000) - 60)
    renewal = 'offline'
    const client = tab()
    vi.spyOn(client.auth, 'getSession').mockResolvedValue({ data: { session: null }, error: null })
    expect((await client.from('leads').select('id').retry(false)).error?.message).toMatch(
      /could not be renewed/,
    )
    localStorage.removeItem(sessionKey)
    expect(await client.from('leads').select('id')).toMatchObject({
      status: 401,
      error: { code: 'PGRST303' },
    })
    expect(asNobody()).toEqual([])
  })
})

it('a person who comes back is one request for their record', async () => {
  storeSession(Math.floor(Date.now() / 1000) + 3000)
  const session = createSession(tab())
  const stop = session.start()
  await session.settled()
  await new Promise((resolve) => setTimeout(resolve, 50))
  stop()
  expect(requests.map(({ path }) => path)).toEqual(['/rest/v1/staff_members'])
})

describe('what the page has asked for before its code', () => {
  const early = (asked: { email: string; password: string }) => ({
    ...asked,
    asked: Date.now(),
    answer: Promise.resolve(grant()),
  })

  it('signs in with the same email and password without asking again', async () => {
    window.earlySignIn = early({ email: user.email, password: 'x' })
    await createSession(tab()).signIn(user.email, 'x')
    expect(renewals()).toEqual([])
    expect(window.earlySignIn).toBeUndefined()
  })

  it('is not taken for another password', async () => {
    window.earlySignIn = early({ email: user.email, password: 'x' })
    await createSession(tab()).signIn(user.email, 'y')
    expect(renewals()).toHaveLength(1)
  })

  const address = '/leads?state=new'
  const kept = () =>
    JSON.parse(localStorage.getItem('introalignment-console.mine.first-reads') ?? '{}')[address]
  const open = (select: string) => {
    storeSession(Math.floor(Date.now() / 1000) + 3000)
    expectFirstRead('leads', address)
    return tab().from('leads').select(select)
  }

  it('keeps the first request of an address, without the token, and shows an answer once', async () => {
    await open('id')
    expect(kept().url).toBe('http://console.test/rest/v1/leads?select=id')
    expect(JSON.stringify(kept())).not.toMatch(/old|authorization/)
    requests = []
    window.earlyRead = {
      url: kept().url,
      asked: Date.now(),
      answer: Promise.resolve(Response.json([{ id: 'early' }])),
    }
    expect((await open('id')).data).toEqual([{ id: 'early' }])
    expect(requests).toEqual([])
    expect((await open('id')).data).toEqual([staff])
  })

  it('asks again where the early answer failed or is old', async () => {
    const url = 'http://console.test/rest/v1/leads?select=id'
    const refused = Promise.resolve(new Response('', { status: 401 }))
    window.earlyRead = { url, asked: Date.now(), answer: refused }
    expect((await open('id')).data).toEqual([staff])
    const old = Promise.resolve(Response.json([{ id: 'old' }]))
    window.earlyRead = { url, asked: Date.now() - 10_000, answer: old }
    expect((await open('id')).data).toEqual([staff])
  })

  it('leaves out an address that asks for something else each time', async () => {
    await open('id')
    await open('id,state')
    expect(kept()).toBeNull()
    await open('id,state')
    expect(kept()).toBeNull()
  })
})
