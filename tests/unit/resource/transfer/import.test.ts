import { HttpResponse, http } from 'msw'
import { setupServer } from 'msw/node'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import contentArticles from '@/domains/content/contentArticles'
import leadSources from '@/domains/outreach/leadSources'
import leads from '@/domains/outreach/leads'
import suppressions from '@/domains/outreach/outreachSuppressions'
import type { Field } from '@/resource/field'
import { guessHeadingRow, headingText, tableOf } from '@/resource/transfer/fileTable'
import { proposesWhole, wholeRefused } from '@/resource/transfer/importPlan'
import { prepare } from '@/resource/transfer/importRows'
import { createImport, nextSize } from '@/resource/transfer/importRun'
import { guessMapping, type Importable, missingColumns } from '@/resource/transfer/mapping'
import { readCell } from '@/resource/transfer/readCell'
import { guessDelimiter, readRows } from '@/resource/transfer/readCsv'
import { refusalsFile } from '@/resource/transfer/refusalsFile'
import { createConsoleClient } from '@/supabase/client'
import { createDataProvider } from '@/supabase/data'
import { url } from '../../supabase/support'

const server = setupServer()
const rest = `${url}/rest/v1`
const { signal } = new AbortController()
beforeAll(() => server.listen({ onUnhandledRequest: 'error' }))
afterEach(() => {
  server.resetHandlers()
  vi.restoreAllMocks()
})
afterAll(() => server.close())

function provide() {
  const client = createConsoleClient(
    { url, publishableKey: 'sb_publishable_test' },
    { persistSession: false },
  )
  return createDataProvider(client)
}

const importable = (resource: unknown) => resource as Importable
/** A mapping by the names of the headings. */
function guessed(resource: unknown, headings: string[]) {
  const mapping = guessMapping(headings, importable(resource)) as Record<string, { heading: number }>
  return Object.fromEntries(
    Object.entries(mapping).map(([column, { heading }]) => [column, headings[heading]]),
  )
}

describe('a heading', () => {
  test('is known by label, column or another name for it, and serves one column', () => {
    expect(
      guessed(leads, ['First seen', 'E-Mail', 'full_name', 'LinkedIn', 'Telefon', 'mail', 'SOURCE ', 'Name']),
    ).toEqual({
      email: 'E-Mail',
      full_name: 'full_name',
      profile_url: 'LinkedIn',
      phone: 'Telefon',
      source_id: 'SOURCE ',
    })
    expect(guessed(suppressions, ['address', 'Why'])).toEqual({ email: 'address', reason: 'Why' })
  })

  test('of an export is found again by its import', () => {
    for (const resource of [leads, suppressions, leadSources, contentArticles].map(importable)) {
      const headings = resource.import.columns.map((column) => (resource.fields[column] as Field).label)
      expect(Object.keys(guessed(resource, headings)).sort()).toEqual([...resource.import.columns].sort())
    }
  })
})

