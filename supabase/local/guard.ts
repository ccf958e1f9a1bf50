import { existsSync } from 'node:fs'
import { join, posix } from 'node:path'

/** The project files that a browser needs during development. */
const served = ['src', 'node_modules', 'public', 'index.html']

/** Folders in which tools keep data beside the packages, such as prepared databases; Vite serves only its own there. */
const kept = /^node_modules\/\.(?!vite\/)/

/**
 * Whether an address leads to a file of this machine that the console does not need: the embedded database with its
 * signing secret, settings, anything outside the project. Vite's own `fs.deny` checks names, not locations.
 */
export function isPrivatePath(root: string, address: string): boolean {
  let path = address.split(/[?#]/)[0] ?? ''
  // Decoded until nothing changes: `%252e` becomes a dot when decoded twice.
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
  // Vite removes these prefixes from the id of a module, which may be a file name.
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
  // Vite also accepts a file's absolute path as an address.
  const relative = (path.startsWith(`${home}/`) ? path.slice(home.length) : path).slice(1)
  if (kept.test(relative)) return true
  const top = relative.split('/')[0] ?? ''
  return top !== '' && !top.startsWith('@') && !served.includes(top) && existsSync(join(root, top))
}

/** Whether an address is that of a bucket itself, and not of a file in it, as the library's router parses it. */
export function isBucketPath(path: string): boolean {
  try {
    return /^\/storage\/v1\/+bucket/i.test(decodeURIComponent(path))
  } catch {
    return true
  }
}
