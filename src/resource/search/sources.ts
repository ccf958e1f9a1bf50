import type { DataProvider } from '@refinedev/core'
import { createRpc } from '@/supabase/rpc'
import type { Command } from '@/ui/commands'
import { pathOf, type ResourceEntry } from '../define'
import { humanize, seenName } from '../field'
import { urlQueryOf, viewOf } from '../views/view'
import { recentRecords } from './recentRecords'

interface Sources {
  provider: DataProvider
  /** The resources that the person may open. */
  entries: readonly ResourceEntry[]
  go: (to: string) => void
}

type Source = (query: string, signal: AbortSignal) => Promise<readonly Command[]>

function recordCommand(
  { entries, go }: Pick<Sources, 'entries' | 'go'>,
  { table, id, title, ...more }: { table: string; id: string; title: string } & Partial<Command>,
): Command[] {
  const entry = entries.find((one) => one.table === table)
  if (!entry) return []
  return [
    {
      key: `record-${table}-${id}`,
      label: seenName(title),
      group: entry.label,
      icon: entry.icon,
      run: () => go(`${pathOf(table)}/${encodeURIComponent(id)}`),
      ...more,
    },
  ]
}

/**
 * Searches the records of all resources with one request; if none contains the text, the most similar ones are returned
 * and marked as such.
 */
export function recordSource({ provider, ...sources }: Sources): Source {
  return async (query, signal) => {
    const found = await createRpc(provider)('search_records', { query, per_table: 5 }, { signal })
    return found.flatMap((row) => {
      const table = row.table_name
      const group = sources.entries.find((one) => one.table === table)?.label ?? ''
      return recordCommand(sources, {
        table,
        id: row.id,
        title: row.title,
        group: row.is_close ? `${group}, closest matches` : group,
        // A state, with the label that its page uses.
        detail: /^[a-z]+(_[a-z]+)*$/.test(row.detail ?? '')
          ? humanize(row.detail)
          : (row.detail ?? undefined),
      })
    })
  }
}

/** Searches the saved views of all lists by name. */
export function viewSource({ provider, entries, go }: Sources): Source {
  return async (query, signal) => {
    const { data } = await provider.getList({
      resource: 'saved_views',
      pagination: { pageSize: 8 },
      sorters: [{ field: 'name', order: 'asc' }],
      filters: [{ field: 'name', operator: 'contains', value: query }],
      meta: { tieBreak: 'id', count: 'none', signal },
    })
    return data.flatMap((row) => {
      const view = viewOf(row)
      const entry = entries.find(({ table }) => table === row.table_name)
      if (!entry) return []
      return [
        {
          key: `view-${view.id}`,
          label: view.name,
          group: 'Views',
          icon: entry.icon,
          detail: entry.label,
          run: () => go(`${pathOf(entry.table)}${urlQueryOf(view, view.id)}`),
        },
      ]
    })
  }
}

/** The recently opened records, except the one at this address. */
export function recentCommands(
  user: string,
  sources: Pick<Sources, 'entries' | 'go'>,
  here: string,
): Command[] {
  return recentRecords(user).flatMap(({ table, id, title }) =>
    here.startsWith(`${pathOf(table)}/${encodeURIComponent(id)}`)
      ? []
      : recordCommand(sources, {
          table,
          id,
          title,
          group: 'Recent',
          detail: sources.entries.find((one) => one.table === table)?.label,
        }),
  )
}
