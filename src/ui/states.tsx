import {
  ApiOutlined,
  ClockCircleOutlined,
  CompassOutlined,
  ExclamationCircleOutlined,
  InboxOutlined,
  LockOutlined,
} from '@ant-design/icons'
import { Button } from 'antd'
import {
  type MouseEvent,
  type ReactNode,
  type RefObject,
  useEffect,
  useEffectEvent,
  useLayoutEffect,
  useRef,
} from 'react'
import { useHref, useLinkClickHandler } from 'react-router'
import { Row, Stack } from '@/ui/layout'
import { describeError } from './describeError'
import { giveEarlyTyping } from './earlyTyping'
import { usePageTitle } from './title'
import './page.css'

interface StateProps {
  icon: ReactNode
  title: string
  children?: ReactNode
  actions?: ReactNode
  code?: string
  tone?: 'quiet' | 'wrong' | 'accent'
  size?: 'small' | 'page'
  role?: 'alert' | 'status'
  level?: 'h1' | 'h2'
}

function State({
  icon,
  title,
  children,
  actions,
  code,
  tone = 'quiet',
  size = 'page',
  role,
  level = 'h2',
}: StateProps) {
  const Heading = level
  return (
    <div className="state stack center middle middle-text" data-tone={tone} data-size={size} role={role}>
      <div className="disc state-mark" aria-hidden>
        {icon}
      </div>
      <Heading className="state-title">{title}</Heading>
      {children ? <p className="state-text quiet above-4">{children}</p> : null}
      {actions ? (
        <Row gap={8} align="stretch" justify="center" wrap className="above-16">
          {actions}
        </Row>
      ) : null}
      {code ? (
        <p className="quiet tiny above-16" style={{ userSelect: 'all' }}>
          {code}
        </p>
      ) : null}
    </div>
  )
}

interface EmptyStateProps {
  title: string
  /** A text that says what belongs here. */
  children?: ReactNode
  /** The first step to take, as a button. */
  action?: ReactNode
  icon?: ReactNode
  size?: 'small' | 'page'
}

/** The empty state: says what belongs here and offers the first step. */
export function EmptyState({ title, children, action, icon = <InboxOutlined />, size }: EmptyStateProps) {
  return (
    <State icon={icon} title={title} actions={action} size={size}>
      {children}
    </State>
  )
}

interface ErrorStateProps {
  error: unknown
  /** Tries again; set where retrying may help. Also called when the connection comes back. */
  onRetry?: () => void
  /** Beside the retry, for example a way to clear the filters. */
  actions?: ReactNode
  size?: 'small' | 'page'
}

const errorIcons: Record<string, ReactNode> = {
  offline: <ApiOutlined />,
  timeout: <ClockCircleOutlined />,
  busy: <ClockCircleOutlined />,
  forbidden: <LockOutlined />,
  gone: <CompassOutlined />,
}

/** A failed read: says what happened and what to do. An aborted request shows nothing. */
export function ErrorState({ error, onRetry, actions, size }: ErrorStateProps) {
  const { kind, title, detail, canRetry } = describeError(error)
  const retryOnline = useEffectEvent(() => onRetry?.())
  useEffect(() => {
    if (kind !== 'offline') return
    window.addEventListener('online', retryOnline)
    return () => window.removeEventListener('online', retryOnline)
  }, [kind])
  if (kind === 'aborted') return null
  const offersRetry = onRetry && canRetry
  return (
    <State
      icon={errorIcons[kind] ?? <ExclamationCircleOutlined />}
      title={title}
      tone={kind === 'forbidden' || kind === 'gone' ? 'quiet' : 'wrong'}
      role="alert"
      size={size}
      code={kind === 'server' ? codeOf(error) : undefined}
      actions={
        offersRetry || actions ? (
          <>
            {offersRetry ? <Button onClick={onRetry}>Try again</Button> : null}
            {actions}
          </>
        ) : undefined
      }
    >
      {detail}
    </State>
  )
}

