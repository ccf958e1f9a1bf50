import { useDataProvider, useSubscription } from '@refinedev/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useRef, useState } from 'react'
import type { AnyRow, Resource } from '../define'
import { listSelect } from '../query/listSelect'
import type { RowsPage } from '../query/useRows'
import { acceptRows, asLoaded, type LoadedRows, mergeRows, pollInterval } from './mergeRows'
import { useOwnChange } from './useOwnChange'

/** The rows of a list as displayed, and how far they are outdated. */
export interface LiveRows extends LoadedRows {
  cursor: RowsPage['cursor']
  /** The displayed rows belong to the previous query. */
  isStale: boolean
  /** Replaces the displayed rows by the current ones. */
  accept: () => void
}

interface LiveRowsOptions {
  page: RowsPage
  /** Identifies the query: when it changes, the new rows are displayed at once. */
  queryKey: string
  /** The page size. */
  size: number
  /** Reads the page again. */
  refetch: () => Promise<{ isError: boolean }>
}

interface DisplayedRows {
  queryKey: string
  updatedAt: number
  rows: LoadedRows
  cursor: RowsPage['cursor']
  missingRows?: ReadonlyMap<string, AnyRow | null>
}

/** How long a changed cell stays highlighted, in milliseconds. */
const markMs = 3000
/** If more rows than this have left the page, they are not looked up. */
const maxLookups = 100

/**
 * Follows changes that others make to a list's rows without moving anything: rows keep their order, values are updated,
 * deleted rows are marked, and new rows are offered. Changes made in this tab are displayed at once.
 */
export function useLiveRows(
  resource: Resource,
  { page, queryKey, size, refetch }: LiveRowsOptions,
): LiveRows {
  const { key, table } = resource
  const client = useQueryClient()
  const [displayed, setDisplayed] = useState<DisplayedRows>()
  const [isOwnChange, setIsOwnChange] = useState(false)
  const isReady = page.isKnown && !page.isPlaceholder
  const isSame = displayed?.queryKey === queryKey

  if (isReady && (!isSame || page.updatedAt !== displayed.updatedAt)) {
    const mayMove = !isSame || isOwnChange || displayed.rows.rows.length === 0
    setDisplayed({
      queryKey,
      updatedAt: page.updatedAt,
      rows: mayMove ? asLoaded(page.rows) : mergeRows(displayed.rows, page.rows, { key, size }),
      cursor: mayMove ? page.cursor : displayed.cursor,
    })
    if (isOwnChange) setIsOwnChange(false)
  }

  const missingRows = useMissingRows(resource, isReady && isSame ? displayed.rows : undefined, page)
  if (
    isReady &&
    isSame &&
    page.updatedAt === displayed.updatedAt &&
    missingRows &&
    missingRows !== displayed.missingRows
  ) {
    const rows = mergeRows(displayed.rows, page.rows, { key, size, missingRows })
    const changed = new Map([...displayed.rows.changed, ...rows.changed])
    setDisplayed({ ...displayed, missingRows, rows: { ...rows, changed } })
  }

  useOwnChange(table, () => {
    if (!isInCell()) setIsOwnChange(true)
  })

  const { changed } = displayed?.rows ?? {}
  useEffect(() => {
    if (!changed?.size) return
    const timer = setTimeout(
      () => setDisplayed((now) => now && { ...now, rows: { ...now.rows, changed: new Map() } }),
      markMs,
    )
    return () => clearTimeout(timer)
  }, [changed])

  usePolling(table, size, refetch)

  return {
    ...(displayed?.rows ?? asLoaded([])),
    cursor: displayed?.cursor ?? {},
    isStale: page.isPlaceholder && !isSame,
    accept: () => {
      if (!displayed || !isReady) return
      setDisplayed({ ...displayed, rows: acceptRows(displayed.rows, page.rows, key), cursor: page.cursor })
      void client.invalidateQueries({ queryKey: ['count', table] })
    },
  }
}

const cell = '.record-table tbody td:not(.record-check)'

// While a cell is being edited, its row must not move, even by the person's own change.
function isInCell(): boolean {
  return document.activeElement?.closest(cell) != null
}

/** Looks up displayed rows that no longer belong to the page: moved away or deleted. */
function useMissingRows(resource: Resource, rows: LoadedRows | undefined, page: RowsPage) {
  const provider = useDataProvider()()
  const presentIds = new Set(page.rows.map((row) => String(row[resource.key])))
  const missingIds = (rows?.rows ?? [])
    .map((row) => String(row[resource.key]))
    .filter((id) => !presentIds.has(id) && !rows?.gone.has(id))
  const { data } = useQuery({
    queryKey: ['others', resource.table, missingIds, page.updatedAt],
    queryFn: async ({ signal }) => {
      const found = await provider.getMany?.<AnyRow>({
        resource: resource.table,
        ids: missingIds,
        meta: { select: listSelect(resource), signal },
      })
      const rows = new Map(found?.data.map((row) => [String(row[resource.key]), row]))
      return new Map(missingIds.map((id) => [id, rows.get(id) ?? null]))
    },
    enabled: missingIds.length > 0 && missingIds.length <= maxLookups,
    gcTime: 0,
    retry: false,
  })
  return data
}

function usePolling(table: string, size: number, refetch: LiveRowsOptions['refetch']): void {
  const last = useRef({ at: Number.NEGATIVE_INFINITY, failures: 0 })
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const pollNow = useEffectEvent(() => {
    timer.current = undefined
    if (document.hidden || isBusy()) return
    last.current.at = Date.now()
    void refetch().then(({ isError }) => {
      last.current.failures = isError ? last.current.failures + 1 : 0
    })
  })
  // Several events in a row cause one request.
  const pollSoon = useEffectEvent(() => {
    if (timer.current !== undefined) return
    const wait = last.current.at + pollInterval(size, last.current.failures) - Date.now()
    if (wait <= 0) pollNow()
    else timer.current = setTimeout(pollNow, wait)
  })
  useEffect(() => () => clearTimeout(timer.current), [])
  useSubscription({ channel: `resources/${table}`, params: { resource: table }, onLiveEvent: pollSoon })
}

// Something is being dragged, or a row is being edited.
function isBusy(): boolean {
  const dragged = document.querySelector('.column-edge:active, .columns-item[data-dragging]')
  const typed = document.activeElement?.matches(`${cell} :is(input, textarea, select, [contenteditable])`)
  return dragged !== null || typed === true
}
