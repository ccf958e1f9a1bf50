import { existsSync } from 'node:fs'
import { join, posix } from 'node:path'

/** What a browser needs of the project's files while it is developed. */
const served = ['src', 'node_modules', 'public', 'index.html']

/** What tools keep beside the packages, such as databases that are ready to be used; Vite serves of it what it made itself. */
const kept = /^node_modules\/\.(?!vite\/)/

/**
 * Whether an address leads to a file of this machine that the console does not need: the embedded database with its
 * signing secret, settings, anything outside the project. Vite's own `fs.deny` knows names, not places.
 */
export function isPrivatePath(root: string, address: string): boolean {
  let path = address.split(/[?#]/)[0] ?? ''
  // Decoded until nothing changes: `%252e` is a dot to whoever decodes twice.
  for (let round = 0; round < 5; round++) {
    try {
      const decoded = decodeURIComponent(path)
      if (decoded === path) break
      path = decoded
    } catch {
      return true
    }
  }
  if (path.includes('\0')) return true
  path = posix.normalize(`/${path.replaceAll('\\', '/')}`).replace(/^\/+/, '/')
  // Before the id of a module, which may be a file's name, Vite takes these away.
  for (let inner = ''; inner !== path; ) {
    inner = path
    path = posix
      .normalize(path.replace(/^\/@id\//, '/').replace(/^\/(__x00__|file:)/, '/'))
      .replace(/^\/+/, '/')
  }
  const home = root.replaceAll('\\', '/').replace(/\/+$/, '')
  if (path.startsWith('/@fs/')) {
    const file = path.slice('/@fs'.length)
    const inside = file.startsWith(`${home}/`) ? file.slice(home.length + 1) : undefined
    return !inside || !/^(src|node_modules)\//.test(inside) || kept.test(inside)
  }
  // Vite also takes the whole name of a file for an address.
  const relative = (path.startsWith(`${home}/`) ? path.slice(home.length) : path).slice(1)
  if (kept.test(relative)) return true
  const top = relative.split('/')[0] ?? ''
  return top !== '' && !top.startsWith('@') && !served.includes(top) && existsSync(join(root, top))
}

/** Whether an address leads to the buckets themselves, not to files in them, as the library's router reads it. */
export function isBucketPath(path: string): boolean {
  try {
    return /^\/storage\/v1\/+bucket/i.test(decodeURIComponent(path))
  } catch {
    return true
  }
}
