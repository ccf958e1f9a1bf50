import { Button } from 'antd'
import { lazy, type ReactNode, Suspense, useEffect } from 'react'
import { Navigate, useLocation } from 'react-router'
import type { Session, Staff } from '@/supabase/session'
import { ErrorState, LoadingState } from '@/ui/states'
import { ErrorBoundary } from './ErrorBoundary'
import { NotStaff } from './NotStaff'
import { signInPath } from './returnPath'
import './frame.css'
import { useSession } from './useSession'

const loadSessionExpired = () => import('./SessionExpired')
const SessionExpired = lazy(() => loadSessionExpired().then((module) => ({ default: module.SessionExpired })))
/**
 * When the code of the dialog for an expired session is loaded, in milliseconds, so that it is available if the server
 * stops answering.
 */
const preloadAfterMs = 15_000

interface RequireStaffProps {
  session: Session
  children: (staff: Staff) => ReactNode
}

/**
 * Admits only staff. Signed-out people go to the sign-in page and back. People who are not staff, or whose role was
 * just revoked, see a page that says so. An expired session keeps the page and shows a password dialog over it.
 */
export function RequireStaff({ session, children }: RequireStaffProps) {
  const state = useSession(session)
  const location = useLocation()
  useEffect(() => {
    const timer = setTimeout(() => void loadSessionExpired().catch(() => undefined), preloadAfterMs)
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
            <ErrorBoundary>
              <Suspense fallback={null}>
                <SessionExpired session={session} />
              </Suspense>
            </ErrorBoundary>
          ) : null}
        </>
      )
  }
}

/** The outline of the frame, so that the layout does not jump when the staff record has loaded. */
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
