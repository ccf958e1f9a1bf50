import { readFileSync } from 'node:fs'
import type { Client } from 'pg'

/**
 * Tells what a connection's process on the server has used of a processor so far, in milliseconds, which others on the
 * machine do not lengthen; not a number where the server does not run here, on Linux.
 */
export async function processorClock(client: Client): Promise<() => number> {
  const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid')
  return () => {
    try {
      // Behind its name, which may hold spaces, come its figures; the 12th and 13th are hundredths of a second.
      const figures = readFileSync(`/proc/${rows[0]?.pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? []
      return (Number(figures[11]) + Number(figures[12])) * 10
    } catch {
      return Number.NaN
    }
  }
}
