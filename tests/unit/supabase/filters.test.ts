import { readFileSync } from 'node:fs'
import type { CrudFilter, LogicalFilter } from '@refinedev/core'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { filterParams } from '@/supabase/filters'
import type { Backend } from '../../../supabase/local/backend.ts'
import { publishableKey } from '../../../supabase/local/sign-ins.ts'
import fc from '../../support/property'
import { startToy, url } from './support'

// Hundreds of queries to a real database, each sent in three ways.
vi.setConfig({ testTimeout: 180_000 })

/**
 * Texts that are special for serialisers: separators, quotes, escapes, wildcards, texts that look like other types, and
 * plain text.
 */
const texts = [
  ...[
    '',
    ' ',
    '  padded  ',
    'null',
    'NULL',
    'not_null',
    'true',
    'unknown',
    '1.0',
    '007',
    '1e3',
    '-5',
    '0x1F',
    'deadbeef',
  ],
  ...[
    'a,b',
    '(a)',
    'a)',
    '(a',
    'a"b',
    '"quoted"',
    '"',
    'a\\b',
    '\\',
    'a\\"b',
    "it's",
    '{a,b}',
    '{"a":1}',
    'a.b',
    'and(x)',
  ],
  ...[
    '100%',
    '_a_',
    'a_b',
    'axb',
    'a*b',
    '*',
    '**',
    'a\nb',
    'a\tb',
    '\n',
    'é',
    'É',
    'ñandú',
    '日本語',
    '😀',
    '👩‍👩‍👧 family',
    'eq.x',
  ],
  ...[
    'Anna',
    'anna',
    'Hannah',
    'in.(a,b)',
    'a&b=c#d',
    'a+b',
    'a:b',
    '->x',
    "Robert'); drop table words;--",
    'not.eq.a',
  ],
]

let backend: Backend

beforeAll(async () => {
  backend = await startToy(`
    create table public.words (id int primary key, body text, tags text[], facts jsonb, "limit" int);
    create table public.marks (id int primary key, word_id int not null references public.words, body text);
    grant select on public.words, public.marks to anon;
    create schema private;
    ${bulkFunctions()}
  `)
  await backend.sql(
    `insert into public.words select n, body, array[body, 'all'], jsonb_build_object('body', body), n
     from unnest($1::text[]) with ordinality as t(body, n)`,
    [texts],
  )
  await backend.sql(`insert into public.words (id) values (1000), (1001)`)
  await backend.sql(`insert into public.marks select id, id, body from public.words where body is not null`)
})
afterAll(() => backend.close())

async function found(filters: CrudFilter[], table = 'words', select = 'id'): Promise<{ id: number }[]> {
  const search = new URLSearchParams([['select', select], ['order', 'id'], ...filterParams(filters)])
  const response = await backend.fetch(
    new Request(`${url}/rest/v1/${table}?${search}`, { headers: { apikey: publishableKey } }),
  )
  const body = await response.json()
  if (!response.ok) throw new Error(`${JSON.stringify(body)} ${JSON.stringify(filters)} ${search}`)
  return body
}

const literal = (text: unknown) => (text === null ? 'null' : `'${String(text).replaceAll("'", "''")}'`)

/** The same filter as SQL, written by hand: the expected result. */
function meaning(filter: CrudFilter): string {
  if (filter.operator === 'and' || filter.operator === 'or') {
    return `(${filter.value.map(meaning).join(` ${filter.operator} `) || 'true'})`
  }
  const { operator, value } = filter as LogicalFilter
  const field = (filter as LogicalFilter).field.replace('->>body', "->>'body'")
  const v = literal(value)
  const many = () =>
    (value as unknown[]).map((one) => `${field} is not distinct from ${literal(one)}`).join(' or ') || 'false'
  const includes: Record<string, string> = {
    contains: `strpos(lower(${field}), lower(${v})) > 0`,
    containss: `strpos(${field}, ${v}) > 0`,
    startswith: `starts_with(lower(${field}), lower(${v}))`,
    startswiths: `starts_with(${field}, ${v})`,
    endswith: `right(lower(${field}), char_length(${v})) = lower(${v})`,
    endswiths: `right(${field}, char_length(${v})) = ${v}`,
  }
  if (operator in includes) return `coalesce(${includes[operator]}, false)`
  if (operator.slice(1) in includes) return `not coalesce(${includes[operator.slice(1)]}, false)`
  const compared = { lt: '<', gt: '>', lte: '<=', gte: '>=' }[operator as 'lt']
  if (compared) return `coalesce(${field} ${compared} ${v}, false)`
  switch (operator) {
    case 'eq':
    case 'eqs':
      return `${field} is not distinct from ${v}`
    case 'ne':
    case 'nes':
      return `${field} is distinct from ${v}`
    case 'in':
      return `(${many()})`
    case 'nin':
      return `not (${many()})`
    case 'between':
    case 'nbetween': {
      const inside = `coalesce(${field} between ${literal(value[0])} and ${literal(value[1])}, false)`
      return operator === 'between' ? inside : `not ${inside}`
    }
    case 'null':
      return `${field} is null`
    case 'nnull':
      return `${field} is not null`
    default:
      throw new Error(operator)
  }
}

