import type { DataProvider } from '@refinedev/core'
import { describe, expect, test, vi } from 'vitest'
import contentArticles from '@/domains/content/contentArticles'
import leadSources from '@/domains/outreach/leadSources'
import leads from '@/domains/outreach/leads'
import suppressions from '@/domains/outreach/outreachSuppressions'
import type { Field } from '@/resource/field'
import { json, money } from '@/resource/fields'
import { decode, guessEncoding } from '@/resource/transfer/encoding'
import { problemOfFile } from '@/resource/transfer/fileKind'
import { fileSerializer } from '@/resource/transfer/fileSerializer'
import { guessHeadingRow, tableOf } from '@/resource/transfer/fileTable'
import { prepare } from '@/resource/transfer/importRows'
import { guessMapping, type Importable } from '@/resource/transfer/mapping'
import { readCell } from '@/resource/transfer/readCell'
import { guessDelimiter, readRows } from '@/resource/transfer/readCsv'

vi.stubEnv('TZ', 'America/New_York')

const named = { id: 't1', name: 'Compatibility' }
const provider = { getList: async () => ({ data: [named], total: 1 }) } as unknown as DataProvider

/** Reads a file as the import drawer does, with all its guesses. */
async function imported(bytes: Uint8Array, resource: Importable) {
  const problem = problemOfFile(bytes)
  if (problem) return { problem }
  const text = decode(bytes, guessEncoding(bytes))
  const rows = await readRows(text, guessDelimiter(text))
  const table = tableOf(rows, guessHeadingRow(rows, resource))
  const mapping = guessMapping(table.headings, resource)
  const { signal } = new AbortController()
  const { good, bad } = await prepare({ provider, resource, table, mapping, signal })
  return { good: good.map(({ values }) => values), bad: Object.fromEntries(bad) }
}

const utf8 = (text: string) => new TextEncoder().encode(text)
const latin = (text: string) => Uint8Array.from(text, (sign) => sign.charCodeAt(0))
const utf16 = (text: string) =>
  Uint8Array.from(
    [...text].flatMap((sign) =>
      [...Array(sign.length).keys()].flatMap((at) => [sign.charCodeAt(at) & 255, sign.charCodeAt(at) >> 8]),
    ),
  )
const lead = (full_name: string, email: string, more = {}) => ({ full_name, email, ...more })
const article = (cells: string) =>
  `Title;Slug;Topic;Author;Summary;Text;Minutes;Featured until\nA;a-slug;Compatibility;x;A summary;A body;3;${cells}`

