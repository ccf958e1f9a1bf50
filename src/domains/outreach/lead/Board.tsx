import {
  DndContext,
  type DragEndEvent,
  DragOverlay,
  PointerSensor,
  pointerWithin,
  useDraggable,
  useDroppable,
  useSensor,
  useSensors,
} from '@dnd-kit/core'
import { type BaseRecord, useList } from '@refinedev/core'
import { useMemo, useState } from 'react'
import { Link } from 'react-router'
import { withoutChartParam } from '@/charts/params'
import type { AnyRow, Resource } from '@/resource/define'
import { StateMark } from '@/resource/fields/options'
import { toCrudFilters } from '@/resource/query/crudFilters'
import type { ListState } from '@/resource/query/listUrl'
import { useListState } from '@/resource/query/useListState'
import { RecordLink } from '@/resource/RecordLink'
import { ActionDialog } from '@/resource/show/ActionDialog'
import { StateChange } from '@/resource/show/StateChange'
import { useStateChange } from '@/resource/show/useStateChange'
import { useTransitions } from '@/resource/useTransitions'
import { countText } from '@/ui/countText'
import { Row, Stack, Truncate } from '@/ui/layout'
import { ErrorState, LoadingState } from '@/ui/states'
import { useSingleRun } from '@/ui/useSingleRun'
import styles from './board.module.css'

/** The most cards in a column; the list shows all leads. */
const shown = 25

interface BoardProps {
  resource: Resource
  state: ListState
}

/**
 * The leads of a filtered list as a board with one column for each state. A card is moved by dragging or with
 * its button; if the database refuses, the card moves back and the reason is shown.
 */
export default function Board({ resource, state }: BoardProps) {
  const options = resource.fields.state?.options ?? []
  const asked = state.match === 'all' ? state.filters.find(({ field }) => field === 'state') : undefined
  const columns = asked?.op === 'any' ? options.filter(({ value }) => asked.value.includes(value)) : options
  const [held, setHeld] = useState<AnyRow>()
  // The card's new column, shown until the database has answered.
  const [moved, setMoved] = useState<{ row: AnyRow; to: string }>()
  const [asking, setAsking] = useState<{ row: AnyRow; to: string }>()
  const change = useStateChange(resource)
  const [run] = useSingleRun()
  const rules = useTransitions(resource.table)
  const sensors = useSensors(useSensor(PointerSensor, { activationConstraint: { distance: 5 } }))
  const drop = ({ active, over }: DragEndEvent) => {
    setHeld(undefined)
    const row = active.data.current as AnyRow | undefined
    const to = over ? String(over.id) : undefined
    if (!row || !to || row.state === to) return
    const isAllowed = rules.some((rule) => rule.from === row.state && rule.to === to)
    if (isAllowed && resource.states?.ask?.[to]) return setAsking({ row, to })
    setMoved({ row, to })
    void run(() => change(row, to), `${row.id} ${to}`).finally(() => setMoved(undefined))
  }
  return (
    <DndContext
      sensors={sensors}
      collisionDetection={pointerWithin}
      onDragStart={({ active }) => setHeld(active.data.current as AnyRow)}
      onDragCancel={() => setHeld(undefined)}
      onDragEnd={drop}
    >
      <div className={styles.board}>
        {columns.map((option) => (
          <Column
            key={option.value}
            resource={resource}
            state={state}
            option={option}
            moved={moved}
            isClosed={
              held !== undefined &&
              held.state !== option.value &&
              !rules.some(({ from, to }) => from === held.state && to === option.value)
            }
          />
        ))}
      </div>
      <DragOverlay dropAnimation={null}>
        {held ? (
          <div className={`${styles.card} panel`}>
            <Face resource={resource} row={held} />
          </div>
        ) : null}
      </DragOverlay>
      {asking ? (
        <ActionDialog
          resource={resource}
          row={asking.row}
          subject={{
            state: asking.to,
            label: options.find(({ value }) => value === asking.to)?.label ?? asking.to,
          }}
          onClose={() => setAsking(undefined)}
        />
      ) : null}
    </DndContext>
  )
}

