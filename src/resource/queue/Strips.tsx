import { Row } from '@/ui/layout'
import './list.css'

/** Leads to the first of the decisions that came back; nothing where none did. */
export function ReturnedStrip({ count, onOpen }: { count: number; onOpen: () => void }) {
  if (count === 0) return null
  return (
    <Row
      type="button"
      as="button"
      gap={8}
      justify="center"
      wrap="tight"
      className="queue-strip fixed small medium"
      data-tone="red"
      onClick={onOpen}
    >
      {count === 1 ? 'One decision came back' : `${count} decisions came back`} <kbd aria-hidden>B</kbd>
    </Row>
  )
}

/** Brings in what is new; nothing where nothing is. */
export function NewStrip({ count, onLoad }: { count: number; onLoad: () => void }) {
  if (count === 0) return null
  return (
    <Row
      type="button"
      as="button"
      gap={8}
      justify="center"
      wrap="tight"
      className="queue-strip fixed small medium"
      onClick={onLoad}
    >
      {count} new <kbd aria-hidden>.</kbd>
    </Row>
  )
}
