import {
  MenuFoldOutlined,
  MenuOutlined,
  MenuUnfoldOutlined,
  MoonOutlined,
  SearchOutlined,
  SunOutlined,
} from '@ant-design/icons'
import { Button, Tooltip } from 'antd'
import { lazy, type ReactNode, Suspense, useEffect, useMemo, useState } from 'react'
import { Link, useLocation, useNavigate } from 'react-router'
import type { Staff } from '@/supabase/session'
import { AfterFirstRender } from '@/ui/AfterFirstRender'
import { useAppearance, useToggleTheme } from '@/ui/Appearance'
import { Row, Stack } from '@/ui/layout'
import { keyCaps, type Shortcut, useShortcuts } from '@/ui/shortcuts'
import { type Crumb, useCurrentTitle } from '@/ui/title'
import { AccountMenu } from './AccountMenu'
import { ErrorBoundary } from './ErrorBoundary'
import { itemAt, type MenuGroup, type MenuItem, shortCount, visibleMenu } from './menu'
import './frame.css'

// Only for phones, so it is not loaded before the first list.
const SideDrawer = lazy(() => import('./SideDrawer'))

const collapsedKey = 'introalignment.side-collapsed'

function readCollapsed(): boolean {
  try {
    return localStorage.getItem(collapsedKey) === 'true'
  } catch {
    return false
  }
}

interface FrameProps {
  /** All pages; only what the roles allow is shown. */
  menu: readonly MenuGroup[]
  staff: Staff
  onOpenPalette: () => void
  onOpenShortcuts: () => void
  onSignOut: () => void
  children: ReactNode
}

/** Whether the side bar is collapsed, remembered in this browser. */
function useCollapsed() {
  const [collapsed, setCollapsed] = useState(readCollapsed)
  const toggle = () => {
    setCollapsed(!collapsed)
    try {
      localStorage.setItem(collapsedKey, String(!collapsed))
    } catch {
      // Without storage it is remembered until the tab is closed.
    }
  }
  return [collapsed, toggle] as const
}

interface FrameKeys extends Pick<FrameProps, 'onOpenPalette' | 'onOpenShortcuts'> {
  groups: readonly MenuGroup[]
  toggle: () => void
}

/** The shortcuts of every page, including those of its menu. */
function useFrameKeys({ groups, toggle, onOpenPalette, onOpenShortcuts }: FrameKeys): void {
  const navigate = useNavigate()
  useShortcuts([
    {
      keys: 'mod+k',
      label: 'Search or jump to…',
      group: 'Everywhere',
      run: onOpenPalette,
      whileTyping: true,
    },
    { keys: '?', label: 'Show these shortcuts', group: 'Everywhere', run: onOpenShortcuts },
    { keys: '[', label: 'Collapse or expand the side bar', group: 'Everywhere', run: toggle },
    ...groups
      .flatMap((group) => group.items)
      .filter((item) => item.shortcut !== undefined)
      .map(
        (item): Shortcut => ({
          keys: item.shortcut!,
          label: item.label,
          group: 'Go to',
          run: () => navigate(item.path),
        }),
      ),
  ])
}

/** The layout around every page: side bar, header with breadcrumb, and the account menu. */
export function Frame({ menu, staff, onOpenPalette, onOpenShortcuts, onSignOut, children }: FrameProps) {
  const groups = useMemo(() => visibleMenu(menu, staff.roles), [menu, staff.roles])
  const [collapsed, toggle] = useCollapsed()
  const [drawerOpen, setDrawerOpen] = useState(false)
  const { pathname } = useLocation()
  const place = itemAt(groups, pathname)
  const crumbs = useCrumbs(place)
  useFrameKeys({ groups, toggle, onOpenPalette, onOpenShortcuts })

  // biome-ignore lint/correctness/useExhaustiveDependencies: any change of the address closes the drawer
  useEffect(() => setDrawerOpen(false), [pathname])

  const section = place?.item.key
  // biome-ignore lint/correctness/useExhaustiveDependencies: scrolls to the top for another section, but not for a drawer over a list
  useEffect(() => {
    window.scrollTo(0, 0)
  }, [section])

  const search = () => {
    setDrawerOpen(false)
    onOpenPalette()
  }

  return (
    <div className="frame" data-collapsed={collapsed}>
      <a className="skip-link" href="#main">
        Skip to content
      </a>
      <Stack as="aside" className="frame-side">
        <AfterFirstRender>
          <Brand collapsed={collapsed} />
          <SearchBox collapsed={collapsed} onClick={search} />
          <SideMenu groups={groups} active={section} pathname={pathname} collapsed={collapsed} />
          <CollapseButton collapsed={collapsed} onToggle={toggle} />
        </AfterFirstRender>
      </Stack>
      {drawerOpen ? (
        <ErrorBoundary keepsPage>
          <Suspense fallback={null}>
            <SideDrawer onClose={() => setDrawerOpen(false)} title={<Brand />}>
              <SearchBox onClick={search} />
              <SideMenu groups={groups} active={section} pathname={pathname} />
            </SideDrawer>
          </Suspense>
        </ErrorBoundary>
      ) : null}
      <Stack className="narrow">
        <Row as="header" gap={4} className="frame-header line-below fixed">
          <AfterFirstRender>
            <Button
              className="phone-only"
              type="text"
              icon={<MenuOutlined aria-hidden />}
              aria-label="Open menu"
              aria-expanded={drawerOpen}
              onClick={() => setDrawerOpen(true)}
            />
            <Breadcrumb crumbs={crumbs} />
            <Button
              className="phone-only"
              type="text"
              icon={<SearchOutlined aria-hidden />}
              aria-label="Search or jump to…"
              onClick={search}
            />
            <ThemeSwitch />
            <AccountMenu staff={staff} onOpenShortcuts={onOpenShortcuts} onSignOut={onSignOut} />
          </AfterFirstRender>
        </Row>
        <main className="stack grow" id="main" tabIndex={-1}>
          {children}
        </main>
      </Stack>
    </div>
  )
}

