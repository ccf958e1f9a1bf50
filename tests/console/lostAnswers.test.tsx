import { screen, waitFor } from '@testing-library/react'
import { bypass, HttpResponse, http } from 'msw'
import { beforeEach, describe, expect, test } from 'vitest'
import { backendUrl, resetBackend, sql } from '../support/backend.ts'
import { faultyNetwork } from '../support/faults.ts'
import { dialogTitled, fill, openConsole, pageTitled, user } from '../support/render.tsx'

const faults = faultyNetwork()
beforeEach(resetBackend)

const press = async (name: string | RegExp) => user.click(await screen.findByRole('button', { name }))
const one = async <T,>(text: string, params: unknown[] = []) => (await sql<T>(text, params))[0] as T

/** The next call is executed, but its answer is lost. */
function loseAnswer(path: string) {
  faults.use(
    http.post(
      `${backendUrl()}/rest/v1/${path}`,
      async ({ request }) => {
        await fetch(bypass(request))
        return HttpResponse.error()
      },
      { once: true },
    ),
  )
}

/** Opens an action of the record: by its button if it is the first one, otherwise from the menu beside it. */
async function openAction(label: string) {
  const buttons = await screen.findAllByRole('button', { name: new RegExp(`^(More actions|${label})`) })
  const first = buttons.find(({ textContent }) => textContent === label)
  await user.click(first ?? buttons[0]!)
  if (!first) await user.click(await screen.findByRole('menuitem', { name: label }))
}

const inDoubt = 'the change may be saved or not'

describe('an answer that is lost', () => {
  const owed = `select id from public.invoices where state = 'open' and due_minor > 2000 and paid_minor = 0 and currency = 'EUR' and user_id is not null order by id limit 1`
  const decisions = [
    {
      of: 'a payment',
      on: owed,
      at: 'invoices',
      action: 'Record payment…',
      rpc: 'record_payment',
      amount: '10.00',
      rows: 'select count(*)::int as n from public.invoice_payments where invoice_id = $1',
    },
    {
      of: 'a credit note',
      on: owed,
      at: 'invoices',
      action: 'Credit…',
      rpc: 'credit_invoice',
      amount: '10.00',
      reason: /^Why/,
      rows: 'select count(*)::int as n from public.credit_notes where invoice_id = $1',
    },
    {
      of: 'a refund',
      on: `select id from public.payments where unallocated_minor > 2000 and refunded_minor = 0 and currency = 'EUR' order by id limit 1`,
      at: 'payments',
      action: 'Refund…',
      rpc: 'refund_payment',
      amount: '10.00',
      reason: /^Why/,
      rows: 'select count(*)::int as n from public.refunds where payment_id = $1',
    },
  ]
  test.each(decisions)(
    '$of: said to be in doubt, done once, and nothing else under its key',
    async (decision) => {
      const { on, at, action, rpc, amount, reason, rows } = decision
      const { id } = await one<{ id: string }>(on)
      const count = async () => (await one<{ n: number }>(rows, [id])).n
      await openConsole(`/${at}/${id}`, 'finance')
      await openAction(action)
      const title = action.replace('…', '')
      const dialog = await dialogTitled(title)
      await fill(await dialog.findByLabelText('Amount'), amount)
      if (reason) await fill(dialog.getByLabelText(reason), 'Asked for')
      loseAnswer(`rpc/${rpc}`)
      const send = async () => user.click(await dialog.findByRole('button', { name: title }))
      await send()
      await waitFor(() => expect(dialog.getByRole('alert')).toHaveTextContent(inDoubt))
      expect(await count()).toBe(1)

      // Changed input must not count as a repeat of what was sent.
      await fill(dialog.getByLabelText('Amount'), '5.00')
      await send()
      await waitFor(() => expect(dialog.getByRole('alert')).toHaveTextContent('this is something else'))
      expect(await count()).toBe(1)

      await fill(dialog.getByLabelText('Amount'), amount)
      await send()
      await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument())
      expect(await count()).toBe(1)
    },
  )

  test('drafts that are issued together: the same ones when they are asked for again', async () => {
    const drafts = () =>
      one<{ n: number }>(`select count(*)::int as n from public.invoices where state = 'draft'`)
    const before = (await drafts()).n
    await openConsole('/invoices?state=any:draft', 'finance')
    await user.click(await screen.findByRole('checkbox', { name: 'Select all rows shown' }))
    await press('Issue drafts…')
    const dialog = await dialogTitled('Issue drafts')
    const issue = await dialog.findByRole('button', { name: /^Issue \d+ invoice/ })
    await waitFor(() => expect(issue).toBeEnabled())
    loseAnswer('rpc/issue_invoices')
    await user.click(issue)
    await waitFor(() => expect(dialog.getByRole('alert')).toHaveTextContent(inDoubt))
    const after = (await drafts()).n
    expect(after).toBeLessThan(before)

    await user.click(dialog.getByRole('button', { name: issue.textContent ?? '' }))
    await dialogTitled(/^\d+ invoices? issued$/)
    expect((await drafts()).n).toBe(after)
  })

  test('a line of an invoice: once, though its form was closed and opened again', async () => {
    const { id } = await one<{ id: string }>(
      `select id from public.invoices where state = 'draft' order by id limit 1`,
    )
    const lines = () =>
      sql(
        `select unit_minor::int as minor from public.invoice_line_items where invoice_id = $1 and description = 'Coaching'`,
        [id],
      )
    const openForm = async () => {
      await press(/Add line$/)
      await pageTitled('New line')
      return screen.findByLabelText('Description')
    }
    await openConsole(`/invoices/${id}`, 'finance')
    await fill(await openForm(), 'Coaching')
    await fill(screen.getByLabelText('Unit price'), '20')
    loseAnswer('invoice_line_items')
    await press('Add line')
    expect(await screen.findByRole('alert')).toHaveTextContent(inDoubt)
    expect(await lines()).toEqual([{ minor: 2000 }])

    await press('Cancel')
    await user.click(
      await (await dialogTitled('Leave without saving?')).findByRole('button', { name: 'Leave' }),
    )
    expect(await openForm()).toHaveValue('Coaching')
    await fill(screen.getByLabelText('Unit price'), '25')
    await press('Add line')
    await waitFor(() =>
      expect(screen.getByRole('alert')).toHaveTextContent('What you changed since is not saved'),
    )
    await fill(screen.getByLabelText('Unit price'), '20')
    await press('Add line')
    await pageTitled(/Draft/)
    expect(await lines()).toEqual([{ minor: 2000 }])
  })
})
