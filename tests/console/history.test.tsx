import { screen, waitFor, within } from '@testing-library/react'
import { beforeEach, describe, expect, test } from 'vitest'
import { resetBackend, signIn, sql } from '../support/backend.ts'
import { addressIs, choose, dialogTitled, fill, openConsole, pageTitled, user } from '../support/render.tsx'

beforeEach(resetBackend)

async function changed(id: string, ...changes: object[]) {
  const client = await signIn('admin')
  for (const values of changes) {
    const { error } = await client.from('leads').update(values).eq('id', id)
    if (error) throw error
  }
}
const someLead = async () => {
  const [lead] = await sql<{ id: string; full_name: string; source_id: string }>(
    `select id, full_name, source_id from public.leads where state = 'qualified' and source_id is not null order by found_at, id limit 1`,
  )
  if (!lead) throw new Error('There is no qualified lead')
  return lead
}
const valuesOf = async (id: string) =>
  (await sql('select city, score::int, tags, state from public.leads where id = $1', [id]))[0]
const entries = () => within(document.querySelector<HTMLElement>('.history')!).getAllByRole('listitem')
const press = async (name: string | RegExp) => user.click(await screen.findByRole('button', { name }))

describe('the history of a record', () => {
  test('restores what is chosen, refuses what rules forbid, and records it with the reason', async () => {
    const lead = await someLead()
    await sql(`update public.leads set city = 'Łódź', score = 40, tags = '{a,b}' where id = $1`, [lead.id])
    await changed(
      lead.id,
      { city: null, score: 70, tags: ['b', 'c'], state: 'contacted' },
      { score: 80, state: 'converted' },
    )
    await openConsole(`/leads/${lead.id}`, 'growth')
    await pageTitled(lead.full_name)
    await waitFor(() => expect(entries().length).toBeGreaterThan(2))
    const entry = within(entries()[1]!)
    expect(entry.getByText('Tags').parentElement).toHaveTextContent('taken out: a added: c')
    await user.click(entry.getByRole('button', { name: 'Restore these values…' }))

    const dialog = await dialogTitled('Restore these values')
    expect(dialog.getByRole('checkbox', { name: 'City' })).toBeChecked()
    expect(dialog.getByText('What is converted cannot become qualified.')).toBeInTheDocument()
    expect(dialog.getByRole('checkbox', { name: 'State' })).toBeDisabled()
    await user.click(dialog.getByRole('checkbox', { name: 'Tags' }))
    // A change that somebody makes meanwhile is not overwritten by the restore: it is shown first.
    await changed(lead.id, { city: 'Sopot' })
    await fill(dialog.getByLabelText(/^Why/), 'Wrong person')
    await user.click(await dialog.findByRole('button', { name: /^Restore \d values$/ }))
    expect(await dialog.findByRole('alert')).toHaveTextContent('Nothing was restored')
    await dialog.findByText('Sopot')
    await user.click(await dialog.findByRole('button', { name: /^Restore \d values$/ }))
    await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument())
    expect(await valuesOf(lead.id)).toEqual({ city: 'Łódź', score: 40, tags: ['b', 'c'], state: 'converted' })
    expect(await screen.findByText('“Restored from the history: Wrong person”')).toBeInTheDocument()
  })

  test('names what is behind a foreign key, and shows one field alone', async () => {
    const lead = await someLead()
    const sources = await sql<{ id: string; name: string }>(
      'select id, name from public.lead_sources where id <> $1 order by name limit 1',
      [lead.source_id],
    )
    await changed(lead.id, { source_id: sources[0]?.id }, { city: 'A' }, { city: 'B' }, { city: 'C' })
    await openConsole(`/leads/${lead.id}`, 'growth')
    await pageTitled(lead.full_name)
    expect(await screen.findAllByText(sources[0]!.name)).not.toHaveLength(0)
    await choose(await screen.findByRole('combobox', { name: 'Only changes of' }), 'Source')
    await waitFor(() => expect(entries()).toHaveLength(1))
    await waitFor(() => expect(entries()[0]).toHaveTextContent(sources[0]!.name))
  })

  test('is not restored by somebody who may not edit the record', async () => {
    const [plan] = await sql<{ id: string; name: string }>(
      'select id, name from public.subscription_plans order by name limit 1',
    )
    const client = await signIn('admin')
    const { error } = await client.from('subscription_plans').update({ name: 'Renamed' }).eq('id', plan!.id)
    if (error) throw error
    await openConsole(`/subscription-plans/${plan!.id}`, 'finance')
    await pageTitled('Renamed')
    await screen.findAllByText('changed this')
    const offered = screen.queryAllByRole('button', { name: 'Restore these values…' }).length
    await openConsole(`/subscription-plans/${plan!.id}`, 'growth')
    await pageTitled('Renamed')
    await screen.findByRole('heading', { name: 'History' })
    expect(offered).toBeGreaterThan(0)
    expect(screen.queryByRole('button', { name: 'Restore these values…' })).not.toBeInTheDocument()
  })

  test('brings a deleted record back', async () => {
    const client = await signIn('admin')
    const { data, error } = await client
      .from('leads')
      .insert({ full_name: 'Nora Quist', email: 'nora@quist.example', city: 'Bergen' })
      .select('id')
      .single()
    if (error) throw error
    await client.from('leads').delete().eq('id', data.id)
    await openConsole(`/leads/${data.id}`, 'growth')
    await press('Bring it back…')
    const dialog = await dialogTitled('Bring this lead back?')
    expect(dialog.getByText('Bergen')).toBeInTheDocument()
    await user.click(await dialog.findByRole('button', { name: 'Bring it back' }))
    await pageTitled('Nora Quist')
    await addressIs(`/leads/${data.id}`)
    expect(await sql('select full_name, city from public.leads where id = $1', [data.id])).toEqual([
      { full_name: 'Nora Quist', city: 'Bergen' },
    ])
  })
})
