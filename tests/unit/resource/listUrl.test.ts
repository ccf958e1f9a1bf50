import type { DataProvider } from '@refinedev/core'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import type { Resource } from '@/resource/define'
import {
  calendarDay,
  costMicros,
  dateTime,
  duration,
  flag,
  json,
  money,
  number,
  options,
  relation,
  share,
  tags,
  text,
} from '@/resource/fields'
import { toCrudFilters } from '@/resource/query/crudFilters'
import {
  type Filter,
  type ListState,
  operatorsOf,
  pageSizes,
  readListUrl,
  writeListUrl,
} from '@/resource/query/listUrl'
import { createDataProvider } from '@/supabase/data'
import { folded } from '@/supabase/folded'
import type { Backend } from '../../../supabase/local/backend.ts'
import fc from '../../support/property'
import { clientOf, knowColumns, startToy } from '../supabase/support'

knowColumns({ things: { id: { type: 'int4', key: true }, due_on: { type: 'date', nullable: true } } })

const resource = {
  table: 'things',
  fields: {
    name: text('Name'),
    amount: money('Amount'),
    score: number('Score'),
    state: options('State', { new: undefined, old: undefined, 'a,b': undefined }),
    other_id: relation('Other', { table: 'leads', embed: 'other', title: 'name' }),
    active: flag('Active'),
    tags: tags('Tags'),
    at: dateTime('At'),
    due_on: calendarDay('Due'),
    doc: json('Document'),
  },
  list: { columns: ['name'], sort: '-at', search: 'search', filters: [] },
} as unknown as Resource

/**
 * Texts that are special in addresses and filters: separators, escapes, wildcards, quotes, and texts that look like
 * other values.
 */
const texts = [
  ...[
    'plain',
    'Plain',
    ' ',
    'a,b',
    'a\\',
    '\\,',
    ',',
    '\\',
    'a\\,b',
    'A&B #1',
    'a=b&c=d',
    'a+b',
    '100%',
    '%41',
  ],
  ...[
    '"quoted"',
    "it's",
    '(a)',
    'a)',
    '{a,b}',
    'a.b',
    'a_b',
    'axb',
    '*',
    'any:x',
    'null',
    '😀',
    '👩‍👩‍👧',
    '日本語',
    'a:b',
    '?#',
  ],
]
const hostile = fc.oneof(
  fc.constantFrom(...texts),
  fc.string({ unit: fc.constantFrom(...',\\&#=+%"\'()*._: aB😀'), maxLength: 6 }),
)
const filled = hostile.filter((value) => value !== '')
const paths = ['n', 'deep.t', 'deep.a-b', 'list.0', 'missing.x']

// Values that a column of this kind cannot have are dropped, so they do not survive the round trip.
const days = fc.constantFrom('2026-03-12', '2024-02-29', '1999-12-31')
const spans = fc.constantFrom('7d', '24h', '365d')
const valuesOf: Record<string, fc.Arbitrary<string>> = {
  state: fc.constantFrom('new', 'old', 'a,b'),
  active: fc.constantFrom('true', 'false'),
  amount: fc.constantFrom('100', '-3', '12.50 EUR', '1000 JPY'),
  score: fc.constantFrom('0', '-2.5', '1e3'),
  other_id: fc.uuid(),
}