describe('a file as people have them', () => {
  test.each<[string, Uint8Array, object[], Record<number, RegExp>]>([
    [
      'UTF-16 with its mark and tabs',
      utf16(
        '\uFEFFName\tEmail\tCity\r\nZoë Åström\ta@c.test\tMalmö\r\n李明\tb@c.test\t北京\r\n😀 Smile\tc@c.test\tPoznań\r\n',
      ),
      [
        lead('Zoë Åström', 'a@c.test', { city: 'Malmö' }),
        lead('李明', 'b@c.test', { city: '北京' }),
        lead('😀 Smile', 'c@c.test', { city: 'Poznań' }),
      ],
      {},
    ],
    [
      'Windows-1252 and semicolons',
      latin(
        'Name;E-Mail;Stadt;Score\rJ\xf6rg M\xfc\xdfig;a@c.test;K\xf6ln;75\rFran\xe7ois;b@c.test;Orl\xe9ans;12\r',
      ),
      [
        lead('Jörg Müßig', 'a@c.test', { city: 'Köln', score: 75 }),
        lead('François', 'b@c.test', { city: 'Orléans', score: 12 }),
      ],
      {},
    ],
    [
      'quotes and lines in cells',
      utf8(
        'Name,Email,Notes\r\n"Smith, ""Bob""",a@c.test,"line 1\nline 2\r\nline ""3"""\r\n"  spaced  ",b@c.test,"tab\there"\r\nUn"quoted,c@c.test,plain\r\n',
      ),
      [
        lead('Smith, "Bob"', 'a@c.test', { notes: 'line 1\nline 2\r\nline "3"' }),
        lead('spaced', 'b@c.test', { notes: 'tab\there' }),
        lead('Un"quoted', 'c@c.test', { notes: 'plain' }),
      ],
      {},
    ],
    [
      'headings that come twice: the first counts',
      utf8('Email,Name,Email,Name\na@c.test,First,other@c.test,Second\n,Only second,b@c.test,X\n'),
      [lead('First', 'a@c.test')],
      { 3: /^Email: Give an email/ },
    ],
    [
      'phones, zeros and countries',
      utf8(
        'Name,Email,Phone,Country\nA,a@c.test,0049 030 0001234,DE\nB,b@c.test,+49 30 1234567,de\nC,c@c.test,1.23E+11,FR\nD,d@c.test,007,germany\n',
      ),
      [
        lead('A', 'a@c.test', { phone: '0049 030 0001234', country: 'DE' }),
        lead('B', 'b@c.test', { phone: '+49 30 1234567', country: 'DE' }),
      ],
      {
        4: /^Phone: “1.23E\+11” is a number that a spreadsheet has rounded/,
        5: /^Country: Two capital letters/,
      },
    ],
    [
      'what a spreadsheet would run',
      utf8(
        `Name,Email,Notes\n=1+1,a@c.test,"=HYPERLINK(""http://x"",""y"")"\n'=quoted,b@c.test,'t Hart\n"\t=tab",c@c.test,-5\n`,
      ),
      [
        lead('=1+1', 'a@c.test', { notes: '=HYPERLINK("http://x","y")' }),
        lead('=quoted', 'b@c.test', { notes: "'t Hart" }),
        lead('=tab', 'c@c.test', { notes: '-5' }),
      ],
      {},
    ],
    [
      'too many and too few cells',
      utf8('Name,Email\nSurplus,a@c.test,extra,cells\nShort\nNo mail,\nTrailing,b@c.test,,,\n'),
      [lead('Trailing', 'b@c.test')],
      { 2: /4 cells, the file has 2 columns/, 3: /Give an email/, 4: /Give an email/ },
    ],
    [
      'thousands and decimals',
      utf8(
        'Name;E-Mail;Score\r\nA;a@c.test;1.000\r\nB;b@c.test;"1.000,00"\r\nC;c@c.test;1,5\r\nD;d@c.test;12abc\r\nE;e@c.test;٧٥\r\nF;f@c.test;7,0\r\n',
      ),
      [lead('E', 'e@c.test', { score: 75 }), lead('F', 'f@c.test', { score: 7 })],
      {
        2: /“1.000” can be 1000 or 1.000/,
        3: /Between 0 and 100/,
        4: /a whole number is needed/,
        5: /“12abc” is not a number/,
      },
    ],
    [
      'signs that cannot be stored, and headings with signs that nobody sees',
      utf8('\u200bName,E-mail\u00a0\nA\0b,a@c.test\nZo\u0308e,b@c.test\n'),
      [lead('Zo\u0308e', 'b@c.test')],
      { 2: /a sign that cannot be stored/ },
    ],
    [
      'cells that were quoted twice, padded, or quoted by a word processor',
      utf8(
        `\ufeffName;Email;City;Country;Score;Notes\r\n"""Anna""";"""a@c.test""";"""Köln""";"""de""";"""75""";"""said"" yes"\n “Ben Ito” ;\u00a0“b@c.test”\u00a0; "Bonn" ;„fr“;"7";“all”\r«Zoë»;c@c.test;«Mali»;;;\r\n"""Bob"" Smith";d@c.test;"Paris ""XI""";;;\n`,
      ),
      [
        lead('Anna', 'a@c.test', { city: 'Köln', country: 'DE', score: 75, notes: '"said" yes' }),
        lead('Ben Ito', 'b@c.test', { city: 'Bonn', country: 'FR', score: 7, notes: '“all”' }),
        lead('Zoë', 'c@c.test', { city: 'Mali' }),
        lead('"Bob" Smith', 'd@c.test', { city: 'Paris "XI"' }),
      ],
      {},
    ],
    [
      'addresses as mail programs write them',
      utf8(
        'Name,Email\nA,Ada L <a@c.test>\nB,mailto:b%40c.test?subject=Hi\nC,"""C, D"" <MAILTO:c@c.test>;"\nD,d@c.test (work)\nE,"Both <e@c.test>, <f@c.test>"\nF,<>\nG,g\u00ad＠c。test\n',
      ),
      ['A', 'B', 'C', 'D', 'G'].map((name) => lead(name, `${name.toLowerCase()}@c.test`)),
      { 6: /^Email: Not an email address/, 7: /^Email: Not an email address/ },
    ],
    [
      'what is no record: headings again, and sums',
      utf8(
        'Name,Phone,Score\nSum Ting,+49 30 1234567,1\nName,Phone,Score\nTotal,1511,75\nGrand total:,,1\n"Total (1,511 rows)",,\nSumme,,"1.511,00 EUR"\nTotal Recall,+49 30 7654321,2\nTotal,+49 30 1111111,see Ben\n',
      ),
      [
        { full_name: 'Sum Ting', phone: '+49 30 1234567', score: 1 },
        { full_name: 'Total Recall', phone: '+49 30 7654321', score: 2 },
      ],
      {
        3: /^It repeats the headings/,
        ...Object.fromEntries([4, 5, 6, 7].map((row) => [row, /^It looks like the sum/])),
        9: /“see Ben” is not a number/,
      },
    ],
    [
      'a title above the headings',
      utf8('Leads of May\n\nName,Email\nA,a@c.test\n'),
      [lead('A', 'a@c.test')],
      {},
    ],
  ])('%s', async (_what, bytes, good, bad) => {
    const read = await imported(bytes, leads as Importable)
    expect(read.good).toEqual(good)
    expect(Object.keys(read.bad ?? {})).toEqual(Object.keys(bad))
    for (const [row, why] of Object.entries(bad)) expect(read.bad?.[row]).toMatch(why)
  })

  test.each([
    ['2026-12-31', '2026-12-31T05:00:00.000Z'],
    ['31.12.2026', '2026-12-31T05:00:00.000Z'],
    ['2026-12-31 18:00', '2026-12-31T23:00:00.000Z'],
    ['2026-12-31T18:00:00-05:00', '2026-12-31T23:00:00.000Z'],
    ['31.12.2026 18:00', '2026-12-31T23:00:00.000Z'],
    ['2026-11-01 01:30', '2026-11-01T05:30:00.000Z'],
    ['12/31/2026', /is not a date/],
    ['3/4/2026', /is not a date/],
    ['2026-02-30', /is not a date/],
    ['2026-02-30T10:00', /is not a date/],
    ['2026-11-31T10:00:00Z', /is not a date/],
    ['46387', /is not a date/],
    ['2026-03-08T02:30', /there is no such time on that day here/],
  ])('a time in New York: %s', async (cell, stored) => {
    const { good, bad } = await imported(utf8(article(cell)), contentArticles as Importable)
    if (typeof stored === 'string') expect(good).toMatchObject([{ topic_id: 't1', featured_until: stored }])
    else expect(bad?.[2]).toMatch(stored)
  })

  test.each([
    ['xlsx', latin('PK\x03\x04\x14\0[Content_Types].xml xl/workbook.xml'), 'an Excel workbook'],
    ['png', latin('\x89PNG\r\n\x1a\n\0\0'), 'a picture'],
    ['gzip', latin('\x1f\x8b\x08\0'), 'a packed file'],
    ['pdf', latin('%PDF-1.7\n'), 'a PDF'],
  ])('%s that is called csv', async (_kind, bytes, kind) => {
    expect((await imported(bytes, leads as Importable)).problem).toContain(kind)
  })
})

