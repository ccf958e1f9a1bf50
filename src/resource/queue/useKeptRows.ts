import { useMemo, useRef, useState } from 'react'

/**
 * The rows of a queue as the person has them before them: what is decided stays in its place, what is new is counted
 * until it is asked for. What is known of each (who is at it) is always the newest.
 * @param read what the database answered last.
 * @param keyOf what tells rows apart; the same function in every render.
 * @param filter another one starts with the rows that it reads.
 */
export function useKeptRows<Row>(read: readonly Row[] | undefined, keyOf: (row: Row) => string, filter = '') {
  const [kept, setKept] = useState<{ filter: string; keys: readonly string[] }>()
  const known = useRef(new Map<string, Row>())
  for (const row of read ?? []) known.current.set(keyOf(row), row)
  const keys = useMemo(() => (read ?? []).map(keyOf), [read, keyOf])
  if (read && kept?.filter !== filter) setKept({ filter, keys })
  const order = kept?.filter === filter ? kept.keys : keys
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is known comes from what is read
  const shown = useMemo(() => order.flatMap((key) => known.current.get(key) ?? []), [order, read])
  const listed = new Set(order)
  return {
    shown,
    fresh: keys.filter((key) => !listed.has(key)).length,
    loadNew: () => read && setKept({ filter, keys }),
  }
}
