/**
 * Parses a Postgres timestamp: both `2026-11-22 14:36:14.93+00`, as the embedded backend sends it, and ISO 8601, as
 * hosted projects do. A text without a zone is in UTC; a date alone is midnight in UTC. Returns an invalid Date for
 * anything else.
 */
export function parseTimestamp(text: string): Date {
  const match =
    /^(\d{4,}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2})?)(\.\d+)?\s*(Z|[+-]\d{2}(?::?\d{2})?)?)?$/i.exec(
      text.trim(),
    )
  if (!match) return new Date(Number.NaN)
  const [, day, clock = '00:00:00', fraction = '', zone = 'Z'] = match
  return new Date(`${day}T${clock}${fraction.slice(0, 4)}${isoZone(zone)}`)
}

function isoZone(zone: string): string {
  if (/^z$/i.test(zone)) return 'Z'
  const digits = zone.slice(1).replace(':', '').padEnd(4, '0')
  return `${zone[0]}${digits.slice(0, 2)}:${digits.slice(2)}`
}
