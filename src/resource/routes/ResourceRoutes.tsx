import { lazy, Suspense } from 'react'
import { Link, Navigate, useLocation, useNavigate, useParams } from 'react-router'
import { DialogOpening, LoadingPage, NoAccess, NotFound } from '@/ui/states'
import type { AnyRow, ResourceEntry } from '../define'
import { useEntries } from '../entries'
import { ListPage } from '../list/ListPage'
import { useResource } from '../loadResource'
import { defaultViewQuery } from '../query/defaultView'
import type { RecordRoute } from '../show/recordRoute'

const RecordPage = lazy(() => import('../show/RecordPage'))
const RecordDrawer = lazy(() => import('../show/RecordDrawer'))

/**
 * The state of a history entry: whether the record is open over its list, initial values of a new one, and where to go
 * back to.
 */
export interface RecordHistoryState {
  over?: boolean
  initial?: AnyRow
  back?: string
}

/** All pages of one resource: its list, a record over the list or on its own page, and the forms. */
export function ResourceRoutes({ entry }: { entry: ResourceEntry }) {
  const { mayOpen } = useEntries()
  if (!mayOpen(entry)) return <NoAccess what={entry.label} />
  return (
    <Suspense fallback={<LoadingPage />}>
      <Loaded key={entry.table} entry={entry} />
    </Suspense>
  )
}

function Loaded({ entry }: { entry: ResourceEntry }) {
  const resource = useResource(entry)
  const location = useLocation()
  const navigate = useNavigate()
  const { may, staff } = useEntries()
  const route = recordRouteOf(useParams()['*'] ?? '')
  const state = (location.state ?? {}) as RecordHistoryState
  if (route === null) return <NotFound />
  // A list address without a query opens the person's default view.
  const openingQuery =
    !route && location.search === '' ? defaultViewQuery(staff.userId, entry.table) : undefined
  if (openingQuery) return <Navigate to={`${resource.path}${openingQuery}`} replace state={location.state} />
  if (route?.kind === 'new' && !(resource.form && may(resource.may?.create))) {
    return <NoAccess what={`adding ${entry.label.toLowerCase()}`} />
  }
  if (route?.kind === 'edit' && !(resource.form && may(resource.may?.edit))) {
    return <NoAccess what={`editing ${entry.label.toLowerCase()}`} />
  }

  const listUrl = resource.path + (state.over ? location.search : '')
  const recordUrl = (id: string, part = '') =>
    `${resource.path}/${encodeURIComponent(id)}${part}${state.over ? location.search : ''}`
  const nav = {
    toList: () => navigate(state.back ?? listUrl),
    toRecord: (id: string) =>
      navigate(state.back ?? recordUrl(id), { state: state.back ? undefined : state }),
    toEdit: (id: string) => navigate(recordUrl(id, '/edit'), { state }),
    to: (url: string) => navigate(url),
  }
  const parents = [{ label: entry.label, to: resource.path }]
  if (route && !state.over) {
    return (
      <Suspense fallback={<LoadingPage />}>
        <RecordPage resource={resource} route={route} initial={state.initial} nav={nav} parents={parents} />
      </Suspense>
    )
  }
  return (
    <>
      <ListPage
        entry={entry}
        resource={resource}
        openId={route && 'id' in route ? route.id : undefined}
        isEditing={route !== undefined && route.kind !== 'show'}
      />
      {route ? (
        // A form needs the keyboard at once; a displayed record leaves the keys to the list.
        <Suspense fallback={route.kind === 'show' ? null : <DialogOpening />}>
          <RecordDrawer
            resource={resource}
            route={route}
            initial={state.initial}
            nav={nav}
            pageLink={
              'id' in route ? (
                <Link to={`${resource.path}/${encodeURIComponent(route.id)}`}>Open as a page</Link>
              ) : null
            }
          />
        </Suspense>
      ) : null}
    </>
  )
}

// undefined: the list; null: no page.
function recordRouteOf(rest: string): RecordRoute | undefined | null {
  const [first, second, ...more] = rest.split('/').filter(Boolean)
  if (first === undefined) return undefined
  if (more.length > 0 || (second !== undefined && second !== 'edit')) return null
  if (first === 'new') return second === undefined ? { kind: 'new' } : null
  return { kind: second === 'edit' ? 'edit' : 'show', id: first }
}
