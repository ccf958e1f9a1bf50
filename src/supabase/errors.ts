import type { HttpError } from '@refinedev/core'
import { columns } from './columns'

/** What kind of failure it is: what the console does about it depends on this alone. */
type ErrorKind =
  | 'conflict'
  | 'forbidden'
  | 'gone'
  | 'invalid'
  | 'expired'
  | 'busy'
  | 'offline'
  | 'timeout'
  | 'server'
  | 'aborted'

interface ConsoleErrorFields {
  kind: ErrorKind
  message: string
  statusCode: number
  errors?: Record<string, string>
  code?: string
  details?: string
  hint?: string
  current?: Record<string, unknown>
  changed?: (string | number)[]
  unchanged?: (string | number)[]
}

/** An error in the words of the console, in the shape that Refine expects of a provider. */
export class ConsoleError extends Error implements HttpError {
  [key: string]: unknown
  kind: ErrorKind
  /** The HTTP status; 0 where no answer came. */
  statusCode: number
  /** Messages by the name of the column they belong beside. */
  errors?: Record<string, string>
  /** The code of Postgres, PostgREST or Auth. */
  code?: string
  /** The server's own words where ours replace them: for people who mend the console. */
  details?: string
  hint?: string
  /** With a conflict: the record as it stands in the database now. */
  current?: Record<string, unknown>
  /** With a bulk change that reached only some records: which it changed, and which it did not. */
  changed?: (string | number)[]
  unchanged?: (string | number)[]

  constructor({ message, ...fields }: ConsoleErrorFields) {
    super(message)
    this.name = 'ConsoleError'
    this.kind = fields.kind
    this.statusCode = fields.statusCode
    Object.assign(this, fields)
  }
}

/**
 * Whether a failed read is worth another try: TanStack Query's `retry`. Only for what may pass by itself, twice
 * at most. Writes are never repeated, and supabase-js's own repeats are switched off, so that none multiply.
 */
export function retryRead(failures: number, error: unknown): boolean {
  if (failures >= 2 || !(error instanceof ConsoleError)) return false
  return (
    error.kind === 'offline' || error.kind === 'busy' || (error.kind === 'server' && error.statusCode >= 502)
  )
}

/**
 * Turns any failure of supabase-js (a PostgREST body, an Auth error, a failed fetch) into a ConsoleError.
 * `status` is the response's HTTP status, 0 or undefined where none came; `table` names the table asked,
 * where known, to find the column a constraint belongs to.
 */
export function toConsoleError(error: unknown, status?: number, table?: string): ConsoleError {
  if (error instanceof ConsoleError) return error
  const failure = readFailure(error, status)
  const described =
    fromNetwork(failure) ?? fromPostgres(failure, table) ?? fromAuth(failure) ?? fromStatus(failure)
  const message = described.message ?? ''
  return new ConsoleError({
    ...described,
    message,
    statusCode: described.statusCode ?? failure.status,
    code: failure.code || undefined,
    details:
      [failure.message, failure.details].filter((text) => text && text !== message).join('\n') || undefined,
    hint: failure.hint || undefined,
  })
}

interface Failure {
  name: string
  message: string
  code: string
  details: string
  hint: string
  status: number
}

type Described = Omit<ConsoleErrorFields, 'statusCode'> & { statusCode?: number }

function readFailure(error: unknown, status?: number): Failure {
  const source = (typeof error === 'object' && error !== null ? error : { message: String(error) }) as Record<
    string,
    unknown
  >
  const text = (key: string) => (typeof source[key] === 'string' ? (source[key] as string) : '')
  return {
    name: text('name'),
    message: text('message'),
    code: text('code'),
    details: text('details'),
    hint: text('hint'),
    status:
      status ?? (typeof source.status === 'number' ? source.status : unasked(text('name'), text('message'))),
  }
}

/** The status of an error without one: a failed fetch is a TypeError, and so is many a bug of ours. */
function unasked(name: string, message: string): number {
  return /^(Abort|Timeout)Error$/.test(name) || /fetch|network|load failed/i.test(message) ? 0 : 500
}

