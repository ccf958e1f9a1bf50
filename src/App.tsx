import { HomeOutlined } from '@ant-design/icons'
import { Refine } from '@refinedev/core'
import { QueryClient } from '@tanstack/react-query'
import { lazy, type ReactNode, Suspense, useEffect, useRef, useState, useSyncExternalStore } from 'react'
import {
  createBrowserRouter,
  Navigate,
  Outlet,
  type RouteObject,
  RouterProvider,
  useLocation,
  useNavigate,
} from 'react-router'
import { billing, usage } from './domains/billing'
import { bots } from './domains/bots'
import { community } from './domains/community'
import { content } from './domains/content'
import { conversations } from './domains/conversations'
import type { Domain } from './domains/domain'
import { engagement } from './domains/engagement'
import { games } from './domains/games'
import { matching } from './domains/matching'
import { members } from './domains/members'
import { outreach } from './domains/outreach'
import { staff } from './domains/staff'
import { refineResources, rolesIn, routerProvider } from './refine'
import { pathOf } from './resource/define'
import { EntriesProvider } from './resource/entries'
import { unsavedInputs } from './resource/form/unsavedInputs'
import { loadPage, loadResource } from './resource/loadResource'
import { prefetchRows } from './resource/query/pageQuery'
import { queuesWithUnsent } from './resource/queue/queuesWithUnsent'
import { ResourceRoutes } from './resource/routes/ResourceRoutes'
import { useWaiting } from './resource/waiting/useWaiting'
import { ErrorBoundary } from './shell/ErrorBoundary'
import { Frame } from './shell/Frame'
import { type MenuGroup, visibleMenu } from './shell/menu'
import { PageRoute } from './shell/PageRoute'
import { PaletteOpening } from './shell/PaletteOpening'
import { RequireStaff } from './shell/RequireStaff'
import { returnPath } from './shell/returnPath'
import { startSignInForm } from './shell/signInForm'
import { createAccessControlProvider } from './supabase/access'
import { createAuthProvider } from './supabase/auth'
import { createConsoleClient } from './supabase/client'
import { clockError, subscribeToClock } from './supabase/clock'
import { createDataProvider } from './supabase/data'
import { retryRead } from './supabase/errors'
import { readLastStaff } from './supabase/lastStaff'
import { type PrefetchingProvider, withListPrefetch } from './supabase/listPrefetch'
import { createLiveProvider } from './supabase/live'
import { createSession, type Session, type Staff, wasSignedOut } from './supabase/session'
import type { Settings } from './supabase/settings'
import { AfterFirstRender } from './ui/AfterFirstRender'
import { Appearance, followGround } from './ui/Appearance'
import { guardComposition } from './ui/composition'
import { useNotificationProvider } from './ui/notify'
import { clearPersonal } from './ui/personalStorage'
import { runSignOutTasks } from './ui/signOutTasks'
import { useShortcutsOf } from './ui/singleKeys'
import { DialogOpening, LoadingPage, NotFound } from './ui/states'

// Loaded lazily: not needed before the first list is shown.
const Palette = lazy(() => import('./Palette'))
const ShortcutSheet = lazy(() =>
  import('./shell/ShortcutSheet').then((module) => ({ default: module.ShortcutSheet })),
)
const ClockNotice = lazy(() =>
  import('./shell/ClockNotice').then((module) => ({ default: module.ClockNotice })),
)
const UnsentSenders = lazy(() => import('./UnsentSenders'))
const SingleKeysSync = lazy(() => import('./SingleKeysSync'))
const Home = lazy(() => import('./Home'))
const SignIn = lazy(() => import('./shell/SignIn').then((module) => ({ default: module.SignIn })))
const ForgotPassword = lazy(() =>
  import('./shell/ForgotPassword').then((module) => ({ default: module.ForgotPassword })),
)
const UpdatePassword = lazy(() =>
  import('./shell/UpdatePassword').then((module) => ({ default: module.UpdatePassword })),
)

/** The domains of the console, in menu order. */
const domains: readonly Domain[] = [
  outreach,
  billing,
  { ...engagement, resources: [...engagement.resources, usage] },
  bots,
  community,
  members,
  matching,
  games,
  content,
  conversations,
  staff,
]
const entries = domains.flatMap((domain) => domain.resources)
const pages = domains.flatMap((domain) => domain.pages ?? [])
const resources = refineResources(entries)
const homeParts = domains.flatMap((domain) => domain.home ?? [])
const needs = domains.flatMap((domain) => domain.needs ?? [])
const charts = domains.flatMap((domain) => domain.charts ?? [])

