import { Input } from 'antd'
import { type ReactNode, useEffect, useId } from 'react'
import { Row } from '@/ui/layout'
import './sign-in.css'

/** The card for pages outside the frame: sign-in, forgotten password and new password. */
export function SignInFrame({
  title,
  text,
  children,
}: {
  title: string
  text?: ReactNode
  children: ReactNode
}) {
  useEffect(() => {
    document.title = `${title} · IntroAlignment`
  }, [title])
  return (
    <main className="entry" id="main">
      <div className="entry-card">
        <Row gap={8} className="bold below-24">
          <span className="brand-mark" />
          IntroAlignment
        </Row>
        <h1 className="title">{title}</h1>
        {text ? <p className="quiet anywhere above-4">{text}</p> : null}
        {children}
      </div>
    </main>
  )
}

interface FieldProps {
  label: string
  /** What is wrong with the value, or undefined. */
  error?: string
  hint?: ReactNode
  /** Beside the label, right-aligned. */
  aside?: ReactNode
  children: (attributes: {
    id: string
    'aria-describedby': string | undefined
    'aria-invalid': boolean
    status: '' | 'error'
  }) => ReactNode
}

/** A labelled field with its hint and error, for forms too small to need a form library. */
export function SignInField({ label, error, hint, aside, children }: FieldProps) {
  const id = useId()
  const noteId = `${id}-note`
  const note = error ?? hint
  return (
    <div className="relative">
      <label htmlFor={id} className="block medium below-4">
        {label}
      </label>
      {children({
        id,
        'aria-describedby': note ? noteId : undefined,
        'aria-invalid': error !== undefined,
        status: error ? 'error' : '',
      })}
      {/* After the field in the Tab order, though displayed above its end. */}
      {aside ? <div className="field-aside small">{aside}</div> : null}
      {note ? (
        <div id={noteId} className={`small above-4 ${error ? 'wrong' : 'quiet'}`}>
          {note}
        </div>
      ) : null}
    </div>
  )
}

/** The field for the email address of a sign-in. */
export function EmailField({
  value,
  onChange,
  isAsked,
}: {
  value: string
  onChange: (value: string) => void
  /** The form was submitted: an empty field is now an error. */
  isAsked: boolean
}) {
  return (
    <SignInField label="Email" error={isAsked && !value.trim() ? 'Enter your email address.' : undefined}>
      {(field) => (
        <Input
          {...field}
          size="large"
          type="email"
          name="email"
          autoComplete="username"
          autoFocus
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </SignInField>
  )
}
