import { act, screen, waitFor, within } from '@testing-library/react'
import { HttpResponse, http } from 'msw'
import { beforeAll, describe, expect, test } from 'vitest'
import { backendUrl, resetBackend, sql } from '../support/backend.ts'
import { faultyNetwork } from '../support/faults.ts'
import { address, addressIs, choose, openConsole, pageTitled, user } from '../support/render.tsx'

const faults = faultyNetwork()
const leads = () => `${backendUrl()}/rest/v1/leads`

beforeAll(async () => {
  await resetBackend()
})

const table = (name: string) => screen.findByRole('table', { name })

/** The keys of the records in the list, from top to bottom. */
const shownIds = () =>
  [...document.querySelectorAll('th[scope="row"] a')].map(
    (link) => /\/([^/?]+)(\?|$)/.exec(link.getAttribute('href') ?? '')?.[1],
  )

const idsOf = async (rest: string) =>
  (await sql<{ id: string }>(`select id from public.leads ${rest}`)).map(({ id }) => id)

const showsIds = (ids: readonly string[]) => waitFor(() => expect(shownIds()).toEqual(ids))

describe('a list', () => {
  test('shows its newest rows and how many there are, and sorts by a click on a heading', async () => {
    await openConsole('/leads', 'growth')
    const rows = within(await table('Leads'))
    expect(shownIds()).toEqual(await idsOf('order by found_at desc, id desc limit 50'))
    const [count] = await sql<{ n: string }>(`select to_char(count(*), 'FM9,999') as n from public.leads`)
    expect(screen.getByRole('navigation', { name: 'Pages' })).toHaveTextContent(`1–50 of ${count?.n}`)
    expect(rows.getByRole('columnheader', { name: 'Found' })).toHaveAttribute('aria-sort', 'descending')

    await user.click(rows.getByRole('button', { name: 'Score' }))
    await showsIds(await idsOf('order by score desc, id desc limit 50'))
    expect(rows.getByRole('columnheader', { name: 'Score' })).toHaveAttribute('aria-sort', 'descending')
    expect(rows.getByRole('columnheader', { name: 'Found' })).not.toHaveAttribute('aria-sort')
    expect(address()).toBe('/leads?sort=-score')

    await user.click(rows.getByRole('button', { name: 'Score' }))
    await showsIds(await idsOf('order by score, id limit 50'))
    expect(rows.getByRole('columnheader', { name: 'Score' })).toHaveAttribute('aria-sort', 'ascending')
    // No index begins with this column, so sorting by it is not offered.
    expect(rows.queryByRole('button', { name: 'City' })).not.toBeInTheDocument()
  })

  test('turns its pages forth and back without losing or repeating a row', async () => {
    const all = await idsOf('order by found_at desc, id desc')
    await openConsole('/leads', 'growth')
    await table('Leads')
    const pages: (string | undefined)[][] = [shownIds()]
    const button = (name: string) => screen.getByRole('button', { name })
    while (!(button('Next rows') as HTMLButtonElement).disabled && pages.length < 4) {
      const [first] = shownIds()
      await user.click(button('Next rows'))
      await waitFor(() => {
        expect(shownIds()[0]).not.toBe(first)
        expect(document.querySelector('[data-stale]')).toBeNull()
      })
      pages.push(shownIds())
    }
    expect(pages.flat()).toEqual(all.slice(0, pages.flat().length))
    expect(pages.length).toBeGreaterThan(2)
    expect(screen.getByRole('navigation', { name: 'Pages' })).toHaveTextContent(
      `${(pages.length - 1) * 50 + 1}–${pages.flat().length} of`,
    )

    await user.click(button('Previous rows'))
    await showsIds(pages.at(-2) as string[])
    expect(screen.getByRole('navigation', { name: 'Pages' })).toHaveTextContent(
      `${(pages.length - 2) * 50 + 1}–${(pages.length - 1) * 50} of`,
    )
  })

  test('is narrowed by searching, and by a filter that is written, shown and taken away', async () => {
    const [one] = await sql<{ id: string; full_name: string }>(
      `select id, full_name from public.leads where state = 'rejected' order by found_at limit 1`,
    )
    const [first = '', last = ''] = (one?.full_name ?? '').split(' ')
    await openConsole('/leads', 'growth')
    await table('Leads')
    const box = screen.getByRole('textbox', { name: /^Search/ })
    await user.type(box, `${last} ${first.toUpperCase()}`)
    await addressIs(/^\/leads\?q=/)
    await waitFor(() => expect(shownIds()).toContain(one?.id))
    expect(box).toHaveValue(`${last} ${first.toUpperCase()}`)
    for (const row of screen.getAllByRole('rowheader')) expect(row.textContent).toContain(first)

    await user.click(screen.getByRole('button', { name: 'Clear' }))
    await waitFor(() => expect(box).toHaveValue(''))
    await addressIs('/leads')

    await user.click(screen.getByRole('button', { name: /Filter$/ }))
    const editor = await waitFor(() => {
      const form = document.querySelector<HTMLElement>('form.filter-editor')
      if (!form) throw new Error('The filter editor is not open.')
      return within(form)
    })
    expect(editor.getByRole('button', { name: 'Apply' })).toBeDisabled()
    await choose(editor.getByRole('combobox', { name: 'Column' }), 'State')
    await user.click(await editor.findByRole('checkbox', { name: 'Rejected' }))
    await user.click(editor.getByRole('checkbox', { name: 'Converted' }))
    await user.click(editor.getByRole('button', { name: 'Apply' }))
    await addressIs('/leads?state=any%3Aconverted%2Crejected')
    await showsIds(
      await idsOf(`where state in ('rejected', 'converted') order by found_at desc, id desc limit 50`),
    )
    expect(screen.getByRole('button', { name: 'State is Converted, Rejected' })).toBeInTheDocument()

    await user.click(screen.getByRole('button', { name: 'Remove the filter on State' }))
    await addressIs('/leads')
    await showsIds(await idsOf('order by found_at desc, id desc limit 50'))
  })

  test('says what of its address it does not know, and shows the rest', async () => {
    await openConsole('/leads?state=any:converted&colour=is:red&sort=-shoe_size', 'growth')
    await table('Leads')
    expect(screen.getByRole('alert')).toHaveTextContent(
      'This address asks for something that leads cannot be asked for, which was left out: colour, sort.',
    )
    expect(shownIds()).toEqual(
      await idsOf(`where state = 'converted' order by found_at desc, id desc limit 50`),
    )
  })

  test('an address that can be no record’s says that there is none', async () => {
    await openConsole('/leads/100%25', 'growth')
    expect(await screen.findByRole('alert')).toHaveTextContent('does not exist')
  })

  test('opens a record over itself, which keeps its place, and on a page of its own', async () => {
    await openConsole('/leads?state=any:converted', 'growth')
    await table('Leads')
    const [id] = shownIds()
    await user.click(document.querySelector<HTMLElement>('tbody tr td:last-child')!)
    const drawer = within(await screen.findByRole('dialog'))
    await addressIs(`/leads/${id}?state=any:converted`)
    await drawer.findByRole('heading', { name: 'History' })
    expect(document.querySelector('tr[data-active] a')).toHaveAttribute(
      'href',
      `/leads/${id}?state=any:converted`,
    )
    await user.keyboard('{Escape}')
    await addressIs('/leads?state=any:converted')
    await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument())
  })

  test('Escape leads out of the field of a form over it, and once more closes the form', async () => {
    await openConsole('/leads', 'growth')
    await table('Leads')
    await user.click(screen.getByRole('button', { name: 'Add lead' }))
    const name = await within(await screen.findByRole('dialog')).findByLabelText('Name')
    act(() => name.focus())
    await user.keyboard('{Escape}')
    expect(screen.getByRole('dialog')).toHaveFocus()
    await user.keyboard('{Escape}')
    await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument())
  })
})

