import { useEffect, useState } from 'react'

/** Shows that one transaction is under way: how long it has taken, since how far it is nobody outside can see. */
export function Running({ what, isInDoubt }: { what: string; isInDoubt: boolean }) {
  const [seconds, setSeconds] = useState(0)
  useEffect(() => {
    const started = Date.now()
    const timer = setInterval(() => setSeconds(Math.round((Date.now() - started) / 1000)), 500)
    // The work goes on without the page, but its outcome would not be told.
    const ask = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', ask)
    return () => {
      clearInterval(timer)
      window.removeEventListener('beforeunload', ask)
    }
  }, [])
  return (
    <div className="bulk-running">
      <div className="bulk-progress" role="progressbar" aria-label={what}>
        <span />
      </div>
      <p role="status">
        {isInDoubt
          ? 'The connection was lost before the answer came. Asking the database what became of it…'
          : 'Working. It is one transaction: all of it counts at its end, and none before.'}{' '}
      </p>
      <p className="bulk-quiet tabular" aria-hidden>
        {seconds} s
      </p>
    </div>
  )
}
