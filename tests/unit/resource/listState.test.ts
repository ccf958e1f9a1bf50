import type { CrudFilter } from '@refinedev/core'
import { describe, expect, test } from 'vitest'
import type { Resource } from '@/resource/define'
import { calendarDay, dateTime, money, number, options, text } from '@/resource/fields'
import { namedAs } from '@/resource/fields/inputs'
import { impossibleFilters, toCrudFilters, toSorters } from '@/resource/query/crudFilters'
import { readListUrl, writeListUrl } from '@/resource/query/listUrl'
import { rangeOf } from '@/resource/table/Pager'
import { contentOf, showsView } from '@/resource/views/view'
import { knowColumns } from '../supabase/support'

knowColumns({
  things: {
    id: { type: 'int4', key: true },
    name: { type: 'text', folded: true, sortedBy: 'sort_name', maxLength: 20 },
    code: { type: 'text' },
    score: { type: 'int2' },
    due_on: { type: 'date' },
  },
})

const resource = {
  table: 'things',
  fields: {
    name: text('Name'),
    code: text('Code'),
    amount: money('Amount'),
    score: number('Score'),
    state: options('State', { new: undefined, old: undefined }),
    at: dateTime('At'),
    due_on: calendarDay('Due'),
  },
  list: { columns: ['name'], sort: '-at', search: 'search', filters: [] },
} as unknown as Resource

const read = (query: string) => readListUrl(new URLSearchParams(query), resource)
const filtersOf = (query: string) => toCrudFilters(resource, read(query))

describe('a text filter', () => {
  test('asks without case and accents where the table keeps texts so', () => {
    const same = { field: 'folded->>name', operator: 'contains', value: 'malaga' }
    for (const word of ['malaga', 'Málaga', 'Ma\u0301laga', 'MÁLAGA']) {
      expect(filtersOf(`name=has:${encodeURIComponent(word)}`), word).toEqual([same])
    }
    expect(filtersOf('name=is:%C3%89lise')).toEqual([
      { field: 'folded->>name', operator: 'eq', value: 'elise' },
    ])
    expect(filtersOf('name=empty')[0]).toMatchObject({ operator: 'or', value: [{ field: 'name' }, {}] })
    expect(filtersOf('q=Lef%C3%A8vre%20MA%CC%81LAGA')).toEqual([
      { field: 'search', operator: 'contains', value: 'lefevre' },
      { field: 'search', operator: 'contains', value: 'malaga' },
    ])
  })

  test('takes a column of values', () => {
    expect(filtersOf('name=any:%C3%89lise,b')).toEqual([
      { field: 'folded->>name', operator: 'in', value: ['elise', 'b'] },
    ])
    expect(filtersOf('code=none:A1,b')).toEqual([
      { field: 'code', operator: 'nin', value: ['A1', 'a1', 'b'] },
    ])
  })

  test('with a comma written by hand means what its chip says', () => {
    const state = read('name=has:Rome, Italy')
    expect(state.filters).toEqual([{ field: 'name', op: 'has', value: ['Rome, Italy'] }])
    expect(toCrudFilters(resource, state)).toEqual([
      { field: 'folded->>name', operator: 'contains', value: 'rome, italy' },
    ])
    expect(read('score=from:1,5')).toMatchObject({ filters: [], dropped: ['score'] })
    expect(read('score=between:1,5').filters[0]?.value).toEqual(['1', '5'])
  })

  test('takes moments where a day of another zone begins and ends', () => {
    expect(filtersOf('at=between:2026-03-08T18:30Z,2026-03-09T18:30Z')).toEqual([
      {
        operator: 'and',
        value: [
          { field: 'at', operator: 'gte', value: '2026-03-08T18:30Z' },
          { field: 'at', operator: 'lt', value: '2026-03-09T18:30Z' },
        ],
      },
    ])
    expect(read('at=between:2026-03-08T25:30Z,2026-03-09')).toMatchObject({ filters: [], dropped: ['at'] })
  })
})

