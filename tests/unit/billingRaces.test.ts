import fc from 'fast-check'
import type { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { missingPostgres, startPostgres, type TestDatabase } from '../support/postgres'

const missing = missingPostgres()
if (missing) console.warn(`The races of billing DID NOT RUN: ${missing}.`)

describe.skipIf(missing)('billing at the same moment', () => {
  let database: TestDatabase
  let owner: Client
  let clients: Client[]

  beforeAll(async () => {
    database = await startPostgres()
    owner = await database.connect()
    // As webhooks and workers call.
    clients = await Promise.all(
      Array.from({ length: 20 }, async () => {
        const client = await database.connect()
        await client.query(`set request.jwt.claims = '{"role": "service_role"}'; set role service_role`)
        return client
      }),
    )
  })
  afterAll(() => database?.close())

  const column = async (text: string, values: unknown[] = []) =>
    (await owner.query(text, values)).rows.map((row) => Object.values(row)[0])

  async function drafts(count: number, amount: number): Promise<string[]> {
    const ids = (await column(
      `insert into invoices (billing_name, billing_email, currency)
       select 'Racer ' || n, 'r@races.test', 'EUR' from generate_series(1, $1::integer) n returning id`,
      [count],
    )) as string[]
    await owner.query(
      `insert into invoice_line_items (invoice_id, description, unit_minor) select unnest($1::uuid[]), 'Plan', $2`,
      [ids, amount],
    )
    return ids
  }

  /** Shares the calls out among the connections; answers each with the code of its error, or with nothing. */
  async function together(calls: [string, unknown[]][]): Promise<(string | undefined)[]> {
    const answers: (string | undefined)[] = []
    await Promise.all(
      clients.map(async (client, place) => {
        for (let i = place; i < calls.length; i += clients.length) {
          const [text, values] = calls[i]!
          answers[i] = await client.query(text, values).then(
            () => undefined,
            (error: { code?: string; message: string }) => `${error.code} ${error.message}`,
          )
        }
      }),
    )
    return answers
  }

  it('issues 200 invoices with 200 numbers and no gap, though some are refused', async () => {
    const ids = await drafts(200, 1000)
    const calls = ids.flatMap((id, i): [string, unknown[]][] => [
      ['select issue_invoice($1, null)', [id]],
      // Refused after it began, or only tried.
      ['select issue_invoice($1, null, $2, dry_run => $3)', [id, i % 2 ? '2099-01-01' : null, i % 2 === 0]],
    ])
    const answers = await together(calls)
    expect(answers.filter((answer, i) => i % 2 === 0 && answer)).toEqual([])
    const numbers = await column(
      `select right(number, 5)::integer from invoices where id = any ($1) order by 1`,
      [ids],
    )
    expect(numbers).toEqual(Array.from({ length: 200 }, (_, i) => i + 1))
    expect(await column('select missing from number_gaps()')).toEqual([])
  })

  it('books 40 part payments and 40 lines at once without a deadlock', async () => {
    const [invoice] = await drafts(1, 4000)
    await owner.query('select issue_invoice($1, null)', [invoice])
    const [draft] = await drafts(1, 100)
    const answers = await together(
      Array.from({ length: 40 }, (_, i): [string, unknown[]][] => [
        ['select record_payment($1, null, 100, idempotency_key => $2)', [invoice, `part ${i}`]],
        [
          `insert into invoice_line_items (invoice_id, description, unit_minor) values ($1, 'Line', 100)`,
          [draft],
        ],
      ]).flat(),
    )
    expect(answers.filter(Boolean)).toEqual([])
    expect(
      await column('select state || paid_minor || due_minor from invoices where id = $1', [invoice]),
    ).toEqual(['paid40000'])
    expect(await column('select subtotal_minor::integer from invoices where id = $1', [draft])).toEqual([
      4100,
    ])
    expect(
      await column('select max(position)::integer from invoice_line_items where invoice_id = $1', [draft]),
    ).toEqual([41])
  })

  it('takes one of 20 payments over all that is due, and one of 20 calls with the same key', async () => {
    const [invoice, other] = await drafts(2, 5000)
    await owner.query('select issue_invoice(id, null) from unnest($1::uuid[]) id', [[invoice, other]])
    const rivals = await together(
      Array.from({ length: 20 }, () => ['select record_payment($1, null, 5000)', [invoice]]),
    )
    expect(rivals.filter((answer) => answer === undefined)).toHaveLength(1)
    const same = await together(
      Array.from({ length: 20 }, () => [
        `select record_payment($1, null, 100, idempotency_key => 'the same')`,
        [other],
      ]),
    )
    expect(same.filter(Boolean)).toEqual([])
    expect(await column('select paid_minor::integer from invoices where id = $1', [other])).toEqual([100])
  })

  it('bills 60 due subscriptions once each, though 20 workers do it at once and then again', async () => {
    await owner.query(`
      with people as (
        insert into auth.users (id, email) select gen_random_uuid(), 'due' || n || '@races.test' from generate_series(1, 60) n returning id, email
      )
      insert into profiles (id, display_name, email, country) select id, 'Due', email, 'DE' from people`)
    await owner.query(
      `insert into subscription_plans (code, name, billing_interval, currency, amount_minor) values ('raced', 'Raced', 'month', 'EUR', 1000)`,
    )
    await owner.query(`
      insert into user_subscriptions (user_id, plan_id, state, started_at, anchor_at, current_period_start, current_period_end)
      select p.id, l.id, 'active', at, at, at, at + interval '1 month'
      from profiles p, subscription_plans l, (select date_trunc('day', now()) - interval '40 days' as at) a
      where p.email like 'due%@races.test' and l.code = 'raced'`)
    const run = () => together(clients.map(() => ['select billing_advance()', []]))
    expect((await run()).filter(Boolean)).toEqual([])
    expect((await run()).filter(Boolean)).toEqual([])
    expect(
      await column(`
        select count(*)::integer from user_subscriptions s join subscription_plans l on l.id = s.plan_id and l.code = 'raced'
          join invoices i on i.subscription_id = s.id join invoice_line_items x on x.invoice_id = i.id
        where s.current_period_end > now() group by s.id`),
    ).toEqual(Array.from({ length: 60 }, () => 1))
  })

  it('closes a month before or after what is booked in it, never between', async () => {
    const [last] = await column(`select (date_trunc('month', now()) - interval '1 day')::date::text`)
    const answers = await together([
      ...Array.from({ length: 30 }, (_, i): [string, unknown[]] =>
        i === 9
          ? ['select close_month($1)', [last]]
          : [`select receive_payment('EUR', 10, paid_at => $1::date + time '12:00')`, [last]],
      ),
    ])
    expect(answers[9]).toBeUndefined()
    const booked = await column(
      `select count(*)::integer from payments, billing_periods where amount_minor = 10 and booked_at > closed_at`,
    )
    expect(booked).toEqual([0])
    expect(answers.filter(Boolean).every((answer) => /is closed/.test(answer!))).toBe(true)
  })

  it('creates and loses nothing when it shares and prorates', async () => {
    const one = fc.record({
      total: fc.integer({ min: 0, max: 1_000_000_000 }),
      weights: fc
        .array(fc.integer({ min: 0, max: 1_000_000 }), { minLength: 1, maxLength: 8 })
        .filter((all) => all.some(Boolean)),
      part: fc.double({ min: 0, max: 1, noNaN: true }),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(one, { minLength: 40, maxLength: 40 }), async (cases) => {
        const wrong = await column(
          `select c from jsonb_array_elements($1::jsonb) c
           cross join lateral (select (c ->> 'total')::bigint as total, array(select x::numeric from jsonb_array_elements_text(c -> 'weights') x) as weights) g
           cross join lateral (select private.shares(g.total, g.weights) as parts, (select sum(w) from unnest(g.weights) w) as whole) s
           cross join lateral (select now() + (c ->> 'part')::float8 * interval '31 days' as at) t
           cross join lateral private.proration(g.total, g.total, now(), now() + interval '31 days', t.at) p
           where (select sum(x) from unnest(s.parts) x) <> g.total
             or exists (select from unnest(s.parts, g.weights) u (x, w) where abs(x - g.total * w / s.whole) >= 1)
             or p.unused_minor <> p.charged_minor or p.unused_minor not between 0 and g.total`,
          [JSON.stringify(cases)],
        )
        expect(wrong).toEqual([])
      }),
      { numRuns: 5 },
    )
  })

  it('allocates all that is asked for or nothing, and never more than there is', async () => {
    const amount = fc.integer({ min: 1, max: 3000 })
    await fc.assert(
      fc.asyncProperty(
        amount,
        fc.array(fc.tuple(amount, amount), { minLength: 1, maxLength: 4 }),
        async (paid, pairs) => {
          await owner.query('begin')
          try {
            const [payment] = await column(`select (receive_payment('EUR', $1)).id`, [paid])
            const ids: string[] = []
            for (const [due] of pairs) ids.push(...(await drafts(1, due)))
            await owner.query('select issue_invoice(id, null) from unnest($1::uuid[]) id', [ids])
            const parts = pairs.map(([, part], at) => ({ invoice_id: ids[at], amount_minor: part }))
            await owner.query('savepoint asked')
            const isDone = await owner
              .query('select settle_payment($1, $2)', [payment, JSON.stringify(parts)])
              .then(
                () => true,
                () => owner.query('rollback to asked').then(() => false),
              )
            const asked = pairs.reduce((sum, [, part]) => sum + part, 0)
            expect(isDone).toBe(asked <= paid && pairs.every(([due, part]) => part <= due))
            const [sums] = await column(
              `select array[p.allocated_minor, p.unallocated_minor, (select coalesce(sum(amount_minor), 0) from invoice_payments where payment_id = p.id),
               (select sum(paid_minor) from invoices where id = any ($2))]::integer[] from payments p where p.id = $1`,
              [payment, ids],
            )
            expect(sums).toEqual(isDone ? [asked, paid - asked, asked, asked] : [0, paid, 0, 0])
          } finally {
            await owner.query('rollback')
          }
        },
      ),
      { numRuns: 25 },
    )
  })

  it('bills the same in one step as in many, and twice as once', async () => {
    await owner.query('begin')
    const [id] = await column(`
      with person as (insert into auth.users (id, email) values (gen_random_uuid(), 'steps@races.test') returning id),
      member as (insert into profiles (id, display_name, email, country) select id, 'Steps', 'steps@races.test', 'DE' from person returning id),
      plan as (insert into subscription_plans (code, name, billing_interval, currency, amount_minor) values ('steps', 'Steps', 'month', 'EUR', 999) returning id)
      select gen_random_uuid() from person`)
    await owner.query(
      `insert into user_subscriptions (id, user_id, plan_id, state, started_at, anchor_at, current_period_start, current_period_end)
       select $1, p.id, l.id, 'active', at, at, at, at + interval '1 month'
       from profiles p, subscription_plans l, (select date_trunc('year', now()) + interval '30 days' as at) a where p.email = 'steps@races.test' and l.code = 'steps'`,
      [id],
    )
    const after = async (days: readonly number[]) => {
      await owner.query('savepoint advanced')
      for (const day of days)
        await owner.query(
          `select private.advance_subscription($1, date_trunc('year', now()) + $2 * interval '1 day')`,
          [id, day],
        )
      const seen = await column(
        `select jsonb_build_object('sub', (select to_jsonb(s) - '{updated_at,terms_since}'::text[] from user_subscriptions s where s.id = $1),
           'invoices', (select jsonb_agg(jsonb_build_array(period_start, period_end, total_minor) order by period_start) from invoices where subscription_id = $1))`,
        [id],
      )
      await owner.query('rollback to advanced')
      return seen
    }
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 0, max: 900 }), { minLength: 1, maxLength: 5 }),
        async (days) => {
          const steps = days.toSorted((a, b) => a - b)
          const last = steps.at(-1) ?? 0
          const once = await after([last])
          expect(await after(steps)).toEqual(once)
          expect(await after([last, last])).toEqual(once)
        },
      ),
      { numRuns: 15 },
    )
    await owner.query('rollback')
  })
})
