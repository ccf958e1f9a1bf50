import type { BaseRecord, DataProvider, GetListParams, GetListResponse } from '@refinedev/core'
import { expectFirstRead } from './firstReads'

/** How long a prefetched answer counts as current, in milliseconds. */
const fresh = 10_000

/** A data provider that can prefetch a list before the page that shows it is rendered. */
export interface ListsAheadProvider extends DataProvider {
  /** Requests a page of the list at an address; the first `getList` with the same parameters takes the answer. */
  getListAhead(params: GetListParams, pageUrl: string): void
  /** Resolves when the prefetched answer has arrived or failed; at once if there is none. */
  aheadSettled(): Promise<void>
  /** Takes an answer that has arrived, for the first render; undefined if there is none. */
  takeAhead(params: GetListParams): GetListResponse<BaseRecord> | undefined
  /** Discards an answer that nobody has taken, so that one person's data is not shown to the next. */
  forgetAhead(): void
}

interface Ahead {
  key: string
  at: number
  answer: ReturnType<DataProvider['getList']>
  come?: GetListResponse<BaseRecord>
}

/**
 * Prefetches a page's rows while its code runs for the first time: Refine requests them only after the page has
 * rendered. An answer is used once, and only within ten seconds; after a failure the request is sent again.
 */
export function withListsAhead(provider: DataProvider): ListsAheadProvider {
  let ahead: Ahead | undefined
  return {
    ...provider,
    getListAhead(params, pageUrl) {
      expectFirstRead(params.resource, pageUrl)
      const answer = provider.getList(params)
      const asked: Ahead = { key: keyOf(params), at: Date.now(), answer }
      answer.then(
        (come) => {
          asked.come = come
        },
        () => undefined,
      )
      ahead = asked
    },
    async aheadSettled() {
      await ahead?.answer.catch(() => undefined)
    },
    takeAhead(params) {
      if (!ahead?.come || ahead.key !== keyOf(params)) return undefined
      const { at, come } = ahead
      ahead = undefined
      return Date.now() - at < fresh ? come : undefined
    },
    forgetAhead() {
      ahead = undefined
    },
    getList: ((params: GetListParams) => {
      if (ahead?.key !== keyOf(params)) return provider.getList(params)
      const { at, answer } = ahead
      ahead = undefined
      return Date.now() - at < fresh ? answer.catch(() => provider.getList(params)) : provider.getList(params)
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
