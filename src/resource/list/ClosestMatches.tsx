import { type BaseRecord, useDataProvider } from '@refinedev/core'
import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import type { ReactNode } from 'react'
import type { LinkProps } from 'react-router'
import { Row } from '@/ui/layout'
import { LoadingState } from '@/ui/states'
import { useIsPhone } from '@/ui/useIsPhone'
import { type AnyRow, type Resource, relationsOf } from '../define'
import { toCrudFilters } from '../query/crudFilters'
import type { ListModel } from '../query/listModel'
import { listSelect } from '../query/listSelect'
import { useRpc } from '../query/useRpc'
import { RecordCards } from '../table/RecordCards'
import { RecordTable } from '../table/RecordTable'

interface ClosestMatchesProps {
  list: ListModel
  linkTo: (row: AnyRow) => Pick<LinkProps, 'to' | 'state'>
  onOpen: (row: AnyRow) => void
  /** Shown if there are no similar records either. */
  children: ReactNode
}

/**
 * If nothing contains the searched text: the records with the most similar text, among those that match the filters.
 */
export default function ClosestMatches({ list, linkTo, onOpen, children }: ClosestMatchesProps) {
  const { resource, controls, columns, entry } = list
  const { search, match, filters, groups } = controls.state
  const isPhone = useIsPhone()
  const { rows, isLoading } = useClosest(resource, { search, match, filters, groups })
  if (isLoading) return <LoadingState rows={4} />
  if (!rows?.length) return children
  return (
    <section aria-label="Closest matches">
      <Row as="p" gap={12} wrap="tight" className="above-16 below-8" role="status">
        <span>
          Nothing contains <strong>“{search}”</strong>. Closest matches:
        </span>
        <Button type="text" size="small" onClick={() => controls.setSearch('')}>
          Clear search
        </Button>
      </Row>
      {isPhone ? (
        <RecordCards
          resource={resource}
          columns={columns.map(({ name }) => name)}
          rows={rows}
          linkTo={linkTo}
          label={`${entry.label}, closest matches`}
        />
      ) : (
        <RecordTable
          resource={resource}
          columns={columns}
          rows={rows}
          linkTo={linkTo}
          onOpen={onOpen}
          label={`${entry.label}, closest matches`}
        />
      )}
    </section>
  )
}

function useClosest(
  resource: Resource,
  {
    search,
    match,
    filters,
    groups,
  }: Pick<ListModel['controls']['state'], 'search' | 'match' | 'filters' | 'groups'>,
) {
  const provider = useDataProvider()()
  const rpc = useRpc()
  const via = resource.list.search?.split('.').slice(0, -1)[0]
  const searchRequest = {
    target: resource.table,
    query: search,
    filters: toCrudFilters(resource, { search: '', match, filters, groups }),
    relations: relationsOf(resource),
    via: via ?? null,
  }
  const { data, isLoading } = useQuery({
    queryKey: ['closest', searchRequest],
    queryFn: async ({ signal }) => {
      const closest = await rpc('closest_records', searchRequest, { signal })
      const ids = closest.map(({ id }) => id)
      if (ids.length === 0) return []
      const found = await provider.getMany?.<BaseRecord>({
        resource: resource.table,
        ids,
        meta: { select: listSelect(resource), signal },
      })
      const rows = (found?.data ?? []) as AnyRow[]
      const byId = new Map(rows.map((row) => [String(row[resource.key]), row]))
      return ids.flatMap((id): AnyRow[] => {
        const row = byId.get(id)
        return row ? [row] : []
      })
    },
    retry: false,
    staleTime: 60_000,
  })
  return { rows: data, isLoading }
}
