import { lazy, Suspense, use } from 'react'
import { Link, Navigate, useLocation, useNavigate, useParams } from 'react-router'
import { LoadingPage, NoAccess, NotFound } from '@/ui/states'
import type { AnyRow, Resource, ResourceEntry } from './define'
import { useEntries } from './entries'
import { ListPage } from './list/ListPage'
import { loadResource } from './load'
import { openingAddress } from './views/opening'

const RecordPage = lazy(() => import('./show/RecordPage'))
const RecordDrawer = lazy(() => import('./show/RecordDrawer'))

/** What a history entry remembers: whether the record lies over its list, what a new one starts with, where to go back to. */
export interface Over {
  over?: boolean
  initial?: AnyRow
  back?: string
}

/** What of a resource an address means. */
export type Target = { kind: 'new' } | { kind: 'show' | 'edit'; id: string }

/** All pages of one resource: its list, a record over the list or on a page of its own, and the forms. */
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
  const resource = use(loadResource(entry))
  const location = useLocation()
  const navigate = useNavigate()
  const { may, staff } = useEntries()
  const target = targetOf(useParams()['*'] ?? '')
  const state = (location.state ?? {}) as Over
  if (target === null) return <NotFound />
  // A list without more said opens as the person wants it to.
  const opening = !target && location.search === '' ? openingAddress(staff.userId, entry.table) : undefined
  if (opening) return <Navigate to={`${resource.path}${opening}`} replace state={location.state} />
  if (target?.kind === 'new' && !(resource.form && may(resource.may?.create))) {
    return <NoAccess what={`adding ${entry.label.toLowerCase()}`} />
  }
  if (target?.kind === 'edit' && !(resource.form && may(resource.may?.edit))) {
    return <NoAccess what={`editing ${entry.label.toLowerCase()}`} />
  }

  const listAddress = resource.path + (state.over ? location.search : '')
  const addressOf = (id: string, part = '') =>
    `${resource.path}/${encodeURIComponent(id)}${part}${state.over ? location.search : ''}`
  const nav = {
    toList: () => navigate(state.back ?? listAddress),
    toRecord: (id: string) =>
      navigate(state.back ?? addressOf(id), { state: state.back ? undefined : state }),
    toEdit: (id: string) => navigate(addressOf(id, '/edit'), { state }),
    to: (address: string) => navigate(address),
  }
  const parents = [{ label: entry.label, to: resource.path }]
  if (target && !state.over) {
    return (
      <Suspense fallback={<LoadingPage />}>
        <RecordPage resource={resource} target={target} initial={state.initial} nav={nav} parents={parents} />
      </Suspense>
    )
  }
  return (
    <>
      <ListPage
        entry={entry}
        resource={resource}
        openId={target && 'id' in target ? target.id : undefined}
        isEditing={target !== undefined && target.kind !== 'show'}
      />
      {target ? (
        <Suspense fallback={null}>
          <RecordDrawer
            resource={resource}
            target={target}
            initial={state.initial}
            nav={nav}
            pageLink={
              'id' in target ? (
                <Link to={`${resource.path}/${encodeURIComponent(target.id)}`}>Open as a page</Link>
              ) : null
            }
          />
        </Suspense>
      ) : null}
    </>
  )
}

/** Where the parts of a resource's page lead. */
export interface RecordNav {
  toList: () => void
  toRecord: (id: string) => void
  toEdit: (id: string) => void
  to: (address: string) => void
}

// undefined: the list; null: no page.
function targetOf(rest: string): Target | undefined | null {
  const [first, second, ...more] = rest.split('/').filter(Boolean).map(decodeURIComponent)
  if (first === undefined) return undefined
  if (more.length > 0 || (second !== undefined && second !== 'edit')) return null
  if (first === 'new') return second === undefined ? { kind: 'new' } : null
  return { kind: second === 'edit' ? 'edit' : 'show', id: first }
}

/** The props that a record's page and drawer share. */
export interface RecordProps {
  resource: Resource
  target: Target
  initial?: AnyRow
  nav: RecordNav
}
