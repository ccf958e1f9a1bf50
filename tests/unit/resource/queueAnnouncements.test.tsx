import { act, render, screen } from '@testing-library/react'
import { expect, it } from 'vitest'
import { ReturnedBanner } from '@/resource/queue/QueueBanners'
import { type QueueState, reduceQueue } from '@/resource/queue/queueState'
import { useHeadingFocus } from '@/resource/queue/useHeadingFocus'

const state: QueueState<never> = {
  focus: 'a',
  pane: 'item',
  selected: new Set(),
  asking: undefined,
  announcement: 'Approved.',
  isFinished: false,
}

it('the same decision twice in a row is heard twice', () => {
  const next = reduceQueue(state, { type: 'decided', text: 'Approved.', next: 'b', isPhone: false })
  expect(next.announcement).not.toBe(state.announcement)
  expect(next.announcement.trim()).toBe('Approved.')
  expect(reduceQueue(next, { type: 'say', text: 'Approved.' }).announcement).not.toBe(next.announcement)
})

function Item({
  focus,
  announcement,
  asking,
}: {
  focus: string
  announcement: string
  asking?: string | undefined
}) {
  useHeadingFocus('title', { focus, announcement, asking })
  return (
    <>
      <button type="button">Elsewhere</button>
      <section key={focus}>
        <h2 id="title" tabIndex={-1}>
          {focus}
        </h2>
      </section>
      {asking ? <input aria-label={asking} /> : null}
    </>
  )
}

it('the heading of the item that one moves on to is read, unless the focus is elsewhere', () => {
  const { rerender } = render(<Item focus="a" announcement="" />)
  expect(screen.getByRole('heading', { name: 'a' })).toHaveFocus()
  rerender(<Item focus="b" announcement="" />)
  expect(screen.getByRole('heading', { name: 'b' })).toHaveFocus()
  act(() => screen.getByRole('button', { name: 'Elsewhere' }).focus())
  rerender(<Item focus="c" announcement="" />)
  expect(screen.getByRole('button', { name: 'Elsewhere' })).toHaveFocus()
  rerender(<Item focus="d" announcement="Approved." />)
  expect(screen.getByRole('heading', { name: 'd' })).toHaveFocus()
})

it('a question that is left gives the focus back, unless it is elsewhere by then', () => {
  const { rerender } = render(<Item focus="a" announcement="" asking="Why?" />)
  const leave = (then?: () => void) => {
    act(() => screen.getByRole('textbox', { name: 'Why?' }).focus())
    act(() => then?.())
    rerender(<Item focus="a" announcement="" />)
  }
  leave()
  expect(screen.getByRole('heading', { name: 'a' })).toHaveFocus()
  rerender(<Item focus="a" announcement="" asking="Why?" />)
  leave(() => screen.getByRole('button', { name: 'Elsewhere' }).focus())
  expect(screen.getByRole('button', { name: 'Elsewhere' })).toHaveFocus()
})

it('a decision that comes back is heard by a region that was there before', () => {
  const { rerender } = render(<ReturnedBanner count={0} onOpen={() => {}} />)
  const region = screen.getByRole('status')
  expect(region).toBeEmptyDOMElement()
  rerender(<ReturnedBanner count={1} onOpen={() => {}} />)
  expect(screen.getByRole('status')).toBe(region)
  expect(region).toHaveTextContent('One decision came back. B leads there.')
})