test.each([
  ['KWD', '1,250', 'can be 1250 or 1.250'],
  ['KWD', '1.2500', 1250],
  ['KWD', '0,125', 125],
  ['KWD', '0,1255', 'KWD has at most 3 decimals'],
  ['JPY', '1250,00', 1250],
  ['JPY', '12,50', 'JPY has no decimals'],
  ['EUR', '(1.234,50)', -123450],
  ['EUR', '$5', 'it is EUR'],
])('an amount of %s: %s', (currency, cell, read) => {
  const found = readCell(cell, money('Sum'), currency)
  expect(found).toMatchObject(
    typeof read === 'number' ? { value: read } : { problem: expect.stringContaining(read) },
  )
})

describe('our own export', () => {
  const rows: [unknown, Record<string, unknown>][] = [
    [
      leads,
      {
        ...lead('=Ada, "A"', 'ada@c.test', {
          phone: '+49 170',
          city: "'s-Gravenhage",
          country: 'NL',
          score: 0,
        }),
        tags: ['a,b', 'c;d', 'e|f', 'plain', ' x '],
        interests: ['"quoted"'],
        consent: 'legitimate_interest',
        notes: '-1+1\r\nzwei',
      },
    ],
    [suppressions, { email: 'a@c.test', reason: 'unsubscribed', note: '@x' }],
    [
      leadSources,
      {
        name: '\u200b=1',
        slug: 'one',
        kind: 'forum',
        url: 'https://a.test',
        category: 'sport',
        requests_per_minute: 10,
        respects_robots: false,
      },
    ],
    [
      contentArticles,
      {
        title: 'T',
        slug: 's-s',
        author_name: '－x',
        summary: 'S',
        body: '# B\n\n* c',
        tags: [],
        featured_until: '2026-12-31T23:00:00.000Z',
      },
    ],
  ]
  test('comes back as it was', async () => {
    for (const [declared, row] of rows) {
      const resource = declared as Importable
      const form = fileSerializer(resource, resource.import.columns, 'csv', true)
      const read = await imported(utf8(form.head + form.rows([row], true) + form.tail), resource)
      const { tags = [], ...values } = row as { tags?: string[] }
      expect(read.bad, resource.table).toEqual(resource === contentArticles ? { 2: 'Topic: Required.' } : {})
      if (read.good?.length) expect(read.good).toEqual([{ ...values, ...(tags.length > 0 && { tags }) }])
    }
  })
  test('of a document, too', () => {
    const field = json('Config') as Field
    for (const value of [{ a: ['=1', 'é'], b: { c: null } }, [1, 2], 'text', -5, true]) {
      expect(readCell(field.text(value, {}), field, '')).toEqual({ value })
    }
  })
})
