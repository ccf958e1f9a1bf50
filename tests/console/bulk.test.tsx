import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { bypass, delay, HttpResponse, http } from 'msw'
import { beforeEach, describe, expect, test } from 'vitest'
import { backendUrl, resetBackend, sql } from '../support/backend.ts'
import { endedSession, faultyNetwork } from '../support/faults.ts'
import { choose, dialogTitled, fill, openConsole, user } from '../support/render.tsx'

const faults = faultyNetwork()
const rpc = (name: string) => `${backendUrl()}/rest/v1/rpc/${name}`

beforeEach(resetBackend)

const number = (count: number) => new Intl.NumberFormat('en').format(count)
const countOf = async (where: string) =>
  Number((await sql<{ n: number }>(`select count(*)::int as n from public.leads where ${where}`))[0]?.n)
const bar = async () => within(await screen.findByRole('region', { name: 'Selection' }))
const box = (nth: number) => screen.getAllByRole('checkbox', { name: /^Select / })[nth]!
const rowIds = () =>
  [...document.querySelectorAll('tbody th[scope="row"] a')].map(
    (link) => /\/([^/?]+)(\?|$)/.exec(link.getAttribute('href') ?? '')?.[1],
  )

/** Opens the leads in some states and selects all that match. */
async function selectAll(states: string) {
  await openConsole(`/leads?state=any:${states}`, 'growth')
  await screen.findByRole('table', { name: 'Leads' })
  await user.click(box(0))
  await user.click((await bar()).getByRole('button', { name: /^select all .* that match$/ }))
}

/** Prepares the rejection of the selected leads, up to the last click. */
async function rejecting(reason: string) {
  await user.keyboard('s')
  const dialog = await dialogTitled(/^Set state: \d/)
  await choose(await dialog.findByRole('combobox'), 'Rejected')
  await fill(await dialog.findByLabelText('Why rejected'), reason)
  return { dialog, button: await dialog.findByRole('button', { name: /^Set .* to rejected$/ }) }
}

const operations = () =>
  sql<{ operation_id: string; records: number; reason: string | null }>(
    `select operation_id, count(distinct record_id)::int as records, min(reason) as reason
     from public.audit_log where operation_id is not null and table_name = 'leads' group by operation_id order by min(id)`,
  )