interface ColumnProps extends BoardProps {
  option: NonNullable<Resource['fields'][string]['options']>[number]
  moved?: { row: AnyRow; to: string }
  /** The dragged card must not be dropped here. */
  isClosed: boolean
}

function Column({ resource, state, option, moved, isClosed }: ColumnProps) {
  const { setNodeRef, isOver } = useDroppable({ id: option.value })
  const { queryWith } = useListState(resource)
  const filters = useMemo(
    () => [
      ...toCrudFilters(resource, state),
      { field: 'state', operator: 'eq' as const, value: option.value },
    ],
    [resource, state, option.value],
  )
  const { result, query } = useList<BaseRecord>({
    resource: resource.table,
    filters,
    sorters: [{ field: 'score', order: 'desc' }],
    pagination: { pageSize: shown },
    meta: {
      select: 'id,full_name,email,handle,phone,state,score,city,rejected_reason,updated_at',
      count: 'exact',
      tieBreak: 'id',
    },
    errorNotification: false,
  })
  const rows = (result?.data ?? []).filter(({ id }) => id !== moved?.row.id)
  const total = result?.total ?? 0
  const heading = `board-${option.value}`
  const only = { field: 'state', op: 'any' as const, value: [option.value] }
  return (
    <section
      ref={setNodeRef}
      className={`${styles.column} notice narrow`}
      aria-labelledby={heading}
      data-over={(isOver && !isClosed) || undefined}
      data-off={isClosed || undefined}
    >
      <Row as="h2" id={heading} gap={8} justify="between" className="small medium below-8">
        <StateMark option={option} />
        <span className="quiet tabular">{query.isLoading ? '' : countText(total, false)}</span>
      </Row>
      {query.error ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} size="small" />
      ) : query.isLoading ? (
        <LoadingState rows={2} />
      ) : (
        <Stack as="ul" gap={6}>
          {moved?.to === option.value ? (
            <li className={`${styles.card} panel`} data-off>
              <Face resource={resource} row={moved.row} />
            </li>
          ) : null}
          {rows.map((row) => (
            <Card key={String(row.id)} resource={resource} row={row} />
          ))}
        </Stack>
      )}
      {total > shown ? (
        <Link
          className="small"
          to={withoutChartParam(
            queryWith({ filters: [...state.filters.filter(({ field }) => field !== 'state'), only] }),
            'board',
          )}
        >
          All {countText(total, false)}
        </Link>
      ) : null}
    </section>
  )
}

function Card({ resource, row }: { resource: Resource; row: AnyRow }) {
  const { setNodeRef, listeners, isDragging } = useDraggable({ id: String(row.id), data: row })
  return (
    <li ref={setNodeRef} className={`${styles.card} panel`} data-off={isDragging || undefined} {...listeners}>
      <Face resource={resource} row={row} />
      {/* A press on this button must not start a drag. */}
      <span
        className="block above-4"
        style={{ width: 'fit-content' }}
        onPointerDown={(event) => event.stopPropagation()}
      >
        <StateChange resource={resource} row={row} />
      </span>
    </li>
  )
}

function Face({ resource, row }: { resource: Resource; row: AnyRow }) {
  return (
    <Stack as="span" gap={2} className="narrow">
      <Row as="span" gap={8} justify="between">
        <Truncate className="medium">
          <RecordLink table={resource.table} id={String(row.id)}>
            {resource.title(row)}
          </RecordLink>
        </Truncate>
        <span className="quiet tabular">{String(row.score ?? '')}</span>
      </Row>
      <Truncate className="quiet small">
        {[resource.secondary?.(row), row.city].filter(Boolean).join(' · ')}
      </Truncate>
    </Stack>
  )
}
