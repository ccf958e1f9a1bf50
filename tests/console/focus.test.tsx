import { act, render, screen, waitFor } from '@testing-library/react'
import { Drawer as AntDrawer } from 'antd'
import { lazy, type ReactNode, StrictMode, Suspense, useState } from 'react'
import { expect, test, vi } from 'vitest'
import { drawerFocus, focusHeading } from '@/ui/drawerFocus'
import { MenuButton } from '@/ui/MenuButton'
import { NotificationHost } from '@/ui/notify'
import { DialogOpening } from '@/ui/states'
import { useReturnFocus } from '@/ui/useReturnFocus'
import { user } from '../support/render.tsx'

interface DrawerProps {
  onClose: () => void
}

function Drawer({ onClose }: DrawerProps) {
  useReturnFocus()
  return <input aria-label="Inside" onKeyDown={(event) => event.key === 'Escape' && onClose()} />
}

let arrive = () => {}
const LateDrawer = lazy(async () => {
  await new Promise<void>((resolve) => {
    arrive = resolve
  })
  return { default: Drawer }
})

/** A button, or a menu item, that opens a lazily loaded drawer. */
function Page({ inMenu = false }: { inMenu?: boolean }) {
  const [isOpen, setOpen] = useState(false)
  const open = () => setOpen(true)
  return (
    <>
      {inMenu ? (
        <MenuButton menu={{ items: [{ key: 'open', label: 'Choose', onClick: open }] }}>
          <button type="button">Open</button>
        </MenuButton>
      ) : (
        <button type="button" onClick={open}>
          Open
        </button>
      )}
      {isOpen ? (
        <Suspense fallback={<DialogOpening />}>
          {inMenu ? <Drawer onClose={() => setOpen(false)} /> : <LateDrawer onClose={() => setOpen(false)} />}
        </Suspense>
      ) : null}
    </>
  )
}

/** Closes the open dialog with Escape, and waits for the focus to return. */
async function closeByKey() {
  const inside = await screen.findByLabelText('Inside')
  act(() => inside.focus())
  await user.keyboard('{Escape}')
  expect(screen.queryByLabelText('Inside')).toBeNull()
  await waitFor(() => expect(screen.getByRole('button', { name: 'Open' })).toHaveFocus())
}

test('the focus goes back to what opened a drawer, also where its code had to be fetched first', async () => {
  render(
    <StrictMode>
      <Page />
    </StrictMode>,
  )
  await user.click(screen.getByRole('button', { name: 'Open' }))
  await waitFor(() => expect(screen.getByLabelText('Opening')).toHaveFocus())
  arrive()
  await closeByKey()
  await user.click(screen.getByRole('button', { name: 'Open' }))
  await closeByKey()
})

test('the focus goes back to the button of the menu that a drawer was chosen from', async () => {
  render(
    <NotificationHost>
      <Page inMenu />
    </NotificationHost>,
  )
  await user.click(screen.getByRole('button', { name: 'Open' }))
  await user.click(await screen.findByRole('menuitem', { name: 'Choose' }))
  await closeByKey()
})

test.each<[string, ReactNode, () => HTMLElement]>([
  ['its first control', <input key="a" aria-label="First" />, () => screen.getByLabelText('First')],
  ['its heading', <h1 key="a">Anna</h1>, () => screen.getByRole('heading', { name: 'Anna' })],
  ['itself, where nothing has come yet', <p key="a">Loading…</p>, () => screen.getByRole('dialog')],
])('a drawer opens with the focus on %s, and takes it once', async (_place, content, place) => {
  const inDrawer = (title: string) => (
    <>
      <button type="button">Beside it</button>
      <AntDrawer {...drawerFocus} open title={title} mask={false}>
        {content}
      </AntDrawer>
    </>
  )
  const { rerender } = render(inDrawer('Leads'))
  await waitFor(() => expect(place()).toHaveFocus())
  act(() => screen.getByRole('button', { name: 'Beside it' }).focus())
  rerender(inDrawer('All leads'))
  expect(screen.getByRole('button', { name: 'Beside it' })).toHaveFocus()
})

test('a drawer leaves the focus with a field that took it before the drawer did', async () => {
  const left = vi.fn()
  render(
    <AntDrawer {...drawerFocus} open title="New email">
      <input aria-label="First" ref={(field) => field?.focus()} onBlur={left} />
      <input aria-label="Second" />
    </AntDrawer>,
  )
  await waitFor(() => expect(screen.getByLabelText('First')).toHaveFocus())
  expect(left).not.toHaveBeenCalled()
})

test('a heading that comes later has the focus of its drawer, and nobody else’s', () => {
  const record = (name: string, key: string) => (
    <>
      <div role="dialog" tabIndex={-1} aria-label="Record">
        <h1 key={key} ref={focusHeading}>
          {name}
        </h1>
      </div>
      <button type="button">Beside it</button>
    </>
  )
  const { rerender } = render(record('Anna', 'a'))
  expect(screen.getByRole('heading')).toHaveFocus()
  rerender(record('Ben', 'b'))
  expect(screen.getByRole('heading', { name: 'Ben' })).toHaveFocus()
  act(() => screen.getByRole('button', { name: 'Beside it' }).focus())
  rerender(record('Cleo', 'c'))
  expect(screen.getByRole('button', { name: 'Beside it' })).toHaveFocus()
})