function filterOn(field: string): fc.Arbitrary<Filter> {
  return fc.constantFrom(...operatorsOf[resource.fields[field]!.filter]).chain((op) => {
    const moments = ['last', 'next', 'ago'].includes(op) ? spans : days
    const known = resource.fields[field]?.filter === 'date' ? moments : valuesOf[field]
    const any = known ?? hostile
    const some = known ?? filled
    const isJson = resource.fields[field]?.filter === 'json'
    if (isJson && ['from', 'to', 'between'].includes(op)) {
      return fc
        .constantFrom(...paths)
        .map((path) => ({ field, path, op, value: op === 'between' ? ['', '-2.5'] : ['1e3'] }))
    }
    const value: fc.Arbitrary<string[]> =
      op === 'empty' || op === 'filled'
        ? fc.constant([])
        : op === 'between'
          ? fc.tuple(any, some)
          : op === 'is' || op === 'not'
            ? fc.tuple(any)
            : op === 'any' || op === 'none'
              ? fc.array(some, { minLength: 1, maxLength: 25 })
              : fc.tuple(some)
    if (isJson) {
      return fc.tuple(fc.constantFrom(...paths), value).map(([path, value]) => ({ field, path, op, value }))
    }
    return value.map((value) => ({ field, op, value }))
  })
}

describe('the address of a list', () => {
  const states: fc.Arbitrary<ListState> = fc
    .record({
      search: hostile,
      filters: fc.array(fc.constantFrom(...Object.keys(resource.fields)).chain(filterOn), { maxLength: 4 }),
      match: fc.constantFrom('all' as const, 'any' as const),
      sort: fc.constantFrom('-at', 'at', 'name', '-name'),
      size: fc.constantFrom(...pageSizes),
      arranged: fc.record(
        {
          columns: fc.uniqueArray(
            fc.record(
              {
                name: fc.constantFrom(...Object.keys(resource.fields)),
                width: fc.integer({ min: 40, max: 900 }),
                pinned: fc.constant(true),
              },
              { requiredKeys: ['name'] },
            ),
            { selector: ({ name }) => name },
          ),
          density: fc.constantFrom('compact' as const, 'comfortable' as const),
          view: filled,
        },
        { requiredKeys: [] },
      ),
      page: fc.option(
        fc.record({
          cursor: filled,
          direction: fc.constantFrom('next' as const, 'previous' as const),
          first: fc.integer({ min: 1, max: 1e6 }),
        }),
      ),
    })
    .map(({ page, match, filters, arranged, ...state }) => ({
      ...state,
      ...arranged,
      filters,
      // A single condition has nothing to be joined with.
      match: filters.length > 1 ? match : 'all',
      ...(page ?? { cursor: undefined, direction: 'next', first: 1 }),
    }))

  test('says the same when it is read again, whatever the values hold', () => {
    fc.assert(
      fc.property(states, (state) => {
        const url = new URL(`https://console.test/things?${writeListUrl(state, '-at')}`)
        expect(readListUrl(url.searchParams, resource)).toEqual({ ...state, dropped: [] })
      }),
      {
        numRuns: 300,
        examples: [
          [
            {
              search: '',
              filters: [{ field: 'tags', op: 'any', value: Array(25).fill('a,\\') }],
              match: 'all',
              sort: '-at',
              cursor: undefined,
              direction: 'next',
              first: 1,
              size: 50,
            },
          ],
        ],
      },
    )
  })

  test('a text without an index for its parts is asked for as a whole', () => {
    const exact = { ...resource, fields: { ...resource.fields, name: text('Name', { filter: 'exact' }) } }
    const read = (query: string) => readListUrl(new URLSearchParams(query), exact)
    expect(read('name=is:a,b').filters).toEqual([{ field: 'name', op: 'is', value: ['a,b'] }])
    expect(toCrudFilters(exact, read('name=any:New,old'))).toEqual([
      { field: 'name', operator: 'in', value: ['New', 'new', 'old'] },
    ])
    expect(read('name=has:a').dropped).toEqual(['name'])
    expect(read('name=starts:a').filters).toEqual([])
  })

  test('leaves out what is as by default', () => {
    const plain = readListUrl(new URLSearchParams(), resource)
    expect(plain).toEqual({
      search: '',
      match: 'all',
      filters: [],
      sort: '-at',
      cursor: undefined,
      direction: 'next',
      first: 1,
      size: 50,
      dropped: [],
    })
    expect(writeListUrl(plain, '-at').toString()).toBe('')
  })

  test('keeps of several values those that there are', () => {
    const { filters, dropped } = readListUrl(new URLSearchParams('state=any:new,gone,a\\,b'), resource)
    expect(filters).toEqual([{ field: 'state', op: 'any', value: ['new', 'a,b'] }])
    expect(dropped).toEqual(['state “gone”'])
  })

  test.each([
    ['a column that is not there', 'nmae=has:x', ['nmae']],
    [
      'a name that every object has',
      'constructor=is:x&__proto__=is:y&sort=toString',
      ['constructor', '__proto__', 'sort'],
    ],
    ['a comparison that the column does not know', 'score=has:1&active=from:1', ['score', 'active']],
    ['a comparison without its value', 'name=has&score=from:&at=between:1', ['name', 'score', 'at']],
    [
      'a place in a document that cannot be one, or none',
      'doc.=is:x&doc.a--b=is:x&doc.a->b=is:x&doc=is:x&doc.n=from:x',
      ['doc.', 'doc.a--b', 'doc.a->b', 'doc', 'doc.n'],
    ],
    ['a text that is no comparison', 'name=Anna', ['name']],
    ['a sort by a column that is not there', 'sort=-size', ['sort']],
    ['a value that is no longer offered', 'active=is:perhaps', ['active “perhaps”']],
    ['a column to show that is not there', 'columns=*score-120+colour', ['colour']],
  ])('names what it dropped: %s', (_what, query, dropped) => {
    const state = readListUrl(new URLSearchParams(`${query}&state=any:new&chart.range=30d`), resource)
    expect(state.dropped).toEqual(dropped)
    expect(state.filters).toEqual([{ field: 'state', op: 'any', value: ['new'] }])
    expect(state.sort).toBe('-at')
  })

  test('asks for what no index knows only beside a column that narrows the rows', () => {
    const left = '“Last” without “Due”'
    const last = options('Last', { one: undefined }, { onlyWith: 'due_on' })
    const withLast = { ...resource, fields: { ...resource.fields, last } }
    const read = (query: string) => readListUrl(new URLSearchParams(query), withLast)
    for (const alone of [
      'last=any:one',
      'last=any:one&due_on=empty',
      'last=any:one&due_on=last:7d&match=any',
      `group=${encodeURIComponent('any:last=any:one')}`,
      'by=last',
      'sort=-last',
    ]) {
      const { filters, groups, by, sort, dropped } = read(alone)
      expect(dropped, alone).toEqual([left])
      expect({ by, sort, groups, last: filters.some(({ field }) => field === 'last') }).toEqual({
        ...{ by: undefined, sort: '-at', groups: undefined, last: false },
      })
    }
    const beside = read('last=any:one&due_on=last:7d&by=last&sort=-last')
    expect(beside.dropped).toEqual([])
    expect(beside.filters.map(({ field }) => field)).toEqual(['last', 'due_on'])
    expect([beside.by, beside.sort]).toEqual(['last', '-last'])
  })

  test.each(['first=-5', 'first=9'])('a position without a cursor is the beginning: %s', (query) => {
    expect(readListUrl(new URLSearchParams(query), resource).first).toBe(1)
  })
})

