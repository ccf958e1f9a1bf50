import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { HttpResponse, http } from 'msw'
import { beforeAll, describe, expect, test } from 'vitest'
import { backendUrl, resetBackend, sql } from '../support/backend.ts'
import { faultyNetwork } from '../support/faults.ts'
import { address, addressIs, openConsole, user } from '../support/render.tsx'

const faults = faultyNetwork()

beforeAll(async () => {
  await resetBackend()
})

const table = async (name: string) => within(await screen.findByRole('table', { name }))
const headings = () =>
  [...document.querySelectorAll('thead .record-heading')].map(({ textContent }) => textContent)

describe('the columns of a list', () => {
  const panel = async () => {
    await user.click(screen.getByRole('button', { name: 'Columns' }))
    return within(await screen.findByRole('region', { name: 'Columns' }))
  }

  test('are chosen and pinned, and what was chosen last is there the next time', async () => {
    await openConsole('/leads', 'growth')
    await table('Leads')
    const columns = await panel()
    await user.click(columns.getByRole('checkbox', { name: 'Consent' }))
    await user.type(columns.getByRole('textbox', { name: 'Find a column' }), 'ema')
    expect(columns.getAllByRole('checkbox')).toHaveLength(1)
    await user.click(columns.getByRole('checkbox', { name: 'Email' }))
    await user.clear(columns.getByRole('textbox', { name: 'Find a column' }))
    await user.click(columns.getByRole('button', { name: 'Keep City in sight' }))
    const arranged = '/leads?columns=full_name+state+score+*city+source_id+found_at+email'
    await addressIs(arranged)
    await waitFor(() =>
      expect(headings()).toEqual(['Lead', 'City', 'State', 'Score', 'Source', 'Found', 'Email']),
    )
    expect(document.querySelectorAll('tbody tr:first-child [data-pinned]')).toHaveLength(1)

    await openConsole('/leads')
    await table('Leads')
    await addressIs(arranged)
    await waitFor(() => expect(headings()).toContain('Email'))
    const again = await panel()
    await user.click(again.getByRole('button', { name: 'Show the usual columns' }))
    await addressIs('/leads')
    expect(again.getByRole('checkbox', { name: 'Consent' })).toBeChecked()
    await openConsole('/leads')
    await table('Leads')
    expect(headings()).toEqual(['Lead', 'State', 'Score', 'City', 'Source', 'Consent', 'Found'])
  })

  test('stand as the address says, whatever was chosen here before', async () => {
    await openConsole('/leads?columns=email-300+score&density=compact', 'growth')
    const rows = await table('Leads')
    expect(headings()).toEqual(['Lead', 'Email', 'Score'])
    expect(rows.getByRole('separator', { name: 'Width of Email' })).toHaveAttribute('aria-valuenow', '300')
    expect(screen.getByRole('table', { name: 'Leads' })).toHaveAttribute('data-density', 'compact')
  })

  test('are made wider and narrower with the keys, and get their usual width back', async () => {
    await openConsole('/leads?columns=state+score', 'growth')
    await table('Leads')
    const edge = () => screen.getByRole('separator', { name: 'Width of Score' })
    // jsdom has no layout: every heading is 0 wide, so one step sets the minimum width.
    fireEvent.keyDown(edge(), { key: 'ArrowRight' })
    await addressIs(/score-56/)
    await waitFor(() => expect(edge()).toHaveAttribute('aria-valuenow', '56'))
    fireEvent.doubleClick(edge())
    await addressIs(/state\+score$/)
    expect(address()).not.toContain('score-')
  })

  test('leave the height of the rows to each list', async () => {
    await openConsole('/invoices', 'finance')
    await table('Invoices')
    const columns = await panel()
    await user.click(columns.getByRole('radio', { name: 'Compact' }))
    await addressIs('/invoices?density=compact')
    await openConsole('/invoices')
    await table('Invoices')
    await addressIs('/invoices?density=compact')
    expect(screen.getByRole('table', { name: 'Invoices' })).toHaveAttribute('data-density', 'compact')
  })

  test('show what a title is made of apart, but not what the first column stands for', async () => {
    await openConsole('/engagement-sessions', 'admin')
    await table('Sessions')
    expect(headings()[0]).toBe('Session')
    expect(headings()).toContain('Started')
    expect(screen.getByRole('columnheader', { name: 'Started' })).toHaveAttribute('aria-sort', 'descending')
  })
})

