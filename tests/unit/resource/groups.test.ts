import { expect, test } from 'vitest'
import type { Resource } from '@/resource/define'
import { flag, options, relation, text } from '@/resource/fields'
import { summedColumns } from '@/resource/list/Sums'
import { filterOfGroup, groupableColumns, narrowed } from '@/resource/query/groups'
import type { Filter, FilterGroup, ListState } from '@/resource/query/listUrl'
import fc from '../../support/property'
import { knowColumns } from '../supabase/support'

knowColumns({
  things: {
    id: { type: 'uuid', key: true, unique: true },
    state: { type: 'text' },
    active: { type: 'bool', nullable: true },
    owner_id: { type: 'uuid', nullable: true },
    last: { type: 'uuid', nullable: true },
    tags: { type: '_text' },
  },
})
const resource = {
  table: 'things',
  fields: {
    name: text('Name'),
    state: options('State', { a: undefined, b: undefined, c: undefined }),
    active: flag('Active'),
    owner_id: relation('Owner', { table: 'staff_members', embed: 'owner', title: 'full_name' }),
    last: options('Last', {}, { onlyWith: 'at' }),
    tags: options('Tags', {}),
  },
} as unknown as Resource

const row = fc.record({
  state: fc.constantFrom('a', 'b', 'c'),
  active: fc.constantFrom(true, false, null),
  owner_id: fc.constantFrom('1', '2', null),
})
type Row = Record<string, unknown>
const field = fc.constantFrom('state', 'active', 'owner_id')
const filter: fc.Arbitrary<Filter> = fc
  .tuple(
    field,
    fc.constantFrom('any', 'none', 'empty') as fc.Arbitrary<Filter['op']>,
    fc.subarray(['a', 'b', '1', 'true']),
  )
  .map(([name, op, value]) => ({ field: name, op, value }))
const group: fc.Arbitrary<FilterGroup> = fc.record({
  match: fc.constantFrom('all', 'any'),
  filters: fc.array(filter, { minLength: 1, maxLength: 3 }),
})
type Conditions = Pick<ListState, 'match' | 'filters' | 'groups'>
const conditions: fc.Arbitrary<Conditions> = fc.record({
  match: fc.constantFrom('all' as const, 'any' as const),
  filters: fc.array(filter, { maxLength: 3 }),
  groups: fc.option(fc.array(group, { maxLength: 2 }), { nil: undefined }),
})

function holds({ field: name, op, value }: Filter, of: Row): boolean {
  const text = of[name] === null ? null : String(of[name])
  if (op === 'empty') return text === null
  return op === 'none' ? text === null || !value.includes(text) : text !== null && value.includes(text)
}
function joined(match: 'all' | 'any', parts: boolean[]): boolean {
  return match === 'all' || parts.length === 0 ? parts.every(Boolean) : parts.some(Boolean)
}
function shows({ match, filters, groups = [] }: Conditions, of: Row): boolean {
  return joined(match, [
    ...filters.map((one) => holds(one, of)),
    ...groups.map((one) =>
      joined(
        one.match,
        one.filters.map((part) => holds(part, of)),
      ),
    ),
  ])
}

test('a group opens exactly the rows that it counted, whatever the list was filtered by', () => {
  fc.assert(
    fc.property(conditions, field, row, row, (state, by, grouped, other) => {
      // Groups contain only rows that the list shows.
      fc.pre(shows(state, grouped))
      const value = (grouped as Row)[by]
      const opened = narrowed(state, filterOfGroup(resource, by, value))
      const isIn = (one: Row) => shows(state, one) && one[by] === value
      for (const one of [grouped, other]) {
        const asText = { ...one, active: one.active === null ? null : String(one.active) }
        const shown = {
          ...opened,
          filters: opened.filters.map(asAny),
          groups: opened.groups?.map((g) => ({ ...g, filters: g.filters.map(asAny) })),
        }
        expect(shows(shown, asText)).toBe(isIn(one))
      }
    }),
    { numRuns: 1000 },
  )
})

// “Is” on a yes/no field equals “any of” with one value.
function asAny(one: Filter): Filter {
  return one.op === 'is' ? { ...one, op: 'any' } : one
}

test('rows are grouped by states, yes or no, and people; never by a key or a list', () => {
  expect(groupableColumns(resource)).toEqual(['state', 'active', 'owner_id'])
})

test('sums of one list never add figures with different columns for their currency', () => {
  const fields = {
    a: { sum: true, currency: 'currency' },
    b: { sum: true, currency: 'other.currency' },
    c: { sum: true },
    d: {},
  } as unknown as Resource['fields']
  expect(summedColumns({ fields }, ['d', 'a', 'b', 'c', 'a', 'gone'])).toEqual(['a', 'c'])
})
