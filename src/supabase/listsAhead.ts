import type { BaseRecord, DataProvider, GetListParams, GetListResponse } from '@refinedev/core'
import { expectFirstRead } from './firstReads'

/** So long an answer that was asked for ahead may be shown as new. Milliseconds. */
const fresh = 10_000

/** A data provider that can be asked for a list before the page is drawn that will show it. */
export interface ListsAheadProvider extends DataProvider {
  /** Asks for a page of the list at an address; the first `getList` with the same parameters takes the answer. */
  getListAhead(params: GetListParams, pageUrl: string): void
  /** Resolves when the answer that was asked for ahead has come or failed; at once where there is none. */
  aheadSettled(): Promise<void>
  /** Takes an answer that has come, so that the first drawing has it; undefined where there is none. */
  takeAhead(params: GetListParams): GetListResponse<BaseRecord> | undefined
  /** Drops an answer that nobody has taken: what one person read is not shown to the next. */
  forgetAhead(): void
}

interface Ahead {
  key: string
  at: number
  answer: ReturnType<DataProvider['getList']>
  come?: GetListResponse<BaseRecord>
}

/**
 * Lets a page's rows come while its code runs for the first time: Refine asks for them only when the page has been
 * drawn. An answer is given once, and not after ten seconds; one that failed is asked for again.
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

// Refine adds its own to `pagination` and `meta`: only what changes the answer is compared.
function keyOf({ resource, pagination, sorters, filters, meta }: GetListParams): string {
  const { select, count, tieBreak, cursor, direction } = meta ?? {}
  return JSON.stringify([
    ...[resource, pagination?.pageSize, pagination?.currentPage ?? 1, sorters ?? [], filters ?? []],
    ...[select, count, tieBreak, cursor, direction],
  ])
}
