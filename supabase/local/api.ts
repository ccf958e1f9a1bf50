import { AsyncLocalStorage } from 'node:async_hooks'
import type { PGlite } from '@electric-sql/pglite'
import { App, setExperimental } from '@supabase/lite'
import type { PgliteConnection } from '@supabase/lite/pglite'
import { patchThenRead } from './changedRows.ts'
import { inDialect } from './dialect.ts'
import { isBucketPath } from './guard.ts'
import type { Queue } from './queue.ts'
import { publishableKey } from './sign-ins.ts'
import { createStorage } from './storage.ts'
import { refusedRows } from './wholeTable.ts'

/** A link that the auth server would have sent by email. */
export interface Mail {
  to: string
  subject: string
  link: string
}

interface ApiOptions {
  connection: PgliteConnection
  jwtSecret: string
  /** The secret key of workers. */
  secretKey?: string
  queue: Queue
  /** The directory for files; without it, files are kept in memory. */
  filesDir?: string
  onMail?: (mail: Mail) => void
}

export interface Api {
  fetch(request: Request): Promise<Response>
}

/** Responses with these statuses have no body, and the Response constructor refuses one. */
const bodiless = new Set([101, 204, 205, 304])

const json = (status: number, body: unknown) => Response.json(body, { status })

/**
 * The role that a bearer token claims, undefined if there is no token. lite verifies the signature; this only ensures
 * that tokens for other roles than a signed-in person's never reach it.
 */
function claimedRole(request: Request): string | undefined {
  const token = /^Bearer\s+(\S+)$/i.exec(request.headers.get('authorization') ?? '')?.[1]
  if (!token || token === publishableKey) return undefined
  try {
    const claims = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as {
      role?: unknown
    }
    return typeof claims.role === 'string' ? claims.role : 'anon'
  } catch {
    return 'anon' // Not a token at all: lite answers with its own 401.
  }
}

// lite replaces `emitWarning` by a function that accepts text only; Node itself passes Errors, which crashed the
// server.
const emitTextWarning = process.emitWarning
process.emitWarning = ((warning: string | Error, ...rest: []) => {
  if (typeof warning === 'string') emitTextWarning(warning, ...rest)
  else process.nextTick(() => process.emit('warning', warning))
}) as typeof process.emitWarning

// lite logs every refused statement to the console, although the client gets the error in the response.
const inRequest = new AsyncLocalStorage<true>()
/** The error with which Postgres refused the current request, as separate fields. */
interface Refusal extends Error {
  code: string
  detail?: string
  hint?: string
}
const isRefusal = (value: unknown): value is Refusal =>
  value instanceof Error && /^(?!XX)[0-9A-Z]{5}$/.test(String((value as { code?: unknown }).code ?? ''))

/**
 * Converts PGlite's error for a value that it cannot encode, such as an object for a text; such a query never reaches
 * Postgres.
 */
function encodingError(error: unknown): Refusal | undefined {
  const type = error instanceof Error && /^Invalid input for (\w+) type$/.exec(error.message)?.[1]
  return type
    ? Object.assign(new Error(`invalid input syntax for type ${type}`), { code: '22P02' })
    : undefined
}

const consoleError = console.error
let quieted = false
function quietRefusals() {
  if (quieted) return
  quieted = true
  console.error = (...values: unknown[]) => {
    if (!(inRequest.getStore() && values.some((value) => isRefusal(value) || encodingError(value))))
      consoleError(...values)
  }
}

/** The HTTP status that PostgREST returns for a Postgres error (docs.postgrest.org, “Errors”). */
function statusOf(code: string): number {
  if (/^PT\d{3}$/.test(code)) return Number(code.slice(2))
  if (code === 'P0001' || /^(22|23514|23502|42P10|44)/.test(code)) return 400
  if (code === '23503' || code === '23505') return 409
  if (code === '25006') return 405
  if (code === '42501') return 403
  if (code === '53400' || /^(09|25|2D|38|39|3B|40|54|55|57|58|F0|HV|P0|XX)/.test(code)) return 500
  if (/^(08|53)/.test(code)) return 503
  return 400
}

