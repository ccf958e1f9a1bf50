import { act, createEvent, fireEvent, render, screen, waitFor } from '@testing-library/react'
import { lazy, type ReactNode, Suspense, useRef, useState } from 'react'
import { MemoryRouter } from 'react-router'
import { describe, expect, test } from 'vitest'
import { CommandPalette } from '@/shell/CommandPalette'
import { PaletteOpening } from '@/shell/PaletteOpening'
import { Appearance } from '@/ui/Appearance'
import { LimitedInput, LimitedTextArea } from '@/ui/limited'
import { closeConsole, user } from '../support/render'

const show = (children: ReactNode) => {
  closeConsole()
  return render(
    <Appearance>
      <MemoryRouter>{children}</MemoryRouter>
    </Appearance>,
  )
}

let come = (_: { default: typeof CommandPalette }) => {}
const Late = lazy(
  () =>
    new Promise<{ default: typeof CommandPalette }>((resolve) => {
      come = resolve
    }),
)

function Page() {
  const [open, setOpen] = useState(false)
  const typed = useRef('')
  return (
    <>
      <button type="button" onClick={() => setOpen(true)}>
        Open
      </button>
      <Suspense fallback={<PaletteOpening typed={typed} onClose={() => setOpen(false)} />}>
        {open ? <Late open onClose={() => setOpen(false)} menu={[]} typed={typed} /> : null}
      </Suspense>
    </>
  )
}

describe('the palette', () => {
  test('keeps what is typed before its code is here, by keys or otherwise', async () => {
    const { unmount } = show(<Page />)
    const opener = screen.getByRole('button', { name: 'Open' })
    await user.click(opener)
    await user.keyboard('quib{Enter}')
    expect(opener).not.toHaveFocus()
    await act(async () => come({ default: CommandPalette }))
    const box = await screen.findByRole('combobox', { name: 'Search or jump to' })
    await waitFor(() => expect(box).toHaveFocus())
    await user.keyboard('ble')
    expect(box).toHaveValue('quibble')
    unmount()
  })
})

describe('a field with an end', () => {
  // jsdom does not perform the browser's default action, which would cut the text off.
  const give = (field: HTMLElement, event: Event) => (fireEvent(field, event) ? 'taken' : 'refused')
  const paste = (field: HTMLElement, text: string) =>
    give(field, createEvent.paste(field, { clipboardData: { getData: () => text } }))
  const drop = (field: HTMLElement, text: string) =>
    give(field, createEvent.drop(field, { dataTransfer: { getData: () => text } }))

  test('takes a text whole or not at all, pasted or dropped', async () => {
    const { unmount } = show(
      <>
        <LimitedTextArea aria-label="Note" maxLength={8} />
        <LimitedInput aria-label="Name" maxLength={8} />
      </>,
    )
    const note = screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Note' })
    const name = screen.getByRole<HTMLInputElement>('textbox', { name: 'Name' })
    // A line break is two characters in the Windows clipboard and one in the field; a single-line field has none.
    expect(paste(note, 'ab\r\nc\r\nde')).toBe('taken')
    expect(paste(name, 'abcd\r\nefgh\r\n')).toBe('taken')
    expect(paste(name, '123456789')).toBe('refused')
    expect(await screen.findByText('This text was not pasted here')).toBeVisible()

    expect(drop(name, '123456789')).toBe('refused')
    expect(await screen.findByText('This text was not dropped here')).toBeVisible()
    expect(drop(name, '12345678')).toBe('taken')
    // Text dragged within the same field needs no additional room.
    fireEvent.change(note, { target: { value: '12345678' } })
    note.focus()
    note.setSelectionRange(0, 4)
    expect(drop(note, '1234')).toBe('taken')
    expect(drop(note, '12345')).toBe('refused')
    unmount()
  })
})
