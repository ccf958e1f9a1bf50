import type { Range } from '@/charts/period'

/** Figures as they are read. */
export interface Reading<Row> {
  data: Row[] | undefined
  isLoading: boolean
  isFetching: boolean
  error: unknown
  refetch: () => unknown
}

/** A function's answer as the parts of the home page take it. */
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

/** The days that are shown. */
export type Days = Range
