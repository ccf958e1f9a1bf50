import type { CrudFilter, CrudFilters } from '@refinedev/core'
import { expect, test } from 'vitest'
import type { Domain } from '@/domains/domain'
import { pathOf, type Waiting } from '@/resource/define'
import { toCrudFilters } from '@/resource/query/crudFilters'
import { readListUrl } from '@/resource/query/listUrl'
import { entries } from '../../support/entries'

const domains = Object.values(
  import.meta.glob<Record<string, Domain>>('../../../src/domains/*/index.tsx', { eager: true }),
)
  .flatMap((module) => Object.values(module))
  .filter((part) => 'resources' in part)

/** Every count that leads to a list: what it counts, and where it leads. */
const counts: { table: string; where: Waiting['where']; to: string }[] = [
  ...entries.flatMap(({ table, waiting }) =>
    waiting ? [{ table, where: waiting.where, to: pathOf(table) + waiting.urlQuery }] : [],
  ),
  ...domains
    .flatMap(({ needs = [] }) => needs)
    .flatMap(({ where, to }) => {
      const entry = entries.find(({ table }) => to.split('?')[0] === pathOf(table))
      return entry ? [{ table: entry.table, where, to }] : []
    }),
]

/** Conditions in one form: one value is any of one, and what must hold together stands alone. */
function flat(filters: CrudFilters): string[] {
  return filters
    .flatMap((filter: CrudFilter): string[] => {
      if (!('field' in filter))
        return filter.operator === 'and' ? flat(filter.value) : [JSON.stringify(filter)]
      const { field, operator, value } = filter
      return [
        operator === 'eq' || operator === 'in'
          ? `${field} in ${JSON.stringify([value].flat())}`
          : `${field} ${operator} ${JSON.stringify(value)}`,
      ]
    })
    .sort()
}

// Around midnight, the end of a month and of a year, the days on which clocks change, and in the middle of a minute.
const clocks = [
  '2026-11-30T23:59:59.999',
  '2026-12-01T00:00:00.001',
  '2026-12-31T23:59:30',
  '2027-01-01T00:00:10',
  '2026-03-29T02:30:00',
  '2026-10-25T02:30:15',
  '2028-02-29T12:00:00.5',
].map((text) => new Date(text))

test.each(counts)(
  'what waits in $table is what $to shows, whatever the day',
  async ({ table, where, to }) => {
    const entry = entries.find((one) => one.table === table)!
    const resource = (await entry.load()).default
    const state = readListUrl(new URLSearchParams(to.split('?')[1]), resource)
    expect(state.dropped).toEqual([])
    for (const now of clocks) {
      expect(flat(where(now)), now.toISOString()).toEqual(flat(toCrudFilters(resource, state, now)))
    }
  },
)