/** The migrations' own SQL functions that turn a filter of a bulk change into a condition. */
function bulkFunctions(): string {
  const folder = new URL('../../../supabase/schemas/private/functions/', import.meta.url)
  return ['check_reads', 'type_of_column', 'unknown_operator', 'pattern_condition', 'filter_condition']
    .map((name) => readFileSync(new URL(`${name}.sql`, folder), 'utf8'))
    .join('\n')
}

/** The SQL condition of a bulk change with these filters. */
async function conditionOf(filters: CrudFilter[], table = 'words', relations = {}): Promise<string> {
  const [row] = await backend.sql<{ condition: string }>(
    'select private.filter_condition($1, $2::jsonb, $3::jsonb) as condition',
    [table, JSON.stringify({ operator: 'and', value: filters }), JSON.stringify(relations)],
  )
  return row!.condition
}

/** The rows that it would change. */
const inBulk = async (filters: CrudFilter[], table = 'words', relations = {}) =>
  backend.sql<{ id: number }>(
    `select id from public.${table} t where ${await conditionOf(filters, table, relations)} order by id`,
  )

async function expectSame(filters: CrudFilter[]) {
  const idsWhere = (condition: string) =>
    `(select coalesce(jsonb_agg(t.id order by t.id), '[]') from public.words t where ${condition})`
  const [row] = await backend.sql<{ expected: number[]; bulk: number[] }>(
    `select ${idsWhere(filters.map(meaning).join(' and ') || 'true')} as expected, ${idsWhere(await conditionOf(filters))} as bulk`,
  )
  const listed = (await found(filters)).map(({ id }) => id)
  expect(listed, JSON.stringify(filters)).toEqual(row?.expected)
  expect(row?.bulk, `in bulk: ${JSON.stringify(filters)}`).toEqual(listed)
}

const hostile = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...texts) },
  { weight: 2, arbitrary: fc.string({ unit: fc.constantFrom(...',()"\'\\%_*{}. \nabA1é😀'), maxLength: 5 }) },
  {
    weight: 1,
    arbitrary: fc.string({ unit: 'grapheme', maxLength: 6 }).map((text) => text.replaceAll('\0', '')),
  },
)
const field = fc.constant('body')
const test: fc.Arbitrary<CrudFilter> = fc.oneof(
  fc.record({
    field,
    operator: fc.constantFrom(
      ...([
        'eq',
        'ne',
        'eqs',
        'nes',
        'contains',
        'ncontains',
        'containss',
        'ncontainss',
        'startswith',
      ] as const),
      ...([
        'nstartswith',
        'startswiths',
        'nstartswiths',
        'endswith',
        'nendswith',
        'endswiths',
        'nendswiths',
      ] as const),
    ),
    value: hostile,
  }),
  fc.record({ field, operator: fc.constantFrom('eq' as const, 'ne' as const), value: fc.constant(null) }),
  fc.record({
    field,
    operator: fc.constantFrom('null' as const, 'nnull' as const),
    value: fc.constant(true),
  }),
  fc.record({
    field,
    operator: fc.constantFrom('in' as const, 'nin' as const),
    value: fc.array(fc.option(hostile, { freq: 8 }), { maxLength: 4 }),
  }),
)
/** Whether the embedded backend can find the end of a text that is compared inside an `or`. */
const isReadable = (text: string) => !(text.includes('"') && /[(){}]/.test(text))

/** The embedded database orders text in its own way, but must do so equally in both ways of querying. */
const ordered: fc.Arbitrary<CrudFilter> = fc.oneof(
  fc.record({
    field,
    operator: fc.constantFrom('lt' as const, 'gt' as const, 'lte' as const, 'gte' as const),
    value: hostile,
  }),
  fc.record({
    field,
    operator: fc.constantFrom('between' as const, 'nbetween' as const),
    value: fc.tuple(hostile, hostile).filter((ends) => ends.every((end) => end !== '' && isReadable(end))),
  }),
)
const { tree } = fc.letrec<{ tree: CrudFilter }>((again) => ({
  tree: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    test,
    fc.record({
      operator: fc.constantFrom('or' as const, 'and' as const),
      value: fc.array(again('tree'), { minLength: 1, maxLength: 3 }) as fc.Arbitrary<LogicalFilter[]>,
    }),
  ),
}))

function onFacts(filter: CrudFilter): CrudFilter {
  return 'field' in filter
    ? { ...filter, field: 'facts->>body' }
    : { ...filter, value: filter.value.map(onFacts) as LogicalFilter[] }
}

