import { HttpResponse, http, passthrough } from 'msw'
import { setupServer } from 'msw/node'
import { afterAll, afterEach, beforeAll } from 'vitest'
import { backendUrl } from './backend.ts'

/**
 * The network between page and backend for the tests of one file: unchanged, except for the faults that a test adds.
 */
export function faultyNetwork() {
  const faults = setupServer()
  beforeAll(() => faults.listen({ onUnhandledRequest: 'bypass' }))
  afterEach(() => faults.resetHandlers())
  afterAll(() => faults.close())
  return faults
}

/** The faults of an expired session: a write is refused, and so is the renewal of its token. */
export function endedSession(write: (typeof http)['patch'], url: string) {
  return [
    write(url, () => HttpResponse.json({ code: 'PGRST303', message: 'JWT expired' }, { status: 401 })),
    http.post(`${backendUrl()}/auth/v1/token`, ({ request }) =>
      new URL(request.url).searchParams.get('grant_type') === 'refresh_token'
        ? HttpResponse.json(
            { code: 400, error_code: 'refresh_token_not_found', msg: 'Invalid Refresh Token' },
            { status: 400 },
          )
        : passthrough(),
    ),
  ]
}