describe('many records at once', () => {
  test('the rows chosen, and no others, get a new value, and it can be taken back', async () => {
    await openConsole('/leads', 'growth')
    await screen.findByRole('table', { name: 'Leads' })
    await user.click(box(2))
    await user.keyboard('{Shift>}')
    await user.click(box(4))
    await user.keyboard('{/Shift}')
    const ids = rowIds().slice(1, 4)
    const before = await sql('select id, city from public.leads order by id')

    await user.click((await bar()).getByRole('button', { name: /^Change…/ }))
    const dialog = await dialogTitled('Change: 3 leads')
    await choose(dialog.getByRole('combobox', { name: 'What to change' }), 'City')
    await fill(await dialog.findByRole('textbox', { name: /^City/ }), 'Ghent')
    await fill(dialog.getByRole('textbox', { name: /^Reason/ }), 'They moved')
    await user.click(await dialog.findByRole('button', { name: 'Change 3 leads' }))
    await screen.findByText('3 leads were changed.')
    expect(await sql('select id from public.leads where city = $1 order by id', ['Ghent'])).toEqual(
      [...ids].sort().map((id) => ({ id })),
    )
    expect(await operations()).toEqual([
      { operation_id: expect.any(String), records: 3, reason: 'They moved' },
    ])
    expect(screen.queryByRole('region', { name: 'Selection' })).not.toBeInTheDocument()

    await user.keyboard('u')
    await screen.findByText('3 leads are as they were.')
    expect(await sql('select id, city from public.leads order by id')).toEqual(before)
  })

  test('all that match are told beforehand what becomes of them; the refused are named and can be selected', async () => {
    const [fresh, done] = await Promise.all([countOf(`state = 'new'`), countOf(`state = 'converted'`)])
    await selectAll('new,converted')
    const { dialog, button } = await rejecting('Out of area')
    const effect = within(dialog.getByRole('table', { name: 'What it does' }))
    expect(effect.getByRole('row', { name: `New ${number(fresh)} → Rejected` })).toBeInTheDocument()
    expect(
      effect.getByRole('row', { name: new RegExp(`^Converted ${done} will be refused`) }),
    ).toBeInTheDocument()
    expect(button).toHaveTextContent(`Set ${number(fresh + done)} leads to rejected`)
    await user.click(button)

    const report = await dialogTitled(`${number(fresh)} leads are rejected now.`)
    expect(report.getByText('What is converted cannot become rejected.')).toBeInTheDocument()
    expect(await countOf(`state = 'rejected' and rejected_reason = 'Out of area'`)).toBe(fresh)
    expect((await operations()).map(({ records }) => records)).toEqual([fresh])
    await user.click(report.getByRole('button', { name: 'Select the refused' }))
    await (await bar()).findByText(`${done} selected`)
    // The list shows the remaining records, all of them selected.
    await waitFor(() => expect(rowIds()).toHaveLength(Math.min(done, 50)))
    expect(document.querySelectorAll('tbody tr[aria-selected="true"]')).toHaveLength(Math.min(done, 50))
  })

  test('what cannot go back is said before', async () => {
    await selectAll('contacted')
    const { dialog } = await rejecting('No answer')
    expect(
      dialog.getByText('This cannot be undone: no rule leads back from rejected to contacted.'),
    ).toBeInTheDocument()
  })

  test('another number than was confirmed changes nothing, and the person looks again', async () => {
    const some = await countOf(`state = 'contacted'`)
    await selectAll('contacted')
    const { dialog, button } = await rejecting('Too late')
    await sql(
      `update public.leads set state = 'contacted' where id = (select id from public.leads where state = 'new' limit 1)`,
    )
    await user.click(button)
    const alert = await dialog.findByRole('alert')
    expect(alert).toHaveTextContent(
      `You confirmed ${some} records, but ${some + 1} match now. Nothing was changed.`,
    )
    expect(await countOf(`rejected_reason = 'Too late'`)).toBe(0)
    await user.click(await within(alert).findByRole('button', { name: 'Look again' }))
    await user.click(await dialog.findByRole('button', { name: `Set ${number(some + 1)} leads to rejected` }))
    await screen.findByText(`${number(some + 1)} leads are rejected now.`)
  })

  test('tags are added to those there are', async () => {
    await sql(`update public.leads set tags = '{vip}' where state = 'contacted'`)
    const some = await countOf(`state = 'contacted'`)
    await selectAll('contacted')
    await user.keyboard('m')
    const dialog = await dialogTitled(/^Change: /)
    const fields = dialog.getByRole('combobox', { name: 'What to change' })
    await user.type(fields, 'Tags')
    await choose(fields, 'Tags')
    await user.type(await dialog.findByRole('combobox', { name: /^Which/ }), 'spring{Enter}')
    await user.click(await dialog.findByRole('button', { name: `Change ${number(some)} leads` }))
    await screen.findByText(`${number(some)} leads were changed.`)
    expect(await countOf(`state = 'contacted' and tags = '{vip,spring}'`)).toBe(some)
  })

  test('a deletion of many asks for a reason and for their number', async () => {
    await sql(
      `insert into public.leads (full_name, phone, found_at) select 'Gone ' || n, '1', now() + n * interval '1 minute' from generate_series(1, 122) n`,
    )
    await openConsole('/leads?q=gone', 'growth')
    await screen.findByRole('table', { name: 'Leads' })
    await user.click(screen.getByRole('checkbox', { name: 'Select all rows shown' }))
    await user.click(await (await bar()).findByRole('button', { name: 'select all 122 that match' }))
    await (await bar()).findByText('122 selected')
    // Deselects two.
    for (const name of ['Select Gone 120', 'Select Gone 119'])
      await user.click(screen.getByRole('checkbox', { name }))
    await (await bar()).findByText('120 selected, all but 2')
    await user.keyboard('#')
    const dialog = await dialogTitled('Delete: 120 leads')
    const button = await dialog.findByRole('button', { name: 'Delete 120 leads' })
    await fill(dialog.getByRole('textbox', { name: /^Reason/ }), 'Test data')
    expect(button).toBeDisabled()
    await fill(dialog.getByRole('textbox', { name: 'Type 120 to confirm' }), '12')
    expect(button).toBeDisabled()
    await fill(dialog.getByRole('textbox', { name: 'Type 120 to confirm' }), '120')
    await user.click(button)
    await screen.findByText('120 leads were deleted.')
    expect(await countOf(`full_name in ('Gone 119', 'Gone 120')`)).toBe(2)
    expect(await countOf(`full_name like 'Gone %'`)).toBe(2)
    expect(screen.queryByRole('button', { name: /^Undo/ })).not.toBeInTheDocument()
  })

  test('a function of the database is called for each, and what it refuses is told', async () => {
    await sql(
      `insert into public.leads (full_name, email, phone) values ('Zed One', 'zed1@x.test', '1'), ('Zed Two', null, '2'), ('Zed Three', 'zed3@x.test', '3')`,
    )
    await openConsole('/leads?q=zed', 'growth')
    await screen.findByRole('table', { name: 'Leads' })
    await waitFor(() => expect(rowIds()).toHaveLength(3))
    await user.click(screen.getByRole('checkbox', { name: 'Select all rows shown' }))
    await user.click((await bar()).getByRole('button', { name: 'Suppress…' }))
    const dialog = await dialogTitled('Suppress: 3 leads')
    await user.click(await dialog.findByRole('button', { name: 'Suppress 3 leads' }))
    const report = await dialogTitled('2 leads were suppressed.')
    expect(report.getByText(/^There is nothing to suppress/)).toBeInTheDocument()
    await report.findByRole('link', { name: 'Zed Two' })
    expect(report.queryByRole('button', { name: 'Undo' })).not.toBeInTheDocument()
    expect(
      await sql(`select email, reason from public.outreach_suppressions where email like 'zed%' order by 1`),
    ).toEqual([
      { email: 'zed1@x.test', reason: 'manual' },
      { email: 'zed3@x.test', reason: 'manual' },
    ])
  })

  test('Enter that ends the composition of an input method decides nothing', async () => {
    await openConsole('/leads', 'growth')
    await screen.findByRole('table', { name: 'Leads' })
    await user.click(box(1))
    await user.click((await bar()).getByRole('button', { name: /^Change…/ }))
    const dialog = await dialogTitled('Change: 1 lead')
    await choose(dialog.getByRole('combobox', { name: 'What to change' }), 'City')
    await fill(await dialog.findByRole('textbox', { name: /^City/ }), 'ゲント')
    await waitFor(() => expect(dialog.getByRole('button', { name: 'Change 1 lead' })).toBeEnabled())
    const reason = dialog.getByLabelText(/^Reason/)
    await fill(reason, 'りゆう')
    fireEvent.keyDown(reason, { key: 'Enter', code: 'Enter', keyCode: 229, isComposing: true })
    fireEvent.keyDown(reason, { key: 'Escape', code: 'Escape', keyCode: 229, isComposing: true })
    expect(dialog.getByRole('button', { name: 'Change 1 lead' })).toBeEnabled()
    expect(await countOf(`city = 'ゲント'`)).toBe(0)
    fireEvent.keyDown(reason, { key: 'Enter', code: 'Enter', keyCode: 13 })
    await screen.findByText('1 lead was changed.')
    expect(await countOf(`city = 'ゲント'`)).toBe(1)
  })

  test('is only offered to those who may', async () => {
    await openConsole('/leads', 'growth')
    await screen.findByRole('table', { name: 'Leads' })
    await user.click(box(1))
    const names = (await bar()).getAllByRole('button').map(({ textContent }) => textContent)
    expect(names.join()).toMatch(/Set state….*Change….*Suppress….*Delete…/)
    await openConsole('/subscription-plans', 'growth')
    await screen.findByRole('table', { name: 'Plans' })
    await user.click(box(1))
    expect(
      (await bar()).queryByRole('button', { name: /^(Set state|Change|Delete)/ }),
    ).not.toBeInTheDocument()
  })
})

