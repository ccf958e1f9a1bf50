import type { ReactNode } from 'react'
import { initials } from '@/ui/initials'
import { Row, Truncate } from '@/ui/layout'
import type { AnyRow, Resource } from '../define'

interface IdentityProps {
  resource: Resource
  row: AnyRow
  /** The record no longer exists. */
  gone?: boolean
  /** Wraps the name, usually in a link. */
  children?: (name: ReactNode) => ReactNode
}

/** The identity of a record: initials for a person, its name, and a secondary fact. */
export function Identity({ resource, row, gone, children = (name) => name }: IdentityProps) {
  const title = resource.title(row)
  const secondary = resource.secondary?.(row)
  return (
    <Row as="span" gap={8} className="identity narrow">
      {resource.avatar ? (
        <span className="disc fixed quiet bold" aria-hidden>
          {initials(title)}
        </span>
      ) : null}
      <Row as="span" gap={8} align="baseline" className="narrow">
        <Truncate className="identity-name medium">{children(title)}</Truncate>
        {gone ? <span className="chip fixed tiny">gone</span> : null}
        {secondary ? <Truncate className="identity-secondary quiet plain">{secondary}</Truncate> : null}
      </Row>
    </Row>
  )
}
