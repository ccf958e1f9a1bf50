import type { ReactNode } from 'react'
import { Row } from '@/ui/layout'
import './list.css'

/** A line above a queue's rows that is a button with a keyboard shortcut. */
function Banner({ tone, onClick, children }: { tone?: 'red'; onClick: () => void; children: ReactNode }) {
  return (
    <Row
      type="button"
      as="button"
      gap={8}
      justify="center"
      wrap="tight"
      className="queue-strip fixed small medium"
      data-tone={tone}
      onClick={onClick}
    >
      {children}
    </Row>
  )
}

/** Opens the first decision that was returned; renders nothing if there is none. */
export function ReturnedBanner({ count, onOpen }: { count: number; onOpen: () => void }) {
  const text = count === 1 ? 'One decision came back' : `${count} decisions came back`
  return (
    <>
      {/* Rendered before its text, because a live region added together with its text is not announced. */}
      <p className="visually-hidden" role="status">
        {count > 0 ? `${text}. B leads there.` : null}
      </p>
      {count > 0 ? (
        <Banner tone="red" onClick={onOpen}>
          {text} <kbd aria-hidden>B</kbd>
        </Banner>
      ) : null}
    </>
  )
}

/** Loads the new items; renders nothing if there are none. */
export function NewItemsBanner({ count, onLoad }: { count: number; onLoad: () => void }) {
  if (count === 0) return null
  return (
    <Banner onClick={onLoad}>
      {count} new <kbd aria-hidden>.</kbd>
    </Banner>
  )
}
