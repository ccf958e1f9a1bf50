import type { Session as Token } from '@supabase/supabase-js'
import type { ConsoleClient } from './client'
import { ConsoleError, toConsoleError } from './errors'
import { keepLastStaff, readLastStaff } from './lastStaff'
import { sessionKey } from './sessionFetch'

/** What a member of staff may work on. `admin` counts as all of them. */
export type Role = 'moderator' | 'growth' | 'finance' | 'admin'

/** A signed-in member of staff. */
export interface Staff {
  userId: string
  email: string
  name: string
  roles: Role[]
  active: boolean
}

/** Who sits before the console. */
export type SessionState =
  | { status: 'loading' }
  | { status: 'signed-out' }
  /** `expired`: the session ended under the person's hands; the page stays and asks for their password. */
  | { status: 'staff'; staff: Staff; expired: boolean }
  /** Signed in without an active row in `staff_members`, or just deprived of it. */
  | { status: 'not-staff'; email: string }
  /** The profile could not be read yet; `refresh` tries again. */
  | { status: 'failed'; error: ConsoleError }

/** The one place that knows who is signed in; made for `useSyncExternalStore`. */
export interface Session {
  subscribe(listener: () => void): () => void
  getSnapshot(): SessionState
  /** Follows sign-ins, other tabs and changes of roles until the returned function is called. */
  start(): () => void
  /** Reads the profile anew. A failure leaves what is known as it is. */
  refresh(): Promise<void>
  /** The state once it is known. */
  settled(): Promise<SessionState>
  /** Says that the server no longer accepts the session. */
  expire(): void
  /** Throws a ConsoleError where the server does not let the person in. */
  signIn(email: string, password: string): Promise<void>
  /** Resumes an expired session of the same person; throws as `signIn` does. */
  signInAgain(password: string): Promise<void>
  /** Ends the session on this device, also where the server cannot be reached. */
  signOut(): Promise<void>
}

/** Whether one of the roles is among those needed. Nothing needed means every member of staff. */
export function has(roles: readonly Role[], needed: readonly Role[] = []): boolean {
  return needed.length === 0 || roles.includes('admin') || needed.some((role) => roles.includes(role))
}

/** Tells the other tabs that the session was ended on purpose and did not expire. */
const signedOutKey = 'introalignment-console.signed-out'
/** Whether the session that was here before was ended on purpose, in this tab or in another. */
export function wasSignedOut(): boolean {
  return globalThis.localStorage?.getItem(signedOutKey) != null
}

/** Leaves the word for the other tabs; false where storage is full. */
function sayEnded(): boolean {
  try {
    globalThis.localStorage?.setItem(signedOutKey, new Date().toISOString())
    return true
  } catch {
    return false
  }
}

async function endHere(client: ConsoleClient): Promise<void> {
  const isSaid = sayEnded()
  await client.auth.signOut({ scope: 'local' })
  // Not always does the client: where the server failed, or where storage is full and it works without.
  globalThis.localStorage?.removeItem(sessionKey)
  // What the session took leaves room: without the word, other tabs kept the page and asked for the password.
  if (!isSaid) sayEnded()
}

/** A role taken away shows at the latest after this long; the database refuses at once. Milliseconds. */
const profileInterval = 60_000

interface SessionOptions {
  /** Starts the page anew where another person signed in in another tab: nothing that the first one typed or saw may stay. */
  reload?: () => void
  /** Is told who has just signed in here, before their record has been read. */
  onToken?: (userId: string) => void
}

/** What is known of who is signed in, kept for the next start as well, and whoever follows it. */
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
    /** Whoever is shown the pages, also where their session has expired meanwhile. */
    staff: () => (state.status === 'staff' ? state.staff : null),
    subscribe(listener: () => void) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}

/** What is known as soon as it is no longer being read. */
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
  // Counts changes of who is signed in: an answer that was asked for before is about somebody else.
  let turn = 0
  let loading: { userId: string; done: Promise<void> } | undefined
  /** The user whose record has been read. */
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

  /** Takes note of who is signed in; their record is read once, and `anew` on demand. */
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
    // Overtaken: whoever waits for this one waits for the newest.
    if (startedAt !== turn) return loading?.done
    loading = undefined
    const isAnswer = !(profile instanceof ConsoleError)
    if (isAnswer) knownFor = token.user.id
    // While another tab is signing out, this one may have read a session that is going.
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
    // Another tab renewed the token at the same moment: what it stored counts.
    if (error?.name === 'AuthRefreshDiscardedError') ({ data, error } = await client.auth.getSession())
    const problem = error && toConsoleError(error)
    if (data.session) return follow(data.session, true)
    // A token that could not be renewed for another reason says nothing about who is signed in.
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
      await endHere(client)
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
  /** There is a token, perhaps of somebody else. */
  follow: (token: Token) => void
  /** The token has ended. */
  refresh: () => void
  /** What is known may be out of date. */
  again: () => void
}

/** Watches the client's events, the other tabs, the focus and the clock, until the returned function is called. */
function watch(client: ConsoleClient, { follow, refresh, again }: SessionWatcher): () => void {
  // The token comes with the event. Asking for it here could renew it, which is an event again, for ever where
  // the clock is wrong. Only its end is looked into, and later: a sign-in may have come between.
  const { data } = client.auth.onAuthStateChange((_event, token) => {
    if (token) follow(token)
    else setTimeout(refresh)
  })
  const timer = setInterval(() => document.visibilityState === 'visible' && again(), profileInterval)
  window.addEventListener('focus', again)
  // The client's word from another tab may come before what that tab wrote: then the session read here was old.
  // The word of a sign-out counts where it comes last; while the session is still there, that one's end follows.
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
 * Reads the signed-in person's row of `staff_members`. Returns `'not-staff'` where there is none, it is not
 * active, or it may not be read; throws a ConsoleError where the database could not be asked.
 */
async function loadStaff(client: ConsoleClient, token: Token): Promise<Staff | 'not-staff'> {
  const read = () =>
    client.from('staff_members').select('user_id,full_name,email,roles,active').eq('user_id', token.user.id)
  let { data, error, status } = await read()
  // By a clock that was set back meanwhile, an ended token seems to last.
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
