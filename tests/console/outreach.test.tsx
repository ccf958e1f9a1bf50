import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { bypass, HttpResponse, http } from 'msw'
import { beforeAll, expect, test } from 'vitest'
import { backendUrl, resetBackend, sql } from '../support/backend.ts'
import { faultyNetwork } from '../support/faults.ts'
import { dialogTitled, openConsole, user } from '../support/render.tsx'

const faults = faultyNetwork()

beforeAll(resetBackend)

/** The button of a card, labelled with the state of its column. */
async function cardIn(state: string, name: string) {
  const column = await waitFor(() => {
    const heading = document.getElementById(`board-${state}`)
    expect(heading).toBeInTheDocument()
    return within(heading!.parentElement!)
  })
  const card = (await column.findByText(name)).closest('li')!
  return within(card).findByLabelText(/^Change the state, now/)
}

test('the board: a card is moved by keys; where it may not go, it stays and says why', async () => {
  await sql(
    `insert into public.leads (full_name, email, city) values ('Bea', 'bea@board.test', 'Boardham'), ('Cy', 'cy@board.test', 'Boardham')`,
  )
  await openConsole('/leads?city=is:Boardham&chart.board=on', 'growth')
  ;(await cardIn('new', 'Bea')).focus()
  await user.keyboard('{Enter}')
  await user.click(await screen.findByText('Qualified', { selector: '[role=menuitem] *' }))
  await cardIn('qualified', 'Bea')

  faults.use(
    http.patch(`${backendUrl()}/rest/v1/leads`, () =>
      HttpResponse.json({ code: 'PT409', message: 'Somebody is merging this lead.' }, { status: 409 }),
    ),
  )
  await user.click(await cardIn('new', 'Cy'))
  await user.click((await screen.findAllByText('Qualified', { selector: '[role=menuitem] *' })).at(-1)!)
  expect(await screen.findByText('Somebody is merging this lead.')).toBeInTheDocument()
  await cardIn('new', 'Cy')
  expect(await sql(`select full_name, state from public.leads where city = 'Boardham' order by 1`)).toEqual([
    { full_name: 'Bea', state: 'qualified' },
    { full_name: 'Cy', state: 'new' },
  ])
})

test('a reply is put off to a day by keys alone', async () => {
  await openConsole('/reply-inbox', 'growth')
  await waitFor(() => expect(document.getElementById('reply-title')).toBeInTheDocument())
  const name = document.getElementById('reply-title')!.firstChild!.textContent!.trim()
  await user.keyboard('t')
  await dialogTitled(`Later: ${name}`)
  const day = document.querySelector<HTMLInputElement>('[role=dialog] input[type=date]')!
  fireEvent.keyDown(day, { key: 'Enter' })
  await waitFor(async () =>
    expect(
      await sql(`select follow_up_on::text from public.leads where full_name = $1 and follow_up_on = $2`, [
        name,
        day.value,
      ]),
    ).toHaveLength(1),
  )
})

test('the story of a lead is asked for by get, which is read on after as many rows as a server gives at once', async () => {
  const [lead] = await sql<{ id: string }>(
    `insert into public.leads (full_name, email) values ('Dee', 'dee@story.test') returning id`,
  )
  await sql(
    `insert into public.lead_consents (lead_id, given_at, how, words) select $1, now(), 'form', 'Word ' || n from generate_series(1, 1001) n`,
    [lead!.id],
  )
  const answers: number[] = []
  faults.use(
    http.get(`${backendUrl()}/rest/v1/rpc/lead_timeline`, async ({ request }) => {
      const answer = await fetch(bypass(request))
      const rows = (await answer.json()) as unknown[]
      answers.push(rows.length)
      return HttpResponse.json(rows)
    }),
  )
  await openConsole(`/leads/${lead!.id}`, 'growth')
  await waitFor(() => expect(answers).toEqual([1000, 2]), { timeout: 30_000 })
})

test('duplicates: when a pair is decided, the focus goes to the pair that took its place', async () => {
  await sql(
    `insert into public.leads (full_name, phone) values
      ('Ola One', '+46 8 123 45 01'), ('Ola Other', '+46 8 123 45 01'), ('Pia One', '+46 8 123 45 02'), ('Pia Other', '+46 8 123 45 02')`,
  )
  await openConsole('/lead-duplicates', 'growth')
  const [first, second] = await screen.findAllByRole('button', { name: /^Compare .*(Ola|Pia)/ })
  await user.click(within(first!.closest('tr')!).getByRole('button', { name: 'Two people' }))
  await waitFor(() => expect(first).not.toBeInTheDocument())
  await waitFor(() => expect(second).toHaveFocus())
})

test('a merge field is inserted into the text that was written in, with its fallback selected', async () => {
  const [sequence] = await sql(
    `insert into public.outreach_sequences (name, from_name, from_email, postal_address) values ('Fields', 'Ada', 'ada@fields.test', '1 Main Street, Town') returning id`,
  )
  await openConsole(`/outreach-sequences/${sequence!.id}`, 'growth')
  await user.click(await screen.findByRole('button', { name: 'Add email' }))
  const subject = await screen.findByLabelText<HTMLInputElement>('Subject')
  await user.type(subject, 'Near ')
  await user.click(screen.getByRole('button', { name: 'Insert field' }))
  await user.click(await screen.findByText('Their city (with a fallback)'))
  await waitFor(() => expect(subject).toHaveFocus())
  expect(subject).toHaveValue('Near {{city|there}}')
  await user.keyboard('you')
  expect(subject).toHaveValue('Near {{city|you}}')
})
