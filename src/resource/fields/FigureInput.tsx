import { Input } from 'antd'
import { useEffect, useId, useRef, useState } from 'react'
import type { InputProps } from '../field'
import { minorOf, type NumberForm, plainText, readNumber } from './readNumber'
import './figure.css'

interface FigureInputProps extends Omit<InputProps, 'values'> {
  form: NumberForm
  /** Stored are whole numbers of the smallest unit, of which one has so many digits. */
  minor?: number
  /** What was understood, in words. */
  understood: (value: number) => string
  suffix?: string
  /** Says what is wrong itself, where no form does. */
  saysProblem?: boolean
}

/** A stored figure as it is typed: a plain decimal. */
function typedFigure(value: unknown, minor = 0): string {
  if (value === null || value === undefined || value === '') return ''
  if (typeof value === 'string' && !/^-?\d+(\.\d+)?$/.test(value)) return value
  return plainText(Number(value), minor)
}

/**
 * Asks for a figure as people type it and says beside it what was understood. Gives a number; or the text as it was typed
 * where it cannot be read, which is refused with the reason and never sent.
 */
export function FigureInput({
  form,
  minor = 0,
  understood,
  suffix,
  saysProblem,
  value,
  onChange,
  ...props
}: FigureInputProps) {
  const [typed, setTyped] = useState<{ text: string; value: unknown }>()
  const id = useId()
  const read = (text: string): unknown => {
    if (text.trim() === '') return null
    const found = readNumber(text, form)
    return 'problem' in found ? text : minor ? minorOf(found.plain, minor) : Number(found.plain)
  }
  const write = (text: string) => {
    const next = read(text)
    setTyped({ text, value: next })
    onChange?.(next)
  }
  // What was typed stays as it was typed, for as long as it is what is held.
  const text = typed && Object.is(typed.value, value ?? null) ? typed.text : typedFigure(value, minor)

  // In another currency the words that are seen are another amount: they are read anew, as if they were typed.
  const seen = useRef({ text, currency: form.currency })
  useEffect(() => {
    const before = seen.current
    seen.current = { text, currency: form.currency }
    if (before.currency !== form.currency && before.text !== '') write(before.text)
  })
  const isRead = typeof value === 'number'
  const said = isRead ? understood(value) : ''
  const found = saysProblem && typeof value === 'string' ? readNumber(value, form) : undefined
  const problem = found && 'problem' in found ? found.problem : undefined
  return (
    <>
      <Input
        {...props}
        className="full"
        inputMode={form.digits === 0 ? 'numeric' : 'decimal'}
        autoComplete="off"
        value={text}
        onChange={(event) => write(event.target.value)}
        suffix={suffix}
        aria-describedby={
          [
            props['aria-describedby'],
            said && !props['aria-invalid'] && `${id}-read`,
            problem && `${id}-problem`,
          ]
            .filter(Boolean)
            .join(' ') || undefined
        }
      />
      {typed && said && said !== text ? (
        <span id={`${id}-read`} className="figure-read tabular quiet small right block above-2">
          = {said}
        </span>
      ) : null}
      {problem ? (
        <span id={`${id}-problem`} className="figure-read wrong small right block above-2">
          {problem}
        </span>
      ) : null}
    </>
  )
}