function fromNetwork({ name, message, code, status }: Failure): Described | null {
  if (status !== 0 || /^(PGRST|PT)?\d/.test(code)) return null
  if (name === 'AbortError' || message.startsWith('AbortError')) {
    return { kind: 'aborted', message: 'The request was cancelled.' }
  }
  if (name === 'TimeoutError' || message.startsWith('TimeoutError'))
    return { kind: 'timeout', message: timeoutText }
  if (name === 'AuthSessionMissingError') return null
  return {
    kind: 'offline',
    message: 'The server could not be reached. Check the connection, then try again.',
  }
}

const timeoutText =
  'The database took too long to answer, so the request was stopped. Narrow the filters or try again.'
const schemaText =
  'The console asked for something that the database does not have. A migration may not have been applied yet.'

/** What Postgres and PostgREST say, by their codes: docs.postgrest.org “Errors”, Postgres manual appendix A. */
function fromPostgres(failure: Failure, table?: string): Described | null {
  const { code, message, status } = failure
  const own = ownSentence(failure)
  switch (code) {
    case '57014':
      return { kind: 'timeout', message: timeoutText, statusCode: 504 }
    case '23505':
      return fromUnique(failure, table)
    case '23503':
      return fromForeignKey(failure)
    case '23502':
      return fromNotNull(message)
    case '23514':
      return own ?? fromCheck(failure)
    case '23P01':
      return own ?? { kind: 'conflict', message: 'This overlaps with another record, so it was not saved.' }
    case '22001':
      return { kind: 'invalid', message: 'A text is longer than the database accepts. Nothing was saved.' }
    case '22003':
      return { kind: 'invalid', message: 'A number is larger or smaller than the database accepts.' }
    case '22007':
    case '22008':
      return { kind: 'invalid', message: 'A date or time is not valid.' }
    case '22P02':
      return own ?? { kind: 'invalid', message: badInput(message) }
    case '42501':
      // PostgREST answers 401 where nobody is signed in: the session ended under the person's hands.
      if (status === 401) return expired
      return (
        (isStockRefusal(message) ? null : own && { ...own, kind: 'forbidden' as const }) ?? {
          kind: 'forbidden',
          message: 'Your role does not allow this. Nothing was changed.',
        }
      )
    case '40001':
    case '40P01':
    case '55P03':
      return {
        kind: 'conflict',
        statusCode: 409,
        message: 'Someone else was changing the same records. Nothing was changed; try again.',
      }
    case 'P0002':
      return { ...own, kind: 'gone', statusCode: 404, message: own?.message ?? goneText }
    case 'PGRST116':
      return { kind: 'gone', message: goneText, statusCode: 404 }
    case 'PGRST301':
    case 'PGRST302':
    case 'PGRST303':
      return expired
    case 'PGRST200':
    case 'PGRST201':
    case 'PGRST202':
    case 'PGRST204':
    case 'PGRST205':
    case '42P01':
    case '42703':
    case '42883':
      return { kind: 'server', message: schemaText }
  }
  if (/^PT\d{3}$/.test(code)) {
    const refusal = Number(code.slice(2))
    const described = fromStatus({ ...failure, status: refusal })
    return { ...described, ...(message && { message }), ...own, kind: described.kind, statusCode: refusal }
  }
  return own
}

/** A record that is not there and one that row security hides look alike, on purpose. */
export const goneText = 'This record does not exist, or you may not see it.'

const expired: Described = {
  kind: 'expired',
  statusCode: 401,
  message: 'Your session has ended. Sign in again to go on; nothing you typed is lost.',
}

/**
 * A refusal that one of our triggers or functions words itself is passed on as it is. Its `detail` may be a
 * JSON object that names the column it belongs beside: {"field": "due_on"}.
 */
function ownSentence({ code, message, details }: Failure): Described | null {
  const raised = code === 'P0001' || (/^(22|23|42501|P0002)/.test(code) && !isStockMessage(message))
  if (!raised || !message) return null
  const field = fieldOf(details)
  return { kind: 'invalid', message, ...(field && { errors: { [field]: message } }) }
}

