import { expect, it } from 'vitest'
import leads from '@/domains/outreach/leads'
import { decode, guessEncoding } from '@/resource/transfer/encoding'
import { guessHeadingRow, tableOf } from '@/resource/transfer/fileTable'
import { prepare } from '@/resource/transfer/importRows'
import { createImport } from '@/resource/transfer/importRun'
import { guessMapping, type Importable } from '@/resource/transfer/mapping'
import { guessDelimiter, readRows } from '@/resource/transfer/readCsv'
import { createDataProvider } from '@/supabase/data'
import { connect, sendDue } from '../../scripts/reference-worker.ts'
import { backendUrl, resetBackend, secretKey, signIn, sql } from '../support/backend.ts'

/** Lines of the file; the whole path with 20,000 lines is tested by hand. */
const lines = Number(process.env.WAY_LINES ?? 24)
/** The content of the nth line, of twelve kinds: half of them become a lead, each written in another format. */
const kinds: readonly ((n: number) => string)[] = [
  (n) => `Person ${n};p${n}@way.test;Köln;de;50`,
  (n) => `"""Person ${n}""";"""p${n}@way.test""";"""Köln""";"""DE""";"""51"""`,
  (n) => ` \u201cPerson ${n}\u201d ;\u00a0P${n}@WAY.test ; Köln;fr;`,
  (n) => `"Person ""The"" ${n}";mailto:p${n}%40way.test?subject=x;"Köln";at;7`,
  (n) => `Person ${n};"Person ${n} <p${n}@way.test>";Köln;;0`,
  (n) => `Person ${n};p\u00ad${n}@way\u3002test;Köln;CH;100`,
  (n) => `Twin ${n};p${n - 6}@Way.Test;Köln;DE;1`,
  (n) => `No ${n};"said.no+${n}@googlemail.com";Köln;DE;1`,
  (n) => `Broken ${n};p${n}@@way;Köln;DE;1`,
  () => ';;;;',
  (n) => `Total ${n};;;;`,
  () => 'Name;E-Mail;Ort;Land;Score',
]

