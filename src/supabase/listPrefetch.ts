import type { BaseRecord, DataProvider, GetListParams, GetListResponse } from '@refinedev/core'
import { expectFirstRead } from './firstReads'

/** How long a prefetched answer counts as current, in milliseconds. */
const freshMs = 10_000

/** A data provider that can prefetch a list before the page that shows it is rendered. */
export interface PrefetchingProvider extends DataProvider {
  /** Requests a page of the list at an address; the first `getList` with the same parameters takes the answer. */
  prefetchList(params: GetListParams, pageUrl: string): void
  /** Resolves when the prefetched answer has arrived or failed; at once if there is none. */
  prefetchSettled(): Promise<void>
  /** Takes an answer that has arrived, for the first render; undefined if there is none. */
  takePrefetched(params: GetListParams): GetListResponse<BaseRecord> | undefined
  /** Discards an answer that nobody has taken, so that one person's data is not shown to the next. */
  forgetPrefetched(): void
}

interface Prefetch {
  key: string
  at: number
  answer: ReturnType<DataProvider['getList']>
  result?: GetListResponse<BaseRecord>
}

/**
 * Prefetches a page's rows while its code runs for the first time: Refine requests them only after the page has
 * rendered. An answer is used once, and only within ten seconds; after a failure the request is sent again.
 */
export function withListPrefetch(provider: DataProvider): PrefetchingProvider {
  let prefetched: Prefetch | undefined
  return {
    ...provider,
    prefetchList(params, pageUrl) {
      expectFirstRead(params.resource, pageUrl)
      const answer = provider.getList(params)
      const prefetch: Prefetch = { key: keyOf(params), at: Date.now(), answer }
      answer.then(
        (result) => {
          prefetch.result = result
        },
        () => undefined,
      )
      prefetched = prefetch
    },
    async prefetchSettled() {
      await prefetched?.answer.catch(() => undefined)
    },
    takePrefetched(params) {
      if (!prefetched?.result || prefetched.key !== keyOf(params)) return undefined
      const { at, result } = prefetched
      prefetched = undefined
      return Date.now() - at < freshMs ? result : undefined
    },
    forgetPrefetched() {
      prefetched = undefined
    },
    getList: ((params: GetListParams) => {
      if (prefetched?.key !== keyOf(params)) return provider.getList(params)
      const { at, answer } = prefetched
      prefetched = undefined
      return Date.now() - at < freshMs
        ? answer.catch(() => provider.getList(params))
        : provider.getList(params)
    }) as DataProvider['getList'],
  }
}

// Refine adds its own values to `pagination` and `meta`: only those that change the answer are compared.
function keyOf({ resource, pagination, sorters, filters, meta }: GetListParams): string {
  const { select, count, tieBreak, cursor, direction } = meta ?? {}
  return JSON.stringify([
    ...[resource, pagination?.pageSize, pagination?.currentPage ?? 1, sorters ?? [], filters ?? []],
    ...[select, count, tieBreak, cursor, direction],
  ])
}
