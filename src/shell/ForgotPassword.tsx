import { CheckCircleFilled } from '@ant-design/icons'
import type { AuthProvider } from '@refinedev/core'
import { Button } from 'antd'
import { type FormEvent, useState } from 'react'
import { Link } from 'react-router'
import type { Settings } from '@/supabase/settings'
import { Row, Stack } from '@/ui/layout'
import { EmailField, SignInFrame } from './SignInFrame'

interface ForgotPasswordProps {
  settings: Settings
  auth: Pick<AuthProvider, 'forgotPassword'>
}

/** Requests an email with a link to the page for setting a new password. */
export function ForgotPassword({ settings, auth }: ForgotPasswordProps) {
  const [email, setEmail] = useState('')
  const [missing, setMissing] = useState(false)
  const [problem, setProblem] = useState<string>()
  const [sentTo, setSentTo] = useState<string>()
  const [busy, setBusy] = useState(false)

  const send = async (event: FormEvent) => {
    event.preventDefault()
    setMissing(true)
    setProblem(undefined)
    setSentTo(undefined)
    const trimmedEmail = email.trim()
    if (!trimmedEmail || busy) return
    setBusy(true)
    const answer = await auth.forgotPassword?.({ email: trimmedEmail })
    setBusy(false)
    if (answer?.success) setSentTo(trimmedEmail)
    else setProblem(answer?.error?.message ?? 'The mail could not be asked for. Try again.')
  }

  return (
    <SignInFrame
      title="Forgot your password?"
      text="We send a link to your address. It leads to a page where you set a new one."
    >
      <Stack as="form" gap={12} className="above-24" onSubmit={send} noValidate>
        <EmailField value={email} onChange={setEmail} isAsked={missing} />
        <div className="notice" data-tone="red" role="alert">
          {problem}
        </div>
        <Button type="primary" size="large" block htmlType="submit" loading={busy}>
          Send the link
        </Button>
      </Stack>
      <div role="status">
        {sentTo ? (
          <Row as="p" gap={8} align="baseline" className="notice above-16" data-tone="green">
            <CheckCircleFilled aria-hidden />
            <span>
              {settings.embedded
                ? 'This local copy sends no mail: the link stands in the terminal that the console was started from.'
                : `If ${sentTo} has an account, the link is on its way. It works once and for a limited time; look in the spam folder too.`}
            </span>
          </Row>
        ) : null}
      </div>
      <p className="entry-foot quiet above-16">
        <Link to="/sign-in">Back to sign-in</Link>
      </p>
    </SignInFrame>
  )
}
