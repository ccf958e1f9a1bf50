import { screen, waitFor, within } from '@testing-library/react'
import { bypass, HttpResponse, http } from 'msw'
import { beforeEach, describe, expect, test } from 'vitest'
import { backendUrl, resetBackend, sql } from '../support/backend.ts'
import { faultyNetwork } from '../support/faults.ts'
import { address, addressIs, dialogTitled, fill, openConsole, user } from '../support/render.tsx'

const faults = faultyNetwork()
const stored = () => `${backendUrl()}/rest/v1/saved_views`

beforeEach(resetBackend)

const tabs = () => screen.findByRole('navigation', { name: 'Views of leads' })
const tab = async (name: string | RegExp) => within(await tabs()).findByRole('link', { name })
const present = () => document.querySelector('.view-strip [aria-current] .view-name')?.textContent
const press = async (name: string | RegExp) => user.click(await screen.findByRole('button', { name }))
const menu = async (view: string, item: string) => {
  await press(`What to do with the view ${view}`)
  await user.click(await screen.findByRole('menuitem', { name: item }))
}
const rowsShown = () => waitFor(() => expect(document.querySelector('tbody tr')).not.toBeNull())
const views = () =>
  sql<{ name: string; address: string; columns: unknown; density: string; shared_with: string[] }>(
    `select name, address, columns, density, shared_with from public.saved_views order by created_at`,
  )

async function colleague(): Promise<void> {
  await sql(`update public.staff_members set roles = '{growth}' where email = 'finance@introalignment.test'`)
}

// The arrangement that a view must keep, with characters that are special in addresses: an ampersand, a hash, commas,
// quotes, an emoji.
const arranged =
  '?q=A%26B+%231&city=has%3AM%C3%BCnchen%5C%2C+%22Ost%22+%F0%9F%98%80&state=any%3Anew%2Cqualified&match=any&sort=-score&columns=*score-120+city&density=compact&size=100'

