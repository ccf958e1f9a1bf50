import { useMemo, useRef, useState } from 'react'

/**
 * The rows of a queue as displayed: decided rows keep their place, new rows are only counted until the person loads
 * them. Data about each row (such as who claims it) is always the newest.
 * @param read the rows last read from the database.
 * @param keyOf returns a row's key; must be the same function in every render.
 * @param filter a changed filter starts again with the rows just read.
 */
export function useKeptRows<Row>(read: readonly Row[] | undefined, keyOf: (row: Row) => string, filter = '') {
  const [kept, setKept] = useState<{ filter: string; keys: readonly string[] }>()
  const known = useRef(new Map<string, Row>())
  for (const row of read ?? []) known.current.set(keyOf(row), row)
  const keys = useMemo(() => (read ?? []).map(keyOf), [read, keyOf])
  if (read && kept?.filter !== filter) setKept({ filter, keys })
  const order = kept?.filter === filter ? kept.keys : keys
  // biome-ignore lint/correctness/useExhaustiveDependencies: the known rows are derived from the read ones
  const shown = useMemo(() => order.flatMap((key) => known.current.get(key) ?? []), [order, read])
  const listed = new Set(order)
  return {
    shown,
    fresh: keys.filter((key) => !listed.has(key)).length,
    loadNew: () => read && setKept({ filter, keys }),
  }
}
