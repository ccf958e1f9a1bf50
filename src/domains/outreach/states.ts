import { humanize } from '@/resource/field'

/** How the states of outreach look everywhere. */
export const leadStates = {
  new: 'blue',
  qualified: 'violet',
  contacted: 'amber',
  replied: 'teal',
  converted: 'green',
  rejected: 'grey',
}

/** How the states of a scrape run look. */
export const runStates = {
  queued: 'grey',
  running: 'blue',
  succeeded: 'green',
  partial: 'amber',
  failed: 'red',
  cancelled: 'grey',
}

/** Why runs fail, by what the scrapers call it. */
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

/** Why a run failed, in words. */
export function failureText(kind: unknown): string {
  return typeof kind === 'string' && kind !== '' ? (failures[kind] ?? humanize(kind)) : 'Without a name'
}

/** How the states of a sent mail look. */
export const sendStates = {
  queued: 'grey',
  sent: 'blue',
  delivered: 'blue',
  opened: 'violet',
  clicked: 'green',
  bounced: 'amber',
  complained: 'red',
  failed: 'red',
  skipped: 'grey',
}

/** How the states of an enrollment look. */
export const enrollmentStates = {
  active: 'blue',
  paused: 'amber',
  completed: 'green',
  replied: 'teal',
  bounced: 'red',
  unsubscribed: 'grey',
  stopped: 'grey',
}
