import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { startBackend } from '../../../supabase/local/backend.ts'
import { acquireLock } from '../../../supabase/local/lock.ts'
import { signIn, toyProject } from './support.ts'

const server = fileURLToPath(new URL('./server-process.ts', import.meta.url))

/** A backend in a separate process, which writes endlessly and prints each acknowledged number. */
function spawnServer(project: ReturnType<typeof toyProject>) {
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', server, project.dataDir, project.migrationsDir, project.seedFile],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  )
  let out = ''
  let wake = () => {}
  const hear = (chunk?: Buffer | number | null) => {
    if (Buffer.isBuffer(chunk)) out += chunk
    wake()
  }
  child.stdout.on('data', hear)
  child.stderr.on('data', hear)
  child.on('exit', hear)
  const said = async (text: RegExp) => {
    while (!text.test(out)) {
      if (child.exitCode !== null) throw new Error(`The server stopped: ${out}`)
      await new Promise<void>((heard) => {
        wake = heard
      })
    }
  }
  return { child, said, output: () => out, exited: once(child, 'close') }
}

describe('migrations', () => {
  it('are applied once, in order, recorded as the Supabase CLI does, and new ones on a later start', async () => {
    const project = toyProject({
      '002_b.sql': 'alter table public.t add column b int;',
      '001_a.sql': 'create table public.t (a int);',
      'notes.md': 'not a migration',
    })
    const options = { ...project, seedFile: null }
    const write = (file: string, text: string) => writeFileSync(join(project.migrationsDir, file), text)
    const first = await startBackend(options)
    expect(
      await first.sql('select version, name, statements from supabase_migrations.schema_migrations'),
    ).toEqual([
      { version: '001', name: 'a', statements: ['create table public.t (a int);'] },
      { version: '002', name: 'b', statements: ['alter table public.t add column b int;'] },
    ])
    await first.close()

    // A failing migration reports the file, the position and the reason, and is rolled back completely.
    write('003_c.sql', 'create table public.u (a int);\ninsert into public.u\n  values (nonsense);')
    await expect(startBackend(options)).rejects.toThrow(
      /003_c\.sql failed[\s\S]*column "nonsense" does not exist \(SQLSTATE 42703\)[\s\S]*line 3, column 11/,
    )
    write('003_c.sql', 'create table public.u (a int);\ninsert into public.t values (1, 2);')
    const second = await startBackend(options)
    expect(await second.sql('select * from public.t')).toEqual([{ a: 1, b: 2 }])
    await second.close()

    write('001_a.sql', 'create table public.other (a int);')
    await expect(startBackend(options)).rejects.toThrow(/001_a\.sql was changed after.*npm run db:reset/)
    rmSync(join(project.migrationsDir, '001_a.sql'))
    await expect(startBackend(options)).rejects.toThrow(/001_a\.sql .* is missing .*npm run db:reset/)
  })
})

describe('sample data', () => {
  it('is loaded on the first start only, to scale, and sessions survive a restart', async () => {
    const project = toyProject()
    const notes = 'select count(*)::int as n from public.notes'
    const first = await startBackend({ ...project, scale: 2 })
    expect(await first.sql(notes)).toEqual([{ n: 6 }])
    const { access_token } = await signIn(first, 'growth')
    await first.close()
    const second = await startBackend({ ...project, scale: 5 })
    expect(await second.sql(notes)).toEqual([{ n: 6 }])
    const user = await second.fetch(
      new Request('http://localhost/auth/v1/user', {
        headers: { apikey: 'sb_publishable_local', authorization: `Bearer ${access_token}` },
      }),
    )
    expect(user.status).toBe(200)
    await second.close()
  })

  it('that fails is told with its place, and loaded whole once it is mended', async () => {
    const project = toyProject(undefined, 'insert into public.numbers values (1, 1);\nselect nothing();')
    await expect(startBackend(project)).rejects.toThrow(
      /seed\.sql could not be loaded[\s\S]*line 2, column 8/,
    )
    writeFileSync(project.seedFile, 'insert into public.numbers values (1, 1);')
    const backend = await startBackend(project)
    expect(await backend.sql('select count(*)::int as n from public.numbers')).toEqual([{ n: 5001 }])
    await backend.close()
  })
})

describe('the data directory', () => {
  it('keeps all that was acknowledged when the server is killed while it writes', async () => {
    const project = toyProject()
    const { child, said, output, exited } = spawnServer(project)
    await said(/wrote 25\n/)
    child.kill('SIGKILL')
    await exited
    const acknowledged = Number(
      output()
        .match(/wrote (\d+)\n/g)
        ?.at(-1)
        ?.slice(6),
    )
    const backend = await startBackend(project)
    const [row] = await backend.sql<{ rows: number; last: number }>(
      `select count(*)::int as rows, max(split_part(body, ' ', 2)::int) as last from public.notes where body like 'written %'`,
    )
    await backend.close()
    // One more row may have been committed, whose acknowledgement was lost when the process was killed.
    expect(row?.last).toBeGreaterThanOrEqual(acknowledged)
    expect(row?.rows).toBe(row?.last)
  }, 120_000)

  it('belongs to one server at a time; the second one stops and says why', async () => {
    const project = toyProject()
    const backend = await startBackend(project)
    await expect(startBackend(project)).rejects.toThrow(`Another server (process ${process.pid})`)
    const { child, output, exited } = spawnServer(project)
    await exited
    expect(child.exitCode).toBe(1)
    expect(output()).toContain(`Another server (process ${process.pid}) is using the database`)
    expect(await backend.sql('select 1 as alive')).toEqual([{ alive: 1 }])
    await backend.close()
    expect(existsSync(join(project.dataDir, 'server.lock'))).toBe(false)
  })

  it.each([
    ['of a process that is gone', { pid: 2 ** 22 + 1, started: 'then' }],
    ['whose process number belongs to another process now', { pid: process.pid, started: 'long ago' }],
  ])('is taken over from a lock %s', (_, holder) => {
    const { dir } = toyProject()
    writeFileSync(join(dir, 'server.lock'), JSON.stringify(holder))
    const release = acquireLock(dir)
    expect(JSON.parse(readFileSync(join(dir, 'server.lock'), 'utf8')).pid).toBe(process.pid)
    expect(() => acquireLock(dir)).toThrow('Another server')
    release()
  })

  it.runIf(process.platform === 'linux').each([
    ['deleted', (file: string) => rmSync(file)],
    ['written over', (file: string) => writeFileSync(file, '{"pid": "x')],
  ])('stays its owner’s when the lock is %s', (_, spoil) => {
    const { dir } = toyProject()
    const release = acquireLock(dir)
    spoil(join(dir, 'server.lock'))
    expect(() => acquireLock(dir)).toThrow(`Another server (process ${process.pid})`)
    release()
  })

  it('that was left half created is created anew', async () => {
    const project = toyProject()
    const first = await startBackend(project)
    await first.close()
    rmSync(join(project.dataDir, 'created'))
    rmSync(join(project.dataDir, 'pgdata/global'), { recursive: true })
    const second = await startBackend(project)
    expect((await signIn(second, 'admin')).status).toBe(200)
    await second.close()
  })
})
