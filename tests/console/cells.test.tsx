import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { bypass, HttpResponse, http } from 'msw'
import { beforeEach, describe, expect, test } from 'vitest'
import { backendUrl, resetBackend, signIn, sql } from '../support/backend.ts'
import { endedSession, faultyNetwork } from '../support/faults.ts'
import { addressIs, dialogTitled, fill, openConsole, user } from '../support/render.tsx'

const faults = faultyNetwork()
const leads = () => `${backendUrl()}/rest/v1/leads`

beforeEach(resetBackend)

interface Lead {
  id: string
  full_name: string
  city: string
  score: number
}

async function someLeads(): Promise<Lead[]> {
  return sql<Lead>(
    `select id, full_name, city, score::int from public.leads where state = 'qualified' and city is not null
     order by found_at desc, id desc limit 2`,
  )
}
const valuesOf = async (id: string) =>
  (await sql('select city, score::int, state from public.leads where id = $1', [id]))[0]
const cell = (id: string, name: string) =>
  waitFor(() => {
    const found = document.querySelector<HTMLElement>(`tr[data-id="${id}"] > [data-column="${name}"]`)
    if (!found) throw new Error(`There is no cell ${name} of ${id}`)
    return found
  })
/** Opens the editor of a cell, unless it is open. */
const edit = async (id: string, name: string, label: string) => {
  const place = await cell(id, name)
  if (!within(place).queryByLabelText(label)) fireEvent.dblClick(place)
  return within(place).findByLabelText(label)
}
const openList = () => openConsole('/leads?state=any:qualified', 'growth')
const colleagueSets = async (id: string, values: object) => {
  const { error } = await (await signIn('admin')).from('leads').update(values).eq('id', id)
  if (error) throw error
}

