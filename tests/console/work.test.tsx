import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { resetBackend, sql } from '../support/backend.ts'
import { addressIs, choose, dialogTitled, fill, openConsole, pageTitled, user } from '../support/render.tsx'

beforeEach(resetBackend)
afterEach(() => vi.restoreAllMocks())

const press = async (name: string | RegExp) => user.click(await screen.findByRole('button', { name }))
const pressIn = async (dialog: Awaited<ReturnType<typeof dialogTitled>>, name: string) =>
  user.click(await dialog.findByRole('button', { name }))
const dialogsGone = () => waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument())
const one = async <T,>(text: string, params: unknown[] = []) => (await sql<T>(text, params))[0] as T

/** The actions in the record's menu, besides the first one. */
async function moreActions() {
  await user.click(screen.getByRole('button', { name: /^More actions/ }))
  await screen.findAllByRole('menuitem')
  return screen.getAllByRole('menuitem').map((item) => item.textContent)
}

interface Invoice {
  number: string | null
  state: string
  total_minor: number
  paid_minor: number
  due_minor: number
}
const invoice = (id: string) =>
  one<Invoice>(
    'select number, state, total_minor, paid_minor, due_minor from public.invoices where id = $1',
    [id],
  )

describe('finance', () => {
  test('writes an invoice with a line and issues it, after which it is fixed', async () => {
    await openConsole('/invoices/new', 'finance')
    await fill(await screen.findByLabelText('Billed to'), 'Nora Quist')
    await fill(screen.getByLabelText('Email'), 'nora@quist.example')
    await press('Add invoice')
    await pageTitled('Draft')
    await addressIs(/^\/invoices\/[0-9a-f-]{36}$/)
    const id = window.location.pathname.split('/').at(-1)!

    // The invoice is not ready to be issued: the database says what is missing.
    await press('Issue…')
    let dialog = await dialogTitled('Issue')
    await pressIn(dialog, 'Issue')
    expect(await dialog.findByRole('alert')).toHaveTextContent(
      'Add at least one line before issuing this invoice.',
    )
    await pressIn(dialog, 'Cancel')
    await dialogsGone()

    await press(/Add line$/)
    await pageTitled('New line')
    await fill(await screen.findByLabelText('Description'), 'Matchmaking, three months')
    await fill(screen.getByLabelText('Quantity'), '3')
    await fill(screen.getByLabelText('Unit price'), '19.99')
    await press('Add line')
    await addressIs(`/invoices/${id}`)
    await screen.findByRole('link', { name: 'Matchmaking, three months' })
    expect(await invoice(id)).toMatchObject({ state: 'draft', number: null, total_minor: 5997 })

    await press('Issue…')
    dialog = await dialogTitled('Issue')
    expect(dialog.getByText(/€59\.97/)).toBeInTheDocument()
    await pressIn(dialog, 'Issue')
    await dialogsGone()
    const { number } = await invoice(id)
    await pageTitled(number!)
    expect(screen.getByRole('button', { name: /Edit$/ })).toBeDisabled()
  })

  test('records part of what is owed, and no more than that', async () => {
    const { id } = await one<{ id: string }>(
      `select id from public.invoices where state = 'open' and paid_minor = 0 and currency = 'EUR' and due_minor > 1999
       order by created_at limit 1`,
    )
    const { due_minor } = await invoice(id)
    await openConsole(`/invoices/${id}`, 'finance')
    await press('Record payment…')
    const dialog = await dialogTitled('Record payment')
    const amount = dialog.getByLabelText(/^Amount/)
    expect(amount).toHaveValue((due_minor / 100).toFixed(2))
    expect(await dialog.findByText(/^The member has €[\d,.]+ of credit\.$/)).toBeVisible()
    await fill(amount, ((due_minor + 1) / 100).toFixed(2))
    await pressIn(dialog, 'Record payment')
    await waitFor(() => expect(amount).toHaveAccessibleDescription('This is more than is still owed.'))
    expect(await invoice(id)).toMatchObject({ paid_minor: 0 })
    await fill(amount, '19.99')
    await pressIn(dialog, 'Record payment')
    await dialogsGone()
    expect(await invoice(id)).toMatchObject({ state: 'open', paid_minor: 1999, due_minor: due_minor - 1999 })
    const payments = within(await screen.findByRole('table', { name: 'Payments' }))
    expect(payments.getByRole('link', { name: '€19.99' })).toBeInTheDocument()
    // A partly paid invoice cannot be voided.
    expect(await moreActions()).toEqual(['Record reminder…', 'Write off…', 'Credit…', 'Give more time…'])
  })

  test('reminds once a day: refused of the reminder, not of its level; what was typed stays', async () => {
    const { id } = await one<{ id: string }>(
      `select i.id from public.invoices i where state = 'open' and reminder_level < 3 and due_on < current_date
         and not exists (select from public.invoice_reminders r where r.invoice_id = i.id and r.sent_at > current_date)
       order by created_at limit 1`,
    )
    const remind = async () => {
      await openConsole(`/invoices/${id}`, 'finance')
      await screen.findByRole('button', { name: 'Record payment…' })
      await moreActions()
      await user.click(screen.getByRole('menuitem', { name: 'Record reminder…' }))
      const dialog = await dialogTitled('Record reminder')
      await fill(dialog.getByLabelText(/^Note/), 'By phone')
      await pressIn(dialog, 'Record reminder')
      return dialog
    }
    await remind()
    await dialogsGone()
    const again = await remind()
    expect(
      await again.findByText(
        /^Somebody was reminded of this invoice today already\. The next reminder can be of /,
      ),
    ).toBeInTheDocument()
    expect(again.getByLabelText(/^Level/)).not.toHaveAccessibleDescription(/today already/)
    expect(again.getByLabelText(/^Note/)).toHaveValue('By phone')
    expect(
      await sql(
        'select note from public.invoice_reminders where invoice_id = $1 and sent_at > current_date',
        [id],
      ),
    ).toEqual([{ note: 'By phone' }])
  })

  test('types an amount in any form; it is recorded once, however often it is clicked', async () => {
    const { id } = await one<{ id: string }>(
      `select id from public.invoices where state = 'open' and paid_minor = 0 and currency = 'EUR' and due_minor > 5000
       order by created_at limit 1`,
    )
    await openConsole(`/invoices/${id}`, 'finance')
    await press('Record payment…')
    const dialog = await dialogTitled('Record payment')
    const amount = dialog.getByLabelText('Amount')
    await fill(amount, '1.234')
    fireEvent.blur(amount)
    await waitFor(() => expect(amount).toHaveAccessibleDescription(/“1\.234” can be 1234 or 1\.234/))
    await fill(amount, '12abc')
    fireEvent.blur(amount)
    await waitFor(() => expect(amount).toHaveAccessibleDescription(/“12abc” is not a number/))
    await fill(amount, '0,50')
    fireEvent.blur(amount)
    await waitFor(() => expect(amount).toHaveAccessibleDescription(/€0\.50/))
    expect(amount).toHaveValue('0,50')
    const button = dialog.getByRole('button', { name: 'Record payment' })
    fireEvent.click(button)
    fireEvent.click(button)
    fireEvent.keyDown(amount, { key: 'Enter', keyCode: 13 })
    await dialogsGone()
    await waitFor(async () => expect((await invoice(id)).paid_minor).toBe(50))
    expect(await sql('select amount_minor from public.invoice_payments where invoice_id = $1', [id])).toEqual(
      [{ amount_minor: 50 }],
    )
  })

  test('is offered for a change what can be chosen: plans on sale in its currency, and its own that is retired', async () => {
    const { id, own, offered } = await one<{ id: string; own: string; offered: number }>(
      `select s.id, p.name as own, (select count(*)::integer from public.subscription_plans o where o.active and o.currency = s.currency) as offered
       from public.user_subscriptions s join public.subscription_plans p on p.id = s.plan_id and not p.active where s.state = 'active' limit 1`,
    )
    await openConsole(`/user-subscriptions/${id}`, 'finance')
    await press('Change…')
    const dialog = await dialogTitled('Change')
    await user.click(await dialog.findByRole('combobox', { name: 'Plan' }))
    const shown = () =>
      [...document.querySelectorAll('.ant-select-item-option')].map(({ textContent }) => textContent ?? '')
    const ownShown = () => expect(shown().filter((name) => name.startsWith(`${own}, €`))).toHaveLength(1)
    await waitFor(ownShown)
    await waitFor(() => expect(shown()).toHaveLength(offered + 1))
    // After choosing another plan, the original one can be chosen again.
    const other = shown().find((name) => !name.startsWith(own))!
    await choose(dialog.getByRole('combobox', { name: 'Plan' }), other)
    await waitFor(ownShown)
    // Only the member's own cards are offered.
    await pressIn(dialog, 'Cancel')
    await dialogsGone()
    await moreActions()
    await user.click(screen.getByRole('menuitem', { name: 'Set card…' }))
    const card = await dialogTitled('Set card')
    await user.click(await card.findByRole('combobox', { name: /^Card/ }))
    const { cards } = await one<{ cards: number }>(
      'select count(*)::integer as cards from public.payment_methods m join public.user_subscriptions s using (user_id) where s.id = $1',
      [id],
    )
    await waitFor(() =>
      expect(
        document.querySelectorAll(
          '.ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option',
        ),
      ).toHaveLength(cards),
    )
  })

  test('sees on a phone what is owed on a past day, age by age, and opens exactly those invoices', async () => {
    vi.spyOn(window, 'matchMedia').mockImplementation(
      (query) =>
        ({
          matches: /width/.test(query),
          media: query,
          addEventListener() {},
          removeEventListener() {},
        }) as never,
    )
    const [owed] = await sql<{
      day: string
      currency: string
      bucket: string
      invoices: number
      due_minor: number
    }>(
      `select (current_date - 40)::text as day, currency, bucket, invoices::integer, due_minor::integer from public.receivables_by_age_on(current_date - 40) where currency = 'EUR' order by bucket desc limit 1`,
    )
    const { day, invoices, due_minor } = owed!
    await openConsole(`/receivables?chart.day=${day}&chart.zone=UTC`, 'finance')
    const ages = within(await screen.findByRole('table', { name: 'Receivables in EUR by age' }))
    expect(ages.getAllByRole('row')).toHaveLength(7)
    const text = `€${(due_minor / 100).toLocaleString('en', { minimumFractionDigits: 2 })}`
    await user.click(
      ages.getByRole('button', { name: `${text} ${invoices} ${invoices === 1 ? 'invoice' : 'invoices'}` }),
    )
    const list = within(await screen.findByRole('table', { name: /^Invoices: EUR/ }))
    await waitFor(() => expect(list.getAllByRole('link')).toHaveLength(invoices))
    expect(list.getAllByRole('cell', { name: text }).length).toBeGreaterThan(0)
  })

  test('finds on the home page how many invoices are overdue, and one click away exactly those', async () => {
    await openConsole('/', 'finance')
    const link = await screen.findByRole('link', { name: /\d.*invoices are overdue/ })
    const count = Number(/\d+/.exec(link.textContent)?.[0])
    await user.click(link)
    await addressIs('/invoices?state=any:open&due_on=to:yesterday')
    const list = within(await screen.findByRole('table', { name: /^Invoices/ }))
    await waitFor(() => expect(list.getAllByRole('row')).toHaveLength(count + 1))
    expect(list.getAllByRole('cell', { name: /Open/ })).toHaveLength(count)
  })

  test('voids an invoice with its reason, and cannot rewrite one that was issued', async () => {
    const { id } = await one<{ id: string }>(
      `select id from public.invoices where state = 'open' and paid_minor = 0 order by created_at limit 1`,
    )
    await openConsole(`/invoices/${id}/edit`, 'finance')
    expect(
      await screen.findByText('An issued invoice is not rewritten. Void it and issue another.'),
    ).toBeInTheDocument()
    expect(screen.queryByLabelText('Billed to')).not.toBeInTheDocument()

    await openConsole(`/invoices/${id}`, 'finance')
    await screen.findByRole('button', { name: 'Record payment…' })
    expect(await moreActions()).toEqual([
      'Record reminder…',
      'Void…',
      'Write off…',
      'Credit…',
      'Give more time…',
    ])
    await user.click(screen.getByRole('menuitem', { name: 'Void…' }))
    const dialog = await dialogTitled('Void')
    await pressIn(dialog, 'Void')
    await waitFor(() => expect(dialog.getByLabelText(/^Why/)).toHaveAccessibleDescription('Required'))
    await fill(dialog.getByLabelText(/^Why/), 'Billed twice')
    await pressIn(dialog, 'Void')
    await dialogsGone()
    expect(await one('select state, closed_reason from public.invoices where id = $1', [id])).toEqual({
      state: 'void',
      closed_reason: 'Billed twice',
    })
    await screen.findByText('“Billed twice”')
    await waitFor(() =>
      expect(screen.queryByRole('button', { name: 'Record payment…' })).not.toBeInTheDocument(),
    )
  })

  test('is told that somebody else was first', async () => {
    const { id } = await one<{ id: string }>(
      `select id from public.invoices where state = 'open' and paid_minor = 0 order by created_at limit 1`,
    )
    await openConsole(`/invoices/${id}`, 'finance')
    await press('Record payment…')
    const dialog = await dialogTitled('Record payment')
    await fill(dialog.getByLabelText(/^Reference/), 'SEPA 4711')
    await sql('update public.invoices set note = $2 where id = $1', [id, 'Ask again in May'])
    await pressIn(dialog, 'Record payment')
    expect(await dialog.findByRole('alert')).toHaveTextContent(
      'Somebody changed this invoice after you opened it.',
    )
    expect(await invoice(id)).toMatchObject({ paid_minor: 0 })
    expect(dialog.getByLabelText(/^Reference/)).toHaveValue('SEPA 4711')
    // The page behind shows the current state; the action can be repeated on it.
    expect(await screen.findAllByText('Ask again in May')).not.toHaveLength(0)
    await pressIn(dialog, 'Record payment')
    await dialogsGone()
    expect(await invoice(id)).toMatchObject({ state: 'paid', due_minor: 0 })
  })

  test('finds every payment that is not allocated, page by page, and one by its address', async () => {
    const others = await sql<{ id: string }>(
      `select id from public.payments where allocated_minor < amount_minor order by paid_at, id`,
    )
    await sql(
      `select public.receive_payment('EUR', n, reference => 'Loose ' || n, paid_at => now() - interval '1 second' + n * interval '1 millisecond')
       from generate_series(1, $1::integer) n`,
      [120 - others.length],
    )
    await openConsole('/unallocated', 'finance')
    const pages = await screen.findByRole('navigation', { name: 'Pages of Unallocated payments' })
    expect(pages).toHaveTextContent('1–50 of 120')
    const listed = () => within(screen.getByRole('navigation', { name: 'Payments' })).getAllByRole('link')
    await user.click(within(pages).getByRole('button', { name: 'Next rows' }))
    await waitFor(() => expect(pages).toHaveTextContent('51–100 of 120'))
    await user.click(within(pages).getByRole('button', { name: 'Next rows' }))
    await waitFor(() => expect(listed()).toHaveLength(20))
    expect(listed().at(-1)).toHaveTextContent(`Loose ${120 - others.length}`)
    const { id } = await one<{ id: string }>(
      `select id from public.payments where reference = 'Loose ' || $1`,
      [119 - others.length],
    )
    await openConsole(`/unallocated/${id}`, 'finance')
    expect(await screen.findByText(/From nobody known/)).toHaveTextContent(`Loose ${119 - others.length}`)
  })

  test('books a statement of the bank after a look at it, and knows its lines when it comes again', async () => {
    const { id, number, due_minor } = await one<Invoice & { id: string }>(
      `select id, number, due_minor from public.invoices where state = 'open' and currency = 'EUR' order by due_on, id limit 1`,
    )
    const day = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10)
    const entry = (count: number, amount: string, name: string, words: string) =>
      `<Ntry><NtryRef>${count}</NtryRef><Amt Ccy="EUR">${amount}</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>${day}</Dt></BookgDt>
       <NtryDtls><TxDtls><RltdPties><Dbtr><Pty><Nm>${name}</Nm></Pty></Dbtr></RltdPties><RmtInf><Ustrd>${words}</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>`
    const amount = (due_minor / 100).toFixed(2)
    const entries =
      entry(1, amount, 'Somebody', `${number}`) + entry(2, '0.77', 'Ann', '?') + entry(3, '0.77', 'Ann', '?')
    const file = new File(
      [
        `<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.10"><BkToCstmrStmt><Stmt><Id>S</Id><Acct><Id><IBAN>DE02</IBAN></Id></Acct>${entries}</Stmt></BkToCstmrStmt></Document>`,
      ],
      'statement.xml',
    )
    // A payment that was booked when the bank's running count was part of the key.
    await sql(
      `insert into public.payments (currency, amount_minor, method, provider, provider_reference, reference, paid_at) values ('EUR', 77, 'bank_transfer', 'bank', 'DE02|2', 'Ann · ?', $1::date + time '12:00')`,
      [day],
    )
    const rows = async () => {
      await openConsole('/bank-statements', 'finance')
      await user.upload(await screen.findByLabelText(/Drop a statement/), file)
      const table = within(await screen.findByRole('table', { name: 'Lines of the statement' }))
      return table
        .getAllByRole('row')
        .slice(1)
        .map((row) => within(row).getAllByRole('cell')[2]?.textContent ?? '')
    }
    const [named, before, equal] = await rows()
    expect([named, before, equal]).toEqual([
      expect.stringContaining(`On ${number}`),
      'Booked before',
      expect.stringContaining('Unallocated'),
    ])
    expect(equal).not.toContain('A transfer of this amount')
    await press('Preview')
    expect(await invoice(id)).toMatchObject({ state: 'open' })
    // A second click at the same position books nothing.
    await waitFor(() => expect(screen.getByRole('button', { name: 'Book 2 payments' })).toBeEnabled())
    await press('Book 2 payments')
    await screen.findByText('2 payments booked.')
    expect(await invoice(id)).toMatchObject({ state: 'paid', due_minor: 0 })
    expect(await rows()).toEqual(Array(3).fill('Booked before'))
  })

  test('sees how much credit there is before it pays back', async () => {
    const { id, credit, currency } = await one<{ id: string; credit: string; currency: string }>(
      `select p.id, p.currency, coalesce(b.balance_minor, 0)::text as credit from public.payments p
         left join public.credit_balances b on b.user_id = p.user_id and b.currency = p.currency
       where p.user_id is not null and p.refunded_minor < p.amount_minor and p.currency = 'EUR' order by b.balance_minor desc nulls last limit 1`,
    )
    expect(Number(credit)).toBeGreaterThan(0)
    await openConsole(`/payments/${id}`, 'finance')
    await press('Refund…')
    const dialog = await dialogTitled('Refund')
    const text = new Intl.NumberFormat('en', { style: 'currency', currency }).format(Number(credit) / 100)
    expect(await dialog.findByText(`The member has ${text} of credit.`)).toBeVisible()
  })

  test('closes a month after a look at what is locked; who did it stands there, also when it is opened again', async () => {
    await openConsole('/month-end', 'finance')
    const close = await screen.findByRole('button', { name: /^Close .*…$/ })
    const month = close.textContent!.slice('Close '.length, -1)
    await user.click(close)
    let dialog = await dialogTitled(`Close ${month}`)
    const told = () =>
      dialog.getByText(new RegExp(`Nothing can be dated in ${month} from then on`)).textContent!
    expect(told()).toMatch(/kept as they stand, €[\d,.]+, .* at its end/)
    const came = () => Number(/(\d+) payments? came in/.exec(told())![1])
    const before = came()
    // A payment of that month is booked while the dialog is open: the month is not locked with a payment nobody has
    // seen.
    await sql(
      `select public.receive_payment('EUR', 700, paid_at => date_trunc('month', now()) - interval '1 day')`,
    )
    await pressIn(dialog, `Close ${month}`)
    expect(await dialog.findByRole('alert')).toHaveTextContent(
      `The figures of ${month} changed after you saw them. It is still open.`,
    )
    await waitFor(() => expect(came()).toBe(before + 1))
    expect(
      await sql(
        "select month from public.billing_periods where closed and month > now() - interval '32 days'",
      ),
    ).toEqual([])
    await pressIn(dialog, `Close ${month}`)
    await screen.findByText(`${month} is closed.`, { selector: '.ant-alert-title' })
    const nameOf = async (role: string) =>
      (
        await one<{ full_name: string }>('select full_name from public.staff_members where email ~ $1', [
          role,
        ])
      ).full_name
    expect(screen.getByText(/^Since/)).toHaveTextContent(`by ${await nameOf('finance')}`)
    expect(screen.queryByRole('button', { name: /again…$/ })).not.toBeInTheDocument()

    await openConsole('/month-end', 'admin')
    await press(`Open ${month} again…`)
    dialog = await dialogTitled(`Open ${month} again`)
    await fill(dialog.getByLabelText('Why it is opened again'), 'A statement came late')
    await pressIn(dialog, `Open ${month} again`)
    expect(await screen.findByText(/^Opened again /)).toHaveTextContent(
      `by ${await nameOf('admin')}: A statement came late`,
    )
  })
})

