/**
 * Where to go after signing in: the address in `?to=` when it lies within the console, else home.
 * Addresses of other sites are never followed, whatever way they are written.
 */
export function returnPath(search: string, origin: string): string {
  const to = new URLSearchParams(search).get('to')
  if (!to?.startsWith('/')) return '/'
  try {
    const url = new URL(to, origin)
    // Also the parsed path may begin with two slashes, which a router or browser takes for another host.
    if (url.origin !== origin || url.pathname.startsWith('//') || url.pathname === '/sign-in') return '/'
    return url.pathname + url.search + url.hash
  } catch {
    return '/'
  }
}

/** The address of the sign-in page that comes back to the given place. */
export function signInPath({
  pathname,
  search,
  hash,
}: {
  pathname: string
  search: string
  hash: string
}): string {
  const to = pathname + search + hash
  return to === '/' ? '/sign-in' : `/sign-in?to=${encodeURIComponent(to)}`
}
