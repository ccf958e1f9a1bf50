import type { Range } from '@/charts/period'

/** The state of a query for figures. */
export interface Reading<Row> {
  data: Row[] | undefined
  isLoading: boolean
  isFetching: boolean
  error: unknown
  refetch: () => unknown
}

/** A query's result in the form that the parts of the home page take. */
export function readingOf<Row>({
  query,
  rows,
}: {
  query: Omit<Reading<Row>, 'data'>
  rows: Row[] | undefined
}): Reading<Row> {
  const { isLoading, isFetching, error, refetch } = query
  return { data: rows, isLoading, isFetching, error, refetch }
}

/** The range of days that is shown. */
export type Days = Range
