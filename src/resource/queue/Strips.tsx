import './list.css'

/** Leads to the first of the decisions that came back; nothing where none did. */
export function ReturnedStrip({ count, onOpen }: { count: number; onOpen: () => void }) {
  if (count === 0) return null
  return (
    <button type="button" className="queue-strip" data-tone="red" onClick={onOpen}>
      {count === 1 ? 'One decision came back' : `${count} decisions came back`} <kbd aria-hidden>B</kbd>
    </button>
  )
}

/** Brings in what is new; nothing where nothing is. */
export function NewStrip({ count, onLoad }: { count: number; onLoad: () => void }) {
  if (count === 0) return null
  return (
    <button type="button" className="queue-strip" onClick={onLoad}>
      {count} new <kbd aria-hidden>.</kbd>
    </button>
  )
}
