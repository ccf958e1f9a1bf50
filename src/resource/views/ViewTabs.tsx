import { DownOutlined, EllipsisOutlined, HomeOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { lazy, type ReactNode, Suspense, useEffect, useRef, useState } from 'react'
import { Link, useLocation, useNavigate } from 'react-router'
import { type Command, useCommands } from '@/ui/commands'
import { initials } from '@/ui/initials'
import { Row } from '@/ui/layout'
import { MenuButton } from '@/ui/MenuButton'
import { DialogOpening } from '@/ui/states'
import { useIsPhone } from '@/ui/useIsPhone'
import { useSingleRun } from '@/ui/useSingleRun'
import { useEntries } from '../entries'
import { allViewId, defaultViewQuery, rememberDefaultView } from '../query/defaultView'
import type { ListModel } from '../query/listModel'
import { useViewActions } from './useViewActions'
import { useViews } from './useViews'
import type { ViewToSave } from './ViewDialog'
import { ViewStrip } from './ViewStrip'
import { contentOf, declaredViews, showsView, urlQueryOf, type View } from './view'
import { type Items, menuOf } from './viewMenu'
import './views.css'

const ViewDialog = lazy(() => import('./ViewDialog'))
const DeleteView = lazy(() => import('./DeleteView'))

/** The views of a list, the current one, and whether the list differs from it. */
function useListViews({ resource, entry, controls: { state } }: ListModel) {
  const { staff } = useEntries()
  const store = useViews(resource.table)
  const allView: View = { id: allViewId, name: `All ${lowerFirst(entry.label)}`, urlQuery: '', columns: [] }
  const views = [allView, ...declaredViews(resource), ...(store.views ?? [])]
  const active = views.find(({ id }) => id === state.view && id !== allViewId)
  const shown = active ?? allView
  const defaultView = store.views?.find(({ saved }) => saved?.isDefault)
  const linkTo = (view: View) =>
    `${resource.path}${view.id === allViewId ? (defaultView ? `?view=${allViewId}` : '') : urlQueryOf(view, view.id)}`
  const isOwn = (view: View | undefined) => view?.saved?.ownerId === staff.userId
  return {
    ...{ store, views, active, shown, defaultView, linkTo, isOwn },
    isChanged: !showsView(state, shown, resource),
    label: lowerFirst(entry.label),
  }
}

type ListViews = ReturnType<typeof useListViews>

/** The views of a list as tabs, the current one marked, with its menu. On a phone, a single menu. */
export default function ViewTabs({ list }: { list: ListModel }) {
  const { resource, entry, controls } = list
  const { staff } = useEntries()
  const navigate = useNavigate()
  const listViews = useListViews(list)
  const { store, views, active, shown, defaultView, linkTo, isOwn, isChanged, label } = listViews
  const [viewToSave, setViewToSave] = useState<ViewToSave>()
  const [deleting, setDeleting] = useState<View>()
  const [run, isSaving] = useSingleRun()
  useDefaultView(list, store.views && (defaultView ? urlQueryOf(defaultView, defaultView.id) : null))

  const { saveChanges, openWith, copyLink } = useViewActions(list, store, linkTo)
  const content = contentOf(controls.state, resource.list.sort)
  const saving: Saving = {
    own: isOwn(active) ? active : undefined,
    save: (view) => void run(() => saveChanges(view)),
    saveAsNew: () =>
      setViewToSave({
        content,
        name: active && !active.saved ? `${active.name}, changed` : '',
        sharedWith: [],
      }),
  }
  const actions = menuOf({
    ...{ active, defaultView, isChanged, label },
    isOwn: isOwn(active),
    isAdmin: staff.roles.includes('admin'),
    saveAsNew: saving.saveAsNew,
    discard: (view) => navigate(linkTo(view)),
    edit: setViewToSave,
    copyLink: (view) => void copyLink(view),
    openWith: (view) => void run(() => openWith(view), 'open'),
    remove: setDeleting,
  })
  useCommands([
    ...commandsOf(
      views.filter((view) => view !== active),
      entry.label,
      (view) => navigate(linkTo(view)),
    ),
    ...(isChanged ? saveCommands(saving, entry.label) : []),
  ])
  return (
    <Row as="nav" gap={4} className="view-tabs" aria-label={`Views of ${label}`}>
      <Tabs {...listViews}>{actions.length > 0 ? <ViewMenu items={actions} name={shown.name} /> : null}</Tabs>
      <Row as="span" gap={4} align="stretch" className="fixed push">
        {store.error && !store.views ? (
          <Button size="small" type="text" onClick={store.refetch}>
            Saved views could not be read. Try again
          </Button>
        ) : isChanged ? (
          <SaveButton {...saving} isSaving={isSaving} />
        ) : null}
      </Row>
      <Suspense fallback={<DialogOpening />}>
        {viewToSave ? (
          <ViewDialog
            viewToSave={viewToSave}
            store={store}
            label={label}
            defaultView={defaultView}
            onClose={() => setViewToSave(undefined)}
            onSaved={(view) => navigate(linkTo(view), { replace: true })}
          />
        ) : null}
        {deleting ? (
          <DeleteView
            view={deleting}
            store={store}
            isOwn={isOwn(deleting)}
            onClose={() => setDeleting(undefined)}
            onDeleted={() => navigate(resource.path)}
          />
        ) : null}
      </Suspense>
    </Row>
  )
}

interface TabsProps extends Pick<ListViews, 'views' | 'shown' | 'linkTo' | 'isChanged'> {
  /** The menu of the current view. */
  children: ReactNode
}

/** The names of the views as links: tabs, or on a phone one menu. */
function Tabs({ views, shown, linkTo, isChanged, children }: TabsProps) {
  const { staff } = useEntries()
  const marks = (view: View) => (
    <ViewMarks view={view} isChanged={view.id === shown.id && isChanged} me={staff.userId} />
  )
  const itemOf = (view: View): Items[number] => ({
    key: view.id,
    label: (
      <Link className="bounded row inline gap-6" to={linkTo(view)}>
        {marks(view)}
      </Link>
    ),
  })
  const isPhone = useIsPhone()
  return isPhone ? (
    <>
      <MenuButton menu={{ items: views.map(itemOf), selectedKeys: [shown.id] }}>
        <Button className="bounded" aria-label={`View: ${shown.name}. Choose another`}>
          <Row as="span" gap={6} inline className="bounded">
            {marks(shown)}
          </Row>
          <DownOutlined aria-hidden className="caret" />
        </Button>
      </MenuButton>
      {children}
    </>
  ) : (
    <ViewStrip views={views} shown={shown} itemOf={itemOf} menu={children}>
      {(view) => (
        <Link to={linkTo(view)} aria-current={view.id === shown.id ? 'page' : undefined}>
          {marks(view)}
        </Link>
      )}
    </ViewStrip>
  )
}

/** How the current state of the list is saved. */
interface Saving {
  /** The current view, if it is the person's own. */
  own: View | undefined
  save: (view: View) => void
  saveAsNew: () => void
}

function SaveButton({ own, save, saveAsNew, isSaving }: Saving & { isSaving: boolean }) {
  return own ? (
    <Button size="small" type="text" loading={isSaving} onClick={() => save(own)}>
      Save changes
    </Button>
  ) : (
    <Button size="small" type="text" onClick={saveAsNew}>
      Save view…
    </Button>
  )
}

/** The button that opens the menu of the current view. */
function ViewMenu({ items, name }: { items: Items; name: string }) {
  return (
    <MenuButton menu={{ items }} placement="bottomRight">
      <button
        type="button"
        className="icon-button fixed quiet"
        aria-label={`What to do with the view ${name}`}
      >
        <EllipsisOutlined aria-hidden />
      </button>
    </MenuButton>
  )
}

/** The name of a view with its marks (shared, changed, default). */
function ViewMarks({ view, isChanged, me }: { view: View; isChanged: boolean; me: string }) {
  return (
    <>
      <span className="view-name truncate">{view.name}</span>
      {isChanged ? (
        <span className="value-dot" data-tone="violet" title="Changed, not saved">
          <span className="visually-hidden"> (changed)</span>
        </span>
      ) : null}
      {view.saved?.isDefault ? (
        <HomeOutlined className="fixed quiet tiny" aria-label="What your list opens with" />
      ) : null}
      {view.saved && view.saved.ownerId !== me ? (
        <span className="disc view-owner fixed quiet medium" title={`Shared by ${view.saved.ownerName}`}>
          <span aria-hidden>{initials(view.saved.ownerName)}</span>
          <span className="visually-hidden">, shared by {view.saved.ownerName}</span>
        </span>
      ) : null}
    </>
  )
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1)
}

