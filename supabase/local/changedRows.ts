import type { PGlite } from '@electric-sql/pglite'

/**
 * For a PATCH whose result embeds other rows, lite reads the changed rows again with the filters of the PATCH: a row
 * that no longer matches them, as after each change that names the version it saw, is missing from the answer.
 * PostgREST answers with the changed rows. So this first patches and gets the keys, and then reads the rows by key,
 * both within the same request's turn in the queue.
 */
export async function patchThenRead(
  db: PGlite,
  send: (request: Request) => Response | Promise<Response>,
  { url, headers, body }: { url: URL; headers: Headers; body: ArrayBuffer | null },
): Promise<Response | undefined> {
  const select = url.searchParams.get('select') ?? ''
  if (!select.includes('(') || !/return=representation/.test(headers.get('prefer') ?? '')) return undefined
  const table = url.pathname.split('/')[3] ?? ''
  const { rows } = await db.query<{ name: string }>(
    `select attname as name from pg_index join pg_attribute on attrelid = indrelid and attnum = any (indkey)
     where indisprimary and indrelid = to_regclass('public.' || quote_ident($1))`,
    [table],
  )
  const key = rows[0]?.name
  if (rows.length !== 1 || !key) return undefined
  const patch = new URL(url)
  patch.searchParams.set('select', key)
  const changed = await send(new Request(patch, { method: 'PATCH', headers, body }))
  if (!changed.ok) return changed
  const answer = (await changed.clone().json()) as Record<string, unknown>[] | Record<string, unknown>
  const keys = [answer].flat().map((row) => String(row[key]))
  if (keys.length === 0) return changed
  const read = new URL(url.pathname, url)
  read.searchParams.set('select', select)
  read.searchParams.set(key, `in.(${keys.join(',')})`)
  const plain = new Headers(headers)
  plain.delete('prefer')
  plain.delete('content-type')
  plain.delete('content-length')
  return send(new Request(read, { headers: plain }))
}