describe('what a list comes to', () => {
  test('is summed below its rows; its groups, counted above them, open exactly their rows', async () => {
    const [all, failed] = await sql<{ runs: string; found: string }>(
      `select to_char(count(*), 'FM9,999') as runs, to_char(sum(found), 'FM999,999') as found from public.scrape_runs
       union all select to_char(count(*), 'FM9,999'), to_char(sum(found), 'FM999,999') from public.scrape_runs where state = 'failed'`,
    )
    await openConsole('/scrape-runs?by=state', 'growth')
    const sums = await screen.findByRole('region', { name: 'Sums' })
    await waitFor(() =>
      expect(sums).toHaveTextContent(new RegExp(`^Sum of ${all?.runs} scrape runs.*Found${all?.found}`)),
    )
    const groups = within(await screen.findByRole('region', { name: 'Grouped by State' }))
    await user.click(await groups.findByRole('link', { name: new RegExp(`^Failed\\s*${failed?.runs}$`) }))
    await addressIs('/scrape-runs?state=any%3Afailed')
    await waitFor(() =>
      expect(sums).toHaveTextContent(
        new RegExp(`^Sum of ${failed?.runs} scrape runs.*Found${failed?.found}`),
      ),
    )
  })
})

describe('the selection of a list', () => {
  const check = (nth: number) => screen.getAllByRole('checkbox', { name: /^Select / })[nth]!
  const selected = () => document.querySelectorAll('tbody tr[aria-selected="true"]').length

  test('grows by a row, a range, a page and everything that matches; another question ends it', async () => {
    const [count] = await sql<{ n: string }>(
      `select to_char(count(*), 'FM9,999') as n from public.leads where state = 'contacted'`,
    )
    await openConsole('/leads?state=any:contacted', 'growth')
    await table('Leads')
    await user.click(check(2))
    const bar = within(await screen.findByRole('region', { name: 'Selection' }))
    await bar.findByText('1 selected')
    await user.keyboard('{Shift>}')
    await user.click(check(6))
    await user.keyboard('{/Shift}')
    await bar.findByText('5 selected')
    await user.keyboard('jjx')
    await bar.findByText('4 selected')

    await user.click(screen.getByRole('checkbox', { name: 'Select all rows shown' }))
    await bar.findByText('50 selected')
    await user.click(bar.getByRole('button', { name: `select all ${count?.n} that match` }))
    await bar.findByText(`${count?.n} selected`)
    expect(selected()).toBe(50)

    await user.click(screen.getByRole('button', { name: 'Remove the filter on State' }))
    await waitFor(() => expect(screen.queryByRole('region', { name: 'Selection' })).not.toBeInTheDocument())
    expect(selected()).toBe(0)
  })
})

