import type { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { setClock, takeClock } from '../support/clock'
import { missingPostgres, startPostgres, type TestDatabase } from '../support/postgres'
import fc from '../support/property'

const missing = missingPostgres()
if (missing) console.warn(`The properties of billing DID NOT RUN: ${missing}.`)

/** The possible billing actions, each with three numbers that choose its target and its amount. */
const acts = {
  subscribe: (c) => `start_subscription(${member(c)}, ${plan(c)}, quantity => (1 + ${c.b} % 3)::smallint,
    discount_percent => case ${c.c} % 3 when 0 then 12.5 else 0 end, trial => false, tax_rate => (array[0, 7.7, 19])[1 + ${c.a} % 3],
    time_zone => (array['UTC', 'Pacific/Apia', 'America/New_York'])[1 + ${c.c} % 3])`,
  change: (
    c,
  ) => `change_subscription(${subscription(c)}, null, plan_id => case ${c.b} % 2 when 0 then ${plan(c)} end,
    quantity => (1 + ${c.c} % 4)::smallint, at_period_end => ${c.c % 2 === 0})`,
  pause: (c) =>
    `pause_subscription(${subscription(c)}, null, 'Away', ${c.b % 2 === 0}, case ${c.c} % 2 when 0 then now() + interval '50 days' end)`,
  cancel: (c) => `cancel_subscription(${subscription(c)}, null, 'Gone', ${c.b % 2 === 0})`,
  resume: (c) => `resume_subscription(${subscription(c)}, null)`,
  unpaid: (c) => `mark_subscription_unpaid(${subscription(c)}, null, 'Lost')`,
  advance: () => `billing_advance(now())`,
  issue: (c) => `issue_invoice(${invoice(c, 'draft')}, null, (now() at time zone 'UTC')::date + ${c.b} % 30)`,
  issueAll: () => `issue_invoices(array(select id from public.invoices where state = 'draft'))`,
  pay: (c) => `record_payment(${invoice(c, 'open')}, null, ${part(c, 'i.due_minor', 'open')})`,
  payLate: (c) =>
    `record_payment(${invoice(c, 'uncollectible')}, null, ${part(c, 'i.due_minor', 'uncollectible')})`,
  spend: (c) =>
    `record_payment(${invoice(c, 'open')}, null, ${part(c, 'i.due_minor', 'open')}, method => 'credit')`,
  receive: (c) =>
    `receive_payment((array['EUR', 'JPY', 'KWD'])[1 + ${c.c} % 3], 1 + ${c.b} * 7, ${member(c)}, paid_at => now() - interval '${c.a % 9} days')`,
  settle: (
    c,
  ) => `settle_payment(${payment(c)}, (select coalesce(jsonb_agg(jsonb_build_object('invoice_id', i.id, 'amount_minor', least(i.due_minor, 1 + ${c.b} * 2))), '[]')
    from (select i.* from public.invoices i, public.payments p where p.id = ${payment(c)} and i.state = 'open' and i.currency = p.currency order by i.number limit 1 + ${c.c} % 2) i), hold_rest => ${c.c % 2 === 0})`,
  release: (c) =>
    `(select release_payment(p.payment_id, p.invoice_id, null, greatest(1, p.amount_minor * ${c.b} / 999), 'Wrong one') from (${pick('select * from public.invoice_payments where payment_id is not null', 'booked_at, id', c.a)}) p)`,
  hold: (c) => `hold_payment(${payment(c)}, 1 + ${c.b})`,
  credit: (c) =>
    `credit_invoice(${invoice(c)}, null, ${part(c, 'i.total_minor - i.credited_minor')}, 'Goodwill')`,
  refund: (c) => `refund_payment(${payment(c)}, 1 + ${c.b} * 3, 'Asked for')`,
  writeOff: (c) => `write_off_invoice(${invoice(c, 'open')}, null, 'Gone')`,
  void: (c) => `void_invoice(${invoice(c, 'open')}, null, 'Twice')`,
  extend: (c) =>
    `extend_due_date(${invoice(c, 'open')}, null, (select due_on + 1 + ${c.b} % 60 from public.invoices where id = ${invoice(c, 'open')}), 'Asked')`,
  close: () =>
    `close_month((now() - interval '1 month')::date, month_end((now() - interval '1 month')::date) ->> 'version')`,
} satisfies Record<string, (choice: Choice) => string>

interface Choice {
  a: number
  b: number
  c: number
}
const member = ({ a }: Choice) => `md5('member ' || ${a} % 4)::uuid`
const plan = ({ b }: Choice) => `md5('plan ' || ${b} % 5)::uuid`
/** One of the rows of a query, in a stable order. */
const pick = (rows: string, order: string, place: number) =>
  `select * from (${rows}) x order by ${order} offset ${place} % greatest(1, (select count(*) from (${rows}) y)) limit 1`
const idOf = (rows: string, order: string, place: number) =>
  `(select id from (${pick(rows, order, place)}) z)`
const subscription = ({ a }: Choice) =>
  idOf('select id, created_at from public.user_subscriptions', 'created_at, id', a)
const invoice = ({ a }: Choice, state?: string) =>
  idOf(
    `select id, created_at from public.invoices ${state ? `where state = '${state}'` : ''}`,
    'created_at, id',
    a,
  )
const payment = ({ a }: Choice) => idOf('select id, booked_at from public.payments', 'booked_at, id', a)
/** The whole amount of an invoice in half of the cases, otherwise a part of it. */
const part = (c: Choice, amount: string, state?: string) =>
  `(select case ${c.c} % 2 when 0 then ${amount} else greatest(1, ${amount} * ${c.b} / 999) end::bigint from public.invoices i where i.id = ${invoice(c, state)})`

/** The current state, computed from current rows only, without any history. */
const standing = `
  select clock_timestamp()::text as at,
    (select coalesce(jsonb_agg(jsonb_build_array(currency, number, due_on, due_minor) order by number), '[]') from public.invoices where state = 'open' and due_minor > 0) as owed,
    (select coalesce(jsonb_object_agg(currency, amount), '{}') from (
      select s.currency, sum(s.recurring_minor * case r.billing_interval when 'month' then 12 else 1 end) as amount
      from public.user_subscriptions s join public.plan_prices r on r.id = s.price_id where s.state in ('active', 'past_due') and s.recurring_minor > 0 group by 1) m) as recurring,
    (select coalesce(jsonb_agg(jsonb_build_array(s.id, s.state, s.price_id, s.quantity, s.discount_percent) order by s.id), '[]') from public.user_subscriptions s) as terms`
interface Standing {
  at: string
  owed: [string, string, string, number][]
  recurring: Record<string, number>
  terms: unknown[]
}

const choice = fc.record({
  act: fc.constantFrom(
    ...(Object.keys(acts) as (keyof typeof acts)[]),
    // Without these, few actions would succeed.
    ...([
      'subscribe',
      'subscribe',
      'change',
      'change',
      'advance',
      'issueAll',
      'issueAll',
      'pay',
      'credit',
      'receive',
    ] as const),
  ),
  hours: fc.integer({ min: 1, max: 200 }),
  a: fc.nat(999),
  b: fc.nat(999),
  c: fc.nat(999),
})

describe.skipIf(missing)('billing, whatever happens', () => {
  let database: TestDatabase
  let owner: Client

  beforeAll(async () => {
    database = await startPostgres()
    owner = await database.connect()
    await takeClock(owner)
    await owner.query(`
      insert into auth.users (id, email) select md5('member ' || n)::uuid, n || '@history.test' from generate_series(0, 3) n;
      insert into profiles (id, display_name, email, country) select md5('member ' || n)::uuid, 'Member ' || n, n || '@history.test', 'DE' from generate_series(0, 3) n;
      insert into subscription_plans (id, code, name, billing_interval, currency, amount_minor)
      select md5('plan ' || n)::uuid, 'plan_' || n, 'Plan ' || n, case n when 3 then 'year' else 'month' end, (array['EUR', 'EUR', 'JPY', 'EUR', 'KWD'])[n + 1], (array[999, 3333, 1490, 10001, 7777])[n + 1]
      from generate_series(0, 4) n;`)
  })
  afterAll(() => database?.close())

  const rows = async <T>(text: string, values: unknown[] = []) =>
    (await owner.query(text, values)).rows as T[]

  /** Plays the history, which ends now, and returns the state after each of its steps. */
  async function play(history: readonly (Choice & { act: keyof typeof acts; hours: number })[]) {
    let ahead = -history.reduce((sum, { hours }) => sum + hours, 0)
    const stood: Standing[] = []
    let done = 0
    for (const step of history) {
      ahead += step.hours
      await setClock(owner, ahead)
      await owner.query('savepoint step')
      await owner.query(`select ${acts[step.act](step)}`).then(
        () => {
          done += 1
        },
        async (error: { code: string; message: string }) => {
          await owner.query('rollback to step')
          // Refused with a sentence, not with a constraint's name.
          expect(error, step.act).toMatchObject({ message: expect.stringMatching(/^[A-Z].*[.]$/s) })
          expect(error.message, step.act).not.toMatch(/violates|null value|invalid input/)
        },
      )
      stood.push(...(await rows<Standing>(standing)))
    }
    return { stood, done }
  }

  it('stands in the books as it stood then, adds up month by month, and is exported as shown', async () => {
    let done = 0
    await fc.assert(
      fc.asyncProperty(fc.array(choice, { minLength: 40, maxLength: 60 }), async (history) => {
        await owner.query('begin')
        try {
          const played = await play(history)
          done += played.done
          await everyMomentAsItStood(played.stood)
          await everyMonthAddsUp(played.stood)
          await everyRowFollows()
        } finally {
          await owner.query('rollback')
        }
      }),
      // Shrinking a history takes minutes, and its seed is enough to reproduce it.
      { numRuns: 3, endOnFailure: true },
    )
    // About half of the actions are refused: far fewer successes would mean that little was tested.
    expect(done).toBeGreaterThan(30)
  })

  async function everyMomentAsItStood(stood: Standing[]) {
    for (const then of stood) {
      const [now] = await rows<{ owed: Standing['owed']; recurring: Standing['recurring'] }>(
        `select (select coalesce(jsonb_agg(jsonb_build_array(currency, number, due_on, due_minor) order by number), '[]') from receivables($1::timestamptz)) as owed,
           (select coalesce(jsonb_object_agg(currency, end_twelfths), '{}') from mrr_movements(($1::timestamptz at time zone 'UTC')::date, ($1::timestamptz at time zone 'UTC')::date, 'UTC', $1::timestamptz) where end_twelfths <> 0) as recurring`,
        [then.at],
      )
      expect(now, then.at).toEqual({ owed: then.owed, recurring: then.recurring })
    }
  }

  /** The months of the history, and the month before, which is empty. */
  const months = `(select generate_series(date_trunc('month', u - interval '1 month' - $1 * interval '1 day'), u, '1 month')::date as m from (select now() at time zone 'UTC' as u) n)`

  async function everyMonthAddsUp(stood: Standing[]) {
    const days = Math.ceil((Date.now() - Date.parse(stood[0]?.at ?? '')) / 86_400_000) + 1
    const wrong = await rows(
      `with months as ${months}, owed as (
         select m, r.*, lag(r.closing_minor, 1, 0::bigint) over (partition by r.currency order by m) as before from months cross join lateral receivables_of_month(m) r
       ), moved as (select x.*, lag(end_twelfths, 1, 0::bigint) over (partition by currency order by month) as before from mrr_movements((select min(m) from months), null, 'UTC', clock_timestamp()) x),
       told as (select month, currency, sum(change_twelfths) as change from (select date_trunc('month', day)::date as month, * from mrr_changes(null, null, 'UTC', clock_timestamp())) c group by 1, 2),
       lines as (
         select m, e.currency, e.document, count(*) as lines, sum(net_minor) as net, sum(tax_minor) as tax, sum(gross_minor) as gross
         from months cross join lateral accounting_entries(m, (m + interval '1 month - 1 day')::date) e group by 1, 2, 3
       ), books as (select m, b.* from months cross join lateral books_of_month(m) b),
       documents as (
         select date_trunc('month', at at time zone 'UTC')::date as m, currency, document, sum(amount) as gross from (
           select issued_at as at, currency, 'invoice' as document, total_minor as amount from invoices where issued_at is not null
           union all select voided_at, currency, 'void', -total_minor from invoices where voided_at is not null
           union all select issued_at, currency, 'credit_note', -total_minor from credit_notes
           union all select booked_at, currency, 'payment', amount_minor from payments
           union all select refunded_at, currency, 'refund', -amount_minor from refunds
         ) d group by 1, 2, 3
       )
       select 'balance' as what, to_jsonb(o) as row from owed o where difference_minor <> 0 or opening_minor <> before
       union all select 'movements', to_jsonb(o) from moved o
         where start_twelfths <> before or start_twelfths + new_twelfths + expansion_twelfths - contraction_twelfths - churn_twelfths + reactivation_twelfths <> end_twelfths
       union all select 'changes', jsonb_build_array(o, t) from moved o full join told t using (month, currency) where coalesce(o.end_twelfths - o.start_twelfths, 0) <> coalesce(t.change, 0)
       union all select 'lines', jsonb_build_array(l, b) from lines l full join books b using (m, currency, document)
         where coalesce((l.lines, l.net, l.tax, l.gross) <> (b.lines, b.net_minor, b.tax_minor, b.gross_minor), b.lines <> 0, true)
       union all select 'documents', jsonb_build_array(d, b) from documents d full join books b using (m, currency, document)
         where document <> 'write_off' and coalesce(d.gross, 0) <> coalesce(b.gross_minor, 0)`,
      [days],
    )
    expect(wrong).toEqual([])
    // A month's closing state is the state after the last step in it.
    const closings = await rows<{ m: string; owed: Record<string, number> }>(
      `with months as ${months}
       select to_char(m, 'YYYY-MM') as m, (select coalesce(jsonb_object_agg(currency, closing_minor), '{}') from receivables_of_month(m) where closing_minor <> 0) as owed from months`,
      [days],
    )
    for (const { m, owed } of closings) {
      const last = stood.findLast(({ at }) => new Date(at).toISOString().slice(0, 7) <= m)
      const sums: Record<string, number> = {}
      for (const [currency, , , due] of last?.owed ?? []) sums[currency] = (sums[currency] ?? 0) + due
      expect(owed, m).toEqual(sums)
    }
  }

  async function everyRowFollows() {
    expect(
      await rows(`
        select 'period' as what, to_jsonb(p) as row from (
          select p.*, lag(from_at) over s as before, lag(n, 1, 0) over s as n_before, lead(n) over s is null as is_last, min(from_at) over s as first from subscription_periods p
          window s as (partition by subscription_id order by n rows between unbounded preceding and unbounded following)
        ) p join user_subscriptions u on u.id = p.subscription_id
        where p.n <> p.n_before + 1 or p.from_at < p.before or p.recorded_at < p.from_at - interval '1 second' or p.first <> u.started_at
          or p.is_last and (p.state, p.price_id, p.quantity, p.discount_percent, p.recurring_minor) is distinct from (u.state, u.price_id, u.quantity, u.discount_percent, u.recurring_minor)
        union all
        select 'billed twice', jsonb_agg(i) from invoices i join private.billed_periods b on b.invoice_id = i.id
        where i.state <> 'void' and exists (select from invoice_line_items l where l.invoice_id = i.id and l.kind = 'plan') group by i.subscription_id, b.starts_at having count(*) > 1
        union all
        select 'invoice', to_jsonb(i) from invoices i
        where (i.subtotal_minor, i.discount_minor) <> (select coalesce(sum(l.amount_minor), 0), coalesce(sum(l.discount_minor), 0) from invoice_line_items l where l.invoice_id = i.id)
          or i.tax_minor <> (select coalesce(sum(t.tax_minor), 0) from invoice_taxes t where t.invoice_id = i.id)
          or i.paid_minor <> (select coalesce(sum(p.amount_minor), 0) from invoice_payments p where p.invoice_id = i.id)
          or i.credited_minor <> (select coalesce(sum(c.applied_minor), 0) from credit_notes c where c.invoice_id = i.id)
          or i.total_minor < (select coalesce(sum(c.total_minor), 0) from credit_notes c where c.invoice_id = i.id)
        union all
        select 'payment', to_jsonb(p) from payments p
        where p.amount_minor <> p.unallocated_minor + (select coalesce(sum(x.amount_minor), 0) from invoice_payments x where x.payment_id = p.id)
          + (select coalesce(sum(e.amount_minor), 0) from credit_entries e where e.payment_id = p.id and e.kind = 'overpayment') + p.refunded_minor
          - (select coalesce(sum(r.from_credit_minor), 0) from refunds r where r.payment_id = p.id)
        union all
        select 'credit', jsonb_build_object('user', user_id, 'currency', currency) from credit_entries group by user_id, currency having sum(amount_minor) < 0
        union all
        select 'gap', to_jsonb(g) from number_gaps() g`),
    ).toEqual([])
  }

  it('prorates up and down, on one day and in any currency: what is billed is what was used, to the unit', async () => {
    const change = fc.record({
      hours: fc.nat(200),
      quantity: fc.integer({ min: 1, max: 5 }),
      other: fc.boolean(),
    })
    await fc.assert(
      fc.asyncProperty(
        fc.record({
          plan: fc.constantFrom(0, 2, 3, 4),
          discount: fc.constantFrom(0, 12.5, 33.33),
          tax: fc.constantFrom(0, 7.7, 19),
          changes: fc.array(change, { minLength: 1, maxLength: 4 }),
          isIssued: fc.boolean(),
        }),
        async ({ plan, discount, tax, changes, isIssued }) => {
          await owner.query('begin')
          try {
            let ahead = -900
            await setClock(owner, ahead)
            const [sub] = await rows<{ id: string }>(
              `select (start_subscription(md5('member 0')::uuid, md5('plan ' || $1)::uuid, discount_percent => $2, tax_rate => $3, trial => false)).id`,
              [plan, discount, tax],
            )
            if (isIssued)
              await owner.query('select issue_invoice(id, null) from invoices where subscription_id = $1', [
                sub?.id,
              ])
            for (const { hours, quantity, other } of changes) {
              ahead += hours
              await setClock(owner, ahead)
              const ask = (isDry: boolean) =>
                owner.query(
                  `select change_subscription($1, null, case when $2 then md5('plan ' || $3)::uuid end, $4::smallint, dry_run => $5) - '{subscription,before,dry_run,invoice_id,credit_note}'::text[] as answer`,
                  [sub?.id, plan === 0, other ? 1 : 0, quantity, isDry],
                )
              await owner.query('savepoint asked')
              const foreseen = await ask(true).catch((error: Error) => error.message)
              if (typeof foreseen === 'string') {
                await owner.query('rollback to asked')
                expect(foreseen).toBe('Nothing would change.')
                continue
              }
              const { answer } = (await ask(false)).rows[0]
              // Between the two calls a moment passed, in which a minor unit may have accrued.
              expect(Math.abs(answer.net_minor - foreseen.rows[0].answer.net_minor)).toBeLessThanOrEqual(1)
              expect(
                answer.lines.reduce((sum: number, line: { unit_minor: number }) => sum + line.unit_minor, 0),
              ).toBe(answer.net_minor)
            }
            ahead += 1
            await setClock(owner, ahead)
            await owner.query(`select cancel_subscription($1, null, 'Gone', false)`, [sub?.id])
            const [sums] = await rows<{ billed: number; used: number; taxed: number }>(
              `select (select coalesce(sum(subtotal_minor - discount_minor), 0) from invoices where subscription_id = $1)::float8
                   - (select coalesce(sum(net_minor), 0) from credit_notes c join invoices i on i.id = c.invoice_id where i.subscription_id = $1)::float8 as billed,
                 (select sum(p.recurring_minor * extract(epoch from p.until - p.from_at) / extract(epoch from s.current_period_end - s.current_period_start))
                  from (select *, lead(from_at) over (order by n) as until from subscription_periods where subscription_id = $1) p, user_subscriptions s
                  where s.id = $1 and p.until is not null)::float8 as used,
                 (select coalesce(max(abs(tax_minor - (subtotal_minor - discount_minor) * $2::numeric / 100)), 0) from invoices where subscription_id = $1)::float8 as taxed`,
              [sub?.id, tax],
            )
            expect(Math.abs((sums?.billed ?? 0) - (sums?.used ?? 0))).toBeLessThanOrEqual(changes.length + 1)
            expect(sums?.taxed).toBeLessThanOrEqual(0.5)
          } finally {
            await owner.query('rollback')
          }
        },
      ),
      { numRuns: 25 },
    )
  })

  it('allocates to several invoices in any order alike, holds what is over, and takes all of it back', async () => {
    const amount = fc.integer({ min: 1, max: 900 })
    await fc.assert(
      fc.asyncProperty(
        fc
          .record({
            parts: fc.array(fc.record({ payment: fc.nat(2), invoice: fc.nat(2), amount }), {
              minLength: 1,
              maxLength: 7,
            }),
            over: fc.array(fc.nat(50), { minLength: 3, maxLength: 3 }),
            currency: fc.constantFrom('EUR', 'JPY', 'KWD'),
          })
          .chain((one) =>
            fc.record({
              one: fc.constant(one),
              order: fc.shuffledSubarray(one.parts, { minLength: one.parts.length }),
              back: fc.shuffledSubarray(one.parts, { minLength: one.parts.length }),
            }),
          ),
        async ({ one: { parts, over, currency }, order, back }) => {
          await owner.query('begin')
          try {
            const sumOf = (of: 'payment' | 'invoice', n: number) =>
              parts.reduce((sum, part) => (part[of] === n ? sum + part.amount : sum), 0)
            const payments: string[] = []
            const invoices: string[] = []
            for (const n of [0, 1, 2]) {
              const [paid] = await rows<{ id: string }>(
                `select (receive_payment($1, $2, md5('member 1')::uuid)).id`,
                [currency, sumOf('payment', n) + (over[n] ?? 0) + 1],
              )
              payments.push(paid?.id ?? '')
              const [draft] = await rows<{ id: string }>(
                `insert into invoices (user_id, billing_name, billing_email, currency) values (md5('member 1')::uuid, 'One', 'o@history.test', $1) returning id`,
                [currency],
              )
              await owner.query(
                `insert into invoice_line_items (invoice_id, description, unit_minor) values ($1, 'Plan', $2)`,
                [draft?.id, sumOf('invoice', n) + 1],
              )
              await owner.query('select issue_invoice($1, null)', [draft?.id])
              invoices.push(draft?.id ?? '')
            }
            const state = () =>
              rows(
                `select jsonb_agg(jsonb_build_array(id, allocated_minor, unallocated_minor) order by id) as payments,
                   (select jsonb_agg(jsonb_build_array(id, state, paid_minor, due_minor) order by id) from invoices where id = any ($2)) as invoices from payments where id = any ($1)`,
                [payments, invoices],
              )
            const put = async (all: typeof parts) => {
              for (const part of all)
                await owner.query('select allocate_payment($1, $2, null, $3)', [
                  payments[part.payment],
                  invoices[part.invoice],
                  part.amount,
                ])
              return state()
            }
            const untouched = await state()
            await owner.query('savepoint before')
            const once = await put(parts)
            await owner.query('rollback to before')
            expect(await put(order)).toEqual(once)
            for (const part of back)
              await owner.query(`select release_payment($1, $2, null, $3, 'Undone')`, [
                payments[part.payment],
                invoices[part.invoice],
                part.amount,
              ])
            expect(await state()).toEqual(untouched)
            // In one payment; what exceeds the invoice becomes credit that pays the rest of another.
            for (const [n, payment] of payments.entries()) {
              const own = invoices.flatMap((invoice_id, at) => {
                const sum = parts.reduce(
                  (all, p) => (p.payment === n && p.invoice === at ? all + p.amount : all),
                  0,
                )
                return sum ? [{ invoice_id, amount_minor: sum }] : []
              })
              await owner.query('select settle_payment($1, $2, true)', [payment, JSON.stringify(own)])
            }
            const [credit] = await rows<{ balance_minor: string }>(
              `select balance_minor from credit_balances where user_id = md5('member 1')::uuid and currency = $1`,
              [currency],
            )
            expect(Number(credit?.balance_minor)).toBe(over.reduce((sum, rest) => sum + rest, 3))
            for (const invoice of invoices)
              await owner.query(`select record_payment($1, null, 1, method => 'credit')`, [invoice])
            expect(
              await rows(
                'select distinct state, due_minor::integer as due from invoices where id = any ($1)',
                [invoices],
              ),
            ).toEqual([{ state: 'paid', due: 0 }])
          } finally {
            await owner.query('rollback')
          }
        },
      ),
      { numRuns: 15 },
    )
  })

  const subscribed = fc.record({
    ago: fc.integer({ min: 24, max: 9000 }),
    plan: fc.nat(4),
    trial: fc.boolean(),
    zone: fc.constantFrom('UTC', 'Europe/Berlin', 'America/New_York', 'Pacific/Apia', 'Australia/Lord_Howe'),
    next: fc.constantFrom('nothing', 'cancel', 'pause', 'pause for a while', 'change', 'dearer'),
  })
  type Subscribed = { ago: number; plan: number; trial: boolean; zone: string; next: string }
  let people = 0

  /** Creates each subscription at its time, with what is to happen at the end of the period. */
  async function subscribe(all: readonly Subscribed[]): Promise<string[]> {
    const ids: string[] = []
    await owner.query(`update subscription_plans set trial_days = 10`)
    for (const { ago, plan, trial, zone, next } of all.toSorted((a, b) => b.ago - a.ago)) {
      await setClock(owner, -ago)
      const [person] = await rows<{ id: string }>(
        `with one as (insert into auth.users (id, email) values (gen_random_uuid(), $1) returning id, email)
         insert into profiles (id, display_name, email, country) select id, 'Somebody', email, 'DE' from one returning id`,
        [`${++people}@steps.test`],
      )
      const [sub] = await rows<{ id: string }>(
        `select (start_subscription($1, md5('plan ' || $2)::uuid, trial => $3, time_zone => $4)).id`,
        [person?.id, plan, trial, zone],
      )
      const acts: Record<string, string> = {
        cancel: `cancel_subscription($1, null, 'Gone', true)`,
        pause: `pause_subscription($1, null, 'Away', true)`,
        'pause for a while': `pause_subscription($1, null, 'Away', true, now() + interval '${plan === 3 ? 400 : 45} days')`,
        change: `change_subscription($1, null, quantity => 3::smallint, at_period_end => true)`,
        dearer: `change_subscription($1, null, discount_percent => 12.5, at_period_end => true)`,
      }
      if (acts[next]) await owner.query(`select ${acts[next]}`, [sub?.id])
      ids.push(sub?.id ?? '')
    }
    await setClock(owner, 0)
    return ids
  }
  const billedOf = (ids: string[]) =>
    rows(
      `select to_jsonb(s) - '{updated_at}'::text[] as sub,
         (select jsonb_agg(jsonb_build_array(period_start, period_end, total_minor, state) order by period_start) from invoices where subscription_id = s.id) as invoices,
         (select jsonb_agg(to_jsonb(p) - '{id,recorded_at}'::text[] order by n) from subscription_periods p where p.subscription_id = s.id) as periods
       from user_subscriptions s where id = any ($1) order by id`,
      [ids],
    )

  it('bills the same in one step as in many, and twice as once, whatever is to happen', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(subscribed, { minLength: 4, maxLength: 8 }),
        fc.array(fc.integer({ min: 1, max: 8999 }), { minLength: 1, maxLength: 6 }),
        async (all, ago) => {
          await owner.query('begin')
          try {
            const ids = await subscribe(all)
            await owner.query('savepoint subscribed')
            await owner.query('select billing_advance(now())')
            const once = await billedOf(ids)
            await owner.query('select billing_advance(now())')
            expect(await billedOf(ids)).toEqual(once)
            await owner.query('rollback to subscribed')
            for (const hours of [...ago.toSorted((a, b) => b - a), 0]) {
              await setClock(owner, -hours)
              // A subscription that begins later does not exist yet, and nothing is due.
              await owner.query('select billing_advance(now())')
            }
            expect(await billedOf(ids)).toEqual(once)
          } finally {
            await owner.query('rollback')
          }
        },
      ),
      { numRuns: 5 },
    )
  })

  it('bills the same side by side as one after another', async () => {
    await owner.query('begin')
    const ids = await subscribe(fc.sample(subscribed, { numRuns: 40, seed: 13 }))
    await owner.query('savepoint subscribed')
    await owner.query('select billing_advance(now())')
    const once = await billedOf(ids)
    await owner.query('rollback to subscribed; commit')
    const workers = await Promise.all(Array.from({ length: 5 }, () => database.connect()))
    await Promise.all(
      workers.map(async (worker) => {
        for (let did = 1; did > 0; )
          did = (
            await worker.query(`select (billing_advance(at_most => 3) ->> 'subscriptions')::integer as did`)
          ).rows[0].did
      }),
    )
    await owner.query('select billing_advance(now())')
    expect(await billedOf(ids)).toEqual(once)
  })
})