describe('a bulk change that meets trouble', () => {
  const change = rpc('bulk_change')

  test('committed, then the answer lost: is not done twice, and is told as it was', async () => {
    const some = await countOf(`state = 'contacted'`)
    await selectAll('contacted')
    const { button } = await rejecting('Once only')
    let sent = 0
    faults.use(
      http.post(change, async ({ request }) => {
        sent += 1
        await fetch(bypass(request))
        return HttpResponse.error()
      }),
    )
    await user.click(button)
    await screen.findByText(`${number(some)} leads are rejected now.`)
    expect(sent).toBe(1)
    expect((await operations()).map(({ records }) => records)).toEqual([some])
    expect(await countOf(`rejected_reason = 'Once only'`)).toBe(some)
  })

  test('lost before it arrived: is told as not done, and cannot arrive later', async () => {
    await selectAll('contacted')
    const { dialog, button } = await rejecting('Never')
    const late: Request[] = []
    faults.use(
      http.post(change, ({ request }) => {
        late.push(request.clone())
        return HttpResponse.error()
      }),
    )
    await user.click(button)
    expect(await dialog.findByRole('alert')).toHaveTextContent(
      /lost before anything was done. Nothing was changed/,
    )
    faults.resetHandlers()
    const arrived = await fetch(bypass(late[0]!))
    expect(await arrived.json()).toMatchObject({ code: 'PT409' })
    expect(await countOf(`rejected_reason = 'Never'`)).toBe(0)

    // The same click again starts another operation.
    await user.click(await dialog.findByRole('button', { name: /^Set .* to rejected$/ }))
    await screen.findByText(/leads are rejected now/)
  })

  test('no answer for a while, and none to the question about it either: waits, and tells the truth', async () => {
    await selectAll('contacted')
    const { button } = await rejecting('Slow')
    let asked = 0
    faults.use(
      http.post(change, async ({ request }) => {
        await fetch(bypass(request))
        return new HttpResponse('<html>Bad gateway</html>', { status: 502 })
      }),
      http.post(rpc('bulk_outcome'), () => {
        asked += 1
        return asked === 1 ? HttpResponse.error() : undefined
      }),
    )
    await user.click(button)
    await screen.findByText(/Asking the database what became of it/)
    await screen.findByText(/leads are rejected now/)
    expect(asked).toBe(2)
    expect(await operations()).toHaveLength(1)
  })

  test.each([
    [429, {}, /asks for|pause|Wait a moment/],
    [500, { code: 'XX000', message: 'disk on fire' }, /went wrong on the server/],
    [409, { code: '40P01', message: 'deadlock detected' }, /Someone else was changing the same records/],
    [403, { code: '42501', message: 'permission denied for table leads' }, /Your role does not allow this/],
  ])(
    'refused with %i: nothing is changed, what was typed stays, and it can be tried again',
    async (status, body, words) => {
      await selectAll('contacted')
      const { dialog, button } = await rejecting('Second try')
      faults.use(http.post(change, () => HttpResponse.json(body, { status }), { once: true }))
      await user.click(button)
      expect(await dialog.findByRole('alert')).toHaveTextContent(words)
      expect(dialog.getByLabelText('Why rejected')).toHaveValue('Second try')
      expect(await operations()).toEqual([])
      await user.click(await dialog.findByRole('button', { name: /^Set .* to rejected$/ }))
      await screen.findByText(/leads are rejected now/)
    },
  )

  test('a session that ends meanwhile asks for the password, then the same click works', async () => {
    await selectAll('contacted')
    const { dialog, button } = await rejecting('After signing in')
    faults.use(...endedSession(http.post, change))
    await user.click(button)
    // Two dialogs at a time have the same id for their titles in jsdom, so the dialog is not found by its name.
    const heading = await screen.findByText('Your session has ended')
    const again = within(heading.closest<HTMLElement>('[role="dialog"]')!)
    faults.resetHandlers()
    await user.type(again.getByLabelText('Password'), 'introalignment{Enter}')
    await waitFor(() => expect(screen.queryByText('Your session has ended')).not.toBeInTheDocument())
    expect(dialog.getByLabelText('Why rejected')).toHaveValue('After signing in')
    await user.click(await dialog.findByRole('button', { name: /^Set .* to rejected$/ }))
    await screen.findByText(/leads are rejected now/)
  })

  test('while it runs the dialog stays, and says that it is under way', async () => {
    await selectAll('contacted')
    const { button } = await rejecting('Patience')
    let go = () => {}
    const held = new Promise<void>((resolve) => {
      go = resolve
    })
    faults.use(
      http.post(change, async () => {
        await held
        await delay(0)
        return undefined
      }),
    )
    await user.click(button)
    await screen.findByRole('progressbar', { name: /^Set state/ })
    await user.keyboard('{Escape}')
    expect(screen.getByRole('progressbar')).toBeInTheDocument()
    expect(screen.queryByRole('button', { name: 'Cancel' })).not.toBeInTheDocument()
    go()
    await screen.findByText(/leads are rejected now/)
  })
})
