import type { ConsoleClient } from './client'
import { ConsoleError, toConsoleError } from './errors'

/**
 * Requests an address under which a private file can be read for a short time.
 *
 * @param seconds How long the address is valid.
 */
export async function signedAddress(
  client: ConsoleClient,
  bucket: string,
  path: string,
  seconds: number,
): Promise<string> {
  const { data, error } = await client.storage.from(bucket).createSignedUrl(path, seconds)
  if (data) return data.signedUrl
  const { status, statusCode } = error as { status?: number; statusCode?: string }
  if (Number(statusCode) === 404 || status === 404)
    throw new ConsoleError({ kind: 'gone', statusCode: 404, message: 'The file is not there.' })
  throw toConsoleError(error, status)
}
