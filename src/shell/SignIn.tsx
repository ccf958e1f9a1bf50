import type { AuthProvider } from '@refinedev/core'
import { Button, type InputRef } from 'antd'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { Link, useLocation, useNavigate } from 'react-router'
import type { Session } from '@/supabase/session'
import type { Settings } from '@/supabase/settings'
import { PaneHead, Stack } from '@/ui/layout'
import { PasswordInput } from './PasswordInput'
import { returnPath } from './returnPath'
import { EmailField, SignInFrame } from './SignInFrame'
import { useSession } from './useSession'

interface SignInProps {
  settings: Settings
  auth: Pick<AuthProvider, 'login'>
  session: Session
}

/** The sign-in page: asks for email and password, then goes to where the person meant to go. */
export function SignIn({ settings, auth, session }: SignInProps) {
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const [problem, setProblem] = useState<string>()
  const [missing, setMissing] = useState(false)
  const [busy, setBusy] = useState(false)
  const passwordInput = useRef<InputRef>(null)
  const submit = useRef<HTMLButtonElement>(null)
  const { search } = useLocation()
  const navigate = useNavigate()
  const { status } = useSession(session)

  // Also when another tab has signed in meanwhile.
  const signedIn = status !== 'loading' && status !== 'signed-out'
  useEffect(() => {
    if (signedIn) navigate(returnPath(search, window.location.origin), { replace: true })
  }, [signedIn, navigate, search])

  const signIn = async (event: FormEvent) => {
    event.preventDefault()
    setProblem(undefined)
    setMissing(true)
    if (!email.trim() || !password || busy) return
    setBusy(true)
    const answer = await auth.login({ email: email.trim(), password })
    setBusy(false)
    if (answer.success) return
    setProblem(answer.error?.message ?? 'Signing in did not work. Try again.')
    passwordInput.current?.focus({ cursor: 'all' })
  }

  return (
    <SignInFrame title="Sign in" text="The console of IntroAlignment’s staff.">
      <Stack as="form" gap={12} className="above-24" onSubmit={signIn} noValidate>
        <EmailField value={email} onChange={setEmail} isAsked={missing} />
        <PasswordInput
          ref={passwordInput}
          label="Password"
          autoComplete="current-password"
          aside={<Link to="/forgot-password">Forgot password?</Link>}
          error={missing && !password ? 'Enter your password.' : undefined}
          value={password}
          onChange={setPassword}
        />
        <div className="notice" data-tone="red" role="alert">
          {problem}
        </div>
        <Button ref={submit} type="primary" size="large" block htmlType="submit" loading={busy}>
          Sign in
        </Button>
      </Stack>
      {settings.embedded ? (
        <section className="samples" aria-labelledby="samples">
          <PaneHead id="samples" className="pad-x-12 below-12">
            Sample sign-ins of this local copy
          </PaneHead>
          <ul>
            {settings.embedded.signIns.map((sample) => (
              <li key={sample.email}>
                <button
                  type="button"
                  className="choice row baseline between full pad-x-12"
                  onClick={() => {
                    setEmail(sample.email)
                    setPassword(settings.embedded?.password ?? '')
                    setProblem(undefined)
                    submit.current?.focus()
                  }}
                >
                  {sample.role} <span className="quiet small">{sample.email}</span>
                </button>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </SignInFrame>
  )
}