describe('the views of a list', () => {
  test('what a list shows is kept under a name, and opens the same for a colleague by its link', async () => {
    await openConsole(`/leads${arranged}`, 'growth')
    await press('Save view…')
    const dialog = await dialogTitled('Save view')
    await fill(dialog.getByRole('textbox', { name: 'Name' }), '  Milan & “co”  ')
    await user.click(dialog.getByRole('radio', { name: 'Everybody in growth' }))
    await user.click(await dialog.findByRole('button', { name: 'Save view' }))

    await waitFor(() => expect(present()).toBe('Milan & “co”'))
    expect(screen.queryByRole('button', { name: 'Save changes' })).not.toBeInTheDocument()
    const [view] = await views()
    expect(view).toMatchObject({
      name: 'Milan & “co”',
      columns: [{ name: 'score', width: 120, pinned: true }, { name: 'city' }],
      density: 'compact',
      shared_with: ['growth'],
    })
    const link = (await tab(/Milan/)).getAttribute('href') ?? ''
    const held = new URLSearchParams(link.split('?')[1])
    for (const [name, value] of new URLSearchParams(arranged)) expect(held.get(name), name).toBe(value)
    expect(held.get('view')).toMatch(/^[0-9a-f-]{36}$/)

    await colleague()
    await openConsole(link, 'finance')
    await waitFor(() => expect(present()).toBe('Milan & “co”'))
    expect((await tab(/Milan/)).textContent).toContain('shared by Tom Adeyemi')
    expect(screen.queryByRole('button', { name: 'Save changes' })).not.toBeInTheDocument()
  })

  test('a view shows that it was changed, is saved anew, and is left as it was by another click', async () => {
    await openConsole('/leads', 'growth')
    await user.click(await tab('No consent yet'))
    await addressIs(/consent=any%3Anone.*&view=no-consent-yet$/)
    await waitFor(() => expect(present()).toBe('No consent yet'))
    await press('Remove the filter on State')
    await waitFor(() => expect(present()).toBe('No consent yet'))
    await tab(/No consent yet.*\(changed\)/)
    // A predefined view cannot be changed: saving it makes a view of one's own.
    await press('Save view…')
    const dialog = await dialogTitled('Save view')
    await fill(dialog.getByRole('textbox', { name: 'Name' }), 'Mine')
    await user.click(await dialog.findByRole('button', { name: 'Save view' }))
    await waitFor(() => expect(present()).toBe('Mine'))

    await press('Remove the filter on Consent')
    await tab('Mine (changed)')
    await press('Save changes')
    await tab('Mine')
    expect(await views()).toMatchObject([{ name: 'Mine', address: 'sort=-score' }])

    await user.type(screen.getByRole('textbox', { name: /^Search/ }), 'milan')
    await user.click(await tab('Mine (changed)'))
    await addressIs(/^\/leads\?sort=-score&view=[0-9a-f-]{36}$/)
  })

  test('a list opens with its person’s default; everything stays in reach', async () => {
    await openConsole('/leads?state=any%3Areplied', 'growth')
    await press('Save view…')
    const dialog = await dialogTitled('Save view')
    await fill(dialog.getByRole('textbox', { name: 'Name' }), 'Replied ones')
    await user.click(dialog.getByRole('checkbox', { name: 'Open leads with this view' }))
    await user.click(await dialog.findByRole('button', { name: 'Save view' }))
    await waitFor(() => expect(present()).toBe('Replied ones'))
    await tab(/What your list opens with/)
    const opened = address()

    await openConsole('/leads', 'growth')
    await addressIs(opened)
    // Also if this browser has not stored it.
    localStorage.clear()
    await openConsole('/leads', 'growth')
    await addressIs(opened)
    await rowsShown()
    await user.click(await tab('All leads'))
    await addressIs('/leads?view=all')
    // The address changes before the page does: the next click must hit the new page.
    await waitFor(() => expect(present()).toBe('All leads'))
    await user.click(await tab(/Replied ones/))
    await waitFor(() => expect(present()).toBe('Replied ones'))
    await press('Clear')
    await addressIs(/^\/leads\?view=[0-9a-f-]{36}$/)

    await tab(/Replied ones.*\(changed\)/)
    await user.click(await tab(/Replied ones/))
    await tab(/Replied ones(?!.*\(changed\))/)
    await menu('Replied ones', 'Open leads with everything')
    await waitFor(async () => expect(await sql('select from public.saved_view_defaults')).toEqual([]))
    await waitFor(() => expect(screen.queryByLabelText('What your list opens with')).not.toBeInTheDocument())
    await openConsole('/leads', 'growth')
    await rowsShown()
    expect(address()).toBe('/leads')
  })

  test('renamed, shared, duplicated, deleted and brought back', async () => {
    await sql(
      `insert into public.saved_views (table_name, name, address, owner_id) select 'leads', 'First', 'state=any:new', user_id from public.staff_members where email = 'growth@introalignment.test'`,
    )
    await openConsole('/leads', 'growth')
    await user.click(await tab('First'))
    await menu('First', 'Rename or share…')
    let dialog = await dialogTitled('Rename or share “First”')
    await fill(dialog.getByRole('textbox', { name: 'Name' }), 'Fresh')
    await user.click(dialog.getByRole('radio', { name: 'Everybody in growth' }))
    await user.click(await dialog.findByRole('button', { name: 'Save' }))
    await tab('Fresh')

    await menu('Fresh', 'Duplicate…')
    dialog = await dialogTitled('Save view')
    await user.click(await dialog.findByRole('button', { name: 'Save view' }))
    await waitFor(() => expect(present()).toBe('Fresh (copy)'))
    expect(await views()).toMatchObject([
      { name: 'Fresh', address: 'state=any:new', shared_with: ['growth'] },
      { name: 'Fresh (copy)', address: 'state=any:new', shared_with: [] },
    ])

    await menu('Fresh (copy)', 'Delete…')
    dialog = await dialogTitled('Delete the view “Fresh (copy)”?')
    await user.click(await dialog.findByRole('button', { name: 'Delete view' }))
    await addressIs('/leads')
    await waitFor(async () => expect(await views()).toHaveLength(1))
    await press(/^Undo/)
    await tab('Fresh (copy)')
    expect(await views()).toHaveLength(2)
  })

  test('a view that asks for what is no more opens all the same, and says what it left out', async () => {
    const [view] = await sql<{ id: string }>(
      `insert into public.saved_views (table_name, name, address, columns, owner_id)
       select 'leads', 'Old', 'state=any:new,nonsense&colour=is:red&score=from:10', '[{"name": "score"}, {"name": "shoe_size"}]', user_id
       from public.staff_members where email = 'growth@introalignment.test' returning id`,
    )
    await openConsole('/leads', 'growth')
    await user.click(await tab('Old'))
    await addressIs(new RegExp(`view=${view?.id}$`))
    const alert = await screen.findByRole('alert')
    expect(alert).toHaveTextContent('left out: state “nonsense”, colour, shoe_size.')
    await rowsShown()
    // Existing columns are unchanged, so the view does not count as changed.
    expect(present()).toBe('Old')
    expect(screen.queryByRole('button', { name: 'Save changes' })).not.toBeInTheDocument()
  })

  test('a view that the reader may not see marks nothing; its address shows the same list', async () => {
    await openConsole('/leads?state=any:replied&view=7b0c8f9e-0000-4000-8000-000000000000', 'growth')
    await rowsShown()
    await tabs()
    await tab(/^All leads/)
    expect(present()).toBe('All leads')
    expect(screen.getByRole('button', { name: 'State is Replied' })).toBeInTheDocument()
  })
})

