import { beforeAll, describe, expect, it } from 'vitest'
import { resetBackend, sql } from '../support/backend.ts'

beforeAll(resetBackend)

/** What a query finds, one value a row. */
const found = async (text: string) => (await sql(text)).map((row) => Object.values(row)[0])

describe('billing in the sample data', () => {
  it.each([
    [
      'every state of an invoice',
      'select distinct state from invoices order by 1',
      ['draft', 'open', 'paid', 'uncollectible', 'void'],
    ],
    [
      'every state of a subscription',
      'select distinct state from user_subscriptions order by 1',
      ['active', 'canceled', 'incomplete', 'past_due', 'paused', 'trialing', 'unpaid'],
    ],
    [
      'currencies of none, two and three digits',
      `select distinct currency from invoices where state <> 'draft' order by 1`,
      ['EUR', 'GBP', 'JPY', 'KWD', 'USD'],
    ],
    [
      'every kind of credit',
      'select distinct kind from credit_entries order by 1',
      ['credit_note', 'overpayment', 'refund', 'used'],
    ],
  ])('has %s', async (_what, text, all) => {
    expect(await found(text)).toEqual(all)
  })

  it.each([
    ['more than one of a plan', 'user_subscriptions where quantity > 1'],
    ['a discount', 'user_subscriptions where discount_percent > 0'],
    [
      'a change of plan at once',
      '(select from subscription_periods group by subscription_id having count(distinct plan_id) > 1) x',
    ],
    ['a change that is planned', 'user_subscriptions where next_price_id is not null'],
    ['a pause that ends', 'user_subscriptions where resume_at is not null'],
    [
      'a plan that is retired and goes on',
      `user_subscriptions s join subscription_plans p on p.id = s.plan_id where not p.active and s.state = 'active'`,
    ],
    ['a price that rose', '(select from plan_prices group by plan_id having count(*) > 1) x'],
    ['a credit note', 'credit_notes'],
    ['a refund', 'refunds'],
    ['credit that is left', 'credit_balances where balance_minor > 0'],
    ['money that belongs nowhere yet', 'payments where is_unallocated'],
    ['a due date that was moved', 'invoice_due_changes'],
    ['what was written off and paid later', `invoices where state = 'paid' and written_off_at is not null`],
    [
      'an invoice with two tax rates',
      '(select from invoice_taxes group by invoice_id having count(distinct rate) > 1) x',
    ],
    ['a credit note with two tax rates', 'credit_notes where jsonb_array_length(taxes) > 1'],
    [
      'a payment on two invoices, used up',
      `payments p where p.allocated_minor = p.amount_minor
         and (select count(distinct a.invoice_id) from invoice_payments a where a.payment_id = p.id) > 1`,
    ],
    ['an invoice of nothing', `invoices where total_minor = 0 and state <> 'draft'`],
  ])('has %s', async (_what, from) => {
    expect(await found(`select exists (select from ${from})`)).toEqual([true])
  })

  it.each([
    [
      'an invoice whose sums are not those of its rows',
      `select number from invoices i where subtotal_minor <> (select coalesce(sum(l.quantity * l.unit_minor), 0) from invoice_line_items l where l.invoice_id = i.id)
         or tax_minor <> (select coalesce(sum(t.tax_minor), 0) from invoice_taxes t where t.invoice_id = i.id)
         or total_minor <> subtotal_minor - discount_minor + tax_minor
         or paid_minor <> (select coalesce(sum(p.amount_minor), 0) from invoice_payments p where p.invoice_id = i.id)
         or credited_minor > (select coalesce(sum(c.total_minor), 0) from credit_notes c where c.invoice_id = i.id)`,
    ],
    [
      'a tax that is not its rate of its net',
      'select invoice_id from invoice_taxes where tax_minor <> round(net_minor * rate / 100)',
    ],
    [
      'an invoice whose taxes are not those of its lines',
      `select invoice_id from (
         select invoice_id, tax_rate as rate, sum(amount_minor - discount_minor) as net from invoice_line_items where amount_minor <> discount_minor group by 1, 2
         except all select invoice_id, rate, net_minor from invoice_taxes) x join invoices i on i.id = x.invoice_id where i.state <> 'draft'`,
    ],
    [
      'a credit note whose taxes are not its sums',
      `select number from credit_notes where (net_minor, tax_minor) is distinct from
         (select (sum((t ->> 'net_minor')::bigint)::bigint, sum((t ->> 'tax_minor')::bigint)::bigint) from jsonb_array_elements(taxes) t)`,
    ],
    [
      'a payment whose parts are not what went of it',
      `select id from payments p where refunded_minor <> (select coalesce(sum(r.amount_minor), 0) from refunds r where r.payment_id = p.id)
         or allocated_minor <> (select coalesce(sum(a.amount_minor), 0) from invoice_payments a where a.payment_id = p.id)
           + (select coalesce(sum(c.amount_minor), 0) from credit_entries c where c.payment_id = p.id and c.kind = 'overpayment')`,
    ],
    [
      'a card that is used after its month or by somebody else',
      `select p.id from payments p join payment_methods m on m.id = p.payment_method_id
       where p.user_id <> m.user_id or p.paid_at >= make_timestamptz(m.exp_year, m.exp_month, 1, 0, 0, 0, 'UTC') + interval '1 month'`,
    ],
    [
      'credit that was used and not there',
      `select a.invoice_id from invoice_payments a where a.method = 'credit'
         and not exists (select from credit_entries c where c.invoice_id = a.invoice_id and c.kind = 'used' and c.amount_minor = -a.amount_minor)`,
    ],
    [
      'a period longer than what its price is for',
      `select s.id from user_subscriptions s join plan_prices p on p.id = s.price_id
       where s.current_period_end > s.current_period_start + case p.billing_interval when 'year' then interval '368 days' else interval '33 days' end and s.state <> 'paused'`,
    ],
    [
      'an amount in another currency than its invoice or subscription',
      `select i.id from invoices i left join invoice_payments a on a.invoice_id = i.id left join user_subscriptions s on s.id = i.subscription_id where i.currency <> a.currency or i.currency <> s.currency`,
    ],
    [
      'a history that runs backwards',
      'select subscription_id from (select *, lag(from_at) over (partition by subscription_id order by n) as before from subscription_periods) p where from_at < before',
    ],
    ['a gap in the numbers', 'select missing from number_gaps()'],
    [
      'a month whose receivables do not add up',
      `select m from generate_series(now() - interval '14 months', now(), interval '1 month') m, receivables_of_month(m::date) r where r.difference_minor <> 0`,
    ],
  ])('has not %s', async (_what, text) => {
    expect(await found(text)).toEqual([])
  })
})
