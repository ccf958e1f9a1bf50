import type { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { missingPostgres, startPostgres, type TestDatabase } from '../support/postgres'
import fc from '../support/property'

const missing = missingPostgres()
if (missing) console.warn(`The races of billing DID NOT RUN: ${missing}.`)

describe.skipIf(missing)('billing at the same moment', () => {
  let database: TestDatabase
  let owner: Client
  let clients: Client[]
  /** Two members of the finance team; the second connection belongs to the first person too. */
  let ana: Client
  let anaAgain: Client
  let priya: Client

  beforeAll(async () => {
    database = await startPostgres()
    owner = await database.connect()
    await owner.query(`
      insert into auth.users (id, email) select md5(n)::uuid, n || '@races.test' from unnest('{ana,priya,member}'::text[]) n;
      insert into staff_members (user_id, full_name, email, roles) select md5(n)::uuid, n, n || '@races.test', '{finance}' from unnest('{ana,priya}'::text[]) n;
      insert into profiles (id, display_name, email, country) values (md5('member')::uuid, 'Member', 'member@races.test', 'DE');`)
    const signIn = async (person: string) => {
      const client = await database.connect()
      await client.query(
        `select set_config('request.jwt.claims', format('{"sub": "%s", "role": "authenticated"}', md5($1)::uuid), false)`,
        [person],
      )
      await client.query('set role authenticated')
      return client
    }
    ;[ana, anaAgain, priya] = [await signIn('ana'), await signIn('ana'), await signIn('priya')]
    // Service-role connections, as used by webhooks and workers.
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

  /** Distributes the calls over the connections; returns the error code of each, or undefined. */
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
      // Refused after it began, or a dry run.
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

  /** The result of a call: its answer as text, or its error message. */
  const outcome = (client: Client, text: string) =>
    client.query(`select (${text})::text as answer`).then(
      ({ rows }) => `done ${rows[0].answer}`,
      (error: Error) => error.message,
    )

  /**
   * Lets both calls begin while the owner locks the rows they need, the first call first, and then releases the lock.
   */
  async function atOnce(held: string, calls: (() => Promise<string>)[]): Promise<string[]> {
    await owner.query('begin')
    await owner.query(held)
    const running: Promise<string>[] = []
    for (const [place, call] of calls.entries()) {
      running.push(call())
      for (let waiting = 0; waiting <= place; )
        waiting = (
          await owner.query('select count(distinct pid)::integer as count from pg_locks where not granted')
        ).rows[0].count
    }
    await owner.query('commit')
    return Promise.all(running)
  }

  /** An issued invoice of the member, with a payment of which 300 were applied to it and 700 are left. */
  async function paidInPart() {
    const [invoice] = await drafts(1, 1000)
    await owner.query(`update invoices set user_id = md5('member')::uuid where id = $1`, [invoice])
    await owner.query('select issue_invoice($1, null)', [invoice])
    const [payment] = await column(`select (receive_payment('EUR', 1000, md5('member')::uuid)).id`)
    await owner.query('select allocate_payment($1, $2, null, 300)', [payment, invoice])
    return { invoice: invoice as string, payment: payment as string }
  }

  async function makeLate(invoice: string) {
    await owner.query('alter table invoices disable trigger user')
    await owner.query(`update invoices set due_on = (now() at time zone 'UTC')::date - 9 where id = $1`, [
      invoice,
    ])
    await owner.query('alter table invoices enable trigger user')
  }

  async function overdue() {
    const made = await paidInPart()
    await makeLate(made.invoice)
    return made
  }

  async function unpaid() {
    const [invoice] = await drafts(1, 1000)
    await owner.query('select issue_invoice($1, null)', [invoice])
    return { invoice: invoice as string, payment: '' }
  }

  const changed = /^Somebody changed this invoice after you opened it\.$/
  const invoiceDecisions: {
    call: string
    on?: () => Promise<{ invoice: string; payment: string }>
    /** The message for the second person, who had seen the same state. */
    refused?: RegExp
    held?: string
  }[] = [
    { call: `void_invoice(':invoice', ':version', 'Twice', :key)`, on: unpaid },
    { call: `write_off_invoice(':invoice', ':version', 'Gone', :key)` },
    { call: `credit_invoice(':invoice', ':version', 400, 'Half', :key)` },
    { call: `extend_due_date(':invoice', ':version', (now() at time zone 'UTC')::date + 60, 'Asked', :key)` },
    { call: `remind_invoice(':invoice', ':version', 1::smallint, idempotency_key => :key)`, on: overdue },
    { call: `record_payment(':invoice', ':version', 700, idempotency_key => :key)` },
    { call: `allocate_payment(':payment', ':invoice', ':version', 200, :key)` },
    { call: `release_payment(':payment', ':invoice', ':version', 300, 'Wrong one', :key)` },
    {
      call: `settle_payment(':payment', '[{"invoice_id": ":invoice", "version": ":version", "amount_minor": 200}]', true, :key)`,
    },
    {
      call: `refund_payment(':payment', 700, 'Asked for', idempotency_key => :key)`,
      held: 'payments',
      refused: /^This is more than was paid and not yet paid back\.$/,
    },
    {
      call: `hold_payment(':payment', 500, :key)`,
      held: 'payments',
      refused: /^This is more than is left of the payment\.$/,
    },
  ]

  it('lets one of two decide, tells the other, and does once what is asked for twice under one key', async () => {
    for (const { call, on = paidInPart, refused = changed, held = 'invoices' } of invoiceDecisions) {
      for (const isRepeat of [false, true]) {
        const { invoice, payment } = await on()
        const [version] = await column('select updated_at::text from invoices where id = $1', [invoice])
        const of = (key: string) =>
          call
            .replaceAll(':invoice', invoice)
            .replaceAll(':version', String(version))
            .replaceAll(':payment', payment)
            .replaceAll(':key', key)
        const key = `'${crypto.randomUUID()}'`
        const id = held === 'invoices' ? invoice : payment
        const answers = await atOnce(`select from ${held} where id = '${id}' for update`, [
          () => outcome(ana, of(isRepeat ? key : 'null')),
          () => outcome(isRepeat ? anaAgain : priya, of(isRepeat ? key : 'null')),
        ])
        // Called at the same moment, and once more by the caller who lost the answer.
        if (isRepeat)
          expect([answers[1], await outcome(ana, of(key))], call).toEqual([answers[0], answers[0]])
        else
          expect(
            answers.filter((answer) => !answer.startsWith('done')),
            call,
          ).toEqual([expect.stringMatching(refused)])
        expect(answers[0], call).toMatch(/^done/)
      }
    }
    expect(await column('select missing from number_gaps()')).toEqual([])
    expect(
      await column(
        `select difference_minor::integer from receivables_of_month((now() at time zone 'UTC')::date)`,
      ),
    ).toEqual([0])
  })

  it('puts a payment where it was seen to go, whoever refunds it or puts it elsewhere at that moment', async () => {
    const second = `settle_payment(':payment', '[{"invoice_id": ":invoice", "amount_minor": 100}]', true, version => ':version')`
    const firsts = [
      `settle_payment(':payment', '[{"invoice_id": ":other", "amount_minor": 200}]', version => ':version')`,
      `allocate_payment(':payment', ':other', null, 200)`,
      `refund_payment(':payment', 200, 'Asked for', version => ':version')`,
      `hold_payment(':payment', 200, version => ':version')`,
    ]
    for (const first of firsts) {
      const { payment } = await paidInPart()
      const [invoice, other] = [await unpaid(), await unpaid()].map((made) => made.invoice)
      const [version] = await column('select updated_at::text from payments where id = $1', [payment])
      const of = (call: string) =>
        call
          .replaceAll(':payment', payment)
          .replaceAll(':invoice', invoice ?? '')
          .replaceAll(':other', other ?? '')
          .replaceAll(':version', String(version))
      // The second caller gets an error message, and none of their changes is applied.
      const answers = await atOnce(`select from payments where id = '${payment}' for update`, [
        () => outcome(clients[0]!, of(first)),
        () => outcome(clients[1]!, of(second)),
      ])
      expect(answers, first).toEqual([
        expect.stringMatching(/^done/),
        'Somebody changed this payment after you opened it.',
      ])
      expect(await column('select paid_minor::integer from invoices where id = $1', [invoice])).toEqual([0])
      expect(
        await column('select unallocated_minor::integer from payments where id = $1', [payment]),
      ).toEqual([500])
    }
  })

  it('changes a subscription, a price and a month once, whoever else does it at that moment', async () => {
    await owner.query(
      `insert into subscription_plans (id, code, name, billing_interval, currency, amount_minor) values (md5('twice')::uuid, 'twice', 'Twice', 'month', 'EUR', 1000)`,
    )
    let members = 0
    const member = async () => {
      const name = `member ${++members}`
      await owner.query(
        `with person as (insert into auth.users (id, email) values (md5($1)::uuid, md5($1) || '@races.test') returning id, email)
         insert into profiles (id, display_name, email, country) select id, 'Member', email, 'DE' from person`,
        [name],
      )
      return (await column('select md5($1)::uuid::text', [name]))[0] as string
    }
    const subscription = async (isLate = false) => {
      const [id] = await column(`select (start_subscription($1, md5('twice')::uuid)).id`, [await member()])
      const invoice = await column('select id from invoices where subscription_id = $1', [id])
      await owner.query('select issue_invoice($1, null)', invoice)
      if (isLate) await makeLate(invoice[0] as string)
      return { id: id as string, table: 'user_subscriptions' }
    }
    const paused = async () => {
      const made = await subscription()
      await owner.query(`select pause_subscription($1, null, 'Away', false)`, [made.id])
      return made
    }
    const changed = /^Somebody changed this (subscription|plan) after you opened it\.$/
    const plan = async () => ({
      id: (await column(`select md5('twice')::uuid::text`))[0] as string,
      table: 'subscription_plans',
    })
    const decisions: [call: string, on: () => Promise<{ id: string; table: string }>, refused?: RegExp][] = [
      [`cancel_subscription(':id', ':version', 'Gone', false, idempotency_key => :key)`, subscription],
      [`pause_subscription(':id', ':version', 'Away', false, idempotency_key => :key)`, subscription],
      [`resume_subscription(':id', ':version', :key)`, paused],
      [
        `change_subscription(':id', ':version', quantity => 3::smallint, idempotency_key => :key)`,
        () => subscription(),
      ],
      [`mark_subscription_unpaid(':id', ':version', 'Lost', :key)`, () => subscription(true)],
      [`set_plan_price(':id', ':version', :price, 'Dearer', :key)`, plan],
      [
        `start_subscription(':id', md5('twice')::uuid, idempotency_key => :key)`,
        async () => ({ id: await member(), table: 'profiles' }),
        /^This member has a running subscription already\.$/,
      ],
    ]
    for (const [call, on, refused = changed] of decisions) {
      for (const isRepeat of [false, true]) {
        const { id, table } = await on()
        const [version] = await column(`select updated_at::text from ${table} where id = $1`, [id])
        const key = isRepeat ? `'${crypto.randomUUID()}'` : 'null'
        const text = call
          .replaceAll(':id', id)
          .replaceAll(':version', String(version))
          .replaceAll(':price', isRepeat ? '1200' : '1100')
          .replaceAll(':key', key)
        const answers = await atOnce(`select from ${table} where id = '${id}' for update`, [
          () => outcome(ana, text),
          () => outcome(isRepeat ? anaAgain : priya, text),
        ])
        expect(answers[0], call).toMatch(/^done/)
        if (isRepeat) expect([answers[1], await outcome(ana, text)], call).toEqual([answers[0], answers[0]])
        else expect(answers[1], call).toMatch(refused)
      }
    }
    const closing = await atOnce('select pg_advisory_xact_lock(7302)', [
      () => outcome(ana, `close_month('2001-01-01', month_end('2001-01-01') ->> 'version')`),
      () => outcome(priya, `close_month('2001-01-31', month_end('2001-01-31') ->> 'version')`),
    ])
    expect(closing).toEqual([expect.stringMatching(/^done/), 'Somebody closed this month already.'])
    await owner.query('delete from billing_periods')
  })

  it('issues many while one of them is issued alone, and nobody locks the other out', async () => {
    const ids = (await drafts(2, 100)).sort()
    const [version] = await column('select updated_at::text from invoices where id = $1', [ids[1]])
    const answers = await atOnce(`select from private.document_counters where series = 'IA' for update`, [
      () => outcome(ana, `issue_invoices('{${ids}}')`),
      () => outcome(priya, `issue_invoice('${ids[1]}', '${version}')`),
    ])
    expect(answers).toEqual([expect.not.stringContaining('"problem": "'), expect.stringMatching(changed)])
    expect(await column('select missing from number_gaps()')).toEqual([])
  })

  it('books one statement twice at once, its lines put elsewhere: each once, and nobody is locked out', async () => {
    const ids = (await drafts(4, 100)).sort()
    await owner.query('select issue_invoice(id, null) from unnest($1::uuid[]) id', [ids])
    const statement = (lines: [bank_id: string, invoice?: string][]) =>
      `book_statement('${JSON.stringify(
        lines.map(([bank_id, invoice_id], line) => ({
          line,
          bank_id,
          invoice_id,
          currency: 'EUR',
          amount_minor: 60,
          day: '2026-01-05',
        })),
      )}')`
    const answers = await atOnce(`select from invoices where id = '${ids[1]}' for update`, [
      () =>
        outcome(
          ana,
          statement([
            ['x', ids[0]],
            ['w', ids[1]],
            ['y', ids[2]],
          ]),
        ),
      () =>
        outcome(
          priya,
          statement([
            ['x', ids[2]],
            ['z', ids[3]],
          ]),
        ),
    ])
    expect(answers).toEqual([
      expect.not.stringContaining('"problem": "'),
      expect.stringMatching(/^done .*"problem": "This line was booked before\.".*"problem": null/),
    ])
    expect(
      await column('select paid_minor::integer from invoices where id = any ($1) order by id', [ids]),
    ).toEqual([60, 60, 60, 60])
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
    const [last] = await column(
      `select (date_trunc('month', now() at time zone 'UTC') - interval '1 day')::date::text`,
    )
    // Members of finance close the month while the provider's webhook books payments.
    const closing = new Promise((resolve) => setImmediate(resolve)).then(async () => {
      // A change between reading and locking is a conflict: she reads again.
      for (;;) {
        const said = await outcome(ana, `close_month('${last}', month_end('${last}') ->> 'version')`)
        if (!said.includes('changed after you saw them')) return said
      }
    })
    const answers = await together(
      Array.from({ length: 30 }, (): [string, unknown[]] => [
        `select receive_payment('EUR', 10, paid_at => $1::date + time '12:00')`,
        [last],
      ]),
    )
    expect(await closing).toMatch(/^done/)
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
})