/** Whether brackets are nested deeper than in any legitimate request; the parsers would overflow. */
function isTooDeep(body: ArrayBuffer): boolean {
  let depth = 0
  let inText = false
  let escaped = false
  for (const byte of new Uint8Array(body)) {
    if (inText) {
      if (escaped) escaped = false
      else if (byte === 0x5c) escaped = true
      else if (byte === 0x22) inText = false
    } else if (byte === 0x22) inText = true
    else if (byte === 0x5b || byte === 0x7b) {
      if (++depth > 200) return true
    } else if (byte === 0x5d || byte === 0x7d) depth--
  }
  return false
}

/** Whether a body is a JSON object whose texts can be stored: lite crashes on anything else. */
function isForm(body: ArrayBuffer): boolean {
  if (body.byteLength === 0 || isTooDeep(body)) return true
  try {
    const text = new TextDecoder().decode(body)
    const value: unknown = JSON.parse(text)
    if (typeof value !== 'object' || value === null || /\\u0000/.test(text)) return false
    return !('email' in value) || value.email === null || typeof value.email === 'string'
  } catch {
    return true // lite itself reports invalid JSON.
  }
}

/** Records the Postgres error of a refused statement: lite answers most refusals without code and detail. */
function keepRefusals(db: PGlite, keep: (refusal: Refusal) => void) {
  const query = db.query.bind(db)
  db.query = (async (text: string, params?: unknown[], options?: object) => {
    try {
      return await query(text, params, options)
    } catch (error) {
      const refusal = isRefusal(error) ? error : encodingError(error)
      if (inRequest.getStore() && refusal) keep(refusal)
      throw error
    }
  }) as PGlite['query']
}

/**
 * PostgREST answers `count=estimated` exactly up to `max_rows` and with the planner's estimate above; lite always uses
 * the estimate, and reports three rows as four. Its query for the plan passes through here, inside the request's own
 * transaction.
 */
function countLikePostgrest(db: PGlite, maxRows: number) {
  const explain = 'EXPLAIN (FORMAT JSON) '
  const query = db.query.bind(db)
  db.query = (async (text: string, params?: unknown[], options?: object) => {
    if (inRequest.getStore() && text.startsWith(explain)) {
      const counted = `select count(*)::int as n from (select 1 from (${text.slice(explain.length)}) as found limit ${maxRows + 1}) as counted`
      const { rows } = await query<{ n: number }>(counted, params)
      const n = rows[0]?.n ?? 0
      if (n <= maxRows) return { rows: [{ 'QUERY PLAN': [{ Plan: { 'Plan Rows': n } }] }], fields: [] }
      const planned = await query<{ 'QUERY PLAN': [{ Plan: { 'Plan Rows': number } }] }>(
        text,
        params,
        options,
      )
      const plan = planned.rows[0]?.['QUERY PLAN'][0].Plan
      // At least the number of rows just counted.
      if (plan) plan['Plan Rows'] = Math.max(plan['Plan Rows'], n)
      return planned
    }
    return query(text, params, options)
  }) as PGlite['query']
}

/** A body's values by name; empty if it is not an object. */
function parsed(body: ArrayBuffer | null): Record<string, unknown> {
  try {
    return Object(JSON.parse(new TextDecoder().decode(body ?? new ArrayBuffer(0))))
  } catch {
    return {}
  }
}

const jsonPathEquals = /"([^"]+)"((?:->>?(?:'[^']*'|\d+))+) = \$(\d+)/g

/**
 * If a JSON path is compared with a regular expression, lite tests for equality. The request tells which comparisons
 * were meant as `match` and `imatch`.
 */
function matchInDocuments(db: PGlite, asked: () => URL | undefined) {
  const query = db.query.bind(db)
  db.query = (async (text: string, params?: unknown[], options?: object) => {
    const filters = [...(asked()?.searchParams ?? [])].map(([key, value]) => `${key}=${value}`).join('&')
    if (!/->.*match\./.test(filters)) return query(text, params, options)
    const meant = text.replace(jsonPathEquals, (equals, column: string, keys: string, place: string) => {
      const path = `${column}${keys.replaceAll("'", '')}`
      // Compares the whole expression: an equal text may be the beginning of another expression on the same path, as
      // the empty one always is.
      const was = (operator: string) =>
        ['.', '=']
          .flatMap((between) => [`${path}${between}${operator}.`, `${path}${between}not.${operator}.`])
          .map((start) => `${start}${params?.[Number(place) - 1]}`)
          .some((test) => [',', ')', '&'].some((end) => `${filters}&`.includes(test + end)))
      const operator = was('imatch') ? '~*' : was('match') ? '~' : '='
      return operator === '=' ? equals : equals.replace(/ = (?=\$\d+$)/, ` ${operator} `)
    })
    return query(meant, params, options)
  }) as PGlite['query']
}

