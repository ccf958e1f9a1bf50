import { useEffect, useState } from 'react'
import { Stack } from '@/ui/layout'

/** Shows that a transaction is running and for how long; its progress is not visible from outside. */
export function BulkProgress({ what, isInDoubt }: { what: string; isInDoubt: boolean }) {
  const [seconds, setSeconds] = useState(0)
  useEffect(() => {
    const started = Date.now()
    const timer = setInterval(() => setSeconds(Math.round((Date.now() - started) / 1000)), 500)
    // The transaction would go on without the page, but its result could not be shown.
    const warn = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', warn)
    return () => {
      clearInterval(timer)
      window.removeEventListener('beforeunload', warn)
    }
  }, [])
  return (
    <Stack gap={8} className="above-24 below-8">
      <div className="track loading" style={{ height: 4 }} role="progressbar" aria-label={what}>
        <span className="loading-bar" style={{ maxWidth: 'none' }} />
      </div>
      <p role="status">
        {isInDoubt
          ? 'The connection was lost before the answer came. Asking the database what became of it…'
          : 'Working. It is one transaction: all of it counts at its end, and none before.'}{' '}
      </p>
      <p className="tabular quiet plain" aria-hidden>
        {seconds} s
      </p>
    </Stack>
  )
}
