/** The kind of a failure, which alone decides how the console handles it. */
export type ErrorKind =
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

/** The fields of a ConsoleError. */
export interface ConsoleErrorFields {
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

/** A failure as received, in one common shape. */
export interface Failure {
  name: string
  message: string
  code: string
  details: string
  hint: string
  status: number
}

/** A failure with the console's message; without a status here, it keeps its own. */
export type Described = Omit<ConsoleErrorFields, 'statusCode'> & { statusCode?: number }

/** The message shown if the database was too slow. */
export const timeoutText =
  'The database took too long to answer, so the request was stopped. Narrow the filters or try again.'

/** A record that does not exist and one that row security hides give the same message on purpose. */
export const notFoundText = 'This record does not exist, or you may not see it.'

/** The error for a session that has ended. */
export const expired: Described = {
  kind: 'expired',
  statusCode: 401,
  message: 'Your session has ended. Sign in again to go on; nothing you typed is lost.',
}

/** The error for a response that has only an HTTP status. */
export function fromStatus({ status, message, code }: Failure): Described {
  if (status === 401) return expired
  if (status === 403)
    return { kind: 'forbidden', message: 'Your role does not allow this. Nothing was changed.' }
  if (status === 404 || status === 410) {
    return code || !message
      ? { kind: 'gone', message: notFoundText }
      : { kind: 'server', message: serverText }
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