/** Returns a function that tells whether a column of the address's table holds text. */
function holdsText(db: PGlite, { pathname }: URL) {
  return async (column: string): Promise<boolean> => {
    const { rows } = await db.query<{ category: string }>(
      `select typcategory as category from pg_attribute join pg_type t on t.oid = atttypid
       where attrelid = to_regclass('public.' || quote_ident($1)) and attname = $2`,
      [pathname.split('/')[3] ?? '', column],
    )
    return rows[0]?.category === 'S'
  }
}

/** Hosted Storage returns a signed address under another name, and relative to its own root. */
function signedLikeHosted({ signedUrl, ...rest }: { signedUrl?: string }) {
  return signedUrl ? { ...rest, signedURL: signedUrl.replace(/^\/storage\/v1/, '') } : rest
}

/**
 * Supabase's REST, auth and storage API on an embedded database, with the access that a browser may have: the
 * publishable key, anonymous or as a signed-in person. No token reaches the service role; only the secret key does,
 * which only programs that can read this database's directory have.
 */
export async function createApi(options: ApiOptions): Promise<Api> {
  const { connection, jwtSecret, secretKey, queue, filesDir, onMail } = options
  quietRefusals()
  setExperimental('storage', true)
  const maxRows = 1_000
  const db = connection.driver
  /** The address of the current request (there is one at a time). */
  let current: URL | undefined
  const app = new App({
    connection,
    api: { max_rows: maxRows },
    storage: { enabled: true, file_size_limit: '10MiB' },
    auth: {
      jwt_secret: jwtSecret,
      jwt_expiry: 3_600,
      enable_refresh_token_rotation: true,
      refresh_token_reuse_interval: 10,
      publishable_key: publishableKey,
      ...(secretKey && { secret_key: secretKey }),
      enable_signup: false,
      minimum_password_length: 8,
      site_url: 'http://localhost:5173',
      additional_redirect_urls: ['http://localhost:*/**', 'http://127.0.0.1:*/**'],
    },
    options: {
      server: { admin: false },
      drivers: {
        email: {
          async send({ to, subject, text }) {
            const token = /[?&]token=([^&\s]+)/.exec(text ?? '')?.[1]
            if (!token || !current) return
            // lite drops the page to return to, and the port.
            const link = new URL('/auth/v1/verify', current)
            link.searchParams.set('token', token)
            link.searchParams.set('type', /[?&]type=([^&\s]+)/.exec(text ?? '')?.[1] ?? 'recovery')
            link.searchParams.set('redirect_to', current.searchParams.get('redirect_to') ?? current.origin)
            onMail?.({ to: String(to), subject, link: link.href })
          },
        },
      },
    },
  })
  app._storageAdapter = createStorage(filesDir)
  await app.ensureSystemSchema()
  // Otherwise lite's first request grants ALL on every table of every schema with row security to anon and
  // authenticated.
  ;(connection as unknown as { rlsState: string }).rlsState = 'active'
  // Inside the counting wrapper, which sends the query again to get its plan.
  matchInDocuments(db, () => current)
  countLikePostgrest(db, maxRows)
  /** Why the database refused the current request. */
  let refusal: Refusal | undefined
  keepRefusals(db, (why) => {
    refusal = why
  })

  /** Whether a request for an emailed link or code would create an account: lite creates one even if sign-up is off. */
  async function makesAccount(url: URL, body: ArrayBuffer | null): Promise<boolean> {
    if (!/^\/auth\/v1\/(otp|magiclink)\/?$/.test(url.pathname)) return false
    const { email, phone } = parsed(body)
    const { rows } = await db.query<{ known: boolean }>(
      'select exists (select from auth.users where lower(email) = lower($1) or phone = $2) as known',
      [String(email ?? ''), String(phone ?? '')],
    )
    return !rows[0]?.known
  }

  /** PostgREST passes the request's data to the database as settings; lite does so for functions only. */
  const tellRequest = (request?: Request, url?: URL) =>
    db.query(
      `select set_config('request.headers', $1, false), set_config('request.method', $2, false), set_config('request.path', $3, false)`,
      request && url
        ? [
            JSON.stringify(Object.fromEntries(request.headers)),
            request.method,
            url.pathname.slice('/rest/v1'.length),
          ]
        : ['', '', ''],
    )

  return {
    async fetch(request) {
      const url = new URL(request.url)
      const rest = url.pathname.startsWith('/rest/v1/')
      if (!rest && !/^\/(auth|storage)\/v1\//.test(url.pathname)) {
        return json(404, {
          message: `There is no ${url.pathname} here; the API has /rest/v1, /auth/v1 and /storage/v1.`,
        })
      }
      // The library empties a bucket for anyone who may read one of its files; a hosted project checks the right to
      // delete each of them.
      if (request.method !== 'GET' && isBucketPath(url.pathname)) {
        return json(403, { statusCode: '403', message: 'Buckets are made by migrations.' })
      }
      const headers = new Headers(request.headers)
      // Clients send an opaque key as a bearer token too, although it is not one.
      const isWorker = secretKey !== undefined && rest && headers.get('apikey') === secretKey
      if (isWorker && headers.get('authorization') === `Bearer ${secretKey}`) headers.delete('authorization')
      const role = isWorker && !headers.has('authorization') ? undefined : claimedRole(request)
      if (role !== undefined && role !== 'authenticated' && role !== 'anon') {
        return json(401, {
          code: 'PGRST301',
          details: null,
          hint: null,
          message: `A token with role ${role} is not accepted here.`,
        })
      }
      // The request's body is read before the queue, so that a slow sender delays nobody, and the response's body
      // inside it, so that nothing of this request still runs beside the next one.
      const body = request.body ? await request.arrayBuffer() : null
      // An image may contain any bytes.
      const isFile = url.pathname.startsWith('/storage/') && !/json/i.test(headers.get('content-type') ?? '')
      if (body && url.pathname.startsWith('/auth/') && !isForm(body)) {
        return json(400, {
          code: 400,
          error_code: 'validation_failed',
          msg: 'The body is not what it should be.',
        })
      }
      if (body && !isFile && isTooDeep(body)) {
        return json(400, {
          code: 'PGRST102',
          details: null,
          hint: null,
          message: 'The body is nested too deeply.',
        })
      }
      const refusedFor = rest ? refusedRows(request.method, url) : undefined
      if (refusedFor) return json(400, { ...refusedFor, details: null, hint: null })
      return queue(() =>
        inRequest.run(true, async () => {
          if (request.signal.aborted) return new Response(null, { status: 499 })
          current = url
          refusal = undefined
          try {
            if (await makesAccount(url, body)) {
              return json(422, {
                code: 422,
                error_code: 'otp_disabled',
                msg: 'Signups not allowed for otp',
              })
            }
            if (rest) await tellRequest(request, url)
            if (rest) current = await inDialect(url, holdsText(db, url))
            const whole = new Request(current, { method: request.method, headers, body })
            const patched =
              rest &&
              request.method === 'PATCH' &&
              patchThenRead(db, app.fetch, { url: current, headers, body })
            const response = (await patched) || (await app.fetch(whole))
            const answered = await response.arrayBuffer()
            // A transaction left open by a failure would affect all later requests. If PGlite could not encode a value,
            // it answers the next query with the same failure again.
            if (response.status >= 400) await db.query('rollback').catch(() => db.query('rollback'))
            if (
              refusal &&
              response.status === 500 &&
              new TextDecoder().decode(answered).includes('"code":"SUP"')
            ) {
              const { code: told, message, detail = null, hint = null } = refusal as Refusal
              // A value that cannot be encoded for its column's type, such as an object for an array.
              const code = told === '08P01' ? '22P02' : told
              return json(statusOf(code), { code, message, details: detail, hint })
            }
            // The library answers unknown paths with an HTML page.
            if (response.headers.get('content-type')?.startsWith('text/html')) {
              return json(404, { message: `There is no ${url.pathname} here.` })
            }
            if (
              request.method === 'POST' &&
              response.ok &&
              url.pathname.startsWith('/storage/v1/object/sign/')
            ) {
              return json(200, signedLikeHosted(JSON.parse(new TextDecoder().decode(answered))))
            }
            const empty = bodiless.has(response.status) || request.method === 'HEAD'
            return new Response(empty ? null : answered, {
              status: response.status,
              headers: response.headers,
            })
          } finally {
            current = undefined
            if (rest) await tellRequest()
          }
        }),
      )
    },
  }
}
