import { screen, waitFor, within } from '@testing-library/react'
import { HttpResponse, http } from 'msw'
import { beforeAll, describe, expect, test } from 'vitest'
import { backendUrl, resetBackend, sql } from '../support/backend.ts'
import { faultyNetwork } from '../support/faults.ts'
import { address, addressIs, dialogTitled, openConsole, user } from '../support/render.tsx'

const faults = faultyNetwork()

beforeAll(async () => {
  await resetBackend()
  await sql(`
    insert into public.leads (id, full_name, email, state, found_at) values
      ('00000000-0000-4000-8000-00000000a001', 'Elena Quibblemarch', 'elena@quibble.test', 'new', now()),
      ('00000000-0000-4000-8000-00000000a002', 'Ellen Quiblemark', 'ellen@quible.test', 'contacted', now() - interval '1 second')`)
  await sql(
    `insert into public.saved_views (table_name, name, address, owner_id)
     select 'outreach_responses', 'Quibbles', 'handled_at=empty', user_id from public.staff_members where email = 'growth@introalignment.test'`,
  )
})

const elena = '00000000-0000-4000-8000-00000000a001'
const ellen = '00000000-0000-4000-8000-00000000a002'
const rowsShown = () => waitFor(() => expect(document.querySelector('tbody tr th a')).not.toBeNull())

async function openPalette() {
  await user.keyboard('{Control>}k{/Control}')
  const box = await screen.findByRole('combobox', { name: 'Search or jump to' })
  await user.click(box)
  return box
}

/** The options by heading. */
const offered = () =>
  Object.fromEntries(
    [...document.querySelectorAll('.palette-list [role="group"]')].map((group) => [
      group.getAttribute('aria-label'),
      [...group.querySelectorAll('.palette-label')].map(({ textContent }) => textContent),
    ]),
  )

describe('the command palette', () => {
  test('finds records of all tables and saved views, and opens them; what was opened comes first the next time', async () => {
    await openConsole('/lead-sources', 'growth')
    await rowsShown()
    await user.type(await openPalette(), 'QUIBBLE')
    await waitFor(() =>
      expect(offered()).toMatchObject({ Views: ['Quibbles'], Leads: ['Elena Quibblemarch'] }),
    )
    await user.click(screen.getByRole('option', { name: /Elena Quibblemarch/ }))
    await addressIs(`/leads/${elena}`)
    await screen.findByRole('heading', { level: 1, name: 'Elena Quibblemarch' })
    await screen.findByRole('heading', { name: 'History' })

    await user.type(await openPalette(), 'quibbles')
    await user.click(await screen.findByRole('option', { name: /Quibbles/ }))
    await addressIs(/^\/outreach-responses\?handled_at=empty&view=/)
    await screen.findByRole('heading', { level: 1, name: 'Replies' })
    await openPalette()
    expect(Object.keys(offered())[0]).toBe('Recent')
    expect(offered().Recent).toEqual(['Elena Quibblemarch'])
  })

  test('offers what is closest where nothing contains the words', async () => {
    await openConsole('/lead-sources', 'growth')
    await rowsShown()
    await user.type(await openPalette(), 'elena quiblemarsh')
    await waitFor(() =>
      expect(offered()['Leads, closest matches']).toEqual(['Elena Quibblemarch', 'Ellen Quiblemark']),
    )
  })

  test('offers what can be done with the list and with the record that lies open', async () => {
    await openConsole('/leads?q=quibblemarch', 'growth')
    await rowsShown()
    await openPalette()
    expect(offered().Leads).toEqual(
      expect.arrayContaining([
        'Add lead',
        'Add a filter…',
        'Clear search and filters',
        'Select all 1 that match',
      ]),
    )
    expect(offered().Views).toEqual(expect.arrayContaining(['All leads', 'Hot this week']))
    await openConsole(`/leads/${elena}`, 'growth')
    await screen.findByRole('heading', { name: 'History' })
    await openPalette()
    await waitFor(() =>
      expect(offered()['This lead']).toEqual(expect.arrayContaining(['Edit', 'Delete…', 'Set to rejected…'])),
    )
    await user.click(screen.getByRole('option', { name: /Set to rejected…/ }))
    await dialogTitled('Set rejected')
  })

  test('says so when records cannot be searched, and still finds pages', async () => {
    faults.use(
      http.post(`${backendUrl()}/rest/v1/rpc/search_records`, () => HttpResponse.json({}, { status: 500 })),
      http.get(`${backendUrl()}/rest/v1/saved_views`, () => HttpResponse.json({}, { status: 500 })),
    )
    await openConsole('/', 'growth')
    await screen.findByRole('heading', { level: 1, name: /^Good / })
    await user.type(await openPalette(), 'lead sources')
    await screen.findByText('Records could not be searched. Pages and actions still work.')
    expect(offered().Pages?.[0]).toBe('Lead sources')
  })

  test('what one person opened is gone when they sign out', async () => {
    await openConsole(`/leads/${elena}`, 'growth')
    await screen.findByRole('heading', { name: 'History' })
    const kept = () => Object.keys(localStorage).filter((key) => key.includes('.mine.'))
    await waitFor(() => expect(kept()).toHaveLength(1))
    await user.click(screen.getByRole('button', { name: /Tom Adeyemi/ }))
    await user.click(await screen.findByRole('button', { name: 'Sign out' }))
    await screen.findByRole('heading', { name: 'Sign in' })
    expect(kept()).toEqual([])
  })
})

