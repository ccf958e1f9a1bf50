import { columns } from '@/supabase/columns'
import type { Resource } from '../define'

/**
 * PostgREST's select for a resource: its declared columns without the heavy ones, its key and version, and its embedded
 * rows. Columns that the page does not declare are not read.
 */
export function listSelect(resource: Resource, also: readonly string[] = []): string {
  const known = columns[resource.table] ?? {}
  const names = new Set<string>([resource.key, ...resource.titleColumns, ...also])
  if ('updated_at' in known) names.add('updated_at')
  if ('state' in known) names.add('state')
  for (const [name, field] of Object.entries(resource.fields)) {
    if (!field.heavy) names.add(name)
    if (field.currency && field.currency in known) names.add(field.currency)
  }
  const own = [...names].join(',')
  return resource.embed ? `${own},${resource.embed}` : own
}