describe('a cell', () => {
  const of = (name: string) =>
    (leads.fields[name] ?? leadSources.fields[name] ?? contentArticles.fields[name]) as Field
  test.each([
    ['phone', ' 0049 170 001 ', '0049 170 001'],
    ['phone', "'+49 170", '+49 170'],
    ['full_name', '007', '007'],
    ['score', '12', 12],
    ['score', '1.234', 1234],
    ['score', '1.000,00', 1000],
    ['score', '１２', 12],
    ['score', '−3', -3],
    ['consent', 'Legitimate interest', 'legitimate_interest'],
    ['consent', 'LEGITIMATE_INTEREST', 'legitimate_interest'],
    ['respects_robots', 'Ja', true],
    ['respects_robots', 'no', false],
    ['tags', 'a; b, a|c', ['a', 'b', 'c']],
    ['featured_until', '31.3.2026', new Date(2026, 2, 31).toISOString()],
    ['featured_until', '2026-12-31 18:00', new Date(2026, 11, 31, 18).toISOString()],
    ['featured_until', '31.12.2026 18:00', new Date(2026, 11, 31, 18).toISOString()],
    ['featured_until', '2026-12-31T18:00:00-05:00', '2026-12-31T23:00:00.000Z'],
    ['tags', '"a,b", "c;d", "e|f", plain', ['a,b', 'c;d', 'e|f', 'plain']],
    ['featured_until', '2026-03-31 10:00+02', '2026-03-31T08:00:00.000Z'],
    ['featured_until', '2028-02-29T23:59:59.999999 +0545', '2028-02-29T18:14:59.999Z'],
    ['city', '  ', null],
  ])('of %s: %j', (name, text, value) => {
    expect(readCell(text, of(name), '')).toEqual({ value })
  })
  test.each([
    ['score', 'abc', '“abc” is not a number'],
    ['score', '1e3', '“1e3” is not a number'],
    ['score', '12,5', '“12,5” has too many decimals: a whole number is needed'],
    ['score', '1.000', '“1.000” can be 1000 or 1.000: write 1000 or 1.00'],
    ['consent', 'maybe', /^“maybe” is none of None yet, /],
    ['respects_robots', 'perhaps', /neither yes nor no/],
    ['featured_until', '2026-02-30', /is not a date/],
    ['featured_until', '3/4/2026', /is not a date/],
    ['featured_until', '2026-02-30T10:00', /is not a date/],
    ['featured_until', '2026-11-31T10:00:00Z', /is not a date/],
    ['featured_until', '46387', /is not a date/],
    ['featured_until', '2027-02-29 10:00+01', /is not a date/],
    ['featured_until', '2026-03-31 24:00', /is not a date/],
    ['featured_until', '2026-03-31T10:00+25:00', /is not a date/],
    ['featured_until', '2026-03-31T10:00-05:75', /is not a date/],
    ['follow_up_on', '2025-12-31T10:00+25:00', /is not a date/],
    ['full_name', 'a\0b', /cannot be stored/],
    ['full_name', 'a\ud83d', /cannot be stored/],
  ])('of %s is refused: %j', (name, text, problem) => {
    expect(readCell(text, of(name), '')).toMatchObject({ problem: expect.stringMatching(problem) })
  })
  test('with a time without a zone is the viewer’s, where that time is', () => {
    vi.stubEnv('TZ', 'America/New_York')
    expect(readCell('2026-12-31', of('featured_until'), '')).toEqual({ value: '2026-12-31T05:00:00.000Z' })
    expect(readCell('2026-12-31 18:00', of('featured_until'), '')).toEqual({
      value: '2026-12-31T23:00:00.000Z',
    })
    expect(readCell('2026-03-08 02:30', of('featured_until'), '')).toEqual({
      problem: expect.stringContaining('no such time'),
    })
    vi.stubEnv('TZ', 'Africa/Cairo')
    expect(readCell('2026-04-24', of('featured_until'), '')).toEqual({ value: '2026-04-23T22:00:00.000Z' })
    expect(readCell('2026-04-24 00:30', of('featured_until'), '')).toEqual({
      problem: expect.stringContaining('no such time'),
    })
    vi.unstubAllEnvs()
  })
  test('of money becomes minor units', () => {
    expect(readCell('12.34', { input: 'money' } as Field, 'EUR')).toEqual({ value: 1234 })
    expect(readCell('0,50', { input: 'money' } as Field, 'EUR')).toEqual({ value: 50 })
    expect(readCell('1.234,56 €', { input: 'money' } as Field, 'EUR')).toEqual({ value: 123456 })
    expect(readCell('12', { input: 'money' } as Field, 'JPY')).toEqual({ value: 12 })
    expect(readCell('1.234', { input: 'money' } as Field, 'EUR')).toMatchObject({
      problem: expect.stringContaining('can be 1234 or 1.234'),
    })
  })
})