test.each([
  ['an email', 'Dear all, '.repeat(2000)],
  ['one word', 'x'.repeat(20_000)],
  ['faces', '😀'.repeat(5000)],
  ['letters', 'a '.repeat(5000)],
  ['signs that fold into many', 'ﷺ'.repeat(3000)],
])('a search of %s pasted by mistake asks for what fits into a request, and says so', (_what, text) => {
  const state = readListUrl(new URLSearchParams({ q: text }), resource)
  expect(state.dropped).toEqual(['the end of a search that is too long'])
  expect(encodeURIComponent(JSON.stringify(toCrudFilters(resource, state))).length).toBeLessThan(16_000)
  expect(text.startsWith(state.search) && state.search.length > 20).toBe(true)
})

test('a search is folded where the column is, and as it was typed where it is not', () => {
  const other = { ...resource, list: { ...resource.list, search: 'code' } } as unknown as Resource
  const through = { ...resource, list: { ...resource.list, search: 'member.search' } } as unknown as Resource
  const asked = { ...read(''), search: 'Málaga İzmir' }
  expect(toCrudFilters(through, asked).map((one) => one.value)).toEqual(['malaga', 'izmir'])
  expect(toCrudFilters(resource, asked).map((one) => one.value)).toEqual(['malaga', 'izmir'])
  expect(toCrudFilters(other, asked).map((one) => one.value)).toEqual(['Málaga', 'İzmir'])
  expect(namedAs({ table: 'things', title: 'name', search: 'search' }, 'Málaga  Ø')).toEqual([
    { field: 'search', operator: 'contains', value: 'malaga' },
    { field: 'search', operator: 'contains', value: 'o' },
  ])
  expect(namedAs({ table: 'things', title: 'name' }, 'Łódź')[0]).toMatchObject({
    field: 'folded->>name',
    value: 'lodz',
  })
  expect(namedAs({ table: 'things', title: 'code' }, 'Łódź')[0]).toMatchObject({
    field: 'code',
    value: 'Łódź',
  })
})

