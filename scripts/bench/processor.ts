import { readFileSync } from 'node:fs'
import type { Client } from 'pg'

/**
 * Returns the processor time that a connection's server process has used so far, in milliseconds, which does not depend
 * on other load of the machine; NaN if the server does not run here, on Linux.
 */
export async function processorClock(client: Client): Promise<() => number> {
  const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid')
  return () => {
    try {
      // The figures follow the process name, which may contain spaces; the 12th and 13th are hundredths of a second.
      const figures = readFileSync(`/proc/${rows[0]?.pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? []
      return (Number(figures[11]) + Number(figures[12])) * 10
    } catch {
      return Number.NaN
    }
  }
}
