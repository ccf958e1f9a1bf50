import { type LinkProps, useNavigate } from 'react-router'
import type { AnyRow, Resource } from '../define'

/** The links from a list to its records, each of which opens over the list. */
export interface RecordLinks {
  linkTo: (row: AnyRow) => { to: string; state: LinkProps['state'] }
  /** With `replace`, it replaces the open record in the browser's history. */
  open: (row: AnyRow, replace?: boolean) => void
  edit: (row: AnyRow) => void
  create: () => void
}

/** The list with its address stays underneath while a record is open over it. */
export function useRecordLinks(resource: Resource): RecordLinks {
  const navigate = useNavigate()
  const search = window.location.search
  const over = { over: true }
  const pathTo = (row: AnyRow) => `${resource.path}/${encodeURIComponent(String(row[resource.key]))}`
  const open = (row: AnyRow, replace = false) => navigate(`${pathTo(row)}${search}`, { state: over, replace })
  return {
    linkTo: (row) => ({ to: `${pathTo(row)}${search}`, state: over }),
    open,
    edit: (row) =>
      resource.form?.fixed?.(row) ? open(row) : navigate(`${pathTo(row)}/edit${search}`, { state: over }),
    create: () => navigate(`${resource.path}/new${search}`, { state: over }),
  }
}
