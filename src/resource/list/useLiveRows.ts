import { useDataProvider, useSubscription } from '@refinedev/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useRef, useState } from 'react'
import type { AnyRow, Resource } from '../define'
import { type Held, hold, pauseOf, shown, shownAnew } from './held'
import { listSelect, type RowsPage } from './useRows'

/** The rows of a list as they stand on the screen, and how far they are behind. */
export interface LiveRows extends Held {
  cursor: RowsPage['cursor']
  /** The rows shown are of the question before. */
  isStale: boolean
  /** Shows the list as it is now. */
  accept: () => void
}

interface Asked {
  page: RowsPage
  /** What the list shows, as text: with another question, other rows come. */
  question: string
  /** Rows of a full page. */
  size: number
  /** Asks again whatever the list shows. */
  ask: () => Promise<{ isError: boolean }>
}

interface Standing {
  question: string
  at: number
  held: Held
  cursor: RowsPage['cursor']
  others?: ReadonlyMap<string, AnyRow | null>
}

/** How long a mark on what has just changed stays. */
const markMs = 3000
/** More rows than these that left a page are not looked for one by one. */
const mostLookedFor = 100

/**
 * Follows what happens to the rows of a list elsewhere, without moving anything: rows keep their order and place,
 * their values are brought up to date, those that are no more are marked, and what is new is offered. What this tab
 * changes itself is shown at once.
 */
export function useLiveRows(resource: Resource, { page, question, size, ask }: Asked): LiveRows {
  const { key, table } = resource
  const client = useQueryClient()
  const [standing, setStanding] = useState<Standing>()
  const [isOwn, setIsOwn] = useState(false)
  const isReady = page.isKnown && !page.isPlaceholder
  const isSame = standing?.question === question

  if (isReady && (!isSame || page.updatedAt !== standing.at)) {
    const mayMove = !isSame || isOwn || standing.held.rows.length === 0
    setStanding({
      question,
      at: page.updatedAt,
      held: mayMove ? shown(page.rows) : hold(standing.held, page.rows, { key, size }),
      cursor: mayMove ? page.cursor : standing.cursor,
    })
    if (isOwn) setIsOwn(false)
  }

  const others = useOthers(resource, isReady && isSame ? standing.held : undefined, page)
  if (isReady && isSame && page.updatedAt === standing.at && others && others !== standing.others) {
    const held = hold(standing.held, page.rows, { key, size, others })
    const changed = new Map([...standing.held.changed, ...held.changed])
    setStanding({ ...standing, others, held: { ...held, changed } })
  }

  // Lists are declared out of date only by what this tab does itself: a form saved, a decision taken.
  useEffect(
    () =>
      client.getQueryCache().subscribe((event) => {
        if (event.type !== 'updated' || event.action.type !== 'invalidate') return
        const { queryKey } = event.query
        if (queryKey.includes(table) && queryKey.includes('list') && !isInCell()) setIsOwn(true)
      }),
    [client, table],
  )

  const { changed } = standing?.held ?? {}
  useEffect(() => {
    if (!changed?.size) return
    const timer = setTimeout(
      () => setStanding((now) => now && { ...now, held: { ...now.held, changed: new Map() } }),
      markMs,
    )
    return () => clearTimeout(timer)
  }, [changed])

  useFollowing(table, size, ask)

  return {
    ...(standing?.held ?? shown([])),
    cursor: standing?.cursor ?? {},
    isStale: page.isPlaceholder && !isSame,
    accept: () => {
      if (!standing || !isReady) return
      setStanding({ ...standing, held: shownAnew(standing.held, page.rows, key), cursor: page.cursor })
      void client.invalidateQueries({ queryKey: ['count', table] })
    },
  }
}

const cell = '.record-table tbody td:not(.record-check)'

// While a cell is being worked in, not even the own change of it moves its row.
function isInCell(): boolean {
  return document.activeElement?.closest(cell) != null
}

/** What became of rows that stand on the screen but no longer belong to the page: moved away, or gone. */
function useOthers(resource: Resource, held: Held | undefined, page: RowsPage) {
  const provider = useDataProvider()()
  const here = new Set(page.rows.map((row) => String(row[resource.key])))
  const missing = (held?.rows ?? [])
    .map((row) => String(row[resource.key]))
    .filter((id) => !here.has(id) && !held?.gone.has(id))
  const { data } = useQuery({
    queryKey: ['others', resource.table, missing, page.updatedAt],
    queryFn: async ({ signal }) => {
      const found = await provider.getMany?.<AnyRow>({
        resource: resource.table,
        ids: missing,
        meta: { select: listSelect(resource), signal },
      })
      const rows = new Map(found?.data.map((row) => [String(row[resource.key]), row]))
      return new Map(missing.map((id) => [id, rows.get(id) ?? null]))
    },
    enabled: missing.length > 0 && missing.length <= mostLookedFor,
    gcTime: 0,
    retry: false,
  })
  return data
}

function useFollowing(table: string, size: number, ask: Asked['ask']): void {
  const last = useRef({ at: Number.NEGATIVE_INFINITY, failures: 0 })
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const askNow = useEffectEvent(() => {
    timer.current = undefined
    if (document.hidden || isBusy()) return
    last.current.at = Date.now()
    void ask().then(({ isError }) => {
      last.current.failures = isError ? last.current.failures + 1 : 0
    })
  })
  // Many changes in a row are one question.
  const heard = useEffectEvent(() => {
    if (timer.current !== undefined) return
    const wait = last.current.at + pauseOf(size, last.current.failures) - Date.now()
    if (wait <= 0) askNow()
    else timer.current = setTimeout(askNow, wait)
  })
  useEffect(() => () => clearTimeout(timer.current), [])
  useSubscription({ channel: `resources/${table}`, params: { resource: table }, onLiveEvent: heard })
}

// Something is being dragged, or typed into a row.
function isBusy(): boolean {
  const dragged = document.querySelector('.column-edge:active, .columns-item[data-dragging]')
  const typed = document.activeElement?.matches(`${cell} :is(input, textarea, select, [contenteditable])`)
  return dragged !== null || typed === true
}