describe('the rows of a file', () => {
  test('are held against the rules of the form, and the records they name are found', async () => {
    server.use(
      http.get(`${rest}/lead_sources`, () =>
        HttpResponse.json(
          [
            { id: 's1', name: 'Run club', slug: 'run-club' },
            { id: 's2', name: 'Twice' },
            { id: 's3', name: 'Twice' },
          ],
          { headers: { 'content-range': '0-2/3' } },
        ),
      ),
    )
    const rows = await readRows(
      'name,email,country,source\nAda,ada@a.test,DE,run-club\n\n,b@a.test,DE,\nCy,,DE,\nDi,d@a.test,Germany,Twice\nEd,e@a.test,,Nowhere\nFay,f@a.test,,,,surplus\n"Gil"x,g@a.test,,\n"Hal",h@a.test,,\n',
      ',',
    )
    const resource = importable(leads)
    const table = tableOf(rows, guessHeadingRow(rows, resource))
    const mapping = { ...guessMapping(table.headings, resource), notes: { same: 'From a fair' } }
    const { good, bad, columns } = await prepare({ provider: provide(), resource, table, mapping, signal })
    expect(columns).toEqual(['full_name', 'email', 'country', 'source_id', 'notes'])
    expect(good).toEqual([
      {
        number: 2,
        values: {
          full_name: 'Ada',
          email: 'ada@a.test',
          country: 'DE',
          source_id: 's1',
          notes: 'From a fair',
        },
      },
    ])
    expect([...bad]).toEqual([
      [4, 'Name: Required.'],
      [5, 'Email: Give an email, a phone, a handle or a profile.'],
      [6, 'Source: More than one is called “Twice”.'],
      [7, 'Source: Nothing is called “Nowhere”.'],
      [8, expect.stringContaining('It has 6 cells, the file has 4 columns')],
      [9, expect.stringMatching(/^A quote inside a quoted cell is not doubled, so that lines 9 to 10 were/)],
    ])

    const text = await refusalsFile(table, bad).text()
    const [headings, ...lines] = (await readRows(text, ',')).map(({ cells }) => cells)
    expect(headings).toEqual(['name', 'email', 'country', 'source', '', '', 'Reason'])
    // The surplus cells are kept: they are the reason for the refusal.
    expect(lines[4]).toHaveLength(7)
    expect(lines[4]?.slice(4, 6).join('')).not.toBe('')
    expect(lines[3]).toEqual([
      'Ed',
      'e@a.test',
      '',
      'Nowhere',
      '',
      '',
      'Source: Nothing is called “Nowhere”.',
    ])
  })
})

describe('what a row says that it belongs to', () => {
  test('is one bad row where no record can be called so, and asked for in addresses that a server takes', async () => {
    let longest = 0
    server.use(
      http.get(`${rest}/lead_sources`, ({ request }) => {
        longest = Math.max(longest, request.url.length)
        if (request.url.includes('%00')) return HttpResponse.json({ code: '22021' }, { status: 400 })
        return HttpResponse.json([{ id: 's1', name: 'Café', slug: 'cafe' }], {
          headers: { 'content-range': '0-0/1' },
        })
      }),
    )
    const names = [
      'a\0b',
      'x'.repeat(20_000),
      ...Array.from({ length: 60 }, (_, i) => `${'读'.repeat(190)}${i}`),
    ]
    const resource = importable(leads)
    const table = tableOf(
      [
        { number: 1, cells: ['name', 'email', 'source'] },
        ...['Cafe\u0301', ...names].map((name, i) => ({
          number: i + 2,
          cells: ['Ada', `a${i}@a.test`, name],
        })),
      ],
      1,
    )
    const mapping = guessMapping(table.headings, resource)
    const { good, bad } = await prepare({ provider: provide(), resource, table, mapping, signal })
    expect(good).toMatchObject([{ number: 2, values: { source_id: 's1' } }])
    expect(bad.size).toBe(names.length)
    expect(bad.get(4)).toBe(`Source: Nothing is called “${'x'.repeat(39)}…”.`)
    expect(longest).toBeLessThan(10_000)
  })
})

