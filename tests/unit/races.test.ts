import type { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { missingPostgres, startPostgres, type TestDatabase } from '../support/postgres'

/** Tests what the embedded database, with its single connection, cannot show: several people at the same moment. */
const missing = missingPostgres()
if (missing) console.warn(`The races DID NOT RUN: ${missing}.`)

const people = { ana: '00000000-0000-4000-a000-0000000000a1', priya: '00000000-0000-4000-a000-0000000000a2' }
const author = '00000000-0000-4000-a000-0000000000a3'

interface Answer {
  result: 'applied' | 'conflict' | 'refused'
  decision_id: number
  decision: string
  by: string
  by_name: string
  kind?: string
  why?: string
  repeated?: boolean
}

describe.skipIf(missing)('several people at the same moment', () => {
  let database: TestDatabase
  let owner: Client

  beforeAll(async () => {
    database = await startPostgres()
    owner = await database.connect()
    await owner.query(`
      insert into auth.users (id, email) values
        ('${people.ana}', 'ana@races.test'), ('${people.priya}', 'priya@races.test'), ('${author}', 'author@races.test');
      insert into staff_members (user_id, full_name, email, roles) values
        ('${people.ana}', 'Ana', 'ana@races.test', '{moderator}'), ('${people.priya}', 'Priya', 'priya@races.test', '{moderator}');
      insert into profiles (id, display_name, email) values ('${author}', 'Author', 'author@races.test');`)
  })
  afterAll(() => database?.close())

  /** A connection on which this moderator is signed in. */
  async function signIn(person: string): Promise<Client> {
    const client = await database.connect()
    await client.query(`set request.jwt.claims = '{"sub": "${person}", "role": "authenticated"}'`)
    await client.query('set role authenticated')
    return client
  }

  async function post(count: number, title: string, state = 'pending'): Promise<string[]> {
    const { rows } = await owner.query(
      `insert into community_posts (user_id, title, body, state)
       select '${author}', $1, 'Text ' || n, $2 from generate_series(1, $3::integer) n returning id`,
      [title, state, count],
    )
    return rows.map(({ id }) => id)
  }

  // This server has the locale C, which knows only the letters a to z; the embedded database has another.
  it('folds texts as every server does, whatever its locale', async () => {
    const { rows } = await owner.query(
      `select private.folded(t) as folded, private.duplicate_key(t) as key
       from unnest(array['ŁÓDŹ ŒUVRE ÞÓR', 'ΟΔΟΣ', 'ЁЖ Ґ', 'ՀԱՅ', 'Совсем другое', '…!']) with ordinality x (t, n) order by n`,
    )
    expect(rows.map(({ folded }) => folded).slice(0, 4)).toEqual(['lodz oeuvre thor', 'οδοσ', 'еж ґ', 'հայ'])
    expect(new Set(rows.map(({ key }) => key)).size, 'texts of other letters are other texts').toBe(6)
    expect(rows[5].key, 'what has no letter is like no other').toBeNull()
  })

  const decisionOn = (id: string, decision: string, more: object = {}) => ({
    item_type: 'post',
    item_id: id,
    version: 1,
    decision_seen: null,
    decision,
    reason_code: decision === 'approve' ? null : 'spam',
    client_key: crypto.randomUUID(),
    ...more,
  })

  async function moderate(client: Client, decisions: object[]): Promise<Answer[]> {
    const { rows } = await client.query('select moderate($1) as answers', [JSON.stringify(decisions)])
    return rows[0].answers
  }

  /**
   * Lets all calls start at the same moment: locks the items until every call waits for a lock, then releases them. A
   * call that finished earlier would not have been a race.
   */
  async function together<T>(
    items: string[],
    calls: (() => Promise<T>)[],
    table = 'community_posts',
  ): Promise<T[]> {
    await owner.query('begin')
    await owner.query(`select from ${table} where id = any ($1) order by id for update`, [items])
    let ended = 0
    const running = Promise.all(calls.map((call) => call().finally(() => (ended += 1))))
    for (let waiting = 0; waiting < calls.length && ended === 0; ) {
      const { rows } = await owner.query(
        'select count(distinct pid)::integer as count from pg_locks where not granted',
      )
      waiting = rows[0].count
    }
    expect(ended, 'answers before the start').toBe(0)
    await owner.query('commit')
    return running
  }

  it('decide about the same 200 items: 200 decisions, 200 audit rows, 200 conflicts', async () => {
    const pairs = 20
    const rounds = 10
    const ids = await post(pairs * rounds, 'Raced for')
    const anas = await Promise.all(Array.from({ length: pairs }, () => signIn(people.ana)))
    const priyas = await Promise.all(Array.from({ length: pairs }, () => signIn(people.priya)))
    const answers: { item: string; answer: Answer }[] = []
    for (let round = 0; round < rounds; round += 1) {
      const items = ids.slice(round * pairs, (round + 1) * pairs)
      // Half of the pairs make the same decision, half do not.
      const calls = items.flatMap((item, i) => [
        async () => ({ item, answer: (await moderate(anas[i]!, [decisionOn(item, 'approve')]))[0]! }),
        async () => ({
          item,
          answer: (await moderate(priyas[i]!, [decisionOn(item, i % 2 ? 'approve' : 'remove')]))[0]!,
        }),
      ])
      answers.push(...(await together(items, calls)))
    }
    await Promise.all([...anas, ...priyas].map((client) => client.end()))

    const applied = new Map(
      answers.filter(({ answer }) => answer.result === 'applied').map(({ item, answer }) => [item, answer]),
    )
    const conflicts = answers.filter(({ answer }) => answer.result === 'conflict')
    expect({ answers: answers.length, applied: applied.size, conflicts: conflicts.length }).toEqual({
      answers: 400,
      applied: 200,
      conflicts: 200,
    })
    // Each conflict names the winning decision and who made it.
    for (const { item, answer } of conflicts) {
      const { decision_id, decision, by, by_name } = applied.get(item)!
      expect(answer).toMatchObject({ kind: 'decided', decision_id, decision, by, by_name })
    }
    expect(new Set([...applied.values()].map(({ by }) => by)).size, 'both won some').toBe(2)

    const { rows } = await owner.query(
      `select
         (select count(*)::integer from moderation_decisions where post_id = any ($1)) as decisions,
         (select count(distinct post_id)::integer from moderation_decisions where post_id = any ($1)) as decided,
         (select count(*)::integer from audit_log where table_name = 'community_posts' and record_id = any ($2)) as audit_rows,
         (select count(*)::integer from moderation_decisions d join community_posts p on p.id = d.post_id
          where p.id = any ($1) and p.state = d.state_after) as carried_out`,
      [ids, ids],
    )
    expect(rows[0]).toEqual({ decisions: 200, decided: 200, audit_rows: 200, carried_out: 200 })
  })

  it('send the same decision twice at once: it is made once, and both hear the same', async () => {
    const ids = await post(20, 'Sent twice')
    const connections = await Promise.all(ids.flatMap(() => [signIn(people.ana), signIn(people.ana)]))
    const answers = await together(
      ids,
      ids.flatMap((id, i) => {
        const decision = decisionOn(id, 'approve')
        return [0, 1].map((n) => async () => (await moderate(connections[i * 2 + n]!, [decision]))[0]!)
      }),
    )
    await Promise.all(connections.map((client) => client.end()))
    expect(answers.every(({ result }) => result === 'applied')).toBe(true)
    expect(answers.filter(({ repeated }) => repeated)).toHaveLength(20)
    expect(new Set(answers.map(({ decision_id }) => decision_id)).size).toBe(20)
  })

  it('decide about the same lists in opposite order: nobody deadlocks, each item is decided once', async () => {
    const ids = await post(60, 'Listed')
    const [ana, priya] = [await signIn(people.ana), await signIn(people.priya)]
    const [forth, back] = await together(ids, [
      () =>
        moderate(
          ana,
          ids.map((id) => decisionOn(id, 'approve')),
        ),
      () =>
        moderate(
          priya,
          [...ids].reverse().map((id) => decisionOn(id, 'remove')),
        ),
    ])
    await Promise.all([ana.end(), priya.end()])
    const results = [...forth!, ...back!].map(({ result }) => result)
    expect(results.filter((result) => result === 'applied')).toHaveLength(60)
    expect(results.filter((result) => result === 'conflict')).toHaveLength(60)
  })

  it('one takes back what another decides upon: one of the two happens', async () => {
    const ids = await post(20, 'Taken back')
    const ana = await signIn(people.ana)
    const made = await moderate(
      ana,
      ids.map((id) => decisionOn(id, 'approve')),
    )
    const connections = await Promise.all(ids.flatMap(() => [signIn(people.ana), signIn(people.priya)]))
    const answers = await together(
      ids,
      ids.flatMap((id, i) => [
        async () => {
          const { rows } = await connections[i * 2]!.query(
            'select undo_decision($1, gen_random_uuid()) as answer',
            [made[i]!.decision_id],
          )
          return rows[0].answer as Answer
        },
        async () =>
          (
            await moderate(connections[i * 2 + 1]!, [
              decisionOn(id, 'hide', { decision_seen: made[i]!.decision_id }),
            ])
          )[0]!,
      ]),
    )
    await Promise.all([ana, ...connections].map((client) => client.end()))
    const pairs = ids.map((_, i) => [answers[i * 2]!.result, answers[i * 2 + 1]!.result].sort().join(' '))
    expect(new Set(pairs)).toEqual(new Set(['applied conflict']))
  })

  it('judge the same photos at once: each is decided once, whoever decides several', async () => {
    const { rows } = await owner.query(
      `insert into user_images (user_id, storage_path, position, checksum)
       select '${author}', 'profiles/${author}/race' || n || '.jpg', n, repeat('a', 64) from generate_series(0, 9) n returning id`,
    )
    const ids = rows.map(({ id }) => String(id))
    const judge = async (person: string, decision: string, order: string[]) => {
      const client = await signIn(person)
      const decisions = order.map((item_id) => ({
        item_id,
        decision,
        checksum: 'a'.repeat(64),
        reason_code: decision === 'reject' ? 'spam' : null,
        client_key: crypto.randomUUID(),
      }))
      const answer = await client.query('select moderate_photos($1) as answers', [JSON.stringify(decisions)])
      await client.end()
      return answer.rows[0].answers as Answer[]
    }
    const answers = await together(
      ids,
      [() => judge(people.ana, 'approve', ids), () => judge(people.priya, 'reject', [...ids].reverse())],
      'user_images',
    )
    const results = answers.flat().map(({ result }) => result)
    expect(results.filter((result) => result === 'applied')).toHaveLength(10)
    expect(results.filter((result) => result === 'conflict')).toHaveLength(10)
  })

  it('impose the same sanction at once: it is imposed once, and the other hears by whom', async () => {
    const clients = [await signIn(people.ana), await signIn(people.priya)]
    const mute = (client: Client) => () =>
      client.query(`select sanction_member($1, 'mute', 3, 'spam')`, [author]).then(
        () => 'imposed',
        (error: Error) => error.message,
      )
    // The second one's transaction began first, so the other decision is later than that transaction's now().
    const [ana, priya] = clients as [Client, Client]
    await priya.query('begin')
    await priya.query('select now()')
    expect(await mute(ana)()).toBe('imposed')
    expect(await mute(priya)()).toBe('Ana has muted them already.')
    await priya.query('rollback')
    await owner.query(
      `update member_sanctions set lifted_at = now(), lifted_by = $2, lifted_why = 'For the next one' where member_id = $1`,
      [author, people.ana],
    )
    const answers = await together([author], clients.map(mute), 'profiles')
    await Promise.all(clients.map((client) => client.end()))
    expect(answers.sort()).toEqual([
      expect.stringMatching(/^(Ana|Priya) has muted them already\.$/),
      'imposed',
    ])
  })

  it('claim from eight connections: everybody gets items of their own', async () => {
    await owner.query(`update community_posts set state = 'published' where state = 'pending'`)
    const ids = await post(200, 'Claimed')
    const connections = await Promise.all(
      Array.from({ length: 8 }, (_, i) => signIn(i % 2 ? people.ana : people.priya)),
    )
    const claims = await Promise.all(
      connections.map(async (client) => {
        const { rows } = await client.query('select item_id from claim_next(20)')
        return rows.map(({ item_id }) => item_id as string)
      }),
    )
    expect(claims.map((items) => items.length)).toEqual(Array.from({ length: 8 }, () => 20))
    expect(new Set(claims.flat()).size, 'no item twice').toBe(160)
    // Too few items are left for all, and nobody waits for locked ones.
    const rest = await Promise.all(
      connections.map(
        async (client) => (await client.query('select item_id from claim_next(20)')).rows.length,
      ),
    )
    expect(rest.reduce((sum, count) => sum + count, 0)).toBe(40)
    const { rows } = await owner.query(
      'select count(*)::integer as count from moderation_claims where post_id = any ($1)',
      [ids],
    )
    expect(rows[0].count).toBe(200)
    await Promise.all(connections.map((client) => client.end()))
  })

  /** A sequence of one step with this daily limit, and leads that are due in it. */
  async function due(name: string, cap: number, leads: number): Promise<string> {
    const { rows } = await owner.query(
      `insert into outreach_sequences (name, state, from_name, from_email, postal_address, daily_cap, send_from, send_until)
       values ($1, 'active', 'R', $1 || '@races.test', '1 Main Street, Town', $2, '00:00', '23:59:59.999999') returning id`,
      [name, cap],
    )
    const [{ id }] = rows
    await owner.query(
      `insert into sequence_emails (sequence_id, position, delay_days, subject, body) values ($1, 1, 0, 'S', '{{unsubscribe_url}}')`,
      [id],
    )
    await owner.query(
      `with source as (insert into lead_sources (slug, name, kind, url, category) values ($2, $2, 'forum', 'https://races.test', 'r') returning id),
         lead as (insert into leads (full_name, email, source_id) select 'Lead', $2 || n || '@leads.test', source.id from source, generate_series(1, $3::integer) n returning id)
       insert into sequence_enrollments (sequence_id, lead_id, next_send_at) select $1, id, now() - interval '1 minute' from lead`,
      [id, name, leads],
    )
    return id
  }
  /** A connection of a worker. */
  async function worker(): Promise<Client> {
    const client = await database.connect()
    await client.query(`set request.jwt.claims = '{"role": "service_role"}'; set role service_role`)
    return client
  }

  it('claim mail from eight workers: no mail twice, and no cap passed, of a sequence or of a sender of two', async () => {
    const sequence = await due('capped', 60, 200)
    const pair = await Promise.all(['pair-one', 'pair-two'].map((name) => due(name, 60, 60)))
    await owner.query(`
      insert into outreach_senders (email, name, daily_cap) values ('pair@races.test', 'Pair', 25);
      insert into sequence_senders (sequence_id, sender_id) select q.id, s.id from outreach_sequences q, outreach_senders s where q.name like 'pair-%' and s.email = 'pair@races.test';
      update outreach_senders set state = 'paused' where email like 'pair-%'`)
    const workers = await Promise.all(Array.from({ length: 8 }, worker))
    const claims = await Promise.all(
      workers.map(
        async (client, n) =>
          (await client.query('select claim_due_sends(20, $1) as mails', [`w${n}`])).rows[0].mails as {
            enrollment_id: string
            sequence_id: string
          }[],
      ),
    )
    await Promise.all(workers.map((client) => client.end()))
    const of = (...sequences: string[]) =>
      claims.flat().filter(({ sequence_id }) => sequences.includes(sequence_id))
    expect([of(sequence).length, of(...pair).length]).toEqual([60, 25])
    expect(new Set(claims.flat().map(({ enrollment_id }) => enrollment_id)).size).toBe(85)
    await owner.query(`update outreach_sequences set state = 'paused' where id = any ($1)`, [
      [sequence, ...pair],
    ])
  })

  it('unsubscribe while a claim is under way: whichever comes first, nothing is mailed', async () => {
    const sequence = await due('leaving', 100, 2)
    const { rows: leads } = await owner.query(
      `select id, email from leads where email like 'leaving%' order by email`,
    )
    const claiming = await worker()
    const leaving = await database.connect()
    // The objection came first: the claim skips the lead instead of waiting.
    await leaving.query('begin')
    await leaving.query(`insert into outreach_suppressions (email, reason) values ($1, 'unsubscribed')`, [
      leads[0].email,
    ])
    const claimed = (await claiming.query(`select claim_due_sends(10, 'w') as mails`)).rows[0].mails
    expect(claimed.map(({ to_email }: { to_email: string }) => to_email)).toEqual([leads[1].email])
    await leaving.query('commit')
    // The claim came first: the send is cancelled, and the worker is told before sending.
    await leaving.query(`insert into outreach_suppressions (email, reason) values ($1, 'unsubscribed')`, [
      leads[1].email,
    ])
    const { rows } = await claiming.query(`select report_send($1, 'sending') ->> 'go' as go`, [claimed[0].id])
    expect(rows).toEqual([{ go: 'false' }])
    expect((await claiming.query(`select claim_due_sends(10, 'w') as mails`)).rows[0].mails).toEqual([])
    await Promise.all([claiming.end(), leaving.end()])
    await owner.query(`update outreach_sequences set state = 'archived' where id = $1`, [sequence])
  })

  it('enrol the same leads at once: each of them once, and told to one of the two', async () => {
    const sequence = await due('twice', 5000, 0)
    await owner.query(
      `insert into leads (full_name, email, source_id) select 'Twice', 'twice' || n || '@twice.test', s.id
       from lead_sources s, generate_series(1, 60) n where s.slug = 'twice'`,
    )
    await owner.query(`update staff_members set roles = '{moderator,growth}'`)
    const both = await Promise.all([signIn(people.ana), signIn(people.priya)])
    const answers = await Promise.all(
      both.map(
        async (client) =>
          (
            await client.query(
              `select (enrol_leads($1, '[{"field": "full_name", "operator": "eq", "value": "Twice"}]', dry_run => false) -> 'enrolled' ->> 'count')::integer as count`,
              [sequence],
            )
          ).rows[0].count as number,
      ),
    )
    expect(answers.reduce((sum, count) => sum + count)).toBe(60)
    await Promise.all(both.map((client) => client.end()))
  })

  it('enrol leads in two sequences at once, while they are unsubscribed and claimed: each is in one, and who left in none', async () => {
    const [one, other] = [await due('first-of-two', 5000, 0), await due('second-of-two', 5000, 0)]
    await owner.query(
      `insert into leads (full_name, email, source_id) select 'Both', 'both' || n || '@both.test', s.id
       from lead_sources s, generate_series(1, 300) n where s.slug = 'first-of-two'`,
    )
    const enrol = async (client: Client, sequence: string) =>
      client.query(
        `select enrol_leads($1, '[{"field": "full_name", "operator": "eq", "value": "Both"}]', dry_run => false)`,
        [sequence],
      )
    const [ana, priya, leaving] = await Promise.all([people.ana, people.priya, people.ana].map(signIn))
    const { rows } = await owner.query(`select id from leads where full_name = 'Both' order by id`)
    const claiming = await worker()
    await together(
      rows.map(({ id }) => id),
      [
        () => enrol(ana!, one),
        () => enrol(priya!, other),
        () =>
          leaving!.query(
            `select suppress_lead(id, 'unsubscribed') from (select id from leads where full_name = 'Both' order by id limit 150) l`,
          ),
      ],
      'leads',
    )
    await claiming.query(`select claim_due_sends(1000, 'w')`)
    const { rows: left } = await owner.query(
      `select l.consent, count(distinct l.id)::integer as leads, count(e.id) filter (where e.state = 'active')::integer as active,
         count(s.id) filter (where s.state = 'queued')::integer as mails
       from leads l left join sequence_enrollments e on e.lead_id = l.id left join email_sends s on s.enrollment_id = e.id
       where l.full_name = 'Both' group by 1 order by 1`,
    )
    expect(left).toEqual([
      { consent: 'none', leads: 150, active: 150, mails: 150 },
      { consent: 'objected', leads: 150, active: 0, mails: 0 },
    ])
    await Promise.all([ana, priya, leaving, claiming].map((client) => client!.end()))
    await owner.query(`update outreach_sequences set state = 'archived' where name like '%-of-two'`)
  })

  it('answer one objection: one answer stands, the other hears of it; one click sent twice is one answer', async () => {
    const { rows } = await owner
      .query(`
      insert into auth.users (id, email) values ('00000000-0000-4000-a000-0000000000a4', 'objects@races.test') on conflict do nothing;
      insert into profiles (id, display_name, email) values ('00000000-0000-4000-a000-0000000000a4', 'Objects', 'objects@races.test') on conflict do nothing;
      with n as (insert into member_notices (member_id, kind, what) select '00000000-0000-4000-a000-0000000000a4', 'decision', 'hide' from generate_series(1, 2) returning id, member_id)
      insert into moderation_appeals (notice_id, member_id, text) select id, member_id, 'No' from n returning id`)
      .then((results) => (results as unknown as { rows: { id: string }[] }[])[2]!)
    const [ana, priya] = await Promise.all([signIn(people.ana), signIn(people.priya)])
    const answer = (client: Client, id: string, outcome: string, key: string) =>
      client.query('select (answer_appeal($1, $2, $3, $4)).answer', [id, outcome, `By ${key}`, key])
    const [one, other] = await Promise.allSettled([
      answer(ana, rows[0]!.id, 'upheld', crypto.randomUUID()),
      answer(priya, rows[0]!.id, 'upheld', crypto.randomUUID()),
    ])
    const refused = [one, other].find((result) => result.status === 'rejected')
    expect(String(refused?.reason)).toMatch(/has answered it already: upheld, saying “By /)
    expect([one, other].filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    const second = await signIn(people.ana)
    const key = crypto.randomUUID()
    const twice = await Promise.all([ana, second].map((client) => answer(client, rows[1]!.id, 'upheld', key)))
    expect(twice.map(({ rows: [row] }) => row.answer)).toEqual([`By ${key}`, `By ${key}`])
    const told = await owner.query(`select count(*)::integer from member_notices where kind = 'objection'`)
    expect(told.rows[0].count).toBe(2)
    await Promise.all([ana, priya, second].map((client) => client.end()))
  })

  it('suppress an address and mail it: whoever mails waits, and does not', async () => {
    await owner.query(`
      insert into leads (id, full_name, email) values ('${author}', 'Lead', 'lead@races.test');
      insert into outreach_sequences (id, name, state, from_name, from_email, postal_address)
        values ('${author}', 'Races', 'active', 'R', 'r@races.test', '1 Main Street, Town')`)
    const enrolling = await database.connect()
    const mailing = await database.connect()
    await owner.query('begin')
    await owner.query(
      `insert into outreach_suppressions (email, reason) values ('lead@races.test', 'complained')`,
    )
    const enrolled = expect(
      enrolling.query(
        `insert into sequence_enrollments (sequence_id, lead_id) values ('${author}', '${author}')`,
      ),
    ).rejects.toThrow('This lead must not be mailed: the address is suppressed.')
    const mailed = mailing.query(
      `insert into email_sends (lead_id, to_email, subject) values ('${author}', 'lead@races.test', 'S') returning state`,
    )
    for (let waiting = 0; waiting < 2; ) {
      const { rows } = await owner.query(
        'select count(distinct pid)::integer as count from pg_locks where not granted',
      )
      waiting = rows[0].count
    }
    await owner.query('commit')
    await enrolled
    expect((await mailed).rows).toEqual([{ state: 'skipped' }])
    await Promise.all([enrolling.end(), mailing.end()])
  })

  it('correct the use of several features at once: nobody waits in a circle, and the sums are right', async () => {
    await owner.query(`
      insert into auth.users (id, email) select md5('use' || n)::uuid, 'use' || n || '@races.test' from generate_series(1, 8) n;
      insert into profiles (id, display_name, email) select md5('use' || n)::uuid, 'U', 'use' || n || '@races.test' from generate_series(1, 8) n;
      insert into usage_tracking (user_id, feature, period_start, period_end, used, limit_value)
        select md5('use' || n)::uuid, f, '2026-10-01', '2026-10-31', n, 5 from generate_series(1, 8) n, unnest(array['chats', 'likes', 'views']) f`)
    // Each process adds to one of eight partial sums: two processes that use the same one are needed.
    const shares: Client[][] = Array.from({ length: 8 }, () => [])
    let meeting: Client[] | undefined
    while (!meeting) {
      const client = await database.connect()
      const { rows } = await client.query('select pg_backend_pid() % 8 as share')
      shares[rows[0].share]?.push(client)
      meeting = shares.find(({ length }) => length === 4)
    }
    await Promise.all(
      meeting.map(async (client, at) => {
        for (let turn = 0; turn < 80; turn += 1)
          await client.query(
            `update usage_tracking set used = floor(random() * 9) where user_id = md5('use' || $1)::uuid`,
            [1 + at + 4 * (turn % 2)],
          )
      }),
    )
    const { rows } = await owner.query(`
      select (select sum(used) from usage_tracking) = (select sum(used) from private.usage_sums) as sums,
        (select sum(used) from usage_tracking) = (select sum(used) from private.usage_spread) as spread,
        (select count(*) from usage_tracking where used >= 5) = (select sum(at_limit) from private.usage_spread) as at_limit,
        not exists (select from private.usage_spread group by feature, band having sum(members) < 0) as whole`)
    expect(rows).toEqual([{ sums: true, spread: true, at_limit: true, whole: true }])
    await Promise.all(shares.flat().map((client) => client.end()))
    await owner.query(`delete from auth.users where email like 'use%@races.test'`)
  }, 60_000)

  it('count anew for the charts while others write: nobody fails, and nothing is counted twice', async () => {
    const [first, second, writer] = await Promise.all([
      database.connect(),
      database.connect(),
      database.connect(),
    ])
    await owner.query(
      `insert into usage_tracking (user_id, feature, period_start, period_end, used) values ('${author}', 'recounted', '2026-10-01', '2026-10-31', 7)`,
    )
    const waits = async (client: Client) => {
      const { rows } = await client.query('select pg_backend_pid() as pid')
      const waiting = async () => {
        const found = await owner.query('select from pg_locks where pid = $1 and not granted', [rows[0].pid])
        return found.rowCount
      }
      return () => expect.poll(waiting, { timeout: 10_000, interval: 5 }).toBe(1)
    }
    const [firstWaits, secondWaits] = [await waits(first), await waits(second)]
    await first.query('begin; select private.rebuild_usage()')
    const again = second.query('select private.rebuild_usage()')
    await secondWaits()
    await first.query('commit')
    await again
    const { rows } = await owner.query(
      `select sum(used)::integer as used from private.usage_sums where feature = 'recounted'`,
    )
    expect(rows).toEqual([{ used: 7 }])

    // Whoever has written a post, and then writes of a session, meets a rebuild that would have the sessions first.
    await writer.query('begin')
    await writer.query(
      `insert into community_posts (user_id, title, body) values ('${author}', 'Recounted', 'R')`,
    )
    const rebuilt = first.query('select private.rebuild_activity()')
    await firstWaits()
    await writer.query(
      `insert into engagement_sessions (user_id, started_at, seconds) values ('${author}', now(), 60)`,
    )
    await writer.query('commit')
    await rebuilt
    await Promise.all([first, second, writer].map((client) => client.end()))
  })
})
