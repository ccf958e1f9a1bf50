import type { AnyRow, Resource } from '../define'

/** The page of a resource that the URL means: a new record, or one that is shown or edited. */
export type RecordRoute = { kind: 'new' } | { kind: 'show' | 'edit'; id: string }

/** The links between the parts of a resource's page. */
export interface RecordNav {
  toList: () => void
  toRecord: (id: string) => void
  toEdit: (id: string) => void
  to: (url: string) => void
}

/** The props that a record's page and drawer share. */
export interface RecordProps {
  resource: Resource
  route: RecordRoute
  initial?: AnyRow
  nav: RecordNav
}
