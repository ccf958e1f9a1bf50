import { Button } from 'antd'
import { useState } from 'react'
import { Row } from '@/ui/layout'
import { SignInFrame } from './SignInFrame'

interface NotStaffProps {
  email: string
  /** Reads the staff record again; resolves when it has been read. */
  onCheckAgain: () => Promise<unknown>
  onSignOut: () => void
}

/** For a person who is signed in but is not a member of staff, or no longer. */
export function NotStaff({ email, onCheckAgain, onSignOut }: NotStaffProps) {
  const [checking, setChecking] = useState(false)
  const [checked, setChecked] = useState(false)
  const check = async () => {
    setChecking(true)
    try {
      await onCheckAgain()
    } finally {
      setChecking(false)
      setChecked(true)
    }
  }
  return (
    <SignInFrame
      title="This console is for staff"
      text={
        <>
          You are signed in as <strong>{email}</strong>, which has no role in the console. Ask an admin of the
          console to give you one, or sign in with another account.
        </>
      }
    >
      <Row gap={8} align="stretch" className="above-24">
        <Button type="primary" loading={checking} onClick={check}>
          Check again
        </Button>
        <Button onClick={onSignOut}>Sign out</Button>
      </Row>
      <p role="status" className="entry-foot quiet above-16">
        {checked && !checking ? 'Checked just now: still no role.' : null}
      </p>
    </SignInFrame>
  )
}
