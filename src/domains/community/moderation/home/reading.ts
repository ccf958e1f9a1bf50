/** Figures as they are read. */
export interface Reading<Row> {
  data: Row[] | undefined
  isLoading: boolean
  isFetching: boolean
  error: unknown
  refetch: () => unknown
}

/** The days that are shown. */
export interface Days {
  from: string
  to: string
  zone: string
}
