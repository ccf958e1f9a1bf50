import { Input } from 'antd'

interface MonthInputProps {
  /** The first day of the month, such as `2026-11-01`. */
  month: string
  /** The latest month that can be chosen, as a day of it or as `2026-11`; undefined while it is unknown. */
  latest: string | undefined
  /** Receives the month as `2026-11`; empty when the input was cleared. */
  onChange: (month: string) => void
}

/** Chooses the month of a page. */
export function MonthInput({ month, latest, onChange }: MonthInputProps) {
  return (
    <Input
      type="month"
      aria-label="Month"
      style={{ width: 150 }}
      value={month.slice(0, 7)}
      max={latest?.slice(0, 7)}
      onChange={(event) => onChange(event.target.value)}
    />
  )
}