describe('a cell', () => {
  test('is edited in place: checked, saved by Enter, left by Escape, and Tab goes to the next', async () => {
    const [lead] = await someLeads()
    await openList()
    await fill(await edit(lead!.id, 'score', 'Score'), '170')
    await user.keyboard('{Enter}')
    expect(await screen.findByText('Between 0 and 100')).toBeInTheDocument()
    await fill(await edit(lead!.id, 'score', 'Score'), '71')
    await user.keyboard('{Tab}')
    const city = await edit(lead!.id, 'city', 'City')
    expect(await valuesOf(lead!.id)).toMatchObject({ score: 71, city: lead!.city })
    await fill(city, 'Nowhere')
    await user.keyboard('{Escape}')
    await waitFor(async () => expect(await cell(lead!.id, 'city')).toHaveTextContent(lead!.city))
    await fill(await edit(lead!.id, 'city', 'City'), 'Bergen')
    await user.keyboard('{Enter}')
    await waitFor(async () => expect(await cell(lead!.id, 'city')).toHaveTextContent('Bergen'))
    expect(await valuesOf(lead!.id)).toMatchObject({ city: 'Bergen' })
    await addressIs('/leads?state=any:qualified')
  })

  test('is chosen by the arrow keys and edited by F2; its state goes only where it may', async () => {
    const [lead] = await someLeads()
    await openList()
    await cell(lead!.id, 'city')
    await waitFor(async () => {
      if (document.activeElement?.closest(`tr[data-id="${lead!.id}"]`)) return
      await user.keyboard('j{ArrowRight}')
      throw new Error('No cell has the focus')
    })
    while (!document.activeElement?.matches('[data-column="state"]')) await user.keyboard('{ArrowRight}')
    await user.keyboard('{F2}')
    const items = await screen.findAllByRole('menuitem')
    expect(items.map((item) => item.textContent)).not.toContain('Replied')
    await user.click(screen.getByRole('menuitem', { name: /^Rejected/ }))
    const dialog = await dialogTitled('Set rejected')
    await fill(dialog.getByLabelText(/^Why rejected/), 'Moved abroad')
    await user.click(await dialog.findByRole('button', { name: 'Set rejected' }))
    await waitFor(async () => expect(await valuesOf(lead!.id)).toMatchObject({ state: 'rejected' }))
  })

  test('that somebody else changed shows who and what, and either can be taken', async () => {
    const [lead, other] = await someLeads()
    await openList()
    const input = await edit(lead!.id, 'city', 'City')
    await colleagueSets(lead!.id, { city: 'Aarhus', score: 91 })
    await fill(input, 'Oslo')
    await user.keyboard('{Enter}')
    const dialog = await dialogTitled(lead!.full_name)
    expect(await dialog.findByText('Maren Kessler')).toBeInTheDocument()
    expect(dialog.getByRole('row', { name: `Score ${lead!.score} 91` })).toBeInTheDocument()
    expect(await valuesOf(lead!.id)).toMatchObject({ city: 'Aarhus' })
    expect(dialog.getByRole('radio', { name: 'Oslo' })).toBeChecked()
    await user.click(
      await dialog.findByRole('button', { name: 'Save over their version with these choices' }),
    )
    await waitFor(async () => expect(await valuesOf(lead!.id)).toMatchObject({ city: 'Oslo', score: 91 }))

    const second = await edit(other!.id, 'city', 'City')
    await colleagueSets(other!.id, { city: 'Aarhus' })
    await fill(second, 'Oslo')
    await user.keyboard('{Enter}')
    const again = await dialogTitled(other!.full_name)
    await user.click(again.getByRole('radio', { name: 'Aarhus' }))
    await user.click(again.getByRole('button', { name: 'Save over their version with these choices' }))
    await waitFor(async () => expect(await cell(other!.id, 'city')).toHaveTextContent('Aarhus'))
  })

  test('keeps what was typed through whatever goes wrong, and through a reload', async () => {
    const [lead] = await someLeads()
    await openList()
    const input = await edit(lead!.id, 'city', 'City')
    await fill(input, 'Bergen')
    const refuse = (status: number, code: string, message: string) => () =>
      HttpResponse.json({ code, message, details: null, hint: null }, { status })
    for (const [answer, said] of [
      [refuse(409, 'PT409', 'Somebody is merging this lead.'), 'Somebody is merging this lead.'],
      [refuse(429, '', 'slow down'), 'Not saved: too many requests'],
      [refuse(500, 'XX000', 'disk on fire'), 'The server had a problem'],
      [() => HttpResponse.error(), 'No connection'],
    ] as const) {
      faults.resetHandlers()
      faults.use(http.patch(leads(), answer))
      input.focus()
      await user.keyboard('{Enter}')
      await waitFor(() => expect(screen.getByRole('alert')).toHaveTextContent(said))
      expect(input).toHaveValue('Bergen')
      await waitFor(() => expect(input).toBeEnabled())
    }
    expect(await valuesOf(lead!.id)).toMatchObject({ city: lead!.city })

    faults.resetHandlers()
    await openList()
    const back = within(await cell(lead!.id, 'city'))
    expect(await back.findByLabelText('City')).toHaveValue('Bergen')
    expect(back.getByText('What you typed before and did not save is back.')).toBeInTheDocument()
    // Committed, but the answer was lost: saving again finds the value stored.
    faults.use(
      http.patch(
        leads(),
        async ({ request }) => {
          await fetch(bypass(request))
          return HttpResponse.error()
        },
        { once: true },
      ),
    )
    back.getByLabelText('City').focus()
    await user.keyboard('{Enter}')
    await waitFor(() => expect(screen.getByRole('alert')).toHaveTextContent('No connection'))
    back.getByLabelText('City').focus()
    await user.keyboard('{Enter}')
    await waitFor(() => expect(back.queryByLabelText('City')).not.toBeInTheDocument())
    expect(await valuesOf(lead!.id)).toMatchObject({ city: 'Bergen' })
  })

  test('waits under the question for the password when the session ends', async () => {
    const [lead] = await someLeads()
    await openList()
    const input = await edit(lead!.id, 'city', 'City')
    await fill(input, 'Bergen')
    faults.use(...endedSession(http.patch, leads()))
    await user.keyboard('{Enter}')
    const dialog = await dialogTitled('Your session has ended')
    faults.resetHandlers()
    await user.type(dialog.getByLabelText('Password'), 'introalignment{Enter}')
    await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument())
    const after = await edit(lead!.id, 'city', 'City')
    expect(after).toHaveValue('Bergen')
    after.focus()
    await user.keyboard('{Enter}')
    await waitFor(async () => expect(await valuesOf(lead!.id)).toMatchObject({ city: 'Bergen' }))
  })

  test('is not edited by those who may not, nor where the database keeps it', async () => {
    const [lead] = await someLeads()
    await openList()
    await edit(lead!.id, 'city', 'City')
    await user.keyboard('{Escape}')
    fireEvent.dblClick(await cell(lead!.id, 'found_at'))
    expect(document.querySelector('.cell-editor')).toBeNull()
    await openConsole('/subscription-plans', 'growth')
    const row = (await screen.findAllByRole('row'))[1]!
    for (const one of row.querySelectorAll('[data-column]')) fireEvent.dblClick(one)
    expect(document.querySelector('.cell-editor')).toBeNull()
  })
})
