import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { allows, createAccessControlProvider } from '@/supabase/access'
import { createAuthProvider } from '@/supabase/auth'
import { createConsoleClient } from '@/supabase/client'
import { ConsoleError } from '@/supabase/errors'
import { createSession, has, type Session, type SessionState, wasSignedOut } from '@/supabase/session'
import { sessionKey } from '@/supabase/sessionFetch'
import type { Backend } from '../../../supabase/local/backend.ts'
import { publishableKey } from '../../../supabase/local/sign-ins.ts'
import { addPerson, clientOf, password, startToy, url } from './support'

const growth = 'growth@introalignment.test'
const member = 'member@introalignment.test'

let backend: Backend
let client: ReturnType<typeof clientOf>['client']
let session: Session
let stop: () => void
const reload = vi.fn()

beforeAll(async () => {
  backend = await startToy(`
    create table public.staff_members (
      user_id uuid primary key, full_name text not null, email text not null, roles text[] not null, active boolean not null
    );
    alter table public.staff_members enable row level security;
    create policy own on public.staff_members for select to authenticated using (user_id = (select auth.uid()));
    grant select on public.staff_members to authenticated;
    insert into public.staff_members
      values ('00000000-0000-4000-8000-000000000001', 'Greta Growth', '${growth}', '{growth}', true);
  `)
  await addPerson(backend, '00000000-0000-4000-8000-000000000002', member)
})
afterAll(() => backend.close())

beforeEach(() => {
  const kept = new Map<string, string>()
  vi.stubGlobal('window', Object.assign(new EventTarget(), { location: { origin: url } }))
  vi.stubGlobal('document', { visibilityState: 'visible' })
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
    removeItem: (key: string) => kept.delete(key),
  })
  reload.mockReset()
  client = clientOf(backend).client
  session = createSession(client, { reload })
  stop = session.start()
})
afterEach(async () => {
  stop()
  vi.unstubAllGlobals()
  await backend.sql(`update public.staff_members set roles = '{growth}', active = true`)
})

/** Waits until the session is in a wanted state. */
function until(wanted: (state: SessionState) => boolean): Promise<SessionState> {
  return vi.waitFor(() => {
    const state = session.getSnapshot()
    if (!wanted(state)) throw new Error(JSON.stringify(state))
    return state
  }, 5000)
}
const expired = (state: SessionState) => state.status === 'staff' && state.expired

/** Signs in, and stores the session as the browser's client does. */
async function signInForThisBrowser() {
  await session.signIn(growth, password)
  const { data } = await client.auth.getSession()
  localStorage.setItem(sessionKey, JSON.stringify(data.session))
}

/** Ends the session on the server, like a revoked sign-in; the client notices when its token expires. */
async function endOnServer() {
  await backend.sql('delete from auth.sessions')
  await backend.sql('delete from auth.refresh_tokens')
  vi.setSystemTime(Date.now() + 2 * 3_600_000)
  await client.auth.refreshSession()
  vi.useRealTimers()
}

