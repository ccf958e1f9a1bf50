import { useState } from 'react'
import type { Resource } from '../define'

/** The columns that a person chose for a list, kept in this browser. Columns that are no more are left out. */
export function useColumns(resource: Resource) {
  const key = `introalignment-console.columns.${resource.table}`
  const [chosen, setChosen] = useState(() => read(key))
  const columns = chosen?.filter((name) => name in resource.fields) ?? resource.list.columns
  const choose = (next: readonly string[] | undefined) => {
    setChosen(next)
    if (next) localStorage.setItem(key, JSON.stringify(next))
    else localStorage.removeItem(key)
  }
  return [columns, choose] as const
}

function read(key: string): readonly string[] | undefined {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(key) ?? 'null')
    return Array.isArray(value) ? value.filter((name) => typeof name === 'string') : undefined
  } catch {
    return undefined
  }
}
