/**
 * Where to go after signing in: the address in `?to=` if it is within the console, otherwise the home page. Addresses
 * of other sites are never followed, however they are written.
 */
export function returnPath(search: string, origin: string): string {
  const to = new URLSearchParams(search).get('to')
  if (!to?.startsWith('/')) return '/'
  try {
    const url = new URL(to, origin)
    // The parsed path too may begin with two slashes, which a router or browser reads as another host.
    if (url.origin !== origin || url.pathname.startsWith('//') || url.pathname === '/sign-in') return '/'
    return url.pathname + url.search + url.hash
  } catch {
    return '/'
  }
}

/** The address of the sign-in page that returns to the given page. */
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