function commandsOf(views: readonly View[], label: string, open: (view: View) => void): Command[] {
  return views.map((view) => ({
    key: `view-${view.id}`,
    label: view.name,
    group: 'Views',
    detail: view.saved ? label : `${label}, for everybody`,
    keywords: `${label} view`,
    run: () => open(view),
  }))
}

function saveCommands({ own, save, saveAsNew }: Saving, label: string): Command[] {
  const saveNew = { key: 'view-new', label: 'Save view…', group: label, run: saveAsNew }
  if (!own) return [saveNew]
  const saveOwn = {
    key: 'view-save',
    label: `Save changes to “${own.name}”`,
    group: label,
    run: () => save(own),
  }
  return [saveOwn, saveNew]
}

/**
 * Opens the list with the person's default view if its address has no query. `defaultView` is that view's query, null
 * if there is none, undefined until it is known.
 */
function useDefaultView({ resource }: ListModel, defaultView: string | null | undefined): void {
  const { staff } = useEntries()
  const navigate = useNavigate()
  const { key, search, pathname, state } = useLocation()
  const handledKey = useRef<string>(undefined)
  useEffect(() => {
    if (defaultView === undefined) return
    const before = defaultViewQuery(staff.userId, resource.table)
    rememberDefaultView(staff.userId, resource.table, defaultView ?? undefined)
    // Only once for each visited address: an answer that arrives later does not change the page.
    if (handledKey.current === key) return
    handledKey.current = key
    const isOutdated = search === '' || (search === before && search !== defaultView)
    if (defaultView && isOutdated && pathname === resource.path) {
      navigate(`${resource.path}${defaultView}`, { replace: true, state })
    }
  }, [defaultView, key, search, pathname, state, staff.userId, resource, navigate])
}