function fieldOf(details: string): string | null {
  if (!details.startsWith('{')) return null
  try {
    const { field } = JSON.parse(details) as { field?: unknown }
    return typeof field === 'string' && field ? field : null
  } catch {
    return null
  }
}

/** Postgres begins its messages in lower case; sentences of ours begin with a capital. */
function isStockMessage(message: string): boolean {
  return !/^\p{Lu}/u.test(message)
}

function isStockRefusal(message: string): boolean {
  return isStockMessage(message) || /permission denied|row-level security/.test(message)
}

/** Postgres tells the columns only where row security is off; its constraints are named for them in any case. */
function fromUnique({ message, details }: Failure, table?: string): Described {
  const constraint = /unique constraint "([^"]+)"/.exec(message)?.[1] ?? ''
  const key = /^Key \((.+)\)=\(/.exec(details)?.[1]
  const known = columnsOf(table)
  const inKey = key?.match(/[a-z_][a-z0-9_]*/g)?.filter((word) => !known || word in known)
  const fields = inKey ?? columnsOfConstraint(constraint, table)
  const together = fields.map(words).join(' and ')
  const text =
    fields.length > 1
      ? `Already used by another record in this combination of ${together}.`
      : 'Already used by another record.'
  return {
    kind: 'invalid',
    message: together
      ? `Another record already has this ${together}. Nothing was saved.`
      : 'Another record already has these values. Nothing was saved.',
    ...(fields.length > 0 && { errors: Object.fromEntries(fields.map((field) => [field, text])) }),
  }
}

function fromForeignKey({ details, message }: Failure): Described {
  const user = /still referenced from table "([^"]+)"/.exec(details)?.[1]
  if (user || /^update or delete on table/.test(message)) {
    const users = user ?? /on table "([^"]+)"$/.exec(message)?.[1]
    return {
      kind: 'conflict',
      statusCode: 409,
      message: `This record is still used by ${users ? words(users) : 'other records'}, so it was kept. Remove or change those first.`,
    }
  }
  const [, table, constraint] =
    /on table "([^"]+)" violates foreign key constraint "([^"]+)"/.exec(message) ?? []
  const field = /^Key \((\w+)\)=/.exec(details)?.[1] ?? columnsOfConstraint(constraint ?? '', table)[0]
  const target = /not present in table "([^"]+)"/.exec(details)?.[1]
  const text = `This no longer exists${target ? ` in ${words(target)}` : ''}. Choose another.`
  return {
    kind: 'invalid',
    message: field ? `The chosen ${words(field)} no longer exists. Nothing was saved.` : text,
    ...(field && { errors: { [field]: text } }),
  }
}

function fromNotNull(message: string): Described {
  const field = /column "([^"]+)"/.exec(message)?.[1]
  return field ? required(field) : { kind: 'invalid', message: 'A required field is empty.' }
}

function required(field: string): Described {
  return {
    kind: 'invalid',
    message: `Fill in ${words(field)}. Nothing was saved.`,
    errors: { [field]: 'Required' },
  }
}

/** Constraints are named `<table>_<column>_check` or `<table>_<column>_<rule>_check`. */
function fromCheck({ message }: Failure): Described {
  const constraint = /check constraint "([^"]+)"/.exec(message)?.[1] ?? ''
  const table = /relation "([^"]+)"/.exec(message)?.[1]
  const [field] = columnsOfConstraint(constraint, table)
  // `<table>_<column>_required_check`: needed because of what another column says.
  if (field && /_required_check$/.test(constraint)) return required(field)
  if (field) {
    return {
      kind: 'invalid',
      message: `The value of ${words(field)} is not allowed. Nothing was saved.`,
      errors: { [field]: 'This value is not allowed.' },
    }
  }
  const rule = stripConstraint(constraint, table)
  return {
    kind: 'invalid',
    message: rule
      ? `This breaks the rule “${words(rule)}”. Nothing was saved.`
      : 'The database does not allow these values. Nothing was saved.',
  }
}