describe('a session', () => {
  it('begins signed out, and signs staff in and out', async () => {
    expect(await session.settled()).toEqual({ status: 'signed-out' })
    await session.signIn(` ${growth}`, password)
    expect(session.getSnapshot()).toEqual({
      status: 'staff',
      staff: {
        userId: '00000000-0000-4000-8000-000000000001',
        name: 'Greta Growth',
        email: growth,
        roles: ['growth'],
        active: true,
      },
      expired: false,
    })
    await session.signOut()
    expect(session.getSnapshot()).toEqual({ status: 'signed-out' })
  })

  it('begins as who was here last while their record is read anew, unless they signed out', async () => {
    await signInForThisBrowser()
    await backend.sql(`update public.staff_members set roles = '{finance}'`)
    const next = createSession(client, { reload })
    expect(next.getSnapshot()).toMatchObject({ status: 'staff', staff: { roles: ['growth'] } })
    const end = next.start()
    await vi.waitFor(() => expect(next.getSnapshot()).toMatchObject({ staff: { roles: ['finance'] } }))
    end()
    await session.signOut()
    expect(createSession(client).getSnapshot()).toEqual({ status: 'loading' })
  })

  it('waits for the record where the token has ended or is another person’s', async () => {
    await signInForThisBrowser()
    vi.setSystemTime(Date.now() + 2 * 3_600_000)
    expect(createSession(client).getSnapshot()).toEqual({ status: 'loading' })
    vi.useRealTimers()
    localStorage.setItem(
      sessionKey,
      (localStorage.getItem(sessionKey) ?? '').replaceAll('8000-0000', '8000-1000'),
    )
    expect(createSession(client).getSnapshot()).toEqual({ status: 'loading' })
  })

  it('of somebody who is not staff', async () => {
    await session.signIn(member, password)
    expect(session.getSnapshot()).toEqual({ status: 'not-staff', email: member })
  })

  it('shows a role that was taken away when the window is looked at again', async () => {
    await session.signIn(growth, password)
    await backend.sql(`update public.staff_members set active = false`)
    window.dispatchEvent(new Event('focus'))
    expect(await until(({ status }) => status !== 'staff')).toEqual({ status: 'not-staff', email: growth })
  })

  it('that ends by itself keeps the person, and only they can go on', async () => {
    await session.signIn(growth, password)
    await endOnServer()
    await until(expired)
    await expect(session.signInAgain('wrong')).rejects.toMatchObject({ kind: 'invalid' })
    expect(expired(session.getSnapshot())).toBe(true)
    await session.signInAgain(password)
    expect(session.getSnapshot()).toMatchObject({ status: 'staff', expired: false, staff: { email: growth } })
    expect(reload).not.toHaveBeenCalled()
  })

  it('of another person in its place starts the page anew', async () => {
    await session.signIn(growth, password)
    await client.auth.signInWithPassword({ email: member, password })
    await vi.waitFor(() => expect(reload).toHaveBeenCalled())
    expect(session.getSnapshot()).toMatchObject({ staff: { email: growth } })
  })

  it('ends on this device where the server cannot be reached', async () => {
    await session.signIn(growth, password)
    vi.spyOn(client.auth, 'signOut').mockResolvedValue({ error: new Error('offline') as never })
    await session.signOut()
    expect(session.getSnapshot()).toEqual({ status: 'signed-out' })
  })

  it.each(['/logout', 'grant_type=refresh_token'])('ends here where %s is never answered', async (never) => {
    const limit = AbortSignal.timeout.bind(AbortSignal)
    vi.spyOn(AbortSignal, 'timeout').mockImplementation(() => limit(1))
    let answer = () => {}
    const silent = createConsoleClient(
      { url, publishableKey },
      {
        fetch: (input, init) => {
          const request = new Request(input, { ...init, signal: null })
          if (!String(input).includes(never)) return backend.fetch(request)
          return new Promise((resolve, reject) => {
            answer = () => resolve(backend.fetch(request))
            init?.signal?.addEventListener('abort', () => reject(init.signal?.reason))
          })
        },
      },
    )
    const here = createSession(silent, { reload })
    await here.signIn(growth, password)
    // An expired token is renewed before the server is told.
    const stored = JSON.parse(localStorage.getItem(sessionKey) ?? '')
    localStorage.setItem(sessionKey, JSON.stringify({ ...stored, expires_at: 1 }))
    await here.signOut()
    expect(here.getSnapshot()).toEqual({ status: 'signed-out' })
    expect(localStorage.getItem(sessionKey)).toBeNull()
    answer()
    await here.signIn(growth, password)
    expect(here.getSnapshot()).toMatchObject({ status: 'staff', expired: false })
    vi.restoreAllMocks()
  })

  it('ends also where storage is full', async () => {
    await signInForThisBrowser()
    vi.spyOn(localStorage, 'setItem').mockImplementation(() => {
      throw new DOMException('Full', 'QuotaExceededError')
    })
    await session.signOut()
    expect(session.getSnapshot()).toEqual({ status: 'signed-out' })
    // If nothing can be stored, auth-js works without storage, and leaves what it stored before.
    expect(localStorage.getItem(sessionKey)).toBeNull()
  })

  it('tells the other tabs also where storage was full', async () => {
    await signInForThisBrowser()
    let isFull = true
    const { setItem, removeItem } = localStorage
    vi.spyOn(localStorage, 'setItem').mockImplementation((key, value) => {
      if (isFull) throw new DOMException('Full', 'QuotaExceededError')
      setItem.call(localStorage, key, value)
    })
    vi.spyOn(localStorage, 'removeItem').mockImplementation((key) => {
      if (key === sessionKey) isFull = false
      removeItem.call(localStorage, key)
    })
    await session.signOut()
    expect(wasSignedOut()).toBe(true)
  })

  it('stays where the profile cannot be read for a moment', async () => {
    await session.signIn(growth, password)
    vi.spyOn(client, 'from').mockImplementation(() => {
      throw new ConsoleError({ kind: 'offline', statusCode: 0, message: 'Offline.' })
    })
    await session.refresh()
    expect(session.getSnapshot()).toMatchObject({ status: 'staff', expired: false })
  })
})

