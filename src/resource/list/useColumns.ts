import { useEffect } from 'react'
import type { Density } from '@/ui/theme'
import type { Resource } from '../define'
import { allViewId } from '../query/defaultView'
import type { ColumnSetting } from '../query/listUrl'
import type { ListControls } from '../query/useListState'

interface Arrangement {
  columns?: readonly ColumnSetting[]
  density?: Density
}

/**
 * The columns of a list: from its address; otherwise as the person last arranged them in this browser, which is then
 * written to the address; otherwise as declared. Columns that no longer exist are left out. The row height is
 * remembered with them.
 */
export function useColumns(resource: Resource, { state, arrange }: ListControls) {
  const key = `introalignment-console.columns.${resource.table}`
  // A saved view is complete even where it omits settings; its arrangement is not remembered as the list's usual one.
  const isView = state.view !== undefined && state.view !== allViewId
  const isSaid = state.columns !== undefined || state.density !== undefined || isView
  const remembered = isSaid ? undefined : read(key, resource)
  useEffect(() => {
    if (remembered) arrange(remembered.columns, remembered.density)
  })
  const columns: readonly ColumnSetting[] =
    state.columns ?? remembered?.columns ?? resource.list.columns.map((name) => ({ name }))
  const set = (next: Arrangement) => {
    if (isView) return arrange(next.columns, next.density)
    if (next.columns || next.density) localStorage.setItem(key, JSON.stringify(next))
    else localStorage.removeItem(key)
    arrange(next.columns, next.density)
  }
  return {
    columns,
    density: state.density ?? remembered?.density,
    arrange: (next: readonly ColumnSetting[] | undefined) => set({ columns: next, density: state.density }),
    setDensity: (density: Density | undefined) => set({ columns: state.columns, density }),
  }
}

function read(key: string, resource: Resource): Arrangement | undefined {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(key) ?? 'null')
    if (!value || typeof value !== 'object') return undefined
    const { columns, density } = value as Arrangement
    const known = Array.isArray(columns)
      ? columns.filter(({ name }: ColumnSetting) => Object.hasOwn(resource.fields, name))
      : undefined
    const height = density === 'compact' || density === 'comfortable' ? density : undefined
    return known || height ? { columns: known, density: height } : undefined
  } catch {
    return undefined
  }
}