interface Thing {
  id: number
  name: string | null
  amount: number | null
  state: string | null
  active: boolean | null
  tags: string[] | null
  at: string | null
  due_on: string | null
  doc?: unknown
}

/**
 * The values of documents at `n`, `deep.t` and `list.0`: numbers, texts that look like numbers, and everything else.
 */
const documents = [
  ...[
    { n: 5 },
    { n: '5' },
    { n: -2.5 },
    { n: 1e21 },
    { n: true },
    { n: null },
    { n: [1] },
    { n: { x: 1 } },
    {},
    [],
    null,
  ],
  ...texts.map((t, index) => ({ n: index, deep: { t, 'a-b': 'hyphen' }, list: [t, index] })),
  ...[{ deep: { t: '' } }, { deep: { t: {} } }, { deep: { t: 7 } }],
]

describe('a filter means in the database what it says', () => {
  let backend: Backend
  let provider: DataProvider
  let things: Thing[]

  beforeAll(async () => {
    backend = await startToy(`
      create table public.things (id int primary key, name text, search text, amount bigint, score numeric, state text,
        other_id int, active boolean, tags text[], at timestamptz, due_on date, doc jsonb, currency text);
      grant select on public.things to anon;
    `)
    provider = createDataProvider(clientOf(backend).client)
    things = [...texts, '', null].map((name, index) => ({
      id: index,
      name,
      amount: index % 7 === 0 ? null : index * 100 - 500,
      state: index % 5 === 0 ? null : (['new', 'old', 'a,b'][index % 3] ?? null),
      active: [true, false, null][index % 3] ?? null,
      tags: index % 6 === 0 ? null : index % 6 === 1 ? [] : [texts[index % texts.length]!, 'all'],
      at: null,
      due_on: null,
      doc: documents[index % documents.length],
    }))
    await insert(things)
  })
  afterAll(() => backend.close())
  afterEach(() => vi.unstubAllEnvs())

  async function insert(rows: Thing[]) {
    await backend.sql(
      `insert into public.things (id, name, search, amount, score, state, other_id, active, tags, at, due_on, doc, currency)
       select id, name, search, amount, amount / 10.0, state, id % 4, active, tags, at, due_on, nullif(doc, 'null'),
         (array['EUR', 'JPY', 'KWD'])[1 + id % 3]
       from jsonb_populate_recordset(null::public.things, $1)`,
      [JSON.stringify(rows.map((row) => ({ ...row, search: row.name === null ? null : folded(row.name) })))],
    )
  }

  async function found(
    filters: Filter[],
    { search = '', match = 'all' as 'all' | 'any', now = new Date() } = {},
  ) {
    const { data } = await provider.getList({
      resource: 'things',
      pagination: { mode: 'off' },
      filters: toCrudFilters(resource, { search, match, filters }, now),
      meta: { select: 'id' },
    })
    return data.map(({ id }) => id)
  }

  const idsWhere = (holds: (thing: Thing) => boolean) => things.filter(holds).map(({ id }) => id)
  const within = (text: string, part: string) => text.toLowerCase().includes(part.toLowerCase())

  /** The same filter, evaluated row by row in JavaScript. */
  function holds({ field, path, op, value }: Filter, thing: Thing): boolean {
    if (path !== undefined) return holdsInside({ field, path, op, value }, thing)
    const held =
      field === 'other_id'
        ? thing.id % 4
        : field === 'score'
          ? thing.amount === null
            ? null
            : thing.amount / 10
          : thing[field as keyof Thing]
    const [first = '', second = ''] = value
    const missing =
      held === null || held === '' || (typeof held === 'object' && Object.keys(held).length === 0)
    switch (op) {
      case 'empty':
        return missing
      case 'filled':
        return !missing
      case 'has':
        return held !== null && within(String(held), first)
      case 'lacks':
        return held === null || !within(String(held), first)
      case 'starts':
        return held !== null && String(held).toLowerCase().startsWith(first.toLowerCase())
      case 'is':
        return held !== null && String(held) === first
      case 'not':
        return held === null || String(held) !== first
      case 'any':
        return Array.isArray(held)
          ? held.some((one) => value.includes(one))
          : held !== null && value.includes(String(held))
      case 'all':
        return Array.isArray(held) && value.every((one) => held.includes(one))
      case 'none':
        return Array.isArray(held)
          ? !held.some((one) => value.includes(one))
          : held === null || !value.includes(String(held))
      case 'from':
        return held !== null && Number(held) >= Number(first)
      case 'to':
        return held !== null && Number(held) <= Number(first)
      default:
        return (
          held !== null &&
          (first === '' || Number(held) >= Number(first)) &&
          (second === '' || Number(held) <= Number(second))
        )
    }
  }

  /** A value in a document: numbers as numbers, everything else by its text. */
  function holdsInside({ path = '', op, value }: Filter, { doc }: Thing): boolean {
    const held = path
      .split('.')
      .reduce<unknown>((inner, key) => (inner as Record<string, unknown> | null | undefined)?.[key], doc)
    const isFigure = typeof held === 'number'
    const [first = '', second = ''] = value
    // Postgres writes numbers without an exponent.
    const written = isFigure ? BigInt(Math.trunc(held)).toString() : String(held)
    const text =
      held === null || held === undefined
        ? null
        : isFigure
          ? Number.isInteger(held)
            ? written
            : String(held)
          : typeof held === 'object'
            ? JSON.stringify(held).replace(/([,:])/g, '$1 ')
            : String(held)
    switch (op) {
      case 'from':
        return isFigure && held >= Number(first)
      case 'to':
        return isFigure && held <= Number(first)
      case 'between':
        return (
          isFigure && (first === '' || held >= Number(first)) && (second === '' || held <= Number(second))
        )
      case 'empty':
        return text === null || text === '' || text === '{}' || text === '[]'
      case 'filled':
        return !(text === null || text === '' || text === '{}' || text === '[]')
      case 'has':
        return text !== null && within(text, first)
      case 'lacks':
        return text === null || !within(text, first)
      case 'starts':
        return text?.toLowerCase().startsWith(first.toLowerCase()) ?? false
      case 'is':
        return text === first
      default:
        return text !== first
    }
  }

  // In an “or” with other columns, the embedded backend cannot read an array that has both quotes and brackets.
  const tag = fc.constantFrom(...texts.filter((text) => !/[()"{}]/.test(text)), 'all')
  const figure = fc.constantFrom('-500', '0', '250', '300', '1000', '99999')
  const some = (values: fc.Arbitrary<string>) => fc.array(values, { minLength: 1, maxLength: 25 })
  const one = (field: string, ops: readonly Filter['op'][], value: fc.Arbitrary<string[]>) =>
    fc.record({ field: fc.constant(field), op: fc.constantFrom(...ops), value })
  const conditions: fc.Arbitrary<Filter> = fc.oneof(
    one('name', ['has', 'lacks', 'starts', 'not', 'is'], fc.tuple(filled)),
    one('name', ['is', 'not'], fc.constant([''])),
    one('amount', ['from', 'to'], fc.tuple(figure)),
    one('score', ['between'], fc.constantFrom(['-10', '30'], ['', '25'], ['0', ''])),
    one('amount', ['is'], fc.constantFrom(['300'], ['-500'], ['1'])),
    one('state', ['any', 'none'], some(fc.constantFrom('new', 'old', 'a,b', 'gone'))),
    one('other_id', ['any', 'none'], some(fc.constantFrom('0', '1', '2', '9'))),
    one('active', ['is'], fc.constantFrom(['true'], ['false'])),
    one('tags', ['any', 'all', 'none'], some(tag)),
    fc.record({
      field: fc.constant('doc'),
      path: fc.constantFrom(...paths),
      op: fc.constantFrom('from' as const, 'to' as const),
      value: fc.tuple(fc.constantFrom('5', '-2.5', '0', '1e21', '3.25')),
    }),
    fc.record({
      field: fc.constant('doc'),
      path: fc.constantFrom(...paths),
      op: fc.constant('between' as const),
      value: fc.constantFrom(['0', '10'], ['', '5'], ['-3', '']),
    }),
    fc.record({
      field: fc.constant('doc'),
      path: fc.constantFrom(...paths),
      op: fc.constantFrom('has' as const, 'lacks' as const, 'starts' as const, 'is' as const, 'not' as const),
      value: fc.tuple(fc.oneof(fc.constantFrom('5', 'true', 'hyphen'), filled)),
    }),
    fc.record({
      field: fc.constant('doc'),
      path: fc.constantFrom(...paths),
      op: fc.constantFrom('empty' as const, 'filled' as const),
      value: fc.constant([]),
    }),
    fc.record({
      field: fc.constantFrom(
        'name',
        'amount',
        'score',
        'state',
        'other_id',
        'active',
        'tags',
        'at',
        'due_on',
        'doc',
      ),
      op: fc.constantFrom('empty' as const, 'filled' as const),
      value: fc.constant([]),
    }),
  )

  test('every comparison of every kind, alone and joined', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(conditions, { minLength: 1, maxLength: 3 }),
        fc.constantFrom('all' as const, 'any' as const),
        async (filters, match) => {
          const expected = idsWhere((thing) =>
            match === 'all'
              ? filters.every((filter) => holds(filter, thing))
              : filters.some((filter) => holds(filter, thing)),
          )
          expect(await found(filters, { match })).toEqual(expected)
        },
      ),
      {
        numRuns: 100,
        examples: [
          [[{ field: 'doc', path: 'list.0', op: 'lacks', value: ['a,b'] }], 'all'],
          [
            [
              { field: 'doc', path: 'deep.a-b', op: 'has', value: ['*'] },
              { field: 'doc', path: 'deep.a-b', op: 'empty', value: [] },
            ],
            'any',
          ],
        ],
      },
    )
  })

  test('an amount is of its currency, in its minor units: none of JPY, a thousand to a KWD', async () => {
    const asked = async (...value: string[]) =>
      (await found([{ field: 'amount', op: value.length > 1 ? 'between' : 'from', value }])).sort()
    const expected = (currency: number, from: number, to = Number.POSITIVE_INFINITY) =>
      idsWhere(
        ({ id, amount }) => id % 3 === currency && amount !== null && amount >= from && amount <= to,
      ).sort()
    expect(await asked('10.50 EUR')).toEqual(expected(0, 1050))
    expect(await asked('1200 JPY')).toEqual(expected(1, 1200))
    expect(await asked('1.200 KWD')).toEqual(expected(2, 1200))
    expect(await asked('-4 EUR', '9.00 EUR')).toEqual(expected(0, -400, 900))
    expect(await asked('', '9.00 EUR')).toEqual(expected(0, Number.NEGATIVE_INFINITY, 900))
    expect(
      await found(
        [
          { field: 'amount', op: 'from', value: ['20 EUR'] },
          { field: 'amount', op: 'from', value: ['2000 JPY'] },
        ],
        { match: 'any' },
      ),
    ).toEqual([...expected(0, 2000), ...expected(1, 2000)].sort((a, b) => a - b))
  })

  test('a bound beyond all amounts bounds nothing, and takes no other condition away', async () => {
    const far = '9999999999999999 EUR'
    const between = (...value: string[]) => found([{ field: 'amount', op: 'between', value }])
    expect(await between(`-${far}`, '9.00 EUR')).toEqual(await between('', '9.00 EUR'))
    expect(await between('9.00 EUR', far)).toEqual(await between('9.00 EUR', ''))
    expect(await between(far, '')).toEqual([])
  })

  test('the first day of all begins where the database’s calendar does, in every zone', async () => {
    vi.stubEnv('TZ', 'Europe/Berlin')
    expect(await found([{ field: 'at', op: 'to', value: ['0001-01-01'] }])).toEqual([])
    expect(await found([{ field: 'at', op: 'from', value: ['0001-01-01'] }])).toEqual(
      idsWhere(({ at }) => at !== null),
    )
  })

  test('one of several tags, whatever they hold', async () => {
    await fc.assert(
      fc.asyncProperty(some(filled), async (value) => {
        const filter: Filter = { field: 'tags', op: 'any', value }
        expect(await found([filter])).toEqual(idsWhere((thing) => holds(filter, thing)))
      }),
      { numRuns: 60, examples: [[['")', ',']], [['a\\', '{a,b}', '"quoted"', '(a)']]] },
    )
  })

  test('of a search, every word must occur, in whatever case and with whatever accents', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(hostile, { maxLength: 3 }), async (words) => {
        const search = words.join('  ')
        const each = folded(search).split(/\s+/).filter(Boolean)
        const expected = idsWhere(({ name }) =>
          each.every((word) => name !== null && folded(name).includes(word)),
        )
        expect(await found([], { search })).toEqual(each.length > 0 ? expected : idsWhere(() => true))
      }),
      { numRuns: 60 },
    )
  })

  // Days with 23 and 25 hours, the end of a year, and a leap day; time zones on both sides of UTC, some not at a full
  // hour.
  const days = ['2026-03-08', '2026-11-01', '2026-12-31', '2028-02-29', '2026-04-05', '2026-09-27']

  test.each(['UTC', 'America/New_York', 'Pacific/Auckland', 'Asia/Kolkata'])(
    'a day is a day of the person’s own zone: %s',
    async (zone) => {
      vi.stubEnv('TZ', zone)
      await backend.exec('truncate public.things')
      const dayBefore = (day: string) => new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10)
      const dayAfter = (day: string) => new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10)
      const blank = { name: null, amount: null, state: null, active: null, tags: null }
      let id = 0
      const rows = days.flatMap((day) => {
        const midnight = new Date(`${day}T00:00:00`).getTime()
        const nextMidnight = new Date(`${dayAfter(day)}T00:00:00`).getTime()
        return [
          ...[midnight - 1, midnight, nextMidnight - 1, nextMidnight].map((at) => ({
            ...blank,
            id: id++,
            at: new Date(at).toISOString(),
            due_on: null,
          })),
          ...[dayBefore(day), day, dayAfter(day)].map((due_on) => ({ ...blank, id: id++, at: null, due_on })),
        ]
      })
      await insert(rows)
      // The current date in the person's time zone.
      const wall = new Intl.DateTimeFormat('sv-SE', { timeZone: zone })
      for (const day of days) {
        for (const field of ['at', 'due_on'] as const) {
          const dayOf = (row: Thing) =>
            field === 'due_on' ? row.due_on : row.at === null ? null : wall.format(new Date(row.at))
          const where = (test: (held: string) => boolean) =>
            rows.filter((row) => test(dayOf(row) ?? '') && dayOf(row) !== null).map((row) => row.id)
          const asked = (op: Filter['op'], ...value: string[]) => found([{ field, op, value }])
          expect(await asked('on', day)).toEqual(where((held) => held === day))
          expect(await asked('from', day)).toEqual(where((held) => held >= day))
          expect(await asked('to', day)).toEqual(where((held) => held <= day))
          expect(await asked('between', day, dayAfter(day))).toEqual(
            where((held) => held >= day && held <= dayAfter(day)),
          )
          expect(await asked('between', '', day)).toEqual(where((held) => held <= day))
        }
      }
    },
  )

  test('the last and the next hours and days count from now', async () => {
    vi.stubEnv('TZ', 'America/New_York')
    await backend.exec('truncate public.things')
    // Late in the evening there, already the next day in UTC.
    const now = new Date('2026-03-10T02:30:00Z')
    const hour = 3_600_000
    const blank = { name: null, amount: null, state: null, active: null, tags: null }
    const at = (id: number, hours: number) => ({
      ...blank,
      id,
      at: new Date(now.getTime() + hours * hour).toISOString(),
      due_on: null,
    })
    const on = (id: number, due_on: string) => ({ ...blank, id, at: null, due_on })
    await insert([
      ...[
        at(1, -7 * 24 - 0.1),
        at(2, -7 * 24),
        at(3, -24),
        at(4, -23),
        at(5, 0),
        at(6, 0.1),
        at(7, 24),
        at(8, 24.1),
      ],
      ...[
        on(11, '2026-03-01'),
        on(12, '2026-03-02'),
        on(13, '2026-03-09'),
        on(14, '2026-03-10'),
        on(15, '2026-03-16'),
      ],
    ])
    const asked = (field: string, op: 'last' | 'next' | 'ago', span: string) =>
      found([{ field, op, value: [span] }], { now })
    expect(await asked('at', 'last', '24h')).toEqual([3, 4, 5])
    expect(await asked('at', 'last', '7d')).toEqual([2, 3, 4, 5])
    expect(await asked('at', 'next', '24h')).toEqual([5, 6, 7])
    expect(await asked('at', 'ago', '24h')).toEqual([1, 2, 3])
    expect(await asked('due_on', 'ago', '7d')).toEqual([11, 12])
    expect(await asked('due_on', 'last', '7d')).toEqual([12, 13])
    expect(await asked('due_on', 'next', '7d')).toEqual([13, 14, 15])
  })
})

