import { Modal } from 'antd'
import { useEffect, useEffectEvent, useLayoutEffect } from 'react'
import { useBlocker } from 'react-router'

/** Asks before a page with unsaved changes is left, also by closing the tab. */
export function LeaveGuard({ when }: { when: boolean }) {
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) => when && currentLocation.pathname !== nextLocation.pathname,
  )
  const goOn = useEffectEvent(() => {
    if (blocker.state !== 'blocked') return
    try {
      blocker.proceed()
    } catch {
      // The page has been left already, as the person said or after the save.
    }
  })
  // What was held back goes on once there is nothing left to ask about: a save may end, and close what was typed in,
  // just after the click.
  useLayoutEffect(() => {
    if (!when) goOn()
  }, [when])
  useLayoutEffect(() => () => goOn(), [])
  useEffect(() => {
    if (!when) return
    const ask = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', ask)
    return () => window.removeEventListener('beforeunload', ask)
  }, [when])
  return (
    <Modal
      open={blocker.state === 'blocked'}
      title="Leave without saving?"
      okText="Leave"
      okButtonProps={{ danger: true }}
      cancelText="Stay"
      onOk={() => blocker.proceed?.()}
      onCancel={() => blocker.reset?.()}
    >
      <p>What you typed is not saved yet. It stays in this tab: opening the form again brings it back.</p>
    </Modal>
  )
}
