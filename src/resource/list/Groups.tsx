import { CloseOutlined } from '@ant-design/icons'
import { type BaseRecord, useList } from '@refinedev/core'
import { Button } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { countText } from '@/ui/countText'
import { Row, Truncate } from '@/ui/layout'
import { pluralText } from '@/ui/pluralText'
import type { AnyRow } from '../define'
import { type Field, isEmpty } from '../field'
import { filterOfGroup, narrowed } from '../query/groups'
import type { ListModel } from '../query/listModel'
import { type ListGroups, listGroups } from './figures'
import { useListFigure } from './useListFigure'
import './figures.css'

interface GroupsProps {
  list: ListModel
  /** The column by which the rows are grouped and counted. */
  by: string
}

/** The number of groups shown at first, and at most. */
const shownAtFirst = 12
const most = 100

/** The number of filtered rows for each value of a column; each links to exactly those rows. */
export default function Groups({ list, by }: GroupsProps) {
  const { resource, controls } = list
  const field = resource.fields[by] as Field
  const [isWhole, setWhole] = useState(false)
  const { data, isError, refetch } = useListFigure(
    list,
    {
      name: 'groups',
      args: { by },
      read: (rpc, matching, signal) =>
        rpc('list_groups', { ...matching, field: by, most }, { signal, result: listGroups }),
    },
    true,
  )
  const values = data?.values ?? []
  const nameOf = useNames(field, values)
  const shown = isWhole ? values : values.slice(0, shownAtFirst)
  const rest = data ? data.count - values.reduce((sum, { count }) => sum + count, 0) : 0
  return (
    <Row
      as="section"
      gap={12}
      align="start"
      wrap
      className="groups small below-8"
      aria-label={`Grouped by ${field.label}`}
    >
      <Row as="span" gap={4} inline className="groups-head fixed quiet">
        By <strong className="loud">{field.label.toLowerCase()}</strong>
        <Button
          type="text"
          size="small"
          icon={<CloseOutlined aria-hidden />}
          aria-label="No groups"
          title="No groups"
          onClick={() => controls.setBy(undefined)}
        />
      </Row>
      {data ? null : isError ? (
        <span>
          The groups could not be counted.{' '}
          <button type="button" className="link-button" onClick={() => void refetch()}>
            Try again
          </button>
        </span>
      ) : (
        <span className="loading-bar" role="status" aria-label="Counting…" />
      )}
      <Row as="ul" gap={6} align="stretch" wrap className="groups-list">
        {shown.map(({ value, count }) => (
          <li key={JSON.stringify(value)}>
            <Link
              className="group row inline gap-8 pill hoverable relative"
              to={controls.queryWith({
                ...narrowed(controls.state, filterOfGroup(resource, by, value)),
                by: undefined,
              })}
            >
              <Truncate>{nameOf(value)}</Truncate>
              <span className="tabular quiet">{countText(count, false)}</span>
              <span
                className="group-share"
                style={{ width: `${(100 * count) / Math.max(1, values[0]?.count ?? 1)}%` }}
                aria-hidden
              />
            </Link>
          </li>
        ))}
      </Row>
      {data && values.length > shownAtFirst ? (
        <button type="button" className="link-button" onClick={() => setWhole(!isWhole)}>
          {isWhole ? 'Show fewer' : `Show ${values.length} groups`}
        </button>
      ) : null}
      {data && rest > 0 && isWhole ? (
        <span className="quiet">
          and {pluralText(rest, 'row')} in {pluralText(data.groups - values.length, 'smaller group')}
        </span>
      ) : null}
    </Row>
  )
}

/** Returns the label of each value of a column. */
function useNames(field: Field, values: ListGroups['values']): (value: unknown) => React.ReactNode {
  const { relation } = field
  const key = relation?.key ?? ''
  const ids = relation ? values.flatMap(({ value }) => (value === null ? [] : [String(value)])) : []
  const { result, query } = useList<BaseRecord>({
    resource: relation?.table ?? '',
    pagination: { pageSize: most },
    filters: [{ field: key, operator: 'in', value: ids }],
    meta: {
      select: [...new Set([key, relation?.title, ...(relation?.also ?? [])])].filter(Boolean).join(','),
      count: 'none',
      tieBreak: key,
    },
    queryOptions: { enabled: ids.length > 0 },
    errorNotification: false,
  })
  if (!relation) return (value) => (isEmpty(value) ? 'Empty' : field.show(value, {}, 'list'))
  const names = new Map(
    (result?.data ?? []).map((other: AnyRow) => [
      String(other[key]),
      relation.name ? relation.name(other) : other[relation.title],
    ]),
  )
  return (value) => {
    if (isEmpty(value)) return 'Empty'
    const name = names.get(String(value))
    // The person may not be allowed to see the related row's name.
    return isEmpty(name) ? (query.isLoading ? '…' : String(value).slice(0, 8)) : String(name)
  }
}