describe('a view that is not saved', () => {
  test('says so when the name is taken, and keeps what was typed', async () => {
    await sql(
      `insert into public.saved_views (table_name, name, owner_id) select 'leads', 'Taken', user_id from public.staff_members where email = 'growth@introalignment.test'`,
    )
    await openConsole('/leads?state=any%3Anew', 'growth')
    await press('Save view…')
    const dialog = await dialogTitled('Save view')
    await user.click(await dialog.findByRole('button', { name: 'Save view' }))
    await dialog.findByText('Give it a name')
    await fill(dialog.getByRole('textbox', { name: 'Name' }), 'Taken')
    await user.click(await dialog.findByRole('button', { name: 'Save view' }))
    await dialog.findByText('You already have a view of leads with this name')
    expect(dialog.getByRole('textbox', { name: 'Name' })).toHaveValue('Taken')
  })

  test('keeps the dialog when the connection is lost, and makes one view of two tries', async () => {
    await openConsole('/leads?state=any%3Anew', 'growth')
    await press('Save view…')
    const dialog = await dialogTitled('Save view')
    await fill(dialog.getByRole('textbox', { name: 'Name' }), 'Once')
    faults.use(
      http.post(
        stored(),
        async ({ request }) => {
          // Saved, but the answer is lost.
          await fetch(bypass(request))
          return HttpResponse.error()
        },
        { once: true },
      ),
    )
    await user.click(await dialog.findByRole('button', { name: 'Save view' }))
    await dialog.findByRole('alert')
    expect(dialog.getByRole('textbox', { name: 'Name' })).toHaveValue('Once')
    await user.click(await dialog.findByRole('button', { name: 'Save view' }))
    await waitFor(() => expect(present()).toBe('Once'))
    expect(await views()).toHaveLength(1)
  })

  test('says that it was changed elsewhere meanwhile, and overwrites only when asked again', async () => {
    await sql(
      `insert into public.saved_views (table_name, name, address, owner_id) select 'leads', 'Both', 'state=any:new', user_id from public.staff_members where email = 'growth@introalignment.test'`,
    )
    await openConsole('/leads', 'growth')
    await user.click(await tab('Both'))
    await press('Remove the filter on State')
    await tab('Both (changed)')
    await sql(`update public.saved_views set address = 'state=any:replied'`)
    await press('Save changes')
    await screen.findByText(/“Both” was changed elsewhere meanwhile/)
    expect(await views()).toMatchObject([{ address: 'state=any:replied' }])
    await press('Save changes')
    await waitFor(async () => expect(await views()).toMatchObject([{ address: '' }]))
  })

  test('says that a role does not allow it', async () => {
    await sql(
      `insert into public.saved_views (table_name, name, address, owner_id) select 'leads', 'Mine', 'state=any:new', user_id from public.staff_members where email = 'growth@introalignment.test'`,
    )
    await openConsole('/leads', 'growth')
    await user.click(await tab('Mine'))
    await press('Remove the filter on State')
    faults.use(
      http.patch(stored(), () =>
        HttpResponse.json(
          { code: '42501', message: 'permission denied for table saved_views' },
          { status: 403 },
        ),
      ),
    )
    await press('Save changes')
    await screen.findByText('Your role does not allow this. Nothing was changed.')
    await tab('Mine (changed)')
  })
})

describe('views that cannot be read', () => {
  test('leave the list as it is and may be asked for again', async () => {
    faults.use(http.get(stored(), () => HttpResponse.json({ code: 'XX000', message: 'no' }, { status: 500 })))
    await openConsole('/leads', 'growth')
    await rowsShown()
    await tab('Hot this week')
    await sql(
      `insert into public.saved_views (table_name, name, owner_id) select 'leads', 'Later', user_id from public.staff_members where email = 'growth@introalignment.test'`,
    )
    faults.resetHandlers()
    await press('Saved views could not be read. Try again')
    await tab('Later')
  })
})
