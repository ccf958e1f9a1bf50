/** The state of a query for figures. */
export interface FigureQuery<Row> {
  data: Row[] | undefined
  isLoading: boolean
  isFetching: boolean
  error: unknown
  refetch: () => unknown
}

/** A query's result in the form that the parts of the home page take. */
export function figureQueryOf<Row>({
  query,
  rows,
}: {
  query: Omit<FigureQuery<Row>, 'data'>
  rows: Row[] | undefined
}): FigureQuery<Row> {
  const { isLoading, isFetching, error, refetch } = query
  return { data: rows, isLoading, isFetching, error, refetch }
}
