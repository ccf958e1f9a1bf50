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

/** An error with a message of the console, in the shape that Refine expects from a provider. */
export class ConsoleError extends Error implements HttpError {
  [key: string]: unknown
  kind: ErrorKind
  /** The HTTP status; 0 if there was no response. */
  statusCode: number
  /** Messages by the name of the column they belong to. */
  errors?: Record<string, string>
  /** The error code of Postgres, PostgREST or Auth. */
  code?: string
  /** The server's original message, if ours replaces it: for developers. */
  details?: string
  hint?: string
  /** With a conflict: the current record in the database. */
  current?: Record<string, unknown>
  /** With a bulk change that succeeded for some records only: the keys that were changed and those that were not. */
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
 * Whether a failed read should be tried again: TanStack Query's `retry`. Only for temporary failures, twice at most.
 * Writes are never repeated, and the retries of supabase-js are switched off, so that retries do not multiply.
 */
export function retryRead(failures: number, error: unknown): boolean {
  if (failures >= 2 || !(error instanceof ConsoleError)) return false
  return (
    error.kind === 'offline' || error.kind === 'busy' || (error.kind === 'server' && error.statusCode >= 502)
  )
}

/**
 * Turns any failure of supabase-js (a PostgREST body, an Auth error, a failed fetch) into a ConsoleError. `status` is
 * the HTTP status of the response, 0 or undefined if there was none; `table` is the queried table, if known, used to
 * find the column that a constraint belongs to.
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
      status ??
      (typeof source.status === 'number'
        ? source.status
        : statusWithoutResponse(text('name'), text('message'))),
  }
}

/** The status of an error that has none: a failed fetch is a TypeError, but so are many programming errors of ours. */
function statusWithoutResponse(name: string, message: string): number {
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

/** The error codes of Auth: supabase.com/docs/guides/auth/debugging/error-codes. */
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
