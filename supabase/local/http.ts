import type { IncomingMessage, ServerResponse } from 'node:http'

/** Converts a Node request to a fetch Request: whole body, all headers, aborted when the client disconnects. */
async function toRequest(req: IncomingMessage, res: ServerResponse, url: string): Promise<Request> {
  const headers = new Headers()
  for (const [name, value] of Object.entries(req.headers)) {
    // HTTP/2 pseudo headers (":path") are not real headers, and the transfer encoding applies only up to here.
    if (value === undefined || name.startsWith(':') || name === 'transfer-encoding') continue
    for (const one of Array.isArray(value) ? value : [value]) headers.append(name, one)
  }
  const abort = new AbortController()
  res.once('close', () => {
    if (!res.writableFinished) abort.abort()
  })
  const init: RequestInit = { method: req.method ?? 'GET', headers, signal: abort.signal }
  if (req.method !== 'GET' && req.method !== 'HEAD') {
    const chunks: Buffer[] = []
    for await (const chunk of req) chunks.push(chunk as Buffer)
    if (chunks.length > 0) init.body = Buffer.concat(chunks)
  }
  return new Request(url, init)
}

/** Writes a fetch Response to a Node response. */
async function sendResponse(res: ServerResponse, response: Response, head: boolean): Promise<void> {
  res.statusCode = response.status
  for (const [name, value] of response.headers) {
    if (name !== 'set-cookie') res.setHeader(name, value)
  }
  const cookies = response.headers.getSetCookie()
  if (cookies.length > 0) res.setHeader('set-cookie', cookies)
  if (head || !response.body) {
    res.end()
    return
  }
  const body = Buffer.from(await response.arrayBuffer())
  res.setHeader('content-length', body.byteLength)
  res.end(body)
}

/**
 * Answers a Node request with a fetch handler.
 * @param url the absolute address for the handler (a server mount may have removed a prefix).
 */
export async function answer(
  req: IncomingMessage,
  res: ServerResponse,
  url: string,
  handle: (request: Request) => Promise<Response>,
): Promise<void> {
  try {
    const request = await toRequest(req, res, url)
    const response = await handle(request)
    if (!res.destroyed) await sendResponse(res, response, req.method === 'HEAD')
  } catch (error) {
    if (res.destroyed) return
    res.statusCode = 500
    res.setHeader('content-type', 'application/json; charset=utf-8')
    res.end(JSON.stringify({ code: 'XX000', details: null, hint: null, message: (error as Error).message }))
  }
}