/** The columns that a constraint's name begins with, one after the other: `plans_code_currency_key`. */
function columnsOfConstraint(constraint: string, table?: string): string[] {
  const known = Object.keys(columnsOf(table) ?? {}).sort((a, b) => b.length - a.length)
  const found: string[] = []
  let rest = stripConstraint(constraint, table)
  while (rest) {
    const next = known.find((column) => rest === column || rest.startsWith(`${column}_`))
    if (!next) break
    found.push(next)
    rest = rest.slice(next.length + 1)
  }
  return found
}

function columnsOf(table?: string): Record<string, unknown> | undefined {
  return table ? (columns as Record<string, Record<string, unknown>>)[table] : undefined
}

function stripConstraint(constraint: string, table?: string): string {
  const name = constraint.replace(/_(check|key|fkey|idx|excl|unique)\d*$/, '')
  return table && name.startsWith(`${table}_`) ? name.slice(table.length + 1) : name
}

function badInput(message: string): string {
  const value = /: "(.*)"$/s.exec(message)?.[1]
  return value === undefined
    ? 'A value has a form that the database does not accept.'
    : `“${value}” has a form that the database does not accept.`
}

/** Auth's codes: supabase.com/docs/guides/auth/debugging/error-codes. */
function fromAuth({ code, name, status }: Failure): Described | null {
  switch (code) {
    case 'invalid_credentials':
      return { kind: 'invalid', message: 'The email or the password is wrong.' }
    case 'email_not_confirmed':
      return {
        kind: 'forbidden',
        message: 'This email has not been confirmed yet. Open the link in the message sent to it.',
      }
    case 'user_banned':
      return { kind: 'forbidden', message: 'This account is suspended. Ask an administrator.' }
    case 'over_request_rate_limit':
    case 'over_email_send_rate_limit':
      return {
        kind: 'busy',
        message: 'Too many tries in a short time. Wait a minute, then try again.',
        statusCode: 429,
      }
    case 'same_password':
      return {
        kind: 'invalid',
        message: 'The new password must differ from the old one.',
        errors: { password: 'Choose one that differs from the old one.' },
      }
    case 'weak_password':
      return {
        kind: 'invalid',
        message: 'This password is too easy to guess. Choose a longer one.',
        errors: { password: 'Too easy to guess.' },
      }
    case 'otp_expired':
      return { kind: 'expired', message: 'This link has expired or was used already. Ask for a new one.' }
    case 'bad_jwt':
    case 'no_authorization':
    case 'session_not_found':
    case 'session_expired':
    case 'refresh_token_not_found':
    case 'refresh_token_already_used':
    case 'user_not_found':
      return expired
  }
  if (name === 'AuthSessionMissingError') return expired
  if (name === 'AuthRetryableFetchError' && status === 0) {
    return {
      kind: 'offline',
      message: 'The server could not be reached. Check the connection, then try again.',
    }
  }
  return null
}

function fromStatus({ status, message, code }: Failure): Described {
  if (status === 401) return expired
  if (status === 403)
    return { kind: 'forbidden', message: 'Your role does not allow this. Nothing was changed.' }
  if (status === 404 || status === 410) {
    return code || !message ? { kind: 'gone', message: goneText } : { kind: 'server', message: serverText }
  }
  if (status === 408 || status === 504) return { kind: 'timeout', message: timeoutText }
  if (status === 409) {
    return { kind: 'conflict', message: 'This has been changed meanwhile. Nothing was overwritten.' }
  }
  if (status === 413 || status === 414) {
    return {
      kind: 'invalid',
      message: 'This is too much for one request. Take fewer records or a shorter filter.',
    }
  }
  if (status === 429) {
    return { kind: 'busy', message: 'The server is busy. Wait a moment, then try again.' }
  }
  if (status >= 400 && status < 500) {
    return { kind: 'invalid', message: 'The server did not accept this request. Nothing was changed.' }
  }
  if (status >= 200 && status < 300) {
    return { kind: 'server', message: 'The server answered with something that cannot be read. Try again.' }
  }
  return { kind: 'server', message: serverText }
}

const serverText = 'Something went wrong on the server. Try again in a moment.'

/** Turns a name of the schema into words: `lead_sources` → lead sources, `source_id` → source. */
function words(name: string): string {
  return name.replace(/_(id|at|on)$/, '').replace(/_/g, ' ')
}