describe('the headings of a file', () => {
  const of = async (text: string, chosen?: number | null) => {
    const rows = await readRows(text, guessDelimiter(text))
    const row = chosen === undefined ? guessHeadingRow(rows, importable(leads)) : (chosen ?? undefined)
    const { headings, rows: below } = tableOf(rows, row)
    return { row, headings, below: below.map(({ number }) => number) }
  }
  test.each([
    ['in the first row', 'Name,Email\nAda,a@a.test', 1, ['Name', 'Email'], [2]],
    ['that nobody knows', 'Wer,Wo\nAda,Bonn', 1, ['Wer', 'Wo'], [2]],
    ['below a title', 'Leads of May\n\nE-Mail;Stadt\na@a.test;Bonn', 3, ['E-Mail', 'Stadt'], [4]],
    [
      'nowhere, but an address',
      'Ada;a@a.test\nBo;b@a.test;x\nCy;c@a.test',
      undefined,
      ['Column 1', 'Column 2'],
      [1, 2, 3],
    ],
    ['nowhere, but a number', 'Ada,+49 170 1\nBo,007', undefined, ['Column 1', 'Column 2'], [1, 2]],
    [
      'with signs that nobody sees',
      '\u200bN\u00adame\u00a0,\u2060E-mail\u200e\nAda,a@a.test',
      1,
      expect.anything(),
      [2],
    ],
  ])('%s', async (_where, text, row, headings, below) => {
    expect(await of(text)).toEqual({ row, headings, below })
  })
  test('are the ones that a person chooses, or none', async () => {
    const text = 'Name,Email\nAda,a@a.test\nBo,b@a.test'
    expect(await of(text, 2)).toEqual({ row: 2, headings: ['Ada', 'a@a.test'], below: [3] })
    expect(await of(text, null)).toMatchObject({ headings: ['Column 1', 'Column 2'], below: [1, 2, 3] })
  })
  test('are told apart where they are the same or empty, and long ones are cut', async () => {
    const { headings } = await of(`Email,Name,Email,,${'x'.repeat(1_000_000)}\nAda,a@a.test,,,`)
    expect(headings.map((_one, at) => headingText(headings, at).slice(0, 20))).toEqual([
      'Email (column 1)',
      'Name',
      'Email (column 3)',
      'Column 4',
      'x'.repeat(20),
    ])
    expect(headings[4]).toHaveLength(200)
    await expect(of('a,'.repeat(501))).rejects.toThrow('502 columns')
  })
})

