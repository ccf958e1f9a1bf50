import type { Density } from '@/ui/theme'
import type { AnyRow, Resource } from '../define'
import { type ColumnSetting, type ListState, readAddress, writeAddress } from '../list/address'

/** What a view holds of a list: its query, how its columns are arranged, how high its rows are. */
export interface ViewContent {
  address: string
  columns: readonly ColumnSetting[]
  density?: Density
}

/** A list as somebody arranged it, under a name. */
export interface View extends ViewContent {
  id: string
  name: string
  /** The row in the database; none for a view that the list declares. */
  saved?: SavedView
}

/** What only a view in the database has. */
export interface SavedView {
  ownerId: string
  ownerName: string
  sharedWith: readonly string[]
  isDefault: boolean
  version: unknown
}

/** What a view is read with: its owner's name, and whether it is the reader's own default. */
export const viewSelect = '*,owner:staff_members!owner_id(full_name),mine:saved_view_defaults(id)'

/** A row of `saved_views` as a view. */
export function viewOf(row: AnyRow): View {
  return {
    id: String(row.id),
    name: String(row.name),
    address: String(row.address),
    columns: Array.isArray(row.columns) ? (row.columns as ColumnSetting[]) : [],
    ...(row.density ? { density: row.density as Density } : {}),
    saved: {
      ownerId: String(row.owner_id),
      ownerName: (row.owner as { full_name?: string } | null)?.full_name ?? 'a former colleague',
      sharedWith: row.shared_with as string[],
      isDefault: Array.isArray(row.mine) && row.mine.length > 0,
      version: row.updated_at,
    },
  }
}

/** The views that a list declares; each is named in the address by its words. */
export function declaredViews(resource: Pick<Resource, 'list'>): View[] {
  return (resource.list.views ?? []).map(({ name, address }) => ({
    id: name.toLowerCase().replace(/[^a-z0-9]+/g, '-'),
    name,
    address,
    columns: [],
  }))
}

/** What a list shows now, to be kept as a view. The place in its pages and the view it came from are left out. */
export function contentOf(state: ListState, sort: string): ViewContent {
  const { columns = [], density, ...rest } = state
  const address = writeAddress(
    { ...rest, columns: undefined, cursor: undefined, view: undefined },
    sort,
  ).toString()
  return { address, columns, ...(density && { density }) }
}

/** The whole of a view as the query of an address, with its question mark. Nothing of it is checked here. */
export function queryOf({ address, columns, density }: ViewContent, id?: string): string {
  const { searchParams } = new URL(`?${address}`, 'https://console')
  const rest = writeAddress(
    {
      ...{ search: '', match: 'all', filters: [], sort: '', direction: 'next', first: 1, size: 50 },
      ...(columns.length > 0 && { columns }),
      density,
      view: id,
    },
    '',
  )
  for (const [name, value] of rest) searchParams.append(name, value)
  const query = searchParams.toString()
  return query && `?${query}`
}

/** Whether a list shows just what a view holds, as far as there still is what it asks for. */
export function showsView(
  state: ListState,
  view: ViewContent,
  resource: Pick<Resource, 'fields' | 'list'>,
): boolean {
  const { sort } = resource.list
  const held = readAddress(new URLSearchParams(queryOf(view)), resource)
  return queryOf(contentOf(held, sort)) === queryOf(contentOf(state, sort))
}