// The error code for whoever reports the problem; the message above it is for the person who has to carry on.
function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Object)) return undefined
  const { code, statusCode, message } = error as { code?: string; statusCode?: number; message?: string }
  const parts = [statusCode || undefined, code, message].filter(Boolean)
  return parts.length > 0 ? parts.join(' · ') : undefined
}

interface LoadingStateProps {
  /** The shape of the content that is loading. */
  shape?: 'rows' | 'text' | 'page'
  rows?: number
}

/** A skeleton in the shape of the content that is loading. */
export function LoadingState({ shape = 'rows', rows = 12 }: LoadingStateProps) {
  return (
    <div className={`loading loading-${shape}`} role="status" aria-busy>
      <span className="visually-hidden">Loading…</span>
      {shape === 'page' ? <div className="loading-bar loading-head" /> : null}
      {shape === 'text' ? (
        ['92%', '84%', '96%', '58%'].map((width) => (
          <div key={width} className="loading-bar" style={{ width }} />
        ))
      ) : (
        <Stack>
          {Array.from({ length: rows }, (_, row) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the rows are all alike
            <Row key={row} gap={24} className="loading-row line-below">
              <div className="loading-bar" />
              <div className="loading-bar" />
              <div className="loading-bar" />
              <div className="loading-bar desk-only" />
              <div className="loading-bar desk-only" />
            </Row>
          ))}
        </Stack>
      )}
    </div>
  )
}

function HomeButton() {
  const href = useHref('/')
  const onClick = useLinkClickHandler('/')
  return (
    <Button href={href} onClick={(event) => onClick(event as MouseEvent<HTMLAnchorElement>)}>
      Go home
    </Button>
  )
}

/** For a page that the person's roles do not allow. */
export function NoAccess({ what }: { what?: string }) {
  usePageTitle('No access')
  return (
    <State level="h1" icon={<LockOutlined aria-hidden />} title="No access" actions={<HomeButton />}>
      Your roles do not include {what ? what.toLowerCase() : 'this page'}. Ask an admin of the console if your
      work needs it.
    </State>
  )
}

/** For an address that matches no page. */
export function NotFound() {
  usePageTitle('Not found')
  return (
    <State
      level="h1"
      icon={<CompassOutlined aria-hidden />}
      title="There is no page here"
      actions={<HomeButton />}
    >
      The address may be old, or a letter of it may be missing.
    </State>
  )
}

/** The skeleton of a whole page while it is loading. */
export function LoadingPage() {
  return (
    <div className="page stack gap-12">
      <LoadingState shape="page" />
    </div>
  )
}

/** The element that had the focus before a placeholder field took it, by that field. */
const focusedBefore = new WeakMap<Element, Element>()

/** The focused element, or the one focused before a placeholder field took the focus for a loading dialog. */
export function focusedByPerson(): Element | null {
  const { activeElement } = document
  return (activeElement && focusedBefore.get(activeElement)) ?? activeElement
}

/**
 * Keeps the focus on a placeholder field while the real content is loading, and gives it back when the placeholder is
 * unmounted. Returns the field's ref.
 * @param onArrival is called with the text typed by then; must be the same function in each render.
 */
export function usePlaceholderFocus(onArrival?: (typed: string) => void): RefObject<HTMLInputElement | null> {
  const input = useRef<HTMLInputElement>(null)
  useLayoutEffect(() => {
    const before = focusedByPerson()
    const field = input.current
    if (field && before) focusedBefore.set(field, before)
    field?.focus({ preventScroll: true })
    return () => {
      if (before instanceof HTMLElement) before.focus({ preventScroll: true })
      if (field?.value) onArrival?.(field.value)
    }
  }, [onArrival])
  return input
}

/**
 * A placeholder for a dialog whose code is loading: keys pressed meanwhile are passed to the dialog and not to the
 * page.
 */
export function DialogOpening() {
  const input = usePlaceholderFocus(giveEarlyTyping)
  return (
    <input
      ref={input}
      className="visually-hidden"
      data-dialog-opening
      aria-label="Opening"
      autoComplete="off"
      onKeyDown={(event) => {
        // Tab must not move the focus to the page behind.
        if (event.key === 'Tab') event.preventDefault()
      }}
    />
  )
}
