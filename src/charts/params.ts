import { createContext, use } from 'react'
import { useLocation, useNavigate, useSearchParams } from 'react-router'
import { parseTimestamp } from '@/supabase/time'

/** Reads and writes the settings of a chart by name. */
interface ChartParams {
  get: (name: string) => string | undefined
  /** The value since the last press, which may not be rendered yet: for a change that builds on it. */
  latest: (name: string) => string | undefined
  set: (changes: Record<string, string | undefined>) => void
}

/**
 * Replaces the URL as the store of settings for the charts
 * below it, because each chart on a home page has its own.
 */
export const PinnedParams = createContext<ChartParams | undefined>(undefined)

// React renders a URL change in a transition, so the rendered state can be one step behind the URL.
const latestQuery = () => new URLSearchParams(window.location.search)

// People read URLs too, so characters that a query may contain unescaped stay unescaped.
const searchOf = (params: URLSearchParams) =>
  `?${params.toString().replace(/%3A/g, ':').replace(/%2C/g, ',').replace(/%2F/g, '/')}`

/**
 * The settings of a chart, stored in the URL beside the page's own parameters. Every name begins with
 * `chart.`, so that the list below ignores it. `set` with undefined removes a setting.
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

/** A URL query without one chart setting. */
export function withoutChartParam(query: string, name: string): string {
  const params = new URLSearchParams(query)
  params.delete(`chart.${name}`)
  return searchOf(params)
}

/**
 * Opens the rows behind a number: sets filters of the list at `path`, in their URL form (`started_at:
 * 'on:2026-03-09'`; undefined removes a filter). The chart settings stay, and if the chart is above that
 * list (`isThere`), so do the list's other filters. `filterOf` returns the list's current filter on a column.
 */
export function useDrill(path: string) {
  const [params] = useSearchParams()
  const { pathname } = useLocation()
  const navigate = useNavigate()
  // A record can be open over the list; its path is below the list's path.
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
  return { drill, filterOf, isThere }
}

/** A list filter on a timestamp column, from one moment up to but not including the next. */
export function momentsFilter(from: string, until: string): string {
  const text = (moment: string) =>
    parseTimestamp(moment)
      .toISOString()
      .replace(/(:00)?\.000Z$/, 'Z')
  return `between:${text(from)},${text(until)}`
}
