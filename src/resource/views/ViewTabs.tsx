import { DownOutlined, EllipsisOutlined, HomeOutlined } from '@ant-design/icons'
import { Button, type MenuProps } from 'antd'
import { lazy, Suspense, useEffect, useRef, useState } from 'react'
import { Link, useLocation, useNavigate } from 'react-router'
import type { ConsoleError } from '@/supabase/errors'
import { type Command, useCommands } from '@/ui/commands'
import { initials } from '@/ui/initials'
import { Row } from '@/ui/layout'
import { MenuButton } from '@/ui/MenuButton'
import { useNotify } from '@/ui/notify'
import { useIsPhone } from '@/ui/useIsPhone'
import { useSingleRun } from '@/ui/useSingleRun'
import { useEntries } from '../entries'
import { allViewId, defaultViewQuery, rememberDefaultView } from '../query/defaultView'
import type { ListModel } from '../query/listModel'
import { useViews } from './useViews'
import type { ViewToSave } from './ViewDialog'
import { contentOf, declaredViews, showsView, urlQueryOf, type View } from './view'
import './views.css'

const ViewDialog = lazy(() => import('./ViewDialog'))
const DeleteView = lazy(() => import('./DeleteView'))

type Items = NonNullable<MenuProps['items']>

/** The views of a list as tabs, the present one marked, with what can be done with it. On a phone, one menu. */
export default function ViewTabs({ list }: { list: ListModel }) {
  const { resource, entry, controls } = list
  const { state } = controls
  const { staff } = useEntries()
  const isPhone = useIsPhone()
  const navigate = useNavigate()
  const notify = useNotify()
  const store = useViews(resource.table)
  const [viewToSave, setViewToSave] = useState<ViewToSave>()
  const [deleting, setDeleting] = useState<View>()
  const [run, saving] = useSingleRun()

  const views = [...declaredViews(resource), ...(store.views ?? [])]
  const active = views.find(({ id }) => id === state.view)
  const defaultView = store.views?.find(({ saved }) => saved?.isDefault)
  useDefaultView(list, store.views && (defaultView ? urlQueryOf(defaultView, defaultView.id) : null))

  const allView: View = { id: allViewId, name: `All ${lowerFirst(entry.label)}`, urlQuery: '', columns: [] }
  const shown = active ?? allView
  const content = contentOf(state, resource.list.sort)
  const isChanged = !showsView(state, shown, resource)
  const isOwn = active?.saved?.ownerId === staff.userId
  const linkTo = (view: View) =>
    `${resource.path}${view.id === allViewId ? (defaultView ? `?view=${allViewId}` : '') : urlQueryOf(view, view.id)}`

  const saveChanges = async (view: View) => {
    try {
      await store.change(view, { name: view.name, sharedWith: view.saved?.sharedWith ?? [], ...content })
      notify.success({ key: 'view', message: `“${view.name}” was saved as it is now.` })
    } catch (error) {
      notify.error(error, {
        key: 'view',
        title: 'The view was not saved',
        ...((error as ConsoleError).kind === 'conflict' && {
          detail: `“${view.name}” was changed elsewhere meanwhile. Your list is as you left it: save again to put it in place of that change, or save it as a new view.`,
        }),
      })
      return false
    }
  }
  const openWith = async (view: View | undefined) => {
    try {
      await store.setDefault(view?.id ?? null)
      notify.success({
        key: 'view',
        message: view
          ? `${entry.label} open with “${view.name}” from now on.`
          : `${entry.label} open with everything from now on.`,
      })
    } catch (error) {
      notify.error(error, { key: 'view', title: 'What the list opens with was not changed' })
      return false
    }
  }
  const copyLink = async (view: View) => {
    try {
      await navigator.clipboard.writeText(`${window.location.origin}${linkTo(view)}`)
      notify.success({ key: 'view', message: `The link to “${view.name}” was copied.` })
    } catch {
      notify.error(new Error(), {
        key: 'view',
        title: 'The link could not be copied',
        detail: 'The browser did not allow it. Copy the address of this page instead: it holds the same.',
      })
    }
  }
  const saveAsNew = () =>
    setViewToSave({ content, name: active && !active.saved ? `${active.name}, changed` : '', sharedWith: [] })

  const actions: Items = []
  if (active) {
    const { saved } = active
    if (saved && !isOwn) {
      actions.push({
        key: 'owner',
        label: `Shared by ${saved.ownerName}`,
        disabled: true,
      })
    }
    if (isChanged && isOwn) {
      actions.push({ key: 'new', label: 'Save as a new view…', onClick: saveAsNew })
    }
    if (isChanged) {
      actions.push({
        key: 'discard',
        label: 'Discard the changes',
        onClick: () => navigate(linkTo(active)),
      })
    }
    if (isOwn) {
      actions.push({
        key: 'edit',
        label: 'Rename or share…',
        onClick: () =>
          setViewToSave({
            view: active,
            content: active,
            name: active.name,
            sharedWith: saved?.sharedWith ?? [],
          }),
      })
    }
    actions.push(
      {
        key: 'duplicate',
        label: 'Duplicate…',
        onClick: () => setViewToSave({ content: active, name: `${active.name} (copy)`, sharedWith: [] }),
      },
      { key: 'link', label: 'Copy link', onClick: () => void copyLink(active) },
    )
    if (saved) {
      actions.push({
        key: 'default',
        label: saved.isDefault
          ? `Open ${lowerFirst(entry.label)} with everything`
          : `Open ${lowerFirst(entry.label)} with this view`,
        onClick: () => void run(() => openWith(saved.isDefault ? undefined : active), 'open'),
      })
      if (isOwn || staff.roles.includes('admin')) {
        actions.push(
          { type: 'divider' },
          { key: 'delete', label: 'Delete…', danger: true, onClick: () => setDeleting(active) },
        )
      }
    }
  } else if (defaultView) {
    actions.push({
      key: 'default',
      label: `Open ${lowerFirst(entry.label)} with everything`,
      onClick: () => void run(() => openWith(undefined), 'open'),
    })
  }
  useCommands(
    commandsOf(
      [allView, ...views].filter((view) => view !== active),
      entry.label,
      (view) => navigate(linkTo(view)),
    ).concat(
      isChanged && isOwn && active
        ? [
            {
              key: 'view-save',
              label: `Save changes to “${active.name}”`,
              group: entry.label,
              run: () => void run(() => saveChanges(active)),
            },
          ]
        : [],
      isChanged ? [{ key: 'view-new', label: 'Save view…', group: entry.label, run: saveAsNew }] : [],
    ),
  )

  const menu =
    actions.length > 0 ? (
      <MenuButton menu={{ items: actions }} placement="bottomRight">
        <button
          type="button"
          className="view-menu fixed quiet"
          aria-label={`What to do with the view ${shown.name}`}
        >
          <EllipsisOutlined aria-hidden />
        </button>
      </MenuButton>
    ) : null
  const marks = (view: View) => (
    <>
      <span className="view-name">{view.name}</span>
      {view.id === shown.id && isChanged ? (
        <span className="view-changed" title="Changed, not saved">
          <span className="visually-hidden"> (changed)</span>
        </span>
      ) : null}
      {view.saved?.isDefault ? (
        <HomeOutlined className="view-mark" aria-label="What your list opens with" />
      ) : null}
      {view.saved && view.saved.ownerId !== staff.userId ? (
        <span className="disc view-owner fixed quiet medium" title={`Shared by ${view.saved.ownerName}`}>
          <span aria-hidden>{initials(view.saved.ownerName)}</span>
          <span className="visually-hidden">, shared by {view.saved.ownerName}</span>
        </span>
      ) : null}
    </>
  )
  const itemOf = (view: View): Items[number] => ({
    key: view.id,
    label: (
      <Link className="view-item row inline gap-6" to={linkTo(view)}>
        {marks(view)}
      </Link>
    ),
  })
  return (
    <Row as="nav" gap={4} className="view-tabs" aria-label={`Views of ${lowerFirst(entry.label)}`}>
      {isPhone ? (
        <MenuButton menu={{ items: [allView, ...views].map(itemOf), selectedKeys: [shown.id] }}>
          <Button className="view-choice" aria-label={`View: ${shown.name}. Choose another`}>
            <Row as="span" gap={6} inline className="view-item">
              {marks(shown)}
            </Row>
            <DownOutlined aria-hidden className="caret" />
          </Button>
        </MenuButton>
      ) : (
        <Strip views={[allView, ...views]} shown={shown} itemOf={itemOf} menu={menu}>
          {(view) => (
            <Link to={linkTo(view)} aria-current={view.id === shown.id ? 'page' : undefined}>
              {marks(view)}
            </Link>
          )}
        </Strip>
      )}
      {isPhone ? menu : null}
      <Row as="span" gap={4} align="stretch" className="fixed push">
        {store.error && !store.views ? (
          <Button size="small" type="text" onClick={store.refetch}>
            Saved views could not be read. Try again
          </Button>
        ) : isChanged && active && isOwn ? (
          <Button
            size="small"
            type="text"
            loading={saving}
            onClick={() => void run(() => saveChanges(active))}
          >
            Save changes
          </Button>
        ) : isChanged ? (
          <Button size="small" type="text" onClick={saveAsNew}>
            Save view…
          </Button>
        ) : null}
      </Row>
      <Suspense fallback={null}>
        {viewToSave ? (
          <ViewDialog
            viewToSave={viewToSave}
            store={store}
            label={lowerFirst(entry.label)}
            defaultView={defaultView}
            onClose={() => setViewToSave(undefined)}
            onSaved={(view) => navigate(linkTo(view), { replace: true })}
          />
        ) : null}
        {deleting ? (
          <DeleteView
            view={deleting}
            store={store}
            isOwn={deleting.saved?.ownerId === staff.userId}
            onClose={() => setDeleting(undefined)}
            onDeleted={() => navigate(resource.path)}
          />
        ) : null}
      </Suspense>
    </Row>
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

/**
 * Opens the list with the person's default view where its address says nothing. `opening` is that view's query, null
 * where there is none, undefined until it is known.
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
    // Once for each address come to: what becomes known later moves nobody.
    if (handledKey.current === key) return
    handledKey.current = key
    const isOutdated = search === '' || (search === before && search !== defaultView)
    if (defaultView && isOutdated && pathname === resource.path) {
      navigate(`${resource.path}${defaultView}`, { replace: true, state })
    }
  }, [defaultView, key, search, pathname, state, staff.userId, resource, navigate])
}

interface StripProps {
  views: readonly View[]
  shown: View
  itemOf: (view: View) => Items[number]
  /** What can be done with the view that is shown. */
  menu: React.ReactNode
  children: (view: View) => React.ReactNode
}

/** As many tabs as fit in one line; the others in a menu at its end. */
function Strip({ views, shown, itemOf, menu, children }: StripProps) {
  const strip = useRef<HTMLUListElement>(null)
  const [fitting, setFitting] = useState(Number.POSITIVE_INFINITY)
  const tabs = views.map(({ id, name }) => `${id} ${name}`).join()
  // What does not fit wraps into a second line, which is out of sight. It is measured by the observer only, which comes
  // when the page is laid out anyway: asking in an effect costs a layout of its own at each start.
  // biome-ignore lint/correctness/useExhaustiveDependencies: measured anew where other tabs are shown
  useEffect(() => {
    const element = strip.current
    if (!element) return
    const measure = () => {
      const items = [...element.children] as HTMLElement[]
      const wrapped = items.findIndex((item) => item.offsetTop > (items[0]?.offsetTop ?? 0))
      setFitting(wrapped < 0 ? Number.POSITIVE_INFINITY : wrapped)
    }
    const observer = new ResizeObserver(measure)
    for (const one of [element, ...element.children]) observer.observe(one)
    return () => observer.disconnect()
  }, [tabs, shown.id])
  const rest = views.slice(Math.min(fitting, views.length))
  const isInRest = rest.some(({ id }) => id === shown.id)
  return (
    <>
      <Row ref={strip} as="ul" gap={4} align="stretch" wrap="tight" className="view-strip">
        {views.map((view, index) => (
          <li key={view.id} data-active={view.id === shown.id || undefined} data-hidden={index >= fitting}>
            {children(view)}
            {view.id === shown.id ? menu : null}
          </li>
        ))}
      </Row>
      {rest.length > 0 ? (
        <span className="view-rest fixed" data-active={isInRest || undefined}>
          <MenuButton menu={{ items: rest.map(itemOf), selectedKeys: [shown.id] }} placement="bottomRight">
            <button type="button">
              <span className="view-name">{isInRest ? shown.name : `${rest.length} more`}</span>
              <DownOutlined aria-hidden className="caret" />
            </button>
          </MenuButton>
          {isInRest ? menu : null}
        </span>
      ) : null}
    </>
  )
}
