import { Modal } from 'antd'
import { useEffect, useEffectEvent, useLayoutEffect, useRef } from 'react'
import { type Location, useBlocker, useNavigate } from 'react-router'

/** Asks before a page with unsaved changes is left, also by closing the tab. */
export function LeaveGuard({ when }: { when: boolean }) {
  const navigate = useNavigate()
  const held = useRef<Location>(undefined)
  const blocker = useBlocker(({ currentLocation, nextLocation }) => {
    const isHeld = when && currentLocation.pathname !== nextLocation.pathname
    held.current = isHeld ? nextLocation : undefined
    return isHeld
  })
  const goOn = useEffectEvent(() => {
    if (blocker.state !== 'blocked') return
    held.current = undefined
    try {
      blocker.proceed()
    } catch {
      // The page has been left already, as the person said or after the save.
    }
  })
  // What was held back goes on once there is nothing left to ask about: a save may end, and close what was typed in,
  // just after the click.
  useLayoutEffect(() => {
    if (!when && blocker.state === 'blocked') goOn()
  }, [when, blocker.state])
  const leave = useEffectEvent(() => {
    goOn()
    const to = held.current
    // Held back so late that this was never drawn: it goes on when nothing here holds it any more.
    if (to) setTimeout(() => navigate(to, { state: to.state }))
  })
  useLayoutEffect(() => () => leave(), [])
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
      onOk={() => {
        held.current = undefined
        blocker.proceed?.()
      }}
      onCancel={() => {
        held.current = undefined
        blocker.reset?.()
      }}
    >
      <p>What you typed is not saved yet. It stays in this tab: opening the form again brings it back.</p>
    </Modal>
  )
}