describe('a list that has nothing to show', () => {
  test('beyond the last of those that match says so, and leads back to them', async () => {
    // The cursor after the last page, as in the address of somebody whose rows have been deleted since.
    const [{ at, id } = { at: '', id: '' }] = await sql<{ at: string; id: string }>(
      `select found_at::text as at, id from public.leads where state = 'converted' order by found_at, id limit 1`,
    )
    const cursor = btoa(JSON.stringify(['found_at.desc,id.desc', at, id]))
    await openConsole(`/leads?state=any:converted&after=${cursor}&first=9000`, 'growth')
    await screen.findByRole('heading', { name: 'Nothing more here' })
    await user.click(screen.getByRole('button', { name: 'Back to the first rows' }))
    await table('Leads')
    await addressIs('/leads?state=any%3Aconverted')
    expect(screen.getByRole('navigation', { name: 'Pages' })).toHaveTextContent(/^1–/)
  })

  test('says that nothing matches and offers the way back', async () => {
    await openConsole('/leads?q=nobody-is-called-this', 'growth')
    await screen.findByRole('heading', { name: 'No leads match' })
    await user.click(screen.getByRole('button', { name: 'Clear search and filters' }))
    await table('Leads')
  })

  test('says what belongs there, and offers the first step to those who may take it', async () => {
    // Not even the owner of the tables may delete a suppression, unless the trigger is disabled.
    await sql('alter table public.outreach_suppressions disable trigger a_keep')
    await sql('delete from public.outreach_suppressions')
    await sql('alter table public.outreach_suppressions enable always trigger a_keep')
    await openConsole('/outreach-suppressions', 'growth')
    const heading = await screen.findByRole('heading', { name: /^No .* yet$/ })
    const empty = within(heading.parentElement!)
    expect(empty.getByText(/Addresses that must never be mailed again/)).toBeInTheDocument()
    await user.click(empty.getByRole('button', { name: 'Add suppression' }))
    await addressIs('/outreach-suppressions/new')
    await screen.findByRole('form', { name: 'New suppression' })
  })

  test('shows that it is on its way, then what went wrong, and tries again when asked', async () => {
    let answer = () => {}
    const asked = new Promise<void>((resolve) => {
      answer = resolve
    })
    faults.use(
      http.get(leads(), async () => {
        await asked
        return HttpResponse.json({ code: 'XX000', message: 'disk on fire' }, { status: 500 })
      }),
    )
    await openConsole('/leads', 'growth')
    await pageTitled('Leads')
    expect(screen.getByRole('status')).toHaveTextContent('Loading…')
    answer()
    const alert = await screen.findByRole('alert')
    expect(alert).toHaveTextContent('The server had a problem')
    expect(alert).toHaveTextContent('500 · XX000')
    faults.resetHandlers()
    await user.click(await within(alert).findByRole('button', { name: 'Try again' }))
    await table('Leads')
    expect(screen.queryByRole('alert')).not.toBeInTheDocument()
  })
})
