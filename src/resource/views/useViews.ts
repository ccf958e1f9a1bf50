import { type BaseRecord, useDataProvider, useList } from '@refinedev/core'
import { useMemo } from 'react'
import type { AnyRow } from '../define'
import { useRpc } from '../query/useRpc'
import { type View, type ViewContent, viewOf, viewSelect } from './view'

/** The values of a view that are written to the database. */
export interface ViewValues extends ViewContent {
  name: string
  sharedWith: readonly string[]
}

function toRow({ name, urlQuery: address, columns, density, sharedWith }: ViewValues) {
  return { name, address, columns, density: density ?? null, shared_with: sharedWith }
}

/**
 * The saved views of a list that the person may see, by name, and functions to change them. Each throws a ConsoleError
 * if it is refused.
 */
export function useViews(table: string) {
  const provider = useDataProvider()()
  const { query } = useList<BaseRecord>({
    resource: 'saved_views',
    pagination: { mode: 'off' },
    filters: [{ field: 'table_name', operator: 'eq', value: table }],
    sorters: [{ field: 'name', order: 'asc' }],
    meta: { select: viewSelect, tieBreak: 'id' },
    errorNotification: false,
    queryOptions: { staleTime: 60_000 },
  })
  const rows = query.data?.data as AnyRow[] | undefined
  const views = useMemo(() => rows?.map(viewOf), [rows])

  const rpc = useRpc()
  const refetchAfter = async <T>(change: Promise<T>): Promise<T> => {
    try {
      return await change
    } finally {
      // Refetched after a refusal too: somebody else may have changed the view.
      await query.refetch()
    }
  }
  const meta = { select: viewSelect }
  return {
    views,
    error: query.error,
    refetch: () => void query.refetch(),
    /** The key is made here, so that a second try after a lost answer does not add a second view. */
    add: (id: string, values: ViewValues) =>
      refetchAfter(
        provider.create({
          resource: 'saved_views',
          variables: { id, table_name: table, ...toRow(values) },
          meta,
        }),
      ),
    change: (view: View, values: ViewValues) =>
      refetchAfter(
        provider.update({
          resource: 'saved_views',
          id: view.id,
          variables: toRow(values),
          meta: { ...meta, version: view.saved?.version },
        }),
      ),
    remove: (view: View) =>
      refetchAfter(
        provider.deleteOne({
          resource: 'saved_views',
          id: view.id,
          meta: { version: view.saved?.version },
        }),
      ),
    /** Makes it the view that the person's list opens with; null removes the default. */
    setDefault: (id: string | null) => refetchAfter(rpc('set_default_view', { list: table, chosen: id })),
  }
}

/** The result of `useViews`. */
export type Views = ReturnType<typeof useViews>