describe('what happens to the rows of a list elsewhere', () => {
  /** Simulates returning to the tab: the console refetches at once instead of at its next interval. */
  const comeBack = () => document.dispatchEvent(new Event('visibilitychange'))
  const shownNames = () =>
    [...document.querySelectorAll('.record-table tbody .identity-name')].map(({ textContent }) => textContent)
  const rowOf = (name: string) =>
    screen.getByRole('rowheader', { name: new RegExp(`^${name}`) }).closest('tr')!

  /** Five leads that no other test uses, newest first. */
  async function someLeads() {
    await sql(`delete from public.leads where full_name like 'Quokka %'`)
    await sql(
      `insert into public.leads (full_name, email, city, found_at)
       select 'Quokka ' || n, 'quokka' || n || '@mail.test', 'Rome', now() - n * interval '1 minute'
       from generate_series(1, 5) n`,
    )
    await openConsole('/leads?q=quokka', 'growth')
    await table('Leads')
    await waitFor(() =>
      expect(shownNames()).toEqual(['Quokka 1', 'Quokka 2', 'Quokka 3', 'Quokka 4', 'Quokka 5']),
    )
  }

  test('changes values where they stand, marks what is gone, and moves nothing until asked', async () => {
    await someLeads()
    await user.keyboard('jj')
    await sql(`update public.leads set city = 'Oslo', full_name = 'Quokka 6' where full_name = 'Quokka 1'`)
    await sql(`delete from public.leads where full_name = 'Quokka 3'`)
    await sql(
      `insert into public.leads (full_name, email, found_at) values ('Quokka 0', 'quokka0@mail.test', now())`,
    )
    comeBack()
    await waitFor(() => expect(rowOf('Quokka 6')).toHaveTextContent('Oslo'))
    await waitFor(() => expect(rowOf('Quokka 3')).toHaveAttribute('data-gone'))
    expect(shownNames()).toEqual(['Quokka 6', 'Quokka 2', 'Quokka 3', 'Quokka 4', 'Quokka 5'])
    expect(rowOf('Quokka 6').querySelectorAll('[data-changed]')).toHaveLength(2)
    expect(within(rowOf('Quokka 3')).queryByRole('link', { name: 'Quokka 3' })).not.toBeInTheDocument()
    expect(rowOf('Quokka 2')).toHaveAttribute('data-active')

    const pages = within(screen.getByRole('navigation', { name: 'Pages' }))
    expect(pages.getByRole('button', { name: '1 new, 1 gone' })).toBeInTheDocument()
    await user.keyboard('n')
    await waitFor(() =>
      expect(shownNames()).toEqual(['Quokka 0', 'Quokka 6', 'Quokka 2', 'Quokka 4', 'Quokka 5']),
    )
    expect(rowOf('Quokka 2')).toHaveAttribute('data-active')
    expect(screen.queryByRole('button', { name: /new/ })).not.toBeInTheDocument()
  })

  test('is not offered but done where this person did it', async () => {
    await someLeads()
    await user.click(screen.getByRole('link', { name: 'Quokka 2' }))
    const drawer = within(await screen.findByRole('dialog'))
    await user.click(await drawer.findByRole('button', { name: /More actions/ }))
    await user.click(await screen.findByRole('menuitem', { name: 'Delete…' }))
    await user.click(await screen.findByRole('button', { name: 'Delete lead' }))
    await waitFor(() => expect(shownNames()).toEqual(['Quokka 1', 'Quokka 3', 'Quokka 4', 'Quokka 5']))
  })

  test('is waited for with the rows kept, when the server cannot be asked', async () => {
    await someLeads()
    faults.use(
      http.get(`${backendUrl()}/rest/v1/leads`, () =>
        HttpResponse.json({ code: 'XX000', message: 'disk on fire' }, { status: 500 }),
      ),
    )
    comeBack()
    const alert = await screen.findByRole('alert')
    expect(alert).toHaveTextContent('These rows may be out of date.')
    expect(shownNames()).toHaveLength(5)
    faults.resetHandlers()
    await user.click(await within(alert).findByRole('button', { name: 'Try again' }))
    await waitFor(() => expect(screen.queryByRole('alert')).not.toBeInTheDocument())
  })
})
