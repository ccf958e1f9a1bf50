import { useState } from 'react'
import type { AnyRow } from '../define'

/**
 * The record as it stood when its dialog was opened, and how to go on from what it is now: a change that arrives meanwhile
 * is refused and shown, never taken for seen.
 */
export function useSeenRow(latest: AnyRow): [row: AnyRow, catchUp: () => void] {
  const [row, setRow] = useState(latest)
  const [isBehind, setBehind] = useState(false)
  if (isBehind && latest !== row) {
    setRow(latest)
    setBehind(false)
  }
  return [row, () => setBehind(true)]
}
