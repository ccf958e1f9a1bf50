import { act, render, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useState } from 'react'
import { expect, it } from 'vitest'
import { ActionRow } from '@/resource/queue/ActionRow'
import { movingKeys } from '@/resource/queue/keys'
import { QueuePanes } from '@/resource/queue/QueuePanes'
import { QueueRow } from '@/resource/queue/QueueRow'
import { QueueRows } from '@/resource/queue/QueueRows'
import { useShortcuts } from '@/ui/shortcuts'

const rows = ['a', 'b', 'c']

/** A queue's page with all kinds of controls in each of its panes. */
function Queue() {
  const [focus, setFocus] = useState('b')
  const [isMore, setMore] = useState(false)
  useShortcuts(movingKeys({ move: () => setFocus('c') }))
  return (
    <QueuePanes pane="list">
      <section className="queue-waiting">
        <input type="radio" aria-label="View" />
        <button type="button">2 new</button>
        <QueueRows label="Rows" rows={rows} keyOf={(row) => row} focus={focus}>
          {(row, place) => (
            <QueueRow
              key={row}
              {...place}
              status="open"
              onOpen={() => setFocus(row)}
              title={row}
              details=""
              age=""
              selection={{ label: row, isSelected: false, isDisabled: false, onToggle: () => {} }}
            />
          )}
        </QueueRows>
        <button type="button">Claim</button>
      </section>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scroll container must be focusable by keyboard */}
      <section className="queue-reading" tabIndex={0} aria-label="Item">
        <a href="/a">Its page</a>
        <h2 tabIndex={-1}>Heading</h2>
        <button type="button" onClick={() => setMore(true)}>
          More
        </button>
        {isMore ? <a href="/late">Came late</a> : null}
      </section>
      <div className="queue-bar">
        <button type="button">Undo</button>
        <ActionRow label="Decide">
          <button type="button">Approve</button>
          <button type="button">Remove</button>
        </ActionRow>
      </div>
      <aside className="queue-side">
        <a href="/author">Author</a>
        <textarea aria-label="Note" />
        <button type="button">Sanction</button>
      </aside>
    </QueuePanes>
  )
}

const focused = () =>
  document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent
const walk = async (...keys: string[]) => {
  const ways: unknown[] = []
  for (const key of keys) {
    await userEvent.keyboard(`{${key}}`)
    ways.push(focused())
  }
  return ways
}
const focus = (element: HTMLElement) => act(() => element.focus())

it('list, item, decisions and side are one Tab each, from the row and back', async () => {
  render(<Queue />)
  focus(screen.getByRole('button', { name: 'b' }))
  expect(await walk('Tab', 'Tab', 'Tab')).toEqual(['Item', 'Approve', 'Author'])
  await userEvent.tab({ shift: true })
  await userEvent.tab({ shift: true })
  await userEvent.tab({ shift: true })
  expect(focused()).toBe('b')
  await userEvent.tab({ shift: true })
  expect(focused()).toBe('View')
})

it('arrows lead along what is in each, also along what came late', async () => {
  render(<Queue />)
  focus(screen.getByRole('button', { name: 'b' }))
  expect(await walk('ArrowRight', 'ArrowRight', 'ArrowRight')).toEqual(['Select “b”', 'Claim', 'Claim'])
  expect(await walk('ArrowLeft', 'ArrowLeft', 'ArrowLeft')).toEqual(['Select “b”', 'b', '2 new'])
  focus(screen.getByRole('heading', { name: 'Heading' }))
  expect(await walk('ArrowRight', 'ArrowLeft')).toEqual(['More', 'Its page'])
  await userEvent.click(screen.getByRole('button', { name: 'More' }))
  await waitFor(() => expect(screen.getByText('Came late').tabIndex).toBe(-1))
  expect(await walk('ArrowRight', 'Tab', 'ArrowLeft', 'ArrowRight', 'ArrowRight')).toEqual([
    'Came late',
    'Approve',
    'Undo',
    'Approve',
    'Remove',
  ])
  focus(screen.getByRole('link', { name: 'Author' }))
  // In a text field, the arrow keys move the cursor.
  expect(await walk('ArrowRight', 'ArrowRight')).toEqual(['Note', 'Note'])
})