describe('an import', () => {
  /** The simulated database: staged rows, and how often each was written. */
  let laid: Set<number>
  let written: Map<number, number>
  let asked: string[]

  /** A simulated database that writes each row once, however often it is called. */
  async function act(request: Request) {
    const name = new URL(request.url).pathname.split('/').at(-1) as string
    asked.push(name)
    const body = (await request.clone().json()) as { rows: { n: number }[]; from_row: number; to_row: number }
    const range = [...laid].filter((n) => n >= body.from_row && n <= body.to_row)
    if (name === 'imports') return HttpResponse.json([body], { status: 201 })
    if (name === 'import_load') for (const { n } of body.rows) laid.add(n)
    if (name === 'import_check')
      return HttpResponse.json({ counts: { new: range.length }, notes: range[0] === 2 ? [checkNote] : [] })
    if (name === 'import_write') {
      for (const n of range) if (!written.has(n)) written.set(n, 1)
      return HttpResponse.json({ counts: { created: range.length }, notes: [] })
    }
    return HttpResponse.json(1)
  }
  const checkNote = {
    row: 2,
    outcome: 'bad',
    reason: {
      code: '23514',
      message: 'new row for relation "leads" violates check constraint "leads_score_check"',
      details: '',
    },
  }
  beforeEach(() => {
    laid = new Set()
    written = new Map()
    asked = []
    // The number of rows per request depends on the duration of the last one: here no time passes.
    vi.spyOn(performance, 'now').mockReturnValue(0)
    server.use(http.post(`${rest}/*`, ({ request }) => act(request)))
  })

  const good = Array.from({ length: 2500 }, (_, n) => ({ number: n + 2, values: { full_name: `Lead ${n}` } }))
  const begin = () =>
    createImport({
      provider: provide(),
      resource: importable(leads),
      fileName: 'leads.csv',
      mapping: { full_name: 'Name' },
      prepared: { good, bad: new Map(), columns: ['full_name'] },
      secondMs: 1,
    })
  const write = (work: ReturnType<typeof begin>) =>
    work.write({ duplicates: 'skip', whole: false }, signal, () => {})
  /**
   * Replaces the answer to the nth call of a function; with `after` the call is executed first and only its answer is
   * lost.
   */
  const fail = (name: string, nth: number, answer: () => Response, after = false) => {
    let times = 0
    server.use(
      http.post(`${rest}/rpc/${name}`, async ({ request }) => {
        times += 1
        if (times !== nth) return act(request)
        if (after) await act(request)
        return answer()
      }),
    )
  }

  test('is laid down and tried in pieces, then written in the same, and the refusals come in words', async () => {
    const work = begin()
    const seen: number[] = []
    const { counts, notes } = await work.check(signal, (rows) => seen.push(rows))
    expect(seen).toEqual([100, 300, 550, 800, 1050, 1300, 1550, 1800, 2050, 2300, 2500])
    expect(counts).toEqual({ new: 2500 })
    expect(notes.get(2)).toEqual({ row: 2, outcome: 'bad', reason: 'The value of score is not allowed.' })
    expect((await write(work)).counts).toEqual({ created: 2500 })
    expect(asked.filter((name) => name === 'import_write')).toHaveLength(10)
  })

  test('takes as many rows at once as take about a quarter of a second', () => {
    expect(nextSize(100, 100, 50)).toBe(200)
    expect(nextSize(200, 200, 100)).toBe(250)
    expect(nextSize(200, 200, 500)).toBe(100)
    expect(nextSize(200, 200, 60_000)).toBe(10)
    expect(nextSize(200, 200, 225)).toBe(222)
    // The last few rows of a file are too few to measure.
    expect(nextSize(200, 3, 10)).toBe(200)
  })

  test.each([
    ['a busy server', () => HttpResponse.json({ message: 'slow down' }, { status: 429 }), false],
    ['an answer that was lost', () => HttpResponse.error(), true],
  ])('asks again after %s, and nothing is written twice', async (_what, answer, after) => {
    const work = begin()
    fail('import_load', 2, answer, after)
    await work.check(signal, () => {})
    expect(laid.size).toBe(2500)
    fail('import_write', 2, answer, after)
    expect((await write(work)).counts).toEqual({ created: 2500 })
    expect([...written.values()].every((times) => times === 1) && written.size).toBe(2500)
  })

  test.each([
    ['a broken server', () => HttpResponse.json({ code: 'XX000', message: '' }, { status: 500 }), 'server'],
    ['an ended session', () => HttpResponse.json({ message: '' }, { status: 401 }), 'expired'],
    ['an answer that cannot be read', () => HttpResponse.json('Welcome to the wifi'), 'server'],
    [
      'another who got there first',
      () => HttpResponse.json({ code: 'PT409', message: 'Ended.' }, { status: 409 }),
      'conflict',
    ],
  ])('stops at %s with what was written so far, and goes on from there', async (_what, answer, kind) => {
    const work = begin()
    await work.check(signal, () => {})
    fail('import_write', 2, answer)
    await expect(write(work)).rejects.toMatchObject({ kind })
    expect(work.outcomeSoFar().counts).toEqual({ created: 250 })
    expect(written.size).toBe(250)
    expect((await write(work)).counts).toEqual({ created: 2500 })
    expect(asked.filter((name) => name === 'import_write')).toHaveLength(10)
  })
})

test.each([
  { fresh: 400, duplicates: 100, refused: 0, proposed: true, hosted: undefined, embedded: undefined },
  {
    ...{ fresh: 1000, duplicates: 0, refused: 1, proposed: false },
    ...{ hosted: 'not with bad rows', embedded: 'not with bad rows' },
  },
  {
    ...{ fresh: 1, duplicates: 500, refused: 0, proposed: false },
    ...{ hosted: undefined, embedded: expect.stringMatching(/^up to 500 .* wait/) },
  },
  {
    ...{ fresh: 20_001, duplicates: 0, refused: 0, proposed: false },
    ...{ hosted: expect.stringMatching(/up to 20.000/), embedded: expect.stringMatching(/^up to 500 /) },
  },
])(
  'of $fresh new rows, $duplicates that are there and $refused bad, all or nothing is proposed: $proposed',
  ({ proposed, hosted, embedded, ...plan }) => {
    expect([proposesWhole(plan), wholeRefused(plan, false), wholeRefused(plan, true)]).toEqual([
      proposed,
      hosted,
      embedded,
    ])
  },
)

test('a column that is the same for every row holds something, else the file is not checked', () => {
  const mapping = { full_name: { heading: 0 }, source_id: { same: '' } }
  expect(missingColumns(importable(leads), mapping)).toEqual(['source_id'])
  expect(missingColumns(importable(leads), { source_id: { same: 'x' } })).toEqual(['full_name'])
})
