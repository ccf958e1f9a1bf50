import { createContext, use } from 'react'
import { useLocation, useNavigate, useSearchParams } from 'react-router'
import { parseTimestamp } from '@/supabase/time'

/** Where a chart keeps what it shows, by name. */
interface ChartParams {
  get: (name: string) => string | undefined
  /** What it is since the last press, which may not be drawn yet: for a change that builds on it. */
  latest: (name: string) => string | undefined
  set: (changes: Record<string, string | undefined>) => void
}

/** Keeps what the charts below it show in place of the address: each chart on a home page has its own. */
export const PinnedParams = createContext<ChartParams | undefined>(undefined)

// Pages follow the address in a transition, so what they were drawn from may be a step behind it.
const latestQuery = () => new URLSearchParams(window.location.search)

// People read addresses too: what a query may hold as it is stays as it is.
const searchOf = (params: URLSearchParams) =>
  `?${params.toString().replace(/%3A/g, ':').replace(/%2C/g, ',').replace(/%2F/g, '/')}`

/**
 * What a chart shows, kept in the address beside whatever else the page keeps there: every name begins with
 * `chart.`, so that the list below can leave it alone. `set` with undefined takes a value out.
 */
export function useChartParams(): ChartParams {
  const pinned = use(PinnedParams)
  const [params] = useSearchParams()
  const navigate = useNavigate()
  const get = (name: string) => params.get(`chart.${name}`) ?? undefined
  const latest = (name: string) => latestQuery().get(`chart.${name}`) ?? undefined
  const set = (changes: Record<string, string | undefined>) => {
    const next = latestQuery()
    for (const [name, value] of Object.entries(changes)) {
      if (value === undefined) next.delete(`chart.${name}`)
      else next.set(`chart.${name}`, value)
    }
    navigate(searchOf(next), { preventScrollReset: true })
  }
  return pinned ?? { get, latest, set }
}

/** The query of an address without one of the things that a chart keeps in it. */
export function withoutChartParam(query: string, name: string): string {
  const params = new URLSearchParams(query)
  params.delete(`chart.${name}`)
  return searchOf(params)
}

/**
 * Goes to the rows behind a number: sets filters of the list at `path`, in the form of its address
 * (`started_at: 'on:2026-03-09'`; undefined takes a filter out). What the chart shows stays; so do the list's other
 * filters when the chart stands above that list. `filterOf` tells what that list is filtered by.
 */
export function useDrill(path: string) {
  const [params] = useSearchParams()
  const { pathname } = useLocation()
  const navigate = useNavigate()
  // A record may lie open over the list, with an address of its own below the list's.
  const isThere = pathname === path || pathname.startsWith(`${path}/`)
  const filterOf = (field: string) => (isThere ? (params.get(field) ?? undefined) : undefined)
  const drill = (filters: Record<string, string | undefined>) => {
    const next = new URLSearchParams()
    for (const [key, value] of latestQuery()) {
      const isPlace = key === 'after' || key === 'before' || key === 'first'
      if (key.startsWith('chart.') || (isThere && !isPlace)) next.append(key, value)
    }
    for (const [field, value] of Object.entries(filters)) {
      if (value === undefined) next.delete(field)
      else next.set(field, value)
    }
    navigate({ pathname: path, search: searchOf(next) }, { preventScrollReset: true })
  }
  return { drill, filterOf }
}

/** The filter of a list by a moment column for exactly what lies from one moment up to the next. */
export function momentsFilter(from: string, until: string): string {
  const text = (moment: string) =>
    parseTimestamp(moment)
      .toISOString()
      .replace(/(:00)?\.000Z$/, 'Z')
  return `between:${text(from)},${text(until)}`
}