describe('growth', () => {
  test('retries a failed run, which leads to the new one', async () => {
    const { id, source_id } = await one<{ id: string; source_id: string }>(
      `select id, source_id from public.scrape_runs r where state = 'failed' and not exists
        (select from public.scrape_runs other where other.source_id = r.source_id and other.state in ('queued', 'running'))
       order by queued_at desc limit 1`,
    )
    await openConsole(`/scrape-runs/${id}`, 'growth')
    await press('Retry…')
    const dialog = await dialogTitled('Retry')
    await fill(dialog.getByLabelText(/^Why/), 'The forum is back')
    await pressIn(dialog, 'Retry')
    await waitFor(() => expect(window.location.pathname).not.toBe(`/scrape-runs/${id}`))
    const again = window.location.pathname.split('/').at(-1)
    await screen.findByText('“The forum is back”')
    expect(
      await one('select state, trigger, retry_of, source_id from public.scrape_runs where id = $1', [again]),
    ).toEqual({ state: 'queued', trigger: 'retry', retry_of: id, source_id })
    // A queued run cannot be retried, only cancelled.
    expect(screen.queryByRole('button', { name: 'Retry…' })).not.toBeInTheDocument()
    await press('Change the state, now Queued')
    await screen.findByRole('menuitem', { name: 'Cancelled' })
    expect(screen.getAllByRole('menuitem')).toHaveLength(1)
  })

  test('cannot activate a sequence without emails, and is told so in the database’s words', async () => {
    const { id } = await one<{ id: string }>(
      `insert into public.outreach_sequences (name, from_name, from_email, postal_address)
       values ('Spring', 'Tom', 'tom@introalignment.test', 'Torstr. 1, Berlin') returning id`,
    )
    await openConsole(`/outreach-sequences/${id}`, 'growth')
    await press('Change the state, now Draft')
    await user.click(await screen.findByRole('menuitem', { name: 'Active' }))
    expect(
      await screen.findByText('Write at least one email before activating this sequence.'),
    ).toBeInTheDocument()
    expect(await one('select state from public.outreach_sequences where id = $1', [id])).toEqual({
      state: 'draft',
    })
  })
})

