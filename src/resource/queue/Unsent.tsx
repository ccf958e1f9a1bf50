import { Button, Modal } from 'antd'
import { type RefObject, useEffect, useLayoutEffect, useState } from 'react'
import { useBlocker } from 'react-router'
import { describeError } from '@/ui/describeError'
import { Row } from '@/ui/layout'
import { pluralText } from '@/ui/pluralText'
import './queue.css'
import './list.css'

interface UnsentBannerProps {
  unsent: number
  problem: unknown
  onRetry: () => void
}

const causes: Record<string, string> = {
  offline: 'There is no connection.',
  timeout: 'The server does not answer.',
  busy: 'The server is busy.',
  expired: 'Your session has ended: sign in to go on.',
}

/** Says what has not been sent yet and why, while it is kept and retried. */
export function UnsentBanner({ unsent, problem, onRetry }: UnsentBannerProps) {
  if (!problem || unsent === 0) return null
  const { kind } = describeError(problem, 'write')
  return (
    <Row
      gap={8}
      justify="center"
      wrap="tight"
      className="queue-strip fixed small medium"
      data-tone="amber"
      role="alert"
    >
      <span>
        <strong>{pluralText(unsent, 'decision')} not sent yet.</strong>{' '}
        {causes[kind] ?? 'The server has a problem.'} Kept here, and tried again by itself.
      </span>
      <Button size="small" onClick={onRetry}>
        Try now
      </Button>
    </Row>
  )
}

/** How long leaving the page waits for the last answers before it asks, in milliseconds. */
const graceMs = 600

interface LeaveUnsentProps {
  unsent: number
  /** Set while a navigation to another page is blocked. */
  isNavigationBlocked: RefObject<boolean>
}

/** Lets a person leave once all their decisions are sent; asks if that takes longer, also when the tab is closed. */
export function LeaveUnsent({ unsent, isNavigationBlocked }: LeaveUnsentProps) {
  const isUnsent = unsent > 0
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) =>
      isUnsent && currentLocation.pathname.split('/')[1] !== nextLocation.pathname.split('/')[1],
  )
  const [isLate, setLate] = useState(false)
  const isBlocked = blocker.state === 'blocked'
  const { proceed, reset } = blocker
  useLayoutEffect(() => {
    isNavigationBlocked.current = isBlocked
  }, [isBlocked, isNavigationBlocked])
  useEffect(() => {
    if (!isUnsent) return
    const ask = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', ask)
    return () => window.removeEventListener('beforeunload', ask)
  }, [isUnsent])
  useEffect(() => {
    setLate(false)
    if (!isBlocked) return
    const timer = setTimeout(() => setLate(true), graceMs)
    return () => clearTimeout(timer)
  }, [isBlocked])
  useEffect(() => {
    if (isBlocked && !isUnsent) proceed?.()
  }, [isBlocked, isUnsent, proceed])
  return (
    <Modal
      open={isBlocked && isLate}
      title="Leave before all is sent?"
      okText="Leave"
      okButtonProps={{ danger: true }}
      cancelText="Stay"
      onOk={() => proceed?.()}
      onCancel={() => reset?.()}
    >
      <p>
        {pluralText(unsent, 'decision')} could not be sent yet. They are kept in this browser and sent when
        you open the console again.
      </p>
    </Modal>
  )
}
