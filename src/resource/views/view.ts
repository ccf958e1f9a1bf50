import type { Density } from '@/ui/theme'
import type { AnyRow, Resource } from '../define'
import { type ColumnSetting, type ListState, readListUrl, writeListUrl } from '../query/listUrl'

/** The content of a view: its query, the arrangement of its columns, the row height. */
export interface ViewContent {
  urlQuery: string
  columns: readonly ColumnSetting[]
  density?: Density
}

/** A named arrangement of a list. */
export interface View extends ViewContent {
  id: string
  name: string
  /** The row in the database; undefined for a view that the list declares. */
  saved?: SavedView
}

/** The properties that only a view in the database has. */
export interface SavedView {
  ownerId: string
  ownerName: string
  sharedWith: readonly string[]
  isDefault: boolean
  version: unknown
}

/** The columns read for a view: also its owner's name, and whether it is the reader's default. */
export const viewSelect = '*,owner:staff_members!owner_id(full_name),mine:saved_view_defaults(id)'

/** A row of `saved_views` as a view. */
export function viewOf(row: AnyRow): View {
  return {
    id: String(row.id),
    name: String(row.name),
    urlQuery: String(row.address),
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

/** The views that a list declares; in the address each is identified by its name. */
export function declaredViews(resource: Pick<Resource, 'list'>): View[] {
  return (resource.list.views ?? []).map(({ name, urlQuery }) => ({
    id: name.toLowerCase().replace(/[^a-z0-9]+/g, '-'),
    name,
    urlQuery,
    columns: [],
  }))
}

/** The current state of a list as the content of a view. The page position and the view it came from are left out. */
export function contentOf(state: ListState, sort: string): ViewContent {
  const { columns = [], density, ...rest } = state
  const urlQuery = writeListUrl(
    { ...rest, columns: undefined, cursor: undefined, view: undefined },
    sort,
  ).toString()
  return { urlQuery, columns, ...(density && { density }) }
}

/** A view as the query of an address, with its question mark. Nothing is validated here. */
export function urlQueryOf({ urlQuery, columns, density }: ViewContent, id?: string): string {
  const { searchParams } = new URL(`?${urlQuery}`, 'https://console')
  const rest = writeListUrl(
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

/** Whether a list shows exactly a view's content, ignoring columns that no longer exist. */
export function showsView(
  state: ListState,
  view: ViewContent,
  resource: Pick<Resource, 'fields' | 'list'>,
): boolean {
  const { sort } = resource.list
  const readBack = readListUrl(new URLSearchParams(urlQueryOf(view)), resource)
  return urlQueryOf(contentOf(readBack, sort)) === urlQueryOf(contentOf(state, sort))
}
