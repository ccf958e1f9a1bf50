import * as v from 'valibot'

const sums = v.record(v.string(), v.string())

/** What `list_sums` answers; sums are texts, since they may be larger than JavaScript counts exactly. */
export const listSums = v.object({
  count: v.number(),
  sums,
  currencies: v.array(v.object({ currency: v.nullable(v.string()), count: v.number(), sums })),
})

/** What `list_groups` answers: the most frequent values, and how many values and rows there are in all. */
export const listGroups = v.object({
  count: v.number(),
  groups: v.number(),
  values: v.array(
    v.object({ value: v.nullable(v.union([v.string(), v.number(), v.boolean()])), count: v.number() }),
  ),
})

/** The sums of a list's columns. */
export type ListSums = v.InferOutput<typeof listSums>
/** How many rows of a list have each value of a column. */
export type ListGroups = v.InferOutput<typeof listGroups>
