import { act, render, screen, waitFor } from '@testing-library/react'
import { useState } from 'react'
import { expect, test } from 'vitest'
import { useFocusBack } from '@/ui/useFocusBack'
import { user } from '../support/render.tsx'

function Drawer({ onClose }: { onClose: () => void }) {
  useFocusBack()
  return <input aria-label="Inside" onKeyDown={(event) => event.key === 'Escape' && onClose()} />
}
function Page() {
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <button type="button" onClick={() => setOpen(true)}>
        Open
      </button>
      {isOpen ? <Drawer onClose={() => setOpen(false)} /> : null}
    </>
  )
}

test('the focus goes back to what opened a drawer, once the drawer has left the page', async () => {
  const { unmount } = render(<Page />)
  await user.click(screen.getByRole('button', { name: 'Open' }))
  act(() => screen.getByLabelText('Inside').focus())
  await user.keyboard('{Escape}')
  expect(screen.queryByLabelText('Inside')).toBeNull()
  await waitFor(() => expect(screen.getByRole('button', { name: 'Open' })).toHaveFocus())
  unmount()
})
