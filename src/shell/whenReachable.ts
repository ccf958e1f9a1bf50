import { isReplacement } from '@/ui/memoryStorage'

const pauses = [1_000, 2_000, 4_000, 8_000, 15_000]
const storageKey = 'introalignment.reloads'

// If a file stays missing although the server answers, the page would reload endlessly; without storage that survives a
// reload, the reloads cannot be counted.
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
 * Waits until the page's server answers again, with growing intervals between tries and at once when the network is
 * back. If a reload did not help just before, waits until the next one is allowed. `false` if it was cancelled.
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
