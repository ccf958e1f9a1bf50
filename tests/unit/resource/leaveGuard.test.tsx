import { render, screen } from '@testing-library/react'
import { useState } from 'react'
import { flushSync } from 'react-dom'
import { createMemoryRouter, RouterProvider } from 'react-router'
import { expect, it } from 'vitest'
import { LeaveGuard } from '@/resource/form/LeaveGuard'

let close = () => {}

/** A component with unsaved changes, until `close` marks them as saved. */
function Editor() {
  const [isOpen, setOpen] = useState(true)
  close = () => setOpen(false)
  return isOpen ? <LeaveGuard when /> : <p>Saved</p>
}

it('what is held back in the moment in which the guard goes is not lost', async () => {
  const router = createMemoryRouter([
    { path: '/', element: <Editor /> },
    { path: '/record', element: <p>The record</p> },
  ])
  render(<RouterProvider router={router} />)
  void router.navigate('/record', { state: { over: 'the list' } })
  flushSync(() => close())
  expect(await screen.findByText('The record')).toBeInTheDocument()
  expect(router.state.location.state).toEqual({ over: 'the list' })
})
