import type { ReactNode } from 'react'
import { Link, type LinkProps } from 'react-router'
import { Row, Stack } from '@/ui/layout'
import type { AnyRow, Resource } from '../define'
import { type Field, isEmpty } from '../field'
import type { Selection } from '../query/useSelection'
import { identityOf } from './columns'
import { Identity } from './Identity'
import '../fields/values.css'
import './cards.css'

interface RecordCardsProps {
  resource: Resource
  columns: readonly string[]
  rows: readonly AnyRow[]
  linkTo: (row: AnyRow) => Pick<LinkProps, 'to' | 'state'>
  isStale?: boolean
  /** The keys of records that no longer exist. */
  gone?: ReadonlySet<string>
  /** If set, a tap selects a record instead of opening it. */
  selection?: Selection
  label: string
}

/** The rows of a resource on a narrow screen: the record and its first details as cards. */
export function RecordCards({
  resource,
  columns,
  rows,
  linkTo,
  isStale,
  gone,
  selection,
  label,
}: RecordCardsProps) {
  const identity = identityOf(resource)
  const shown = columns.filter((name) => name !== identity)
  return (
    <ul className="record-cards" aria-label={label} data-stale={isStale || undefined}>
      {rows.map((row) => {
        const id = String(row[resource.key])
        const isGone = gone?.has(id)
        const content = (
          <>
            <Identity resource={resource} row={row} gone={isGone} />
            <CardFields resource={resource} names={shown} row={row} />
          </>
        )
        if (selection) {
          return (
            <li key={id} data-gone={isGone || undefined}>
              <Stack
                as="label"
                gap={4}
                className="record-card hoverable"
                data-selected={selection.has(id) || undefined}
              >
                <input
                  type="checkbox"
                  aria-label={`Select ${resource.title(row)}`}
                  checked={selection.has(id)}
                  onChange={() => selection.toggle(row)}
                />
                {content}
              </Stack>
            </li>
          )
        }
        return (
          <li key={id} data-gone={isGone || undefined}>
            {isGone ? (
              <Stack gap={4} className="record-card hoverable">
                {content}
              </Stack>
            ) : (
              <Link {...linkTo(row)} className="record-card hoverable stack gap-4">
                {content}
              </Link>
            )}
          </li>
        )
      })}
    </ul>
  )
}

/** The first few details of a record that have a value. */
function CardFields({ resource, names, row }: { resource: Resource; names: readonly string[]; row: AnyRow }) {
  return (
    <Row as="span" gap={16} wrap="tight" className="record-card-details small">
      {names
        .filter((name) => !isEmpty(row[name]))
        .slice(0, 4)
        .map((name) => {
          const field = resource.fields[name]
          return field ? (
            <span key={name}>
              {field.options ? null : <span className="quiet">{field.label} </span>}
              {inWords(field, row[name], row)}
            </span>
          ) : null
        })}
    </Row>
  )
}

/** Formatted as in the list; but a card is itself a link, so values that would contain a link are shown as text. */
function inWords(field: Field, value: unknown, row: AnyRow): ReactNode {
  const shown = field.show(value, row, 'list')
  if (typeof shown === 'string') return shown
  return field.relation || field.filter === 'text' ? field.text(value, row) : shown
}
