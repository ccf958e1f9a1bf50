import { Input } from 'antd'
import { useEffect, useId, useRef, useState } from 'react'
import type { InputProps } from '../field'
import { minorOf, type NumberForm, plainText, readNumber } from './readNumber'
import './figure.css'

interface FigureInputProps extends Omit<InputProps, 'values'> {
  form: NumberForm
  /** If set, the value is stored as an integer of the smallest unit, and this is the number of decimals. */
  minor?: number
  /** The parsed number, as text. */
  understood: (value: number) => string
  suffix?: string
  /** Shows the error itself, for use outside a form. */
  saysProblem?: boolean
}

/** A stored number as it is typed: a plain decimal. */
function typedFigure(value: unknown, minor = 0): string {
  if (value === null || value === undefined || value === '') return ''
  if (typeof value === 'string' && !/^-?\d+(\.\d+)?$/.test(value)) return value
  return plainText(Number(value), minor)
}

/**
 * Parses a number as people type it and shows beside it how it was understood. The value is a number, or the typed text
 * if it cannot be parsed; that is refused with the reason and never sent.
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
  // The typed text is shown unchanged while the value is the one it was parsed to.
  const text = typed && Object.is(typed.value, value ?? null) ? typed.text : typedFigure(value, minor)

  // In another currency the shown text means another amount: it is parsed again, as if it had just been typed.
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