test('more values than one request can carry are left out, and said to be, however short each is', () => {
  const codes = Array.from({ length: 3000 }, (_, at) => at.toString(36).toUpperCase())
  const read = (some: readonly string[]) =>
    readListUrl(new URLSearchParams({ name: `any:${some.join(',')}` }), resource)
  expect(read(codes.slice(0, 200)).filters).toHaveLength(1)
  // Each value is sent in quotes, and in lower case as well.
  for (const some of [codes, codes.slice(0, 800)])
    expect(read(some)).toMatchObject({
      filters: [],
      dropped: ['1 more condition than one question can hold'],
    })
})

describe('a value that no column of its kind could have', () => {
  test.each([
    ['at', 'on:2026-13-45'],
    ['at', 'between:2026-13-45,2026-01-01'],
    ['at', 'to:9999-99-99'],
    ['at', 'on:notadate'],
    ['at', 'from:2026-02-30T10:00Z'],
    ['at', 'to:0000-01-01T00:00Z'],
    ['at', 'ago:xyz'],
    ['at', 'last:99999d'],
    ['due_on', 'from:2026-02-30'],
    ['score', 'from:abc'],
    ['score', 'is:'],
    ['amount', 'is:'],
    ['amount', 'from:12.50'],
    ['key', 'is:abc'],
  ])('%s=%s is left out, and said to be', (name, text) => {
    const { filters, dropped } = readListUrl(new URLSearchParams({ [name]: text }), {
      ...resource,
      fields: { ...resource.fields, key: { ...resource.fields.name!, filter: 'key' } },
    })
    expect(filters).toEqual([])
    expect(dropped).toEqual([name])
  })
})