describe('what a column cannot hold', () => {
  const nobody = (field: string) => [{ field, operator: 'in', value: [] }]
  test('is asked for in vain, and the list says so', () => {
    for (const query of ['name=has:%00', 'name=starts:a%00b', `name=is:${'x'.repeat(21)}`, 'name=any:%00']) {
      expect(filtersOf(query), query).toEqual(nobody('name'))
      expect(impossibleFilters(resource, read(query)), query).toHaveLength(1)
    }
    expect(filtersOf('amount=from:99999999999999999 EUR')).toEqual(nobody('amount'))
    expect(filtersOf('q=a%00')).toEqual(nobody('search'))
    expect(impossibleFilters(resource, read('name=has:a'))).toEqual([])
  })

  test('is lacked by every row', () => {
    expect(filtersOf('name=lacks:%00')).toEqual([
      { operator: 'or', value: [expect.objectContaining({ operator: 'null' }), expect.anything()] },
    ])
    // Any possible amount, but only in that currency.
    const most = { field: 'amount', operator: 'lte', value: '9007199254740991' }
    expect(filtersOf('amount=to:99999999999999999 EUR')).toEqual([
      { operator: 'and', value: [most, { field: 'currency', operator: 'eq', value: 'EUR' }] },
    ])
  })

  test('a day that no calendar has is left out, one at its edge is kept', () => {
    expect(read('at=from:0000-01-01').dropped).toEqual(['at'])
    expect(filtersOf('at=to:9999-12-31')[0]).toMatchObject({ value: [{ value: '9999-12-31T23:59:59.999Z' }] })
    expect(JSON.stringify(filtersOf('at=from:0001-05-01'))).toMatch(/"000[01]-0[45]-\d\dT/)
  })
})

describe('an address written by hand', () => {
  test('that gives a value where none is asked for is read without it', () => {
    expect(read('name=empty:x').filters).toEqual([{ field: 'name', op: 'empty', value: [] }])
  })
  test('may have spaces after its commas; what is written keeps its own', () => {
    expect(read('state=any:new, old').filters[0]?.value).toEqual(['new', 'old'])
    expect(read('name=any:Ann , Bob').filters[0]?.value).toEqual(['Ann', 'Bob'])
    expect(read('name=is:Smith, Ann').filters[0]?.value).toEqual(['Smith, Ann'])
    const state = {
      ...read(''),
      filters: [{ field: 'name', op: 'any' as const, value: [' a ', ' ', 'b,', '\\'] }],
    }
    expect(readListUrl(writeListUrl(state, '-at'), resource).filters).toEqual(state.filters)
  })

  test('groups rows by what has few values only', () => {
    expect(read('by=state')).toMatchObject({ by: 'state', dropped: [] })
    for (const by of ['name', 'score', 'constructor', ''])
      expect(read(`by=${by}`)).toMatchObject({ dropped: ['by'] })
    expect(read('by=name').by).toBeUndefined()
  })

  test('of more conditions than one question can hold, the first count', () => {
    const { filters, dropped } = read(Array.from({ length: 900 }, (_, n) => `score=from:${n}`).join('&'))
    expect(filters.length).toBeGreaterThan(300)
    expect(dropped).toEqual([`${900 - filters.length} more conditions than one question can hold`])
  })
})

test('a day by its name is that of the reader’s calendar when it is asked for', () => {
  const at = (query: string, now: string) => toCrudFilters(resource, read(query), new Date(now))
  expect(at('due_on=to:yesterday', '2026-03-01T12:00')).toEqual([
    { operator: 'and', value: [{ field: 'due_on', operator: 'lte', value: '2026-02-28' }] },
  ])
  expect(at('due_on=on:today', '2026-03-01T12:00')).toEqual(at('due_on=on:2026-03-01', '2026-03-01T12:00'))
  expect(at('at=on:tomorrow', '2026-03-01T12:00')).toEqual(at('at=on:2026-03-02', '2026-03-01T12:00'))
  expect(at('due_on=last:7d', '2026-03-05T23:59:59')).toEqual(
    at('due_on=between:2026-02-26,2026-03-05', '2026-03-05T12:00'),
  )
  expect(read('due_on=to:toString').dropped).toEqual(['due_on'])
})

describe('groups of conditions', () => {
  test('hold no others, however deep they were written', () => {
    let query = 'state=any:new'
    for (let depth = 0; depth < 8; depth++) query = `group=${encodeURIComponent(`any:${query}`)}`
    expect(read(`${query}&score=from:5`)).toMatchObject({
      filters: [{ field: 'score' }],
      dropped: ['“group” inside a group'],
    })
    expect(read('group=any:name=is:Smith, Ann%26state=any:new, old').groups?.[0]?.filters).toEqual([
      { field: 'name', op: 'is', value: ['Smith, Ann'] },
      { field: 'state', op: 'any', value: ['new', 'old'] },
    ])
  })

  test('stand in the address and are read back as they were', () => {
    const query = 'score=from:5&group=any%3Aname%3Dhas%253Aa%2526b%26state%3Dany%253Anew'
    const state = read(query)
    expect(state.groups).toEqual([
      {
        match: 'any',
        filters: [
          { field: 'name', op: 'has', value: ['a&b'] },
          { field: 'state', op: 'any', value: ['new'] },
        ],
      },
    ])
    expect(readListUrl(writeListUrl(state, '-at'), resource).groups).toEqual(state.groups)
    expect(toCrudFilters(resource, state)).toEqual([
      { field: 'score', operator: 'gte', value: '5' },
      {
        operator: 'or',
        value: [
          { field: 'folded->>name', operator: 'contains', value: 'a&b' },
          { field: 'state', operator: 'in', value: ['new'] },
        ],
      },
    ])
  })

  test('are kept by a view, as is what rows are grouped by', () => {
    const state = read(
      'by=state&match=any&score=from:5&group=all%3Aname%3Dis%253AA%252C%2520B%26state%3Dany%253Anew',
    )
    const view = { id: 'v', name: 'View', ...contentOf(state, '-at') }
    expect(view.urlQuery).toMatch(/group=.*by=state/)
    expect(showsView(state, view, resource)).toBe(true)
    expect(showsView({ ...state, by: undefined }, view, resource)).toBe(false)
    expect(showsView({ ...state, groups: undefined }, view, resource)).toBe(false)
  })

  test('count for “any” as filters do', () => {
    const state = read('match=any&state=any:new&group=all%3Ascore%3Dfrom%253A5%26state%3Dany%253Aold')
    expect(toCrudFilters(resource, state)).toMatchObject([
      { operator: 'or', value: [{ field: 'state' }, { operator: 'and', value: [{}, {}] }] },
    ])
    expect(writeListUrl(state, '-at').get('match')).toBe('any')
  })

  test('name what they ask for in vain', () => {
    expect(read('group=some%3Aname%3Dhas%3Aa').dropped).toEqual(['group'])
    expect(read('group=any%3Aelsewhere%3Dhas%3Aa').dropped).toEqual(['elsewhere'])
  })
})

describe('sorting by several columns', () => {
  test('is in the address, names by the column that holds them as they are read', () => {
    expect(read('sort=state,-name,gone')).toMatchObject({ sort: 'state,-name', dropped: ['sort'] })
    expect(toSorters(resource, 'state,-name')).toEqual([
      { field: 'state', order: 'asc' },
      { field: 'sort_name', order: 'desc' },
    ])
  })
})

describe('the range of a page', () => {
  const cursor = { next: 'n', prev: 'p' }
  test.each([
    ['in the middle', { first: 51, shown: 50, total: 200, approximate: false, cursor }, [51, 100]],
    ['not yet counted', { first: 5001, shown: 50, total: 1001, approximate: true, cursor }, [5001, 5050]],
    [
      'rows gone meanwhile',
      { first: 101, shown: 50, total: 60, approximate: false, cursor: { prev: 'p' } },
      [11, 60],
    ],
    ['written by hand', { first: 99_999, shown: 50, total: 200, approximate: false, cursor }, [150, 199]],
    [
      'of a short list, on the screen from when it was long',
      { first: 1, shown: 50, total: 10, approximate: false, cursor: { next: 'n' } },
      [1, 10],
    ],
    [
      'of a last page that has shrunk',
      { first: 101, shown: 50, total: 20, approximate: false, cursor },
      [1, 20],
    ],
    [
      'of a list that has become empty',
      { first: 51, shown: 50, total: 0, approximate: false, cursor: { prev: 'p' } },
      [0, 0],
    ],
    [
      'back at the start',
      { first: 3, shown: 50, total: 200, approximate: false, cursor: { next: 'n' } },
      [1, 50],
    ],
  ])('%s', (_, page, [from, to]) => {
    expect(rangeOf(page)).toEqual({ from, to })
    expect(from).toBeGreaterThanOrEqual(Math.min(1, page.total))
    if (!page.approximate) expect(to).toBeLessThanOrEqual(page.total)
  })
})

describe('a value computed row by row', () => {
  const finds = (value: string): CrudFilter => ({ field: `is_${value}`, operator: 'eq', value: 'true' })
  const worked = {
    ...resource,
    fields: { ...resource.fields, why: options('Why', { held: undefined, due: undefined }, { finds }) },
  } as unknown as Resource
  const asked = (op: 'any' | 'none' | 'empty', value: string[]) =>
    toCrudFilters(worked, {
      search: '',
      match: 'all',
      filters: [{ field: 'why', op, value }],
      groups: [],
    })

  test('is asked for by what finds its rows at once', () => {
    expect(asked('any', ['held'])).toEqual([finds('held')])
    expect(asked('any', ['held', 'due'])).toEqual([{ operator: 'or', value: [finds('held'), finds('due')] }])
  })

  test('and of each row where it is left out', () => {
    expect(asked('none', ['held'])).toEqual([{ field: 'why', operator: 'nin', value: ['held'] }])
  })
})
