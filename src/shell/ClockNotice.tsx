import { Alert } from 'antd'

const minutes = new Intl.NumberFormat('en', { style: 'unit', unit: 'minute', unitDisplay: 'long' })
const hours = new Intl.NumberFormat('en', { style: 'unit', unit: 'hour', unitDisplay: 'long' })

/** Tells the person that this computer's clock is wrong. `error`: by how many milliseconds it is ahead. */
export function ClockNotice({ error }: { error: number }) {
  const span = Math.round(Math.abs(error) / 60_000)
  const text = span < 120 ? minutes.format(span) : hours.format(Math.round(span / 60))
  return (
    <Alert
      banner
      type="warning"
      role="status"
      title={`This computer’s clock is about ${text} ${error > 0 ? 'fast' : 'slow'}`}
      description="Lists go by the server’s time. Set the clock right, so that ages, days and what you enter are right too."
    />
  )
}