describe('a number in the unit that people read', () => {
  const asked = (field: object, table: string, name: string, text: string) => {
    const of = { table, fields: { [name]: field }, list: resource.list } as unknown as Resource
    return toCrudFilters(of, readListUrl(new URLSearchParams({ [name]: text }), of))
  }
  const isAtLeast = (field: string, value: string) => [{ field, operator: 'gte', value }]

  test('is asked for in the one that is stored', () => {
    expect(asked(share('Confidence'), 'bot_actions_log', 'confidence', 'from:81.8')).toEqual(
      isAtLeast('confidence', '0.818'),
    )
    expect(asked(duration('Took'), 'bot_actions_log', 'duration_ms', 'from:2.5')).toEqual(
      isAtLeast('duration_ms', '2500'),
    )
    expect(asked(costMicros('Cost'), 'bot_actions_log', 'cost_micros', 'from:0.001')).toEqual(
      isAtLeast('cost_micros', '1000'),
    )
  })

  test('is asked for as a whole one where only those are stored', () => {
    expect(asked(number('Score'), 'leads', 'score', 'from:55.5')).toEqual(isAtLeast('score', '56'))
    expect(asked(number('Score'), 'leads', 'score', 'to:55.5')).toEqual([
      { field: 'score', operator: 'lte', value: '55' },
    ])
    expect(asked(number('Score'), 'leads', 'score', 'is:55.5')).toEqual([
      { field: 'score', operator: 'in', value: [] },
    ])
  })
})
