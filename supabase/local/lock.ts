import { execFileSync } from 'node:child_process'
import {
  closeSync,
  linkSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'

interface Holder {
  pid: number
  started: string
}

/** Another running process holds the data directory. */
class LockedError extends Error {
  override name = 'LockedError'
  constructor(dir: string, holder: Holder | undefined) {
    super(
      `Another server (process ${holder?.pid ?? 'unknown'}) is using the database in ${dir}. Two at once would destroy data, ` +
        'so this one stops; nothing was changed. Stop the other server, or set CONSOLE_DATA_DIR to another directory.',
    )
  }
}

/**
 * When a process started, as a text that no two processes share even if the pid is reused; undefined if there is no
 * such process.
 */
function startOf(pid: number): string | undefined {
  try {
    if (process.platform === 'linux') {
      const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
      // The command's name may contain spaces and parentheses: count fields after the last one. Field 3 is the state.
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
      return fields[0] === 'Z' ? undefined : `${boot}:${fields[19]}`
    }
    if (process.platform === 'win32') {
      process.kill(pid, 0)
      return 'running'
    }
    const started = execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim()
    return started || undefined
  } catch {
    return undefined
  }
}

/** The holder named in a lock file; undefined if there is none or it cannot be read. */
function readHolder(file: string): Holder | undefined {
  try {
    const holder = JSON.parse(readFileSync(file, 'utf8')) as Holder
    return typeof holder.pid === 'number' && typeof holder.started === 'string' ? holder : undefined
  } catch {
    return undefined
  }
}

const same = (a: Holder | undefined, b: Holder | undefined) => a?.pid === b?.pid && a?.started === b?.started

/** A lock file is created empty and filled a moment later: a new unreadable one is still being written. */
function isYoung(file: string): boolean {
  try {
    return Date.now() - statSync(file).mtimeMs < 2_000
  } catch {
    return false
  }
}

/** The files that a process has open; those of other users' processes cannot be read. */
function openFiles(pid: string): string[] {
  try {
    return readdirSync(`/proc/${pid}/fd`).flatMap((fd) => {
      try {
        return [readlinkSync(`/proc/${pid}/fd/${fd}`)]
      } catch {
        return [] // Closed in the meantime.
      }
    })
  } catch {
    return []
  }
}

/**
 * The running process that has the lock file open, even if its name or content has changed: a deleted or overwritten
 * lock is valid as long as its owner runs. Works only on Linux.
 */
function openedBy(file: string): Holder | undefined {
  if (process.platform !== 'linux') return undefined
  const pid = readdirSync('/proc').find(
    (name) =>
      /^\d+$/.test(name) && openFiles(name).some((open) => open === file || open === `${file} (deleted)`),
  )
  return pid ? { pid: Number(pid), started: startOf(Number(pid)) ?? '' } : undefined
}

/** Removes the lock of a dead process, unless another process has just taken it over: then its lock is restored. */
function removeStale(file: string, stale: Holder | undefined): void {
  const aside = `${file}.${process.pid}`
  try {
    renameSync(file, aside)
    if (!same(readHolder(aside), stale)) linkSync(aside, file)
  } catch {
    // Deleted or replaced in the meantime: the caller's next attempt to create the file decides.
  } finally {
    rmSync(aside, { force: true })
  }
}

/**
 * Locks a data directory for this process; the lock of a dead process is taken over at once.
 * @returns a function that releases it (also called when the process exits).
 * @throws LockedError if a running process holds it.
 */
export function acquireLock(dir: string): () => void {
  mkdirSync(dir, { recursive: true })
  const file = join(realpathSync(dir), 'server.lock')
  const owner = openedBy(file)
  if (owner) throw new LockedError(dir, owner)
  const own: Holder = { pid: process.pid, started: startOf(process.pid) ?? '' }
  const content = JSON.stringify(own)
  for (let attempt = 0; ; attempt++) {
    try {
      writeFileSync(file, content, { flag: 'wx' })
      break
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
    const holder = readHolder(file)
    const alive = holder ? startOf(holder.pid) === holder.started : isYoung(file)
    if (alive || attempt > 10) throw new LockedError(dir, holder)
    removeStale(file, holder)
  }
  const handle = process.platform === 'linux' ? openSync(file, 'r') : undefined
  // For systems that cannot tell which process has a file open.
  const renewal = setInterval(() => {
    try {
      if (!same(readHolder(file), own)) writeFileSync(file, content)
    } catch {
      // The directory itself was deleted.
    }
  }, 1_000).unref()
  const release = () => {
    process.removeListener('exit', release)
    clearInterval(renewal)
    if (handle !== undefined) closeSync(handle)
    const holder = readHolder(file)
    if (!holder || same(holder, own)) rmSync(file, { force: true })
  }
  process.on('exit', release)
  return release
}
