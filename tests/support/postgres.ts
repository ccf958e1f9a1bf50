import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chownSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client, type ClientConfig } from 'pg'

/** A database on a real Postgres, with the schema of the migrations and no data. */
export interface TestDatabase {
  /** Opens another connection as the owner of the tables. */
  connect: () => Promise<Client>
  /** Closes all connections and removes the database, and the server if it was started for it. */
  close: () => Promise<void>
}

const migrationsDir = join(import.meta.dirname, '../../supabase/migrations')

/** The directory of Debian's Postgres programs, newest version first; they are not on the PATH. */
function serverPrograms(): string | undefined {
  const root = '/usr/lib/postgresql'
  const versions = existsSync(root) ? readdirSync(root).sort((a, b) => Number(b) - Number(a)) : []
  return versions
    .map((version) => join(root, version, 'bin'))
    .find((dir) => existsSync(join(dir, 'initdb')) && existsSync(join(dir, 'postgres')))
}

/** Why there is no Postgres to test on; undefined if there is one. */
export function missingPostgres(): string | undefined {
  if (process.env.TEST_DATABASE_URL || serverPrograms()) return undefined
  return 'there is no Postgres here: install the package postgresql, or name a server in TEST_DATABASE_URL'
}

/** Starts a server in a temporary directory, reached through a socket there: no port can be taken. */
async function startServer(dir: string): Promise<{ config: ClientConfig; stop: () => Promise<void> }> {
  const programs = serverPrograms()
  if (!programs) throw new Error(missingPostgres())
  // Postgres refuses to run as root.
  const idOf = (flag: string) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }))
  const person = process.getuid?.() === 0 ? { uid: idOf('-u'), gid: idOf('-g') } : {}
  if (person.uid !== undefined && person.gid !== undefined) chownSync(dir, person.uid, person.gid)
  const data = join(dir, 'data')
  execFileSync(
    join(programs, 'initdb'),
    ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--no-locale', '--no-sync'],
    { ...person, cwd: dir, stdio: 'pipe' },
  )
  const settings = ['listen_addresses=', 'fsync=off', 'synchronous_commit=off', 'max_connections=100']
  const server: ChildProcess = spawn(
    join(programs, 'postgres'),
    ['-D', data, '-k', dir, ...settings.flatMap((setting) => ['-c', setting])],
    { ...person, cwd: dir, stdio: ['ignore', 'ignore', 'pipe'] },
  )
  const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()))
  let said = ''
  await new Promise<void>((resolve, reject) => {
    server.stderr?.on('data', (chunk) => {
      said += chunk
      if (said.includes('ready to accept connections')) resolve()
    })
    server.once('exit', () => reject(new Error(`Postgres did not start.\n${said}`)))
  })
  return {
    config: { host: dir, user: 'postgres', database: 'postgres' },
    async stop() {
      server.kill('SIGINT')
      await ended
    },
  }
}

/** Creates a database on the server of `TEST_DATABASE_URL`, otherwise on a server started for it. */
export async function startPostgres(): Promise<TestDatabase> {
  const url = process.env.TEST_DATABASE_URL
  const dir = url ? undefined : mkdtempSync(join(tmpdir(), 'console-pg-'))
  const server = dir
    ? await startServer(dir)
    : { config: { connectionString: url } as ClientConfig, stop: async () => undefined }
  const name = `console_test_${randomBytes(6).toString('hex')}`
  const clients: Client[] = []
  const connectTo = async (database: string | undefined) => {
    const config = { ...server.config }
    if (config.connectionString && database) {
      const address = new URL(config.connectionString)
      address.pathname = `/${database}`
      config.connectionString = address.href
    } else if (database) config.database = database
    const client = new Client(config)
    await client.connect()
    clients.push(client)
    return client
  }
  const connect = () => connectTo(name)
  const close = async () => {
    const [admin, ...others] = clients
    await Promise.all(others.map((client) => client.end()))
    await admin?.query(`drop database if exists ${name}`)
    await admin?.end()
    await server.stop()
    if (dir) rmSync(dir, { recursive: true, force: true })
  }

  try {
    const first = await connectTo(undefined)
    await first.query(`create database ${name}`)
    const owner = await connect()
    for (const file of readdirSync(migrationsDir).sort()) {
      await owner.query(`begin; ${readFileSync(join(migrationsDir, file), 'utf8')}; commit`)
    }
  } catch (error) {
    await close()
    throw error
  }
  return { connect, close }
}
