import type { AuthProvider } from '@refinedev/core'
import { useEffect, useLayoutEffect, useRef } from 'react'
import { useLocation, useNavigate } from 'react-router'
import type { Session } from '@/supabase/session'
import type { Settings } from '@/supabase/settings'
import { returnPath } from './returnPath'
import markup from './sign-in.html?raw'
import { startSignInForm } from './signInForm'
import { useSession } from './useSession'
import './sign-in.css'

interface SignInProps {
  settings: Settings
  auth: Pick<AuthProvider, 'login'>
  session: Session
}

const html = { __html: markup }

/** The sign-in page after the console's first render: asks for email and password, then opens the requested page. */
export function SignIn({ settings, auth, session }: SignInProps) {
  const place = useRef<HTMLDivElement>(null)
  const { search } = useLocation()
  const navigate = useNavigate()
  const { status } = useSession(session)

  // Also if another tab has signed in meanwhile.
  const signedIn = status !== 'loading' && status !== 'signed-out'
  useEffect(() => {
    if (signedIn) navigate(returnPath(search, window.location.origin), { replace: true })
  }, [signedIn, navigate, search])
  // A layout effect, so that the form works as soon as it is visible and an early submit is not lost.
  useLayoutEffect(
    () => (place.current ? startSignInForm(place.current, { settings, auth }) : undefined),
    [settings, auth],
  )
  // biome-ignore lint/security/noDangerouslySetInnerHtml: the console's own markup, which the page shows before the code has loaded
  return <div ref={place} dangerouslySetInnerHTML={html} />
}
