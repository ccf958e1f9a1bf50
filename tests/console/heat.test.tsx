import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, it, vi } from 'vitest'
import { HeatMap } from '@/charts/HeatMap'

it('a heat map is one stop of the Tab key, and arrows lead over its cells', async () => {
  const onPick = vi.fn()
  const cell = (key: string, text: string) => ({ key, share: 0.5, text, title: `week ${key}`, onPick })
  const rows = [
    {
      key: 'a',
      name: 'A',
      size: '9',
      cells: [cell('0', '90 %'), { ...cell('1', '–'), onPick: undefined }, cell('2', '70 %')],
    },
    { key: 'b', name: 'B', size: '8', cells: [cell('0', '60 %'), cell('1', '50 %')] },
  ]
  render(
    <>
      <HeatMap caption="Retention" head={['Week', 'Members', '0', '1', '2']} rows={rows} />
      <button type="button">After it</button>
    </>,
  )
  const user = userEvent.setup()
  await user.tab()
  expect(document.activeElement).toHaveAccessibleName('90 %, week 0')
  // For the second cohort there is no value.
  await user.keyboard('{ArrowRight}')
  expect(document.activeElement).toHaveAccessibleName('70 %, week 2')
  await user.keyboard('{ArrowDown}{ArrowLeft}{ArrowDown}{Enter}')
  expect(document.activeElement).toHaveAccessibleName('60 %, week 0')
  expect(onPick).toHaveBeenCalledOnce()
  await user.tab()
  expect(screen.getByText('After it')).toHaveFocus()
  await user.tab({ shift: true })
  expect(document.activeElement).toHaveAccessibleName('60 %, week 0')
})
