import { act, render, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { lazy, type ReactNode, Suspense } from 'react'
import { expect, it, vi } from 'vitest'
import { useShortcuts } from '@/ui/shortcuts'
import { DialogOpening } from '@/ui/states'

function PageWithKeys({ onKey }: { onKey: () => void }) {
  useShortcuts([{ keys: 'a', label: 'Act', group: 'Page', run: onKey }])
  return <button type="button">Before</button>
}

/** A page with a shortcut of its own, and a dialog over it whose code loads when the test allows it. */
async function opening(content: ReactNode) {
  const acted = vi.fn()
  let arrive = (_: { default: () => ReactNode }) => {}
  const Window = lazy(
    () =>
      new Promise<{ default: () => ReactNode }>((resolve) => {
        arrive = resolve
      }),
  )
  const page = (isOpen: boolean) => (
    <>
      <PageWithKeys onKey={acted} />
      <Suspense fallback={<DialogOpening />}>{isOpen ? <Window /> : null}</Suspense>
    </>
  )
  const { rerender } = render(page(false))
  screen.getByRole('button', { name: 'Before' }).focus()
  await act(async () => rerender(page(true)))
  await userEvent.keyboard('a 1{Tab}')
  await act(async () => arrive({ default: () => content }))
  return acted
}

it('what is typed while a dialog’s code is on its way stands in its field, over what is selected there', async () => {
  const acted = await opening(
    <div className="ant-modal">
      <input
        aria-label="Name"
        defaultValue="Old"
        ref={(field) => {
          field?.focus()
          field?.select()
        }}
      />
    </div>,
  )
  await waitFor(() => expect(screen.getByLabelText('Name')).toHaveValue('a 1'))
  expect(screen.getByLabelText('Name')).toHaveFocus()
  expect(acted).not.toHaveBeenCalled()
})

it('a window without a field is given the keys, and the page none of them', async () => {
  const pressed = vi.fn()
  const acted = await opening(
    <div className="ant-modal-wrap">
      <div
        className="ant-modal"
        role="dialog"
        tabIndex={-1}
        ref={(window) => window?.focus()}
        onKeyDown={({ key }) => pressed(key)}
      />
    </div>,
  )
  await waitFor(() => expect(pressed.mock.calls.flat()).toEqual(['a', ' ', '1']))
  expect(acted).not.toHaveBeenCalled()
})
