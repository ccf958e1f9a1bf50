import { Link, type LinkProps } from 'react-router'
import type { AnyRow, Resource } from '../define'
import { isEmpty } from '../fields/field'
import { Identity } from './Identity'
import './list.css'

interface RecordCardsProps {
  resource: Resource
  columns: readonly string[]
  rows: readonly AnyRow[]
  linkTo: (row: AnyRow) => Pick<LinkProps, 'to' | 'state'>
  isStale?: boolean
  label: string
}

/** The rows of a resource where there is no room for a table: the record and its first facts, one under another. */
export function RecordCards({ resource, columns, rows, linkTo, isStale, label }: RecordCardsProps) {
  const shown = columns.filter((name) => !resource.titleColumns.includes(name))
  return (
    <ul className="record-cards" aria-label={label} data-stale={isStale || undefined}>
      {rows.map((row) => (
        <li key={String(row[resource.key])}>
          <Link {...linkTo(row)} className="record-card">
            <Identity resource={resource} row={row} />
            <span className="record-card-facts">
              {shown
                .filter((name) => !isEmpty(row[name]))
                .slice(0, 4)
                .map((name) => {
                  const field = resource.fields[name]
                  return field ? (
                    <span key={name}>
                      {field.options ? null : <span className="record-card-label">{field.label} </span>}
                      {field.relation || field.filter === 'text'
                        ? field.text(row[name], row)
                        : field.show(row[name], row, 'list')}
                    </span>
                  ) : null
                })}
            </span>
          </Link>
        </li>
      ))}
    </ul>
  )
}