it('from a new source to a member: run, a dirty file, enrolled by filter, mailed, answered, converted', async () => {
  await resetBackend()
  const growth = await signIn('growth')
  const { signal } = new AbortController()
  const call = connect(backendUrl(), await secretKey())
  const rpc = async (fn: string, args: object) => {
    const { data, error } = await growth.rpc(fn as never, args as never)
    if (error) throw new Error(`${fn}: ${error.message}`)
    return data as never
  }

  const made = await growth
    .from('lead_sources')
    .insert({ slug: 'way', name: 'Way', kind: 'forum', url: 'https://way.test', category: 'w' })
    .select('id')
    .single()
  const source_id = made.data?.id as string
  await expect(rpc('start_scrape_run', { source_id })).rejects.toThrow(/terms/i)
  await rpc('review_source', { source_id, allowed: true, note: 'Robots allow it' })
  await rpc('start_scrape_run', { source_id, reason: 'First' })
  const run = await call<{ id: string }>('start_run', { source_id, worker: 'test' })
  await call('finish_run', { run_id: run.id, outcome: 'succeeded', figures: { found: 1, new_leads: 0 } })

  // A byte order mark, mixed line breaks, a title above the headings and totals below.
  await sql(
    `insert into public.outreach_suppressions (email, reason) values ('saidno@gmail.com', 'objected')`,
  )
  const body = Array.from({ length: lines }, (_, n) => kinds[n % kinds.length]!(n))
  const text = `\ufeffLeads of November\n\nName;E-Mail;Ort;Land;Score\r\n${body.map((line, n) => line + (n % 3 ? '\r\n' : '\n')).join('')}Total;;;;${lines}\n`
  const bytes = new TextEncoder().encode(text)
  const read = decode(bytes, guessEncoding(bytes))
  const rows = await readRows(read, guessDelimiter(read))
  const resource = leads as Importable
  const table = tableOf(rows, guessHeadingRow(rows, resource))
  const mapping = { ...guessMapping(table.headings, resource), source_id: { same: 'Way' } }
  const provider = createDataProvider(growth)
  const prepared = await prepare({ provider, resource, table, mapping, signal })
  const work = createImport({ provider, resource, fileName: 'way.csv', mapping: {}, prepared })
  let slowest = 0
  let last = performance.now()
  const timed = () => {
    slowest = Math.max(slowest, performance.now() - last)
    last = performance.now()
  }
  const checked = await work.check(signal, timed)
  const written = await work.write({ duplicates: 'skip', whole: false }, signal, timed)
  await work.finish()
  if (process.env.WAY_LINES) process.stderr.write(`slowest piece ${Math.round(slowest)} ms\n`)
  const each = lines / kinds.length
  expect(written.counts.created).toBe(7 * each)
  expect(checked.suppressed?.size).toBe(each)
  const refused =
    prepared.bad.size +
    (written.counts.refused ?? 0) +
    (written.counts.skipped ?? 0) +
    (checked.counts.bad ?? 0)
  expect(rows.length).toBe((written.counts.created ?? 0) + refused + 2)
  expect(
    await sql(
      `select distinct regexp_replace(full_name, '\\d+', 'n') as name, city from public.leads where source_id = $1 order by 1`,
      [source_id],
    ),
  ).toEqual(['No n', 'Person "The" n', 'Person n'].map((name) => ({ name, city: 'Köln' })))

  const sequence_id = crypto.randomUUID()
  await sql(
    `insert into public.outreach_sequences (id, name, from_name, from_email, postal_address, send_from, send_until, send_days, daily_cap)
     values ($1, 'Way', 'Ines', 'ines@way.test', '1 Main Street, Town', '00:00', '23:59:59.999999', '{1,2,3,4,5,6,7}', 5000)`,
    [sequence_id],
  )
  await sql(
    `insert into public.sequence_emails (sequence_id, position, delay_days, subject, body) select $1, n, 3 * (n - 1), 'For {{first_name|you}}', '{{unsubscribe_url}}' from generate_series(1, 2) n`,
    [sequence_id],
  )
  await sql(`update public.outreach_sequences set state = 'active' where id = $1`, [sequence_id])
  await sql(
    `update public.outreach_senders set daily_cap = 10000, ramp_start = null where email = 'ines@way.test'`,
  )
  await sql(`update public.sequence_enrollments set next_send_at = null`)
  const filters = [{ field: 'source_id', operator: 'eq', value: source_id }]
  const enrolled: Record<string, { count: number }> = await rpc('enrol_leads', {
    sequence_id,
    filters,
    dry_run: false,
  })
  expect(enrolled.enrolled?.count).toBe(6 * each)
  expect(enrolled.suppressed?.count).toBe(each)
  await sql(
    `update public.sequence_enrollments set next_send_at = now() - interval '1 minute' where sequence_id = $1`,
    [sequence_id],
  )

  // No more than the daily limit.
  const mailed = Math.min(6 * each, 5000)
  const said: string[] = []
  expect(await sendDue(call, 'test', (line) => said.push(line))).toBe(mailed)
  expect(said.filter((line) => line.includes('“For Person”'))).toHaveLength(mailed)
  expect(said.join()).not.toMatch(/said.?no/)

  const [mail] = await sql<{ id: number; to_email: string }>(
    `select id, to_email from public.email_sends where sequence_id = $1 order by id limit 1`,
    [sequence_id],
  )
  await call('record_response', {
    send_id: mail?.id,
    from_email: mail?.to_email,
    body: 'Yes please',
    intent: 'interested',
    sentiment: 'positive',
  })
  const [reply] = await sql<{ id: string }>(
    `select id from public.outreach_responses where email_send_id = $1`,
    [mail?.id],
  )
  const decision = {
    item_type: 'reply',
    item_id: reply?.id,
    version: 0,
    decision_seen: null,
    decision: 'convert',
    client_key: crypto.randomUUID(),
  }
  expect(await rpc('decide_replies', { decisions: [decision] })).toMatchObject([{ result: 'applied' }])
  expect(
    await sql(
      `select l.state, e.state as enrollment from public.leads l join public.sequence_enrollments e on e.lead_id = l.id where l.email = $1`,
      [mail?.to_email],
    ),
  ).toEqual([{ state: 'converted', enrollment: 'replied' }])
  const funnel: { key: string; sent: number; replied: number; converted: number }[] = await rpc(
    'outreach_funnel',
    {
      ...{ time_zone: 'UTC', by_what: 'source' },
      ...{
        from_date: new Date(Date.now() - 864e5).toISOString().slice(0, 10),
        to_date: new Date(Date.now() + 864e5).toISOString().slice(0, 10),
      },
    },
  )
  expect(funnel.find(({ key }) => key === source_id)).toMatchObject({
    sent: mailed,
    replied: 1,
    converted: 1,
  })
})