describe('filters reach the database as they are meant', () => {
  it('one test of any operator with any text', async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(test, ordered), (filter) => expectSame([filter])),
      { numRuns: 300 },
    )
  })

  it('several tests of the same columns, and trees of and and or', async () => {
    await fc.assert(fc.asyncProperty(fc.array(tree, { minLength: 1, maxLength: 3 }), expectSame), {
      numRuns: 250,
    })
  })

  it('ranges inside an or, with any text but quotes beside parentheses', async () => {
    const inOr = ordered.filter(({ value }) => [value].flat().every(isReadable))
    await fc.assert(
      fc.asyncProperty(inOr, test, (range, other) =>
        expectSame([{ operator: 'or', value: [range, other] as LogicalFilter[] }]),
      ),
      { numRuns: 100 },
    )
  })

  it('lists longer than a page of values', () =>
    expectSame([{ field: 'body', operator: 'in', value: [...texts, ...texts.map((text) => `${text}!`)] }]))

  it('a JSON path, with any text', async () => {
    const inFacts = fc.array(tree, { minLength: 1, maxLength: 2 }).map((filters) => filters.map(onFacts))
    await fc.assert(fc.asyncProperty(inFacts, expectSame), { numRuns: 80 })
  })

  it('arrays that hold all of the values, or not', async () => {
    for (const text of texts.filter((text) => text !== '')) {
      const holds: CrudFilter = { field: 'tags', operator: 'ina', value: [text, 'all'] }
      const holding = (await found([holds])).map(({ id }) => texts[id - 1])
      expect(holding, text).toEqual([text])
      expect(await found([{ ...holds, operator: 'nina' }]), text).toHaveLength(texts.length + 1)
      const some: CrudFilter = {
        operator: 'or',
        value: [text, 'nothing'].map((one) => ({ field: 'tags', operator: 'ina', value: [one] })),
      }
      for (const filter of [holds, { ...holds, operator: 'nina' as const }, some])
        expect(await inBulk([filter]), text).toEqual(await found([filter]))
    }
  })

  it('columns of an embedded resource, alone and in an or', async () => {
    const about = (value: LogicalFilter[]) =>
      found([{ operator: 'or', value }], 'marks', 'id,words!inner(body)')
    const rows = await about([
      { field: 'words.body', operator: 'eq', value: 'a,b' },
      { field: 'words.body', operator: 'contains', value: '"quoted' },
    ])
    expect(rows.map(({ id }) => texts[id - 1])).toEqual(['a,b', '"quoted"'])
    expect(
      await found([{ field: 'words.body', operator: 'eq', value: '(a)' }], 'marks', 'id,words!inner(body)'),
    ).toHaveLength(1)
  })

  it('a list searched by another table is the same list in bulk', async () => {
    const relations = { words: { column: 'word_id', table: 'words', key: 'id' } }
    await fc.assert(
      fc.asyncProperty(fc.array(hostile.filter(Boolean), { minLength: 1, maxLength: 3 }), async (words) => {
        const filters = words.map(
          (word): CrudFilter => ({ field: 'words.body', operator: 'contains', value: word }),
        )
        expect(await inBulk(filters, 'marks', relations), JSON.stringify(words)).toEqual(
          (await found(filters, 'marks', 'id,words!inner(body)')).map(({ id }) => ({ id })),
        )
      }),
      { numRuns: 80 },
    )
  })

  it('a column named like a parameter of PostgREST', async () => {
    expect(await found([{ field: 'limit', operator: 'eq', value: 3 }])).toEqual([{ id: 3 }])
  })

  it('open ends of a range do not bound it', async () => {
    expect(await found([{ field: 'id', operator: 'between', value: ['', 2] }])).toEqual([
      { id: 1 },
      { id: 2 },
    ])
    expect(filterParams([{ field: 'id', operator: 'nbetween', value: [null, undefined] }])).toEqual([])
  })
})

describe('what cannot be asked', () => {
  it('an empty group is everything, also as a part of an or', () => {
    expect(filterParams([{ operator: 'or', value: [] }])).toEqual([])
    expect(
      filterParams([
        {
          operator: 'or',
          value: [
            { operator: 'and', value: [] },
            { field: 'body', operator: 'eq', value: 'a' },
          ],
        },
      ]),
    ).toEqual([])
  })

  it('a name that is none, an unknown operator, and one or across tables', () => {
    expect(() => filterParams([{ field: 'a b', operator: 'eq', value: 1 }])).toThrow(
      'not the name of a column',
    )
    expect(() => filterParams([{ field: 'a', operator: 'near' as 'eq', value: 1 }])).toThrow('not known')
    expect(() =>
      filterParams([
        {
          operator: 'or',
          value: [
            { field: 'words.body', operator: 'eq', value: 'a' },
            { field: 'body', operator: 'eq', value: 'a' },
          ],
        },
      ]),
    ).toThrow('different tables')
  })
})