/** Everything that lives as long as the page: the client, the providers, the session and the query cache. */
function createServices(settings: Settings) {
  const client = createConsoleClient(settings)
  const data = withListPrefetch(createDataProvider(client))
  const session = createSession(client, { onToken: (userId) => void preloadPage(data, userId) })
  return {
    settings,
    session,
    auth: createAuthProvider(client, session),
    access: createAccessControlProvider(session, rolesIn(entries)),
    data,
    live: createLiveProvider(client, { realtime: !settings.embedded }),
    queries: new QueryClient({
      defaultOptions: { queries: { retry: retryRead, staleTime: 15_000 }, mutations: { retry: false } },
    }),
  }
}

type Services = ReturnType<typeof createServices>

const made = new WeakMap<Settings, Services>()

// Created once per page: a second client on the same session would renew its token independently of the first.
function servicesFor(settings: Settings): Services {
  const services = made.get(settings) ?? createServices(settings)
  made.set(settings, services)
  return services
}

/** The console as one page: providers, routes, and access by role. */
export function App({ settings }: { settings: Settings }) {
  const services = servicesFor(settings)
  const [router] = useState(() => createBrowserRouter(routes(services)))
  useEffect(() => services.session.start(), [services])
  useEffect(() => forgetOnSignOut(services), [services])
  return (
    <Appearance>
      <RouterProvider router={router} />
    </Appearance>
  )
}

/**
 * Loads the code of the current page and, for the signed-in person, the rows of its list, in parallel with the
 * console's first render or the sign-in. Resolves when the code has loaded.
 */
async function preloadPage(data: PrefetchingProvider, userId: string | undefined): Promise<void> {
  const { pathname, search, origin, href } = window.location
  const url = new URL(pathname === '/sign-in' ? returnPath(search, origin) : href, origin)
  const isAt = (path: string) => path.split('/')[1] === url.pathname.split('/')[1]
  const page = pages.find(({ path }) => isAt(path))
  const entry = entries.find(({ table }) => isAt(pathOf(table)))
  try {
    if (page) await loadPage(page)
    const resource = entry && (await loadResource(entry))
    if (userId && url.pathname === resource?.path) prefetchRows(data, resource, url.search, userId)
  } catch {
    // A failed download is tried again, and reported, by the page that needs it.
  }
}

/** How long the first render waits for the page's code, in milliseconds. */
const firstRenderTimeoutMs = 500

/**
 * Starts loading what the current page needs. Resolves when the page can be rendered completely, with rows already
 * requested, or when the wait is over: rendering in two steps would show the rows later, since each step takes longer
 * than loading the code.
 */
export async function beginPage(settings: Settings): Promise<void> {
  const services = servicesFor(settings)
  const staff = readLastStaff()
  const page = preloadPage(services.data, staff?.userId)
  const form = document.querySelector<HTMLElement>('#root > .entry')
  const isSoon = form !== null || window.earlyRead !== undefined
  if (form) await signInFirst(form, services)
  if (!form && !staff) return
  const ready = page.then(() => (isSoon ? services.data.prefetchSettled() : undefined))
  await Promise.race([ready, new Promise((resolve) => setTimeout(resolve, firstRenderTimeoutMs))])
}

/** Resolves when somebody has signed in, by the static form in the page or in another tab. */
async function signInFirst(form: HTMLElement, { settings, auth, session }: Services): Promise<void> {
  const stopForm = startSignInForm(form, { settings, auth })
  const stopGuard = guardComposition()
  const stopGround = followGround()
  const stopSession = session.start()
  await new Promise<void>((resolve) => {
    const leave = session.subscribe(() => {
      const { status } = session.getSnapshot()
      if (status === 'loading' || status === 'signed-out') return
      leave()
      resolve()
    })
  })
  stopSession()
  stopForm()
  stopGuard()
  stopGround()
  const { pathname, search, origin } = window.location
  if (pathname === '/sign-in') window.history.replaceState(null, '', returnPath(search, origin))
}

// Clears what one person has read, so that the next person does not see it.
function forgetOnSignOut({ session, queries, data }: Services): () => void {
  let wasStaff = session.getSnapshot().status === 'staff'
  return session.subscribe(() => {
    const { status } = session.getSnapshot()
    if (status === 'staff') wasStaff = true
    if (status !== 'signed-out' && status !== 'not-staff') return
    queries.clear()
    data.forgetPrefetched()
    clearPersonal()
    // A tab that starts without a session keeps the unsaved input for the same person, whose session may have expired;
    // it drops the input if they signed out in another tab meanwhile.
    if (wasStaff || wasSignedOut()) unsavedInputs.clear()
    wasStaff = false
  })
}

