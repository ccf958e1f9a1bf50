import type { HttpError } from '@refinedev/core'
import {
  type ConsoleErrorFields,
  type Described,
  type ErrorKind,
  expired,
  type Failure,
  fromStatus,
  timeoutText,
} from './failures'
import { fromPostgres } from './postgresErrors'

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