describe('the auth provider', () => {
  it('tells who it is and what went wrong', async () => {
    const auth = createAuthProvider(client, session)
    expect(await auth.check()).toEqual({ authenticated: false, redirectTo: '/sign-in' })
    const refused = await auth.login({ email: growth, password: 'wrong' })
    expect(refused).toMatchObject({
      success: false,
      error: { message: 'The email or the password is wrong.' },
    })
    expect(await auth.login({ email: growth, password })).toEqual({ success: true })
    expect(await auth.check()).toEqual({ authenticated: true })
    expect(await auth.getPermissions!()).toEqual(['growth'])
    expect(await auth.getIdentity!()).toMatchObject({ name: 'Greta Growth', email: growth })
    expect(await auth.logout({})).toEqual({ success: true, redirectTo: '/sign-in' })
    expect(await auth.getIdentity!()).toBeNull()
  })

  it('asks for the password when the session has ended, and looks at the roles after a refusal', async () => {
    const auth = createAuthProvider(client, session)
    await auth.login({ email: growth, password })
    await backend.sql(`update public.staff_members set roles = '{finance}'`)
    await auth.onError(new ConsoleError({ kind: 'forbidden', statusCode: 403, message: '' }))
    expect(await auth.getPermissions!()).toEqual(['finance'])
    await auth.onError(new ConsoleError({ kind: 'expired', statusCode: 401, message: '' }))
    expect(expired(session.getSnapshot())).toBe(true)
    expect(await auth.check()).toEqual({ authenticated: true })
  })

  it('sets a new password that differs', async () => {
    const auth = createAuthProvider(client, session)
    expect(await auth.updatePassword!({ password: 'nobody signed in' })).toMatchObject({ success: false })
    await auth.login({ email: member, password })
    expect(await auth.updatePassword!({ password: 'another password' })).toMatchObject({ success: true })
    await auth.logout({})
    expect(await auth.login({ email: member, password: 'another password' })).toEqual({ success: true })
    await auth.updatePassword!({ password })
  })

  it('sends a link to a new password', async () => {
    const asking = vi.spyOn(client.auth, 'resetPasswordForEmail')
    expect(await createAuthProvider(client, session).forgotPassword!({ email: growth })).toEqual({
      success: true,
    })
    expect(asking).toHaveBeenCalledWith(growth, { redirectTo: `${url}/update-password` })
  })
})

describe('what roles allow', () => {
  it('admin counts as all, and nothing needed is everyone', () => {
    expect(has(['growth'], ['finance', 'growth'])).toBe(true)
    expect(has(['growth'], ['finance'])).toBe(false)
    expect(has(['admin'], ['finance'])).toBe(true)
    expect(has([])).toBe(true)
  })

  it('a resource says who reads and who writes; missing, all read and nobody writes', async () => {
    await session.signIn(growth, password)
    expect(allows(['growth'], {}, 'list')).toBe(true)
    expect(allows(['growth'], { read: ['finance'] }, 'show')).toBe(false)
    expect(allows(['growth'], {}, 'delete')).toBe(false)
    expect(allows(['growth'], { create: ['growth'] }, 'clone')).toBe(true)
    const { can } = createAccessControlProvider(session, (name) =>
      name === 'leads' ? Promise.resolve({ edit: ['finance'] }) : undefined,
    )
    expect(await can({ action: 'edit', resource: 'leads' })).toMatchObject({ can: false })
    expect(await can({ action: 'list', resource: 'leads' })).toEqual({ can: true })
    expect(await can({ action: 'list', resource: 'unknown' })).toMatchObject({ can: false })
    await session.signOut()
    expect(await can({ action: 'list', resource: 'leads' })).toMatchObject({ can: false })
  })
})