function routes(services: Services): RouteObject[] {
  const { settings, auth, session } = services
  const alone = (page: ReactNode) => (
    <Suspense fallback={null}>
      <ErrorBoundary>{page}</ErrorBoundary>
    </Suspense>
  )
  return [
    { path: '/sign-in', element: alone(<SignIn settings={settings} auth={auth} session={session} />) },
    { path: '/forgot-password', element: alone(<ForgotPassword settings={settings} auth={auth} />) },
    { path: '/update-password', element: alone(<UpdatePassword auth={auth} session={session} />) },
    {
      path: '/',
      element: (
        <ErrorBoundary>
          <Console services={services} />
        </ErrorBoundary>
      ),
      children: [
        { index: true, element: <Home parts={homeParts} needs={needs} charts={charts} /> },
        // People know this page as the chart; its page is the page of its table.
        { path: 'usage', element: <Navigate to={pathOf('usage_tracking')} replace /> },
        ...pages.map((page) => ({ path: `${page.path.slice(1)}/*`, element: <PageRoute page={page} /> })),
        ...entries.map((entry) => ({
          path: `${pathOf(entry.table).slice(1)}/*`,
          element: <ResourceRoutes entry={entry} />,
        })),
        { path: '*', element: <NotFound /> },
      ],
    },
  ]
}

function Console({ services }: { services: Services }) {
  const notificationProvider = useNotificationProvider()
  return (
    <RequireStaff session={services.session}>
      {(staff) => (
        <Refine
          resources={resources}
          routerProvider={routerProvider}
          dataProvider={services.data}
          authProvider={services.auth}
          accessControlProvider={services.access}
          liveProvider={services.live}
          notificationProvider={notificationProvider}
          options={{
            disableTelemetry: true,
            disableRouteChangeHandler: true,
            warnWhenUnsavedChanges: false,
            reactQuery: { clientConfig: services.queries },
          }}
        >
          <EntriesProvider value={{ entries, pages, staff }}>
            <Framed key={staff.userId} session={services.session} staff={staff} />
          </EntriesProvider>
        </Refine>
      )}
    </RequireStaff>
  )
}

function Framed({ session, staff }: { session: Session; staff: Staff }) {
  // Before any form renders that would show the unsaved input.
  useState(() => unsavedInputs.keepOnlyFor(staff.userId))
  const [left] = useState(() => queuesWithUnsent(staff.userId))
  useShortcutsOf(staff.userId)
  const [palette, setPalette] = useState(false)
  const typed = useRef('')
  const closePalette = () => {
    typed.current = ''
    setPalette(false)
  }
  const [shortcuts, setShortcuts] = useState(false)
  const waiting = useWaiting()
  const clockIsOff = useSyncExternalStore(subscribeToClock, clockError)
  const { pathname } = useLocation()
  const navigate = useNavigate()
  const signOut = async () => {
    await runSignOutTasks()
    await session.signOut()
    // After sign-out the address is reset, so the next person starts at their own home page.
    navigate('/sign-in', { replace: true })
  }
  const menu: MenuGroup[] = [
    { items: [{ key: 'home', label: 'Home', path: '/', icon: <HomeOutlined />, shortcut: 'g h' }] },
    ...domains.map(({ label, resources, pages = [] }) => ({
      label,
      items: [
        ...pages.map((page) => ({ ...page, key: page.path, fuller: undefined })),
        ...resources.map((entry) => ({ ...entry, key: entry.table, path: pathOf(entry.table) })),
      ]
        .filter(({ menu }) => menu)
        .map(({ key, label, path, icon, roles, menu, fuller }) => ({
          key,
          label,
          path,
          icon,
          roles,
          unless: fuller && entries.find(({ table }) => table === fuller)?.roles,
          count: waiting.get(key),
          shortcut: menu?.shortcut,
        })),
    })),
  ]
  return (
    <Frame
      menu={menu}
      staff={staff}
      onOpenPalette={() => setPalette(true)}
      onOpenShortcuts={() => setShortcuts(true)}
      onSignOut={() => void signOut()}
    >
      <ErrorBoundary keepsPage resetKey={pathname}>
        {clockIsOff ? (
          <Suspense fallback={null}>
            <ClockNotice error={clockIsOff} />
          </Suspense>
        ) : null}
        <AfterFirstRender>
          <SingleKeysSync person={staff.userId} />
          {left.length > 0 ? <UnsentSenders left={left} /> : null}
        </AfterFirstRender>
        <Suspense fallback={<PaletteOpening typed={typed} onClose={closePalette} />}>
          {palette ? (
            <Palette onClose={closePalette} menu={visibleMenu(menu, staff.roles)} typed={typed} />
          ) : null}
        </Suspense>
        <Suspense fallback={<DialogOpening />}>
          {shortcuts ? (
            <ShortcutSheet open person={staff.userId} onClose={() => setShortcuts(false)} />
          ) : null}
        </Suspense>
      </ErrorBoundary>
      <ErrorBoundary resetKey={pathname}>
        <Suspense fallback={<LoadingPage />}>
          <Outlet />
        </Suspense>
      </ErrorBoundary>
    </Frame>
  )
}
