import { humanize } from '@/resource/field'

/** Labels of the failure kinds that scrapers report. */
const failures: Readonly<Record<string, string>> = {
  http_403: 'The site refused (403)',
  http_404: 'The page is gone (404)',
  http_429: 'Asked too often (429)',
  http_500: 'The site is broken (500)',
  http_503: 'The site is overloaded (503)',
  timeout: 'Took too long',
  layout_changed: 'The page looks different now',
  robots_disallow: 'Not allowed by robots.txt',
  dns: 'The address was not found',
}

/** The reason of a failed run as text. */
export function failureText(kind: unknown): string {
  return typeof kind === 'string' && kind !== '' ? (failures[kind] ?? humanize(kind)) : 'Without a name'
}

/** URL of exactly the runs that failed in the same way in the last days. */
export function failedRunsUrl(fingerprint: string, days: number): string {
  return `/scrape-runs?error_fingerprint=any:${fingerprint}&state=any:failed,partial&queued_at=last:${days}d`
}
