import { Button, type InputRef, Modal } from 'antd'
import { type FormEvent, type RefObject, useEffect, useRef, useState } from 'react'
import type { Session } from '@/supabase/session'
import { Row, Stack } from '@/ui/layout'
import { PasswordInput } from './PasswordInput'
import { useSession } from './useSession'
import './sign-in.css'

/** Asks for the password when the session has expired; the page below stays as it is, with all typed input. */
export function SessionExpired({ session }: { session: Session }) {
  const state = useSession(session)
  const input = useRef<InputRef>(null)
  const wasTyping = useRef(false)
  const expired = useOncePaused(state.status === 'staff' && state.expired, wasTyping)
  return (
    <Modal
      open={expired}
      title="Your session has ended"
      footer={null}
      closable={false}
      keyboard={false}
      mask={{ closable: false }}
      width={400}
      centered
      destroyOnHidden
      afterOpenChange={(open) => {
        if (open && !wasTyping.current) input.current?.focus()
      }}
    >
      {expired && state.status === 'staff' ? (
        <AskAgain session={session} email={state.staff.email} input={input} />
      ) : null}
    </Modal>
  )
}

/** How long to wait after the last key press before the dialog opens, in milliseconds. */
const pauseMs = 1200
let lastTyped = Number.NEGATIVE_INFINITY
const isField = (target: EventTarget | null) =>
  target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea'))

/**
 * True once `wanted` is true and typing has paused: letters meant for a note must not go into the password. `wasTyping`
 * tells whether the person was in a field; then the password field is not focused.
 */
function useOncePaused(wanted: boolean, wasTyping: RefObject<boolean>): boolean {
  const [isPaused, setPaused] = useState(false)
  useEffect(() => {
    const note = ({ target }: KeyboardEvent) => {
      if (isField(target)) lastTyped = performance.now()
    }
    document.addEventListener('keydown', note, true)
    return () => document.removeEventListener('keydown', note, true)
  }, [])
  useEffect(() => {
    if (!wanted) return setPaused(false)
    let timer: ReturnType<typeof setTimeout>
    const look = () => {
      const rest = lastTyped + pauseMs - performance.now()
      if (rest > 0) timer = setTimeout(look, rest)
      else {
        wasTyping.current = isField(document.activeElement)
        setPaused(true)
      }
    }
    look()
    return () => clearTimeout(timer)
  }, [wanted, wasTyping])
  return wanted && isPaused
}

interface AskAgainProps {
  session: Session
  email: string
  input: RefObject<InputRef | null>
}

function AskAgain({ session, email, input }: AskAgainProps) {
  const [password, setPassword] = useState('')
  const [problem, setProblem] = useState<string>()
  const [busy, setBusy] = useState(false)

  const signIn = async (event: FormEvent) => {
    event.preventDefault()
    if (!password || busy) return
    setBusy(true)
    setProblem(undefined)
    try {
      await session.signInAgain(password)
    } catch (error) {
      setProblem(error instanceof Error ? error.message : 'Signing in did not work. Try again.')
      setBusy(false)
      input.current?.focus({ cursor: 'all' })
    }
  }

  return (
    <Stack as="form" gap={12} className="above-12" onSubmit={signIn} noValidate>
      <p className="quiet anywhere above-4">
        Enter the password of <strong className="loud">{email}</strong> to go on. Everything on this page
        stays as it is.
      </p>
      {/* For password managers: the account that the password belongs to. */}
      <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
      <PasswordInput
        ref={input}
        label="Password"
        autoComplete="current-password"
        value={password}
        onChange={setPassword}
      />
      <div className="notice" data-tone="red" role="alert">
        {problem}
      </div>
      <Row gap={8} align="stretch" justify="end">
        <Button onClick={() => void session.signOut()}>Sign out instead</Button>
        <Button type="primary" htmlType="submit" loading={busy}>
          Go on
        </Button>
      </Row>
    </Stack>
  )
}
