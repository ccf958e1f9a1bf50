import { noteServerTime } from './clock'
import { keepFirstRead, takeEarlyRead } from './firstReads'

/** Where in localStorage the session lies. */
export const sessionKey = 'introalignment-console.session'

interface SessionFetchOptions {
  /** Sends the requests. */
  send: typeof fetch
  /** The project's publishable key: what a request without a person's token carries. */
  publishableKey: string
  /** The person's token, renewed where needed; null where nobody is signed in. */
  token: () => Promise<string | null>
}

/**
 * Wraps `fetch` for a client whose session lies in localStorage, shared by all tabs. It mends three things that
 * auth-js leaves open: it believes the computer's clock, which makes it renew the token before every request where that
 * clock is fast; two tabs renew one token at once, and the one that loses ends the session of both; and a request
 * whose token could not be renewed goes out as nobody.
 */
export function createSessionFetch({ send, publishableKey, token }: SessionFetchOptions): typeof fetch {
  const nobody = `Bearer ${publishableKey}`
  return async (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input)
    if (url.pathname.endsWith('/auth/v1/token')) {
      const grant = () => sendForToken(send, input, init)
      const renewed = refreshTokenOf(init?.body)
      return renewed === undefined ? grant() : renewAlone(renewed, grant)
    }
    const headers = new Headers(init?.headers)
    if (!url.pathname.includes('/auth/v1/') && headers.get('authorization') === nobody) {
      // Another tab may have renewed it in the meantime.
      const found = lastingToken() ?? (await token())
      if (!found) return refusal()
      headers.set('authorization', `Bearer ${found}`)
    }
    const early = await takeEarlyRead(url)
    keepFirstRead(url, headers)
    const asked = early?.asked ?? Date.now()
    const response = early?.response ?? (await send(input, { ...init, headers }))
    const date = response.headers.get('date')
    if (date) noteServerTime(Date.parse(date), asked)
    return response
  }
}

/**
 * Asks for a token, and gives its end in this computer's time: all that auth-js compares it with. The server's time is
 * read from the token itself.
 */
async function sendForToken(send: typeof fetch, ...request: Parameters<typeof fetch>): Promise<Response> {
  const early = takeEarlySignIn(request[1]?.body)
  const asked = early?.asked ?? Date.now()
  const response = await (early?.answer ?? send(...request))
  if (!response.ok) return response
  const granted: unknown = await response
    .clone()
    .json()
    .catch(() => null)
  if (!isGrant(granted)) return response
  if (typeof granted.expires_at === 'number') {
    noteServerTime((granted.expires_at - granted.expires_in) * 1000, asked)
  }
  const expires_at = Math.round(Date.now() / 1000) + granted.expires_in
  return Response.json({ ...granted, expires_at }, { status: response.status })
}

declare global {
  interface Window {
    /** A sign-in that the script of index.html has sent before the console's code had come. `asked` in milliseconds. */
    earlySignIn?: { email: string; password: string; asked: number; answer: Promise<Response> }
  }
}

/** The early sign-in, once, where it was with the same email and password. */
function takeEarlySignIn(body: unknown): Window['earlySignIn'] {
  const early = globalThis.window?.earlySignIn
  if (!early || typeof body !== 'string') return undefined
  delete window.earlySignIn
  const { email, password } = JSON.parse(body)
  return early.email === email && early.password === password ? early : undefined
}

function isGrant(value: unknown): value is { expires_in: number; expires_at?: unknown } {
  return typeof value === 'object' && value !== null && typeof Reflect.get(value, 'expires_in') === 'number'
}

/** So long a renewed session is waited for to be stored. Milliseconds. */
const storedWithin = 1_000

/**
 * Lets one tab at a time renew the token; where another has just done so, its stored session is the answer. The turn
 * ends when auth-js has stored what it was given.
 */
function renewAlone(refreshToken: string, grant: () => Promise<Response>): Promise<Response> {
  const locks = globalThis.navigator?.locks
  if (!locks) return grant()
  return new Promise((resolve, reject) => {
    const renew = async () => {
      const stored = storedSession()
      const isNewer = stored?.refresh_token && stored.refresh_token !== refreshToken
      if (isNewer && (stored.expires_at ?? 0) * 1000 > Date.now()) return resolve(Response.json(stored))
      const response = await grant()
      resolve(response)
      const until = Date.now() + storedWithin
      while (response.ok && storedSession()?.refresh_token === refreshToken && Date.now() < until) {
        await new Promise((go) => setTimeout(go, 10))
      }
    }
    locks.request(`${sessionKey}.renewal`, renew).catch(reject)
  })
}

/** A token nearer to its end than this is left to auth-js, which renews it. Milliseconds. */
const renewalMargin = 120_000

/**
 * The stored token where it lasts: auth-js waits for a lock of all tabs before it reads the same, and while a page
 * starts each such wait takes its turn behind the drawing.
 */
function lastingToken(): string | undefined {
  const session = storedSession()
  const lasts = (session?.expires_at ?? 0) * 1000 - Date.now() > renewalMargin
  return lasts ? session?.access_token : undefined
}

/** The session as it lies in localStorage; null where none does. */
export function storedSession(): {
  access_token?: string
  refresh_token?: string
  expires_at?: number
  user?: { id?: string }
} | null {
  try {
    return JSON.parse(localStorage.getItem(sessionKey) ?? 'null')
  } catch {
    return null
  }
}

function refreshTokenOf(body: unknown): string | undefined {
  return typeof body === 'string' ? JSON.parse(body).refresh_token : undefined
}

/** What the server would say of an ended session, without asking it anything as nobody. */
function refusal(): Response {
  // The session is still stored: only the renewal did not get through.
  if (localStorage.getItem(sessionKey)) throw new TypeError('The token could not be renewed: network')
  return Response.json({ code: 'PGRST303', message: 'JWT expired' }, { status: 401 })
}
