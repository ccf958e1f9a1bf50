import type { Session as Token } from '@supabase/supabase-js'
import type { ConsoleClient } from './client'
import { ConsoleError, toConsoleError } from './errors'
import { keepLastStaff, readLastStaff } from './lastStaff'
import { endRenewals, sessionKey, signOutTimeoutMs } from './sessionFetch'

/** A staff role, which says what a person may work on. `admin` includes all others. */
export type Role = 'moderator' | 'growth' | 'finance' | 'admin'

/** A signed-in member of staff. */
export interface Staff {
  userId: string
  email: string
  name: string
  roles: Role[]
  active: boolean
}

/** The state of the session. */
export type SessionState =
  | { status: 'loading' }
  | { status: 'signed-out' }
  /** `expired`: the session ended while the person was working; the page stays and asks for their password. */
  | { status: 'staff'; staff: Staff; expired: boolean }
  /** Signed in without an active row in `staff_members`, or that row has just been deactivated. */
  | { status: 'not-staff'; email: string }
  /** The staff record could not be read yet; `refresh` tries again. */
  | { status: 'failed'; error: ConsoleError }

/** The single source of who is signed in; made for `useSyncExternalStore`. */
export interface Session {
  subscribe(listener: () => void): () => void
  getSnapshot(): SessionState
  /** Watches sign-ins, other tabs and role changes until the returned function is called. */
  start(): () => void
  /** Reads the staff record again. If that fails, the current state stays. */
  refresh(): Promise<void>
  /** Resolves with the first state that is not `loading`. */
  settled(): Promise<SessionState>
  /** Marks the session as no longer accepted by the server. */
  expire(): void
  /** Throws a ConsoleError if the server refuses the sign-in. */
  signIn(email: string, password: string): Promise<void>
  /** Resumes an expired session of the same person; throws like `signIn`. */
  signInAgain(password: string): Promise<void>
  /** Ends the session on this device, even if the server cannot be reached. */
  signOut(): Promise<void>
}

/** Whether one of the roles is among those needed. An empty list of needed roles allows every member of staff. */
export function has(roles: readonly Role[], needed: readonly Role[] = []): boolean {
  return needed.length === 0 || roles.includes('admin') || needed.some((role) => roles.includes(role))
}

/** The localStorage key that tells other tabs that the session was ended on purpose and did not expire. */
const signedOutKey = 'introalignment-console.signed-out'
/** Whether the previous session was ended on purpose, in this tab or in another. */
export function wasSignedOut(): boolean {
  return globalThis.localStorage?.getItem(signedOutKey) != null
}

/** Tells the other tabs about the sign-out; false if storage is full. */
function announceSignOut(): boolean {
  try {
    globalThis.localStorage?.setItem(signedOutKey, new Date().toISOString())
    return true
  } catch {
    return false
  }
}

async function signOutLocally(client: ConsoleClient): Promise<void> {
  const isAnnounced = announceSignOut()
  // An expired token is renewed first, which a server that never answers would hold up for ever.
  const limit = AbortSignal.timeout(signOutTimeoutMs)
  limit.addEventListener('abort', endRenewals)
  await client.auth.signOut({ scope: 'local' })
  limit.removeEventListener('abort', endRenewals)
  // The client does not always remove the session: not if the server failed, nor if storage is full and it works in
  // memory.
  globalThis.localStorage?.removeItem(sessionKey)
  // Removing the session has freed storage. Without this entry, other tabs would keep the page and ask for the
  // password.
  if (!isAnnounced) announceSignOut()
}

/**
 * A revoked role disappears from the page after this time at the latest; the database refuses at once. In milliseconds.
 */
const profileIntervalMs = 60_000

interface SessionOptions {
  /**
   * Reloads the page if another person has signed in in another tab: the first person's data and input must not stay.
   */
  reload?: () => void
  /** Called with the user who has just signed in here, before their staff record is read. */
  onToken?: (userId: string) => void
}

