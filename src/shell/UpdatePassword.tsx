import { CheckCircleFilled } from '@ant-design/icons'
import type { AuthProvider } from '@refinedev/core'
import { Button } from 'antd'
import { type FormEvent, useState } from 'react'
import { Link } from 'react-router'
import type { Session } from '@/supabase/session'
import { Row, Stack } from '@/ui/layout'
import { LoadingState } from '@/ui/states'
import { PasswordInput } from './PasswordInput'
import { SignInFrame } from './SignInFrame'
import { useSession } from './useSession'

const minLength = 8

interface UpdatePasswordProps {
  auth: Pick<AuthProvider, 'updatePassword'>
  session: Session
}

/** Sets a new password; allowed by the link in the email or by being signed in. */
export function UpdatePassword({ auth, session }: UpdatePasswordProps) {
  const [password, setPassword] = useState('')
  const [repeated, setRepeated] = useState('')
  const [tried, setTried] = useState(false)
  const [problem, setProblem] = useState<string>()
  const [done, setDone] = useState(false)
  const [busy, setBusy] = useState(false)
  const { status } = useSession(session)

  const tooShort = password.length < minLength
  const differs = password !== repeated

  const save = async (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    setProblem(undefined)
    if (tooShort || differs || busy) return
    setBusy(true)
    const answer = await auth.updatePassword?.({ password })
    setBusy(false)
    if (answer?.success) setDone(true)
    else setProblem(answer?.error?.message ?? 'The password could not be changed. Try again.')
  }

  if (done) {
    return (
      <SignInFrame title="Your password is changed">
        <Row as="p" gap={8} align="baseline" className="notice above-16" data-tone="green" role="status">
          <CheckCircleFilled aria-hidden /> Use the new password from now on.
        </Row>
        <p className="entry-foot quiet above-16">
          <Link to="/">Go to the console</Link>
        </p>
      </SignInFrame>
    )
  }
  if (status === 'loading') {
    return (
      <SignInFrame title="Set a new password">
        <LoadingState shape="text" />
      </SignInFrame>
    )
  }
  if (status === 'signed-out') {
    return (
      <SignInFrame
        title="This link does not work any more"
        text="It may have been used already, or it is too old. Ask for a new one."
      >
        <p className="entry-foot quiet above-16">
          <Link to="/forgot-password">Send a new link</Link>
        </p>
      </SignInFrame>
    )
  }
  return (
    <SignInFrame title="Set a new password">
      <Stack as="form" gap={12} className="above-24" onSubmit={save} noValidate>
        <PasswordInput
          label="New password"
          autoComplete="new-password"
          autoFocus
          hint={`At least ${minLength} characters.`}
          error={tried && tooShort ? `Use at least ${minLength} characters.` : undefined}
          value={password}
          onChange={setPassword}
        />
        <PasswordInput
          label="New password again"
          autoComplete="new-password"
          error={tried && !tooShort && differs ? 'The two passwords differ.' : undefined}
          value={repeated}
          onChange={setRepeated}
        />
        <div className="notice" data-tone="red" role="alert">
          {problem}
        </div>
        <Button type="primary" size="large" block htmlType="submit" loading={busy}>
          Save the password
        </Button>
      </Stack>
    </SignInFrame>
  )
}
