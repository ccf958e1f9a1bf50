import { noteServerTime } from './clock'
import { keepFirstRead, takeEarlyRead } from './firstReads'

/** The localStorage key of the session. */
export const sessionKey = 'introalignment-console.session'

/** How long signing out waits for a server that does not answer, in milliseconds; the session is removed here anyway. */
export const signOutTimeoutMs = 3000

interface SessionFetchOptions {
  /** The function that sends requests. */
  send: typeof fetch
  /** The project's publishable key, sent with requests that have no person's token. */
  publishableKey: string
  /** Returns the person's token, renewed if needed; null if nobody is signed in. */
  token: () => Promise<string | null>
}

/**
 * Wraps `fetch` for a client whose session is in localStorage, shared by all tabs. It fixes three problems of auth-js:
 * it trusts the computer's clock, so a fast clock makes it renew the token before every request; two tabs renew one
 * token at once, and the failure of one ends the session of both; and a request whose token could not be renewed is
 * sent without one.
 */
export function createSessionFetch({ send, publishableKey, token }: SessionFetchOptions): typeof fetch {
  const nobody = `Bearer ${publishableKey}`
  return async (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input)
    if (url.pathname.endsWith('/auth/v1/token')) {
      const renewed = refreshTokenOf(init?.body)
      if (renewed === undefined) return sendForToken(send, input, init)
      return renewUntilEnded(renewed, (signal) => sendForToken(send, input, { ...init, signal }))
    }
    if (url.pathname.endsWith('/auth/v1/logout')) {
      return send(input, { ...init, signal: AbortSignal.timeout(signOutTimeoutMs) })
    }
    const headers = new Headers(init?.headers)
    if (!url.pathname.includes('/auth/v1/') && headers.get('authorization') === nobody) {
      // Another tab may have renewed it in the meantime.
      const found = validStoredToken() ?? (await token())
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
 * Requests a token and converts its expiry to this computer's clock, which is all that auth-js compares it with. The
 * server's time is read from the token itself.
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
    /**
     * A sign-in that the script of index.html sent before the console's code had loaded. `asked` is in milliseconds.
     */
    earlySignIn?: { email: string; password: string; asked: number; answer: Promise<Response> }
  }
}

/** Takes the early sign-in, once only, if it had the same email and password. */
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

/** One controller for each session that was renewed here, by its refresh token. */
const renewals = new Map<string, AbortController>()

/** Refuses the renewals that wait for the server, and each later one of the same sessions. */
export function endRenewals(): void {
  for (const renewal of renewals.values()) renewal.abort()
}

/** Renews a token unless the session is ended meanwhile, for which auth-js gets the server's refusal. */
function renewUntilEnded(
  token: string,
  grant: (signal: AbortSignal) => Promise<Response>,
): Promise<Response> {
  const renewal = renewals.get(token) ?? new AbortController()
  renewals.set(token, renewal)
  const { signal } = renewal
  const refused = () => Response.json({ code: 'session_not_found', message: 'Signed out' }, { status: 400 })
  if (signal.aborted) return Promise.resolve(refused())
  const ended = new Promise<Response>((resolve) => {
    signal.addEventListener('abort', () => resolve(refused()), { once: true })
  })
  return Promise.race([ended, renewInOneTab(token, signal, () => grant(signal))])
}

/** How long to wait for a renewed session to be stored, in milliseconds. */
const storeTimeoutMs = 1_000

/**
 * Lets only one tab at a time renew the token; if another tab has just renewed it, its stored session is returned. The
 * lock is released when auth-js has stored the new session.
 */
function renewInOneTab(
  refreshToken: string,
  signal: AbortSignal,
  grant: () => Promise<Response>,
): Promise<Response> {
  const locks = globalThis.navigator?.locks
  if (!locks) return grant()
  return new Promise((resolve, reject) => {
    const renew = async () => {
      const stored = storedSession()
      const isNewer = stored?.refresh_token && stored.refresh_token !== refreshToken
      if (isNewer && (stored.expires_at ?? 0) * 1000 > Date.now()) return resolve(Response.json(stored))
      const response = await grant()
      resolve(response)
      const until = Date.now() + storeTimeoutMs
      while (response.ok && storedSession()?.refresh_token === refreshToken && Date.now() < until) {
        await new Promise((go) => setTimeout(go, 10))
      }
    }
    locks.request(`${sessionKey}.renewal`, { signal }, renew).catch(reject)
  })
}

/** A token that expires sooner than this is left to auth-js, which renews it. In milliseconds. */
const renewalMarginMs = 120_000

/**
 * The stored token if it is still valid: auth-js would first wait for a lock shared by all tabs, and while a page
 * starts each such wait is delayed by rendering.
 */
function validStoredToken(): string | undefined {
  const session = storedSession()
  const lasts = (session?.expires_at ?? 0) * 1000 - Date.now() > renewalMarginMs
  return lasts ? session?.access_token : undefined
}

/** The session stored in localStorage; null if there is none. */
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

/** The response the server would give for an ended session, without sending an unauthenticated request. */
function refusal(): Response {
  // The session is still stored: only its renewal failed.
  if (localStorage.getItem(sessionKey)) throw new TypeError('The token could not be renewed: network')
  return Response.json({ code: 'PGRST303', message: 'JWT expired' }, { status: 401 })
}