/** A store of the session state and its subscribers; the state is also kept for the next start. */
function createStore() {
  let state = firstState()
  const listeners = new Set<() => void>()
  return {
    get: () => state,
    set(next: SessionState) {
      if (JSON.stringify(next) === JSON.stringify(state)) return
      state = next
      if (next.status !== 'failed') keepLastStaff(next.status === 'staff' ? next.staff : undefined)
      for (const listener of [...listeners]) listener()
    },
    /** The person whose pages are shown, also if their session has expired meanwhile. */
    staff: () => (state.status === 'staff' ? state.staff : null),
    subscribe(listener: () => void) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}

/** Resolves with the state as soon as it is no longer `loading`. */
function settledState({ get, subscribe }: ReturnType<typeof createStore>): Promise<SessionState> {
  if (get().status !== 'loading') return Promise.resolve(get())
  return new Promise((resolve) => {
    const stop = subscribe(() => {
      if (get().status === 'loading') return
      stop()
      resolve(get())
    })
  })
}

/** Creates the store of the session. */
export function createSession(
  client: ConsoleClient,
  { reload = () => window.location.reload(), onToken }: SessionOptions = {},
): Session {
  const store = createStore()
  const { set } = store
  // Incremented when another user signs in: an answer to an older request is about somebody else and is ignored.
  let turn = 0
  let loading: { userId: string; done: Promise<void> } | undefined
  /** The user whose staff record has been read. */
  let knownFor: string | undefined

  function expire() {
    knownFor = undefined
    const state = store.get()
    if (state.status === 'staff') set({ ...state, expired: true })
  }

  function lose(isOnPurpose = wasSignedOut()) {
    turn += 1
    loading = undefined
    knownFor = undefined
    if (store.staff() && !isOnPurpose) expire()
    else set({ status: 'signed-out' })
  }

  /** Takes over the user of a token; their staff record is read once, and again if `anew` is set. */
  function follow(token: Token, anew = false): Promise<void> {
    const staff = store.staff()
    if (staff && staff.userId !== token.user.id) return Promise.resolve(reload())
    if (!anew && knownFor === token.user.id) return Promise.resolve()
    if (loading?.userId === token.user.id) return loading.done
    turn += 1
    const done = load(token, turn)
    loading = { userId: token.user.id, done }
    return done
  }

  async function load(token: Token, startedAt: number): Promise<void> {
    const profile = await loadStaff(client, token).catch((error: unknown) => toConsoleError(error))
    // A newer call has replaced this one, so callers wait for the newest.
    if (startedAt !== turn) return loading?.done
    loading = undefined
    const isAnswer = !(profile instanceof ConsoleError)
    if (isAnswer) knownFor = token.user.id
    // While another tab is signing out, this tab may have read a session that is about to be removed.
    if (isAnswer && globalThis.localStorage?.getItem(sessionKey)) {
      globalThis.localStorage.removeItem(signedOutKey)
    }
    if (profile === 'not-staff') set({ status: 'not-staff', email: token.user.email ?? '' })
    else if (!(profile instanceof ConsoleError)) set({ status: 'staff', staff: profile, expired: false })
    else if (!store.staff()) set({ status: 'failed', error: profile })
    else if (profile.kind === 'expired') expire()
  }

  async function refresh() {
    let { data, error } = await client.auth.getSession()
    // Another tab renewed the token at the same moment: the token it stored is valid.
    if (error?.name === 'AuthRefreshDiscardedError') ({ data, error } = await client.auth.getSession())
    const problem = error && toConsoleError(error)
    if (data.session) return follow(data.session, true)
    // A token that could not be renewed for another reason does not say that the session has ended.
    if (!problem || problem.kind === 'expired') return lose()
    if (store.get().status === 'loading') set({ status: 'failed', error: problem })
  }

  async function signIn(email: string, password: string) {
    const token = await tokenFor(client, email, password)
    onToken?.(token.user.id)
    await follow(token)
  }

  return {
    subscribe: store.subscribe,
    getSnapshot: store.get,
    start: () =>
      watch(client, {
        follow: (token) => void follow(token),
        refresh,
        again: () => {
          const { status } = store.get()
          if (status !== 'loading' && status !== 'signed-out') void refresh()
        },
      }),
    refresh,
    settled: () => settledState(store),
    expire,
    async signInAgain(password) {
      const state = store.get()
      if (state.status === 'staff' && state.expired) await signIn(state.staff.email, password)
    },
    signIn,
    async signOut() {
      await signOutLocally(client)
      lose(true)
    },
  }
}

async function tokenFor(client: ConsoleClient, email: string, password: string): Promise<Token> {
  const { data, error } = await client.auth.signInWithPassword({ email: email.trim(), password })
  if (error) throw toConsoleError(error)
  return data.session
}

function firstState(): SessionState {
  const staff = wasSignedOut() ? undefined : readLastStaff()
  return staff ? { status: 'staff', staff, expired: false } : { status: 'loading' }
}

interface SessionWatcher {
  /** Called with a token, perhaps of another user. */
  follow: (token: Token) => void
  /** Called when the token has expired. */
  refresh: () => void
  /** Called when the staff record may be out of date. */
  again: () => void
}

/** Watches the client's events, other tabs, the focus and the clock, until the returned function is called. */
function watch(client: ConsoleClient, { follow, refresh, again }: SessionWatcher): () => void {
  // Uses the token of the event: requesting it here could renew it and fire another event, endlessly if the clock is
  // wrong. Only a missing token is looked up, and later, since a sign-in may have happened in between.
  const { data } = client.auth.onAuthStateChange((_event, token) => {
    if (token) follow(token)
    else setTimeout(refresh)
  })
  const timer = setInterval(() => document.visibilityState === 'visible' && again(), profileIntervalMs)
  window.addEventListener('focus', again)
  // The client's message from another tab may arrive before that tab's storage write, so the session read here may have
  // been outdated. A sign-out message counts if it arrives last; while the session is still stored, its removal follows
  // as another event.
  const stored = ({ key, newValue }: StorageEvent) =>
    (key === sessionKey || (key === signedOutKey && newValue && !localStorage.getItem(sessionKey))) && again()
  window.addEventListener('storage', stored)
  return () => {
    data.subscription.unsubscribe()
    clearInterval(timer)
    window.removeEventListener('focus', again)
    window.removeEventListener('storage', stored)
  }
}

/**
 * Reads the signed-in person's row of `staff_members`. Returns `'not-staff'` if there is none, if it is inactive, or if
 * it may not be read; throws a ConsoleError if the database could not be reached.
 */
async function loadStaff(client: ConsoleClient, token: Token): Promise<Staff | 'not-staff'> {
  const read = () =>
    client.from('staff_members').select('user_id,full_name,email,roles,active').eq('user_id', token.user.id)
  let { data, error, status } = await read()
  // With a clock that was set back meanwhile, an expired token seems valid.
  if (status === 401 && !(await client.auth.refreshSession()).error) ({ data, error, status } = await read())
  if (error) {
    const problem = toConsoleError(error, status, 'staff_members')
    if (problem.kind === 'forbidden') return 'not-staff'
    throw problem
  }
  const row = data?.[0]
  if (!row?.active) return 'not-staff'
  return {
    userId: row.user_id,
    email: row.email ?? token.user.email ?? '',
    name: row.full_name,
    roles: row.roles as Role[],
    active: row.active,
  }
}
