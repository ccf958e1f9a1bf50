import * as v from 'valibot'

const sums = v.record(v.string(), v.string())

/** The result of `list_sums`; sums are texts, since they may exceed the integers that JavaScript represents exactly. */
export const listSums = v.object({
  count: v.number(),
  sums,
  currencies: v.array(v.object({ currency: v.nullable(v.string()), count: v.number(), sums })),
})

/** The result of `list_groups`: the most frequent values, and the total number of values and rows. */
export const listGroups = v.object({
  count: v.number(),
  groups: v.number(),
  values: v.array(
    v.object({ value: v.nullable(v.union([v.string(), v.number(), v.boolean()])), count: v.number() }),
  ),
})

/** The sums of a list's columns. */
export type ListSums = v.InferOutput<typeof listSums>
/** The number of rows of a list for each value of a column. */
export type ListGroups = v.InferOutput<typeof listGroups>