describe('the search of a list', () => {
  test('shows what is closest where nothing contains the words, and keeps to the filters', async () => {
    await openConsole('/leads?q=elena+quiblemarsh', 'growth')
    await screen.findByText(
      (_, element) => element?.textContent === 'Nothing contains “elena quiblemarsh”. Closest matches:',
    )
    const names = () =>
      [...document.querySelectorAll('tbody th .identity-name, tbody th a')]
        .map((a) => a.getAttribute('href'))
        .filter(Boolean)
    expect(names()).toEqual([`/leads/${elena}?q=elena+quiblemarsh`, `/leads/${ellen}?q=elena+quiblemarsh`])
    await openConsole('/leads?q=elena+quiblemarsh&state=any%3Acontacted', 'growth')
    await waitFor(() => expect(names()).toEqual([expect.stringContaining(ellen)]))
  })

  test('finds a pair by the names of both, which lie in two records', async () => {
    await sql(`
      update public.profiles set display_name = case id when m.user_a then 'Odalys Quibblethorpe' else 'Wren Quibbleworth' end
      from (select user_a, user_b from public.matches order by id limit 1) m where id in (m.user_a, m.user_b)`)
    await openConsole('/matches?q=quibbleworth+odalys', 'moderator')
    await rowsShown()
    expect([...document.querySelectorAll('tbody th a')].map(({ textContent }) => textContent)).toEqual([
      'Odalys Quibblethorpe and Wren Quibbleworth',
    ])
  })

  test('cancels what it asked before as soon as something else is typed', async () => {
    const signals = new Map<string, AbortSignal>()
    faults.use(
      http.get(`${backendUrl()}/rest/v1/leads`, async ({ request }) => {
        const asked = new URL(request.url).searchParams.get('search')
        if (asked?.includes('slow')) {
          signals.set(asked, request.signal)
          await new Promise((resolve) => request.signal.addEventListener('abort', resolve))
        }
        return undefined
      }),
    )
    await openConsole('/leads', 'growth')
    await rowsShown()
    const box = screen.getByRole('textbox', { name: /^Search/ })
    await user.type(box, 'slow')
    await waitFor(() => expect(signals.size).toBe(1))
    await user.clear(box)
    await user.type(box, 'quibblemarch')
    await waitFor(() => expect([...signals.values()].every(({ aborted }) => aborted)).toBe(true))
    await waitFor(() => expect(document.querySelectorAll('tbody tr')).toHaveLength(1))
  })
})

describe('the keyboard', () => {
  test('walks through the records that lie open, edits the row it is at, and rests while text is typed', async () => {
    await openConsole('/leads', 'growth')
    await rowsShown()
    await user.keyboard('j{Enter}')
    await addressIs(`/leads/${elena}`)
    await screen.findByRole('heading', { name: 'History' })
    await user.keyboard('j')
    await addressIs(`/leads/${ellen}`)
    await user.keyboard('k')
    await addressIs(`/leads/${elena}`)
    await screen.findByRole('heading', { name: 'History' })
    await user.keyboard('{Escape}')
    await addressIs('/leads')
    await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument())

    await user.keyboard('je')
    await addressIs(`/leads/${ellen}/edit`)
    const form = within(await screen.findByRole('form'))
    const name = form.getByRole('textbox', { name: 'Name' })
    await user.click(name)
    await user.keyboard('jkex?')
    expect(name).toHaveValue('Ellen Quiblemarkjkex?')
    expect(address()).toBe(`/leads/${ellen}/edit`)
    expect(screen.queryByRole('dialog', { name: 'Keyboard shortcuts' })).not.toBeInTheDocument()
    // While the form is open, the list's keys do not move to another row.
    ;(document.activeElement as HTMLElement).blur()
    await user.keyboard('j')
    expect(address()).toBe(`/leads/${ellen}/edit`)
  })

  test('lists in its sheet what works here, from what binds it', async () => {
    await openConsole('/leads', 'growth')
    await rowsShown()
    await user.keyboard('?')
    const sheet = await dialogTitled('Keyboard shortcuts')
    for (const label of [
      'Next row',
      'Edit the row',
      'Add a filter',
      'Next page',
      'Search',
      'Search or jump to…',
    ])
      expect(sheet.getByText(label)).toBeInTheDocument()
  })
})
