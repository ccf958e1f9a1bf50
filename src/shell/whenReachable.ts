import { isReplacement } from '@/ui/memoryStorage'

const pauses = [1_000, 2_000, 4_000, 8_000, 15_000]
const storageKey = 'introalignment.reloads'

// A file that stays away although the server answers would have the page reload all the time; without a storage that
// outlasts the page, nobody could count.
function mayReload(now: number): boolean {
  try {
    if (isReplacement(sessionStorage)) return false
    const before = JSON.parse(sessionStorage.getItem(storageKey) ?? '[]') as number[]
    const recent = before.filter((at) => now - at < 60_000)
    if (recent.length >= 2) return false
    sessionStorage.setItem(storageKey, JSON.stringify([...recent, now]))
    return true
  } catch {
    return false
  }
}

/**
 * Waits until the server that the page came from answers again, asking at growing intervals and at once when the
 * network is back. Where reloading did not help just before, it waits until that may be tried once more. `false` where
 * it was called off.
 */
export async function whenReachable(
  signal: AbortSignal,
  ask: () => Promise<boolean> = async () =>
    (await fetch('/', { method: 'HEAD', cache: 'no-store', signal: AbortSignal.timeout(10_000) })).ok,
): Promise<boolean> {
  for (let nth = 0; !signal.aborted; nth++) {
    if ((await ask().catch(() => false)) && !signal.aborted && mayReload(Date.now())) return true
    await pause(pauses[Math.min(nth, pauses.length - 1)] ?? 15_000, signal)
  }
  return false
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const go = () => {
      clearTimeout(timer)
      window.removeEventListener('online', go)
      signal.removeEventListener('abort', go)
      resolve()
    }
    const timer = setTimeout(go, milliseconds)
    window.addEventListener('online', go)
    signal.addEventListener('abort', go)
  })
}
