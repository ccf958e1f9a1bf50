import type { ReactNode } from 'react'
import { initials } from '@/ui/initials'
import type { AnyRow, Resource } from '../define'

interface IdentityProps {
  resource: Resource
  row: AnyRow
  /** It is no more. */
  gone?: boolean
  /** Wraps the name, usually in a link. */
  children?: (name: ReactNode) => ReactNode
}

/** What a record is: initials where it is a person, its name, and one quiet fact. */
export function Identity({ resource, row, gone, children = (name) => name }: IdentityProps) {
  const title = resource.title(row) || 'Unnamed'
  const secondary = resource.secondary?.(row)
  return (
    <span className="identity">
      {resource.avatar ? (
        <span className="identity-avatar" aria-hidden>
          {initials(title)}
        </span>
      ) : null}
      <span className="identity-text">
        <span className="identity-name">{children(title)}</span>
        {gone ? <span className="identity-gone">gone</span> : null}
        {secondary ? <span className="identity-secondary">{secondary}</span> : null}
      </span>
    </span>
  )
}
