import { Modal } from 'antd'
import { useEffect, useEffectEvent, useLayoutEffect, useRef } from 'react'
import { type Location, useBlocker, useNavigate } from 'react-router'

/** Asks for confirmation before a page with unsaved changes is left or its tab is closed. */
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
      // The page has already been left, by confirmation or after saving.
    }
  })
  // A blocked navigation continues once nothing is unsaved any more: a save may finish, and close its form, just after
  // the click.
  useLayoutEffect(() => {
    if (!when && blocker.state === 'blocked') goOn()
  }, [when, blocker.state])
  const leave = useEffectEvent(() => {
    goOn()
    const to = held.current
    // The navigation was blocked too late to be rendered: it continues after this component is unmounted.
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
