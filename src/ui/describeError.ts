/** What a person is told about an error: what happened, what was kept, what to do. */
interface ErrorDescription {
  kind: string
  title: string
  detail: string
  /** Whether trying again may help. */
  canRetry: boolean
}

interface Known {
  kind?: string
  message?: string
  /** With a conflict: the current state of the record. */
  current?: unknown
}

const reading: Record<string, Omit<ErrorDescription, 'kind'>> = {
  offline: {
    title: 'No connection',
    detail: 'The server could not be reached. This page loads by itself as soon as the connection is back.',
    canRetry: true,
  },
  timeout: {
    title: 'This took too long',
    detail:
      'The database stopped the search at its time limit. Narrow the filters or the dates, then try again.',
    canRetry: true,
  },
  forbidden: {
    title: 'No access',
    detail: 'Your roles do not allow you to see this. Ask an admin if your work needs it.',
    canRetry: false,
  },
  gone: {
    title: 'Not found',
    detail: 'This record does not exist any more, or you may not see it.',
    canRetry: false,
  },
  expired: {
    title: 'Your session has ended',
    detail: 'Sign in again to go on. Nothing that you typed is lost.',
    canRetry: true,
  },
  busy: {
    title: 'Too many requests',
    detail: 'The server asks for a pause. Wait a moment, then try again.',
    canRetry: true,
  },
  server: {
    title: 'The server had a problem',
    detail: 'It could not answer this time. Nothing was changed. Try again in a moment.',
    canRetry: true,
  },
}

const writing: Record<string, Omit<ErrorDescription, 'kind'>> = {
  offline: {
    title: 'No connection',
    detail:
      'The connection was lost before an answer came: the change may be saved or not. What you typed is still here: when the connection is back, check whether the change is there, then try again.',
    canRetry: true,
  },
  timeout: {
    title: 'This took too long',
    detail:
      'The answer did not come in time. What you entered is still here: check whether the change is there, then try again, with fewer records if it was many.',
    canRetry: true,
  },
  conflict: {
    title: 'Changed by someone else',
    detail:
      'The record changed since you opened it. Nothing was overwritten and your entries are kept: look at the newer values, then save again.',
    canRetry: false,
  },
  gone: {
    title: 'The record is gone',
    detail: 'It was deleted meanwhile, or you may not see it any more. Nothing was changed.',
    canRetry: false,
  },
  expired: {
    title: 'Not saved: your session has ended',
    detail: 'Nothing was changed and your entries are kept. Sign in again, then repeat it.',
    canRetry: true,
  },
  busy: {
    title: 'Not saved: too many requests',
    detail: 'Nothing was changed and your entries are kept. Wait a moment, then try again.',
    canRetry: true,
  },
  server: {
    title: 'The server had a problem',
    detail: 'Your entries are kept. Check whether the change is there, then try again.',
    canRetry: true,
  },
}

/**
 * The message for any error. Where the database explains itself (a refused value, a rule, a record in use), its own
 * words are used; every other error is worded here, separately for reading and for writing.
 */
export function describeError(error: unknown, during: 'read' | 'write' = 'read'): ErrorDescription {
  const known: Known = error instanceof Object ? error : {}
  const kind = known.kind ?? 'server'
  if (
    kind === 'invalid' ||
    (kind === 'forbidden' && during === 'write') ||
    (kind === 'conflict' && !known.current)
  ) {
    return {
      kind,
      title: during === 'write' ? 'Not saved' : 'This could not be shown',
      detail: known.message || 'A value was not accepted.',
      canRetry: false,
    }
  }
  const all = during === 'write' ? writing : reading
  return { kind, ...(all[kind] ?? all.server!) }
}
