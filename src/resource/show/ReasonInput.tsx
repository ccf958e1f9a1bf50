import { useId } from 'react'
import { LimitedInput } from '@/ui/limited'

interface ReasonInputProps {
  value: string
  onChange: (reason: string) => void
}

/** Asks for the reason of a restore; it becomes part of the history. */
export function ReasonInput({ value, onChange }: ReasonInputProps) {
  const id = useId()
  return (
    <>
      <label htmlFor={id} className="block above-12 below-4">
        Why (kept in the history)
      </label>
      <LimitedInput
        id={id}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        maxLength={500}
      />
    </>
  )
}
