import { Input, type InputRef } from 'antd'
import { type KeyboardEvent, type ReactNode, type Ref, useState } from 'react'
import { SignInField } from './SignInFrame'

interface PasswordInputProps {
  label: string
  value: string
  onChange: (value: string) => void
  autoComplete: 'current-password' | 'new-password'
  error?: string
  hint?: ReactNode
  aside?: ReactNode
  autoFocus?: boolean
  ref?: Ref<InputRef>
}

/** A password field that warns if Caps Lock is on. */
export function PasswordInput({ label, value, onChange, error, hint, aside, ...input }: PasswordInputProps) {
  const [capsLock, setCapsLock] = useState(false)
  const checkCapsLock = (event: KeyboardEvent) => setCapsLock(event.getModifierState?.('CapsLock') ?? false)
  return (
    <SignInField label={label} error={error} hint={capsLock ? 'Caps Lock is on.' : hint} aside={aside}>
      {(field) => (
        <Input.Password
          {...field}
          {...input}
          size="large"
          name={input.autoComplete}
          value={value}
          onChange={(event) => onChange(event.target.value)}
          onKeyDown={checkCapsLock}
          onKeyUp={checkCapsLock}
          onBlur={() => setCapsLock(false)}
        />
      )}
    </SignInField>
  )
}