function CollapseButton({ collapsed, onToggle }: { collapsed: boolean; onToggle: () => void }) {
  return (
    <Tooltip title={collapsed ? 'Expand' : undefined} placement="right">
      <Row
        type="button"
        as="button"
        gap={12}
        className="side-collapse fixed line-above quiet small"
        onClick={onToggle}
        aria-expanded={!collapsed}
      >
        {collapsed ? <MenuUnfoldOutlined className="large" /> : <MenuFoldOutlined className="large" />}
        <span className={collapsed ? 'visually-hidden' : undefined}>
          {collapsed ? 'Expand side bar' : 'Collapse'}
        </span>
      </Row>
    </Tooltip>
  )
}

function useCrumbs(place: { group: MenuGroup; item: MenuItem } | undefined): readonly Crumb[] {
  const page = useCurrentTitle()
  const crumbs: Crumb[] = []
  if (page?.parents) crumbs.push(...page.parents)
  else if (place) {
    if (place.group.label) crumbs.push({ label: place.group.label })
    if (page && page.title !== place.item.label) crumbs.push({ label: place.item.label, to: place.item.path })
  }
  const title = page?.title ?? place?.item.label
  if (title) crumbs.push({ label: title })

  const section = place && place.item.label !== title ? place.item.label : undefined
  useEffect(() => {
    document.title = [title, section, 'IntroAlignment'].filter(Boolean).join(' · ')
  }, [title, section])
  return crumbs
}

function Brand({ collapsed = false }: { collapsed?: boolean }) {
  return (
    <Link to="/" className="brand row gap-8 fixed">
      <span className="brand-mark" />
      <span className={collapsed ? 'visually-hidden' : undefined}>IntroAlignment</span>
      <span className="visually-hidden">, home</span>
    </Link>
  )
}

function SearchBox({ collapsed = false, onClick }: { collapsed?: boolean; onClick: () => void }) {
  return (
    <Row
      type="button"
      as="button"
      gap={8}
      className="search-box pill fixed quiet"
      onClick={onClick}
      aria-keyshortcuts="Meta+K Control+K"
    >
      <SearchOutlined aria-hidden />
      <span className={collapsed ? 'visually-hidden' : 'grow truncate'}>Search or jump to…</span>
      {collapsed ? null : (
        <kbd aria-hidden>{keyCaps('mod+k').join(keyCaps('mod')[0] === '⌘' ? '' : ' ')}</kbd>
      )}
    </Row>
  )
}

interface SideMenuProps {
  groups: readonly MenuGroup[]
  active: string | undefined
  pathname: string
  collapsed?: boolean
}

function SideMenu({ groups, active, pathname, collapsed = false }: SideMenuProps) {
  return (
    <nav className="side-menu shrink grow scroll" aria-label="Main">
      {groups.map((group, index) => (
        <div key={group.label ?? index} className="side-group">
          {group.label ? (
            <h2 className={collapsed ? 'visually-hidden' : 'pane-head side-group-label'}>{group.label}</h2>
          ) : null}
          <ul>
            {group.items.map((item) => (
              <li key={item.key}>
                <SideHint label={collapsed ? item.label : undefined}>
                  <Link
                    to={item.path}
                    className="choice side-item row gap-12 pad-x-16"
                    aria-current={
                      item.key === active ? (pathname === item.path ? 'page' : 'true') : undefined
                    }
                  >
                    <Row as="span" align="stretch" className="side-item-icon fixed large" aria-hidden>
                      {item.icon}
                    </Row>
                    <span className={collapsed ? 'visually-hidden' : 'grow truncate'}>{item.label}</span>
                    {item.count ? (
                      <span className="side-item-count quiet tiny plain">
                        {shortCount(item.count)}
                        <span className="visually-hidden"> waiting</span>
                      </span>
                    ) : null}
                  </Link>
                </SideHint>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </nav>
  )
}

// Only where the label is hidden: forty tooltips would take much of the frame's first render.
function SideHint({ label, children }: { label: string | undefined; children: ReactNode }) {
  return label ? (
    <Tooltip title={label} placement="right">
      {children}
    </Tooltip>
  ) : (
    children
  )
}

function Breadcrumb({ crumbs }: { crumbs: readonly Crumb[] }) {
  return (
    <nav className="breadcrumb grow" aria-label="Breadcrumb">
      <Row as="ol" className="nowrap">
        {crumbs.map((crumb, index) => (
          <li
            // biome-ignore lint/suspicious/noArrayIndexKey: two pages of a path may have the same name
            key={`${crumb.label}${index}`}
            className="quiet"
            aria-current={index === crumbs.length - 1 ? 'page' : undefined}
          >
            {crumb.to && index < crumbs.length - 1 ? (
              <Link to={crumb.to}>{crumb.label}</Link>
            ) : (
              <span>{crumb.label}</span>
            )}
          </li>
        ))}
      </Row>
    </nav>
  )
}

function ThemeSwitch() {
  const { mode } = useAppearance()
  const toggle = useToggleTheme()
  const label = mode === 'dark' ? 'Use the light theme' : 'Use the dark theme'
  return (
    <Tooltip title={label}>
      <Button
        className="desk-only"
        type="text"
        icon={mode === 'dark' ? <MoonOutlined /> : <SunOutlined />}
        aria-label={label}
        onClick={toggle}
      />
    </Tooltip>
  )
}