describe('a moderator', () => {
  test('judges what bots were unsure of by keys, with a reason, and takes it back', async () => {
    const first = await one<{ id: number; title: string }>(
      `select a.id, b.label || ': ' || replace(a.action, '_', ' ') as title
       from public.bot_actions_log a join public.ai_bot_health b on b.id = a.bot_id
       where a.review = 'needs_attention' or (a.review = 'unreviewed' and a.confidence < b.review_below)
       order by a.review = 'unreviewed', a.confidence, a.id limit 1`,
    )
    const stored = () =>
      one(
        `select review, review_note, (select full_name from public.staff_members where user_id = reviewed_by) as by
         from public.bot_actions_log where id = $1`,
        [first.id],
      )
    const before = await stored()
    await openConsole('/bot-review', 'moderator')
    await screen.findByRole('heading', { name: first.title })
    await user.keyboard('r')
    await user.keyboard('{Enter}')
    expect(await screen.findByText('Say what was wrong.')).toBeInTheDocument()
    await fill(screen.getByLabelText('Reason'), 'The post was a joke among friends')
    await user.keyboard('{Enter}')
    await waitFor(async () =>
      expect(await stored()).toEqual({
        review: 'overturned',
        review_note: 'The post was a joke among friends',
        by: 'Ana Ruiz',
      }),
    )
    await user.keyboard('u')
    await waitFor(async () => expect(await stored()).toEqual(before))
  })
})
