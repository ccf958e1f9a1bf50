/**
 * Lets the rows of a list that was opened here before be asked for by the script of index.html, before the console's
 * code has come: what each address asks for first is kept in this browser until the person signs out.
 */

/** Among what `clearPersonal` takes away; also read by the script of index.html. */
const key = 'introalignment-console.mine.first-reads'
/** So many addresses are kept. */
const most = 12
/** So long an early answer may be shown as new. Milliseconds. */
const fresh = 10_000

interface FirstRead {
  url: string
  headers: Record<string, string>
}

declare global {
  interface Window {
    /** What the script of index.html has asked for. `asked` in milliseconds. */
    earlyRead?: { url: string; asked: number; answer: Promise<Response> }
  }
}

let expected: { table: string; pageUrl: string } | undefined

/** The next request for rows of a table is the first of an address. */
export function expectFirstRead(table: string, pageUrl: string): void {
  expected = { table, pageUrl }
}

/** Keeps a request where it is the one expected. One that asks for something else each time, as for “today”, is left out from then on. */
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
    const entries = Object.entries(kept).slice(1 - most)
    entries.push([pageUrl, isSame ? { url: url.href, headers: sent } : null])
    localStorage.setItem(key, JSON.stringify(Object.fromEntries(entries)))
  } catch {
    // Storage is switched off or full: the rows are asked for once the code has come.
  }
}

/** The answer that was asked for early, once, where it is to the same request and went well. */
export async function takeEarlyRead(url: URL): Promise<{ asked: number; response: Response } | undefined> {
  const early = globalThis.window?.earlyRead
  if (early?.url !== url.href) return undefined
  delete window.earlyRead
  const response = await early.answer.catch(() => undefined)
  return response?.ok && Date.now() - early.asked < fresh ? { asked: early.asked, response } : undefined
}
