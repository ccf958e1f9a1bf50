import { Button } from 'antd'
import { lazy, type ReactNode, Suspense, useEffect } from 'react'
import { Navigate, useLocation } from 'react-router'
import type { Session, Staff } from '@/supabase/session'
import { ErrorState, LoadingState } from '@/ui/states'
import { NotStaff } from './NotStaff'
import { signInPath } from './returnPath'
import './frame.css'
import { useSession } from './useSession'

const loadSessionExpired = () => import('./SessionExpired')
const SessionExpired = lazy(() => loadSessionExpired().then((module) => ({ default: module.SessionExpired })))
/** When the code of the dialog for an ended session is fetched, so that it is there if the server stops answering. Milliseconds. */
const preloadAfter = 15_000

interface RequireStaffProps {
  session: Session
  children: (staff: Staff) => ReactNode
}

/**
 * Lets only staff in. Signed out: to the sign-in page and back. Not on the staff, or a role just revoked: a page
 * that says so. An ended session keeps the page as it is and asks for the password over it.
 */
export function RequireStaff({ session, children }: RequireStaffProps) {
  const state = useSession(session)
  const location = useLocation()
  useEffect(() => {
    const timer = setTimeout(() => void loadSessionExpired().catch(() => undefined), preloadAfter)
    return () => clearTimeout(timer)
  }, [])
  switch (state.status) {
    case 'loading':
      return <FrameSkeleton />
    case 'signed-out':
      return <Navigate to={signInPath(location)} replace />
    case 'not-staff':
      return (
        <NotStaff
          email={state.email}
          onCheckAgain={() => session.refresh()}
          onSignOut={() => void session.signOut()}
        />
      )
    case 'failed':
      return (
        <main className="stack" style={{ minHeight: '100dvh' }} id="main">
          <ErrorState
            error={state.error}
            onRetry={() => void session.refresh()}
            actions={<Button onClick={() => void session.signOut()}>Sign out</Button>}
          />
        </main>
      )
    default:
      return (
        <>
          {children(state.staff)}
          {state.expired ? (
            <Suspense fallback={null}>
              <SessionExpired session={session} />
            </Suspense>
          ) : null}
        </>
      )
  }
}

/** The outline of the frame, so that nothing jumps when the profile has been read. */
function FrameSkeleton() {
  return (
    <div className="frame" aria-busy>
      <div className="frame-side" />
      <div>
        <div className="frame-header line-below" />
        <div className="page stack gap-12">
          <LoadingState shape="page" />
        </div>
      </div>
    </div>
  )
}
