import { useState } from 'react'
import type { AnyRow } from '../define'

/**
 * The record as it was when its dialog opened, and a function to switch to the current version: a change that arrives
 * meanwhile is refused and shown, and never counts as seen.
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
