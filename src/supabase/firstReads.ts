/**
 * Lets the script of index.html request the rows of a list that was opened here before, while the console's code is
 * still loading: the first request of each address is kept in this browser until the person signs out.
 */

/** Removed by `clearPersonal`; also read by the script of index.html. */
const key = 'introalignment-console.mine.first-reads'
/** The maximum number of addresses kept. */
const maxAddresses = 12
/** How long an early answer counts as current, in milliseconds. */
const freshMs = 10_000

interface FirstRead {
  url: string
  headers: Record<string, string>
}

declare global {
  interface Window {
    /** The request that the script of index.html has sent. `asked` is in milliseconds. */
    earlyRead?: { url: string; asked: number; answer: Promise<Response> }
  }
}

let expected: { table: string; pageUrl: string } | undefined

/** Announces that the next request for rows of this table is the first of a page address. */
export function expectFirstRead(table: string, pageUrl: string): void {
  expected = { table, pageUrl }
}

/**
 * Keeps a request if it is the announced one. A request that differs each time, such as one for “today”, is no longer
 * kept.
 */
export function keepFirstRead(url: URL, headers: Headers): void {
  if (!expected || !url.pathname.endsWith(`/rest/v1/${expected.table}`)) return
  const { pageUrl } = expected
  expected = undefined
  try {
    const kept: Record<string, FirstRead | null> = JSON.parse(localStorage.getItem(key) ?? '{}')
    const before = kept[pageUrl]
    const sent = Object.fromEntries([...headers].filter(([name]) => name !== 'authorization'))
    const isSame = before === undefined || before?.url === url.href
    delete kept[pageUrl]
    const entries = Object.entries(kept).slice(1 - maxAddresses)
    entries.push([pageUrl, isSame ? { url: url.href, headers: sent } : null])
    localStorage.setItem(key, JSON.stringify(Object.fromEntries(entries)))
  } catch {
    // Storage is switched off or full: the rows are requested once the code has loaded.
  }
}

/** Returns the early answer, once only, if it is for the same request and was successful. */
export async function takeEarlyRead(url: URL): Promise<{ asked: number; response: Response } | undefined> {
  const early = globalThis.window?.earlyRead
  if (early?.url !== url.href) return undefined
  delete window.earlyRead
  const response = await early.answer.catch(() => undefined)
  return response?.ok && Date.now() - early.asked < freshMs ? { asked: early.asked, response } : undefined
}
