import { useEffect } from 'react'
import type { Resource } from '../define'
import type { ColumnSetting } from './address'
import type { ListControls } from './useListState'

/**
 * The columns of a list: as its address says; where that says nothing, as the person arranged them last in this
 * browser, which is then written into the address; else as declared. Columns that are no more are left out.
 */
export function useColumns(resource: Resource, { state, arrange }: ListControls) {
  const key = `introalignment-console.columns.${resource.table}`
  const remembered = state.columns ? undefined : read(key, resource)
  useEffect(() => {
    if (remembered) arrange(remembered)
  })
  const columns: readonly ColumnSetting[] =
    state.columns ?? remembered ?? resource.list.columns.map((name) => ({ name }))
  const choose = (next: readonly ColumnSetting[] | undefined) => {
    if (next) localStorage.setItem(key, JSON.stringify(next))
    else localStorage.removeItem(key)
    arrange(next)
  }
  return [columns, choose] as const
}

function read(key: string, resource: Resource): readonly ColumnSetting[] | undefined {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(key) ?? 'null')
    return Array.isArray(value)
      ? value.filter(({ name }: Partial<ColumnSetting>) => name && Object.hasOwn(resource.fields, name))
      : undefined
  } catch {
    return undefined
  }
}
