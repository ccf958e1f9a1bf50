import { HolderOutlined, PlusOutlined } from '@ant-design/icons'
import {
  closestCenter,
  DndContext,
  type DragEndEvent,
  KeyboardSensor,
  PointerSensor,
  type UniqueIdentifier,
  useSensor,
  useSensors,
} from '@dnd-kit/core'
import {
  arrayMove,
  SortableContext,
  sortableKeyboardCoordinates,
  useSortable,
  verticalListSortingStrategy,
} from '@dnd-kit/sortable'
import { useList } from '@refinedev/core'
import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import type { InferOutput } from 'valibot'
import { useEntries } from '@/resource/entries'
import { useRefresh } from '@/resource/query/useRefresh'
import { useRpc } from '@/resource/query/useRpc'
import type { TableRow } from '@/supabase/rows'
import { Row, Stack } from '@/ui/layout'
import { howToMove, moveAnnouncements } from '@/ui/moveAnnouncements'
import { useNotify } from '@/ui/notify'
import { ErrorState, LoadingState } from '@/ui/states'
import { useSingleRun } from '@/ui/useSingleRun'
import { problems, triedSequence } from './results'
import { StepEditor } from './StepEditor'
import { Template } from './TemplateText'
import { type Variant, Variants } from './Variants'

export type Step = TableRow<'sequence_emails'>

/** The target of the editor: an email, or a variant of one. */
export interface Writing {
  step?: Step
  variant?: Variant | 'new'
}

/** The emails of a sequence in order. They can be moved by dragging or by keyboard, edited, and checked. */
export default function SequenceSteps({ row: sequence }: { row: TableRow<'outreach_sequences'> }) {
  const { may } = useEntries()
  const mayEdit = may(['growth']) && sequence.state !== 'archived'
  const [editing, setEditing] = useState<Writing>()
  const { result, query } = useList<Step>({
    resource: 'sequence_emails',
    filters: [{ field: 'sequence_id', operator: 'eq', value: sequence.id }],
    sorters: [{ field: 'position', order: 'asc' }],
    pagination: { pageSize: 20 },
    meta: { select: '*', count: 'none', tieBreak: 'id' },
    errorNotification: false,
  })
  const steps = result?.data ?? []
  const { result: further } = useList<Variant>({
    resource: 'sequence_variants',
    filters: [{ field: 'sequence_email_id', operator: 'in', value: steps.map(({ id }) => id) }],
    sorters: [{ field: 'created_at', order: 'asc' }],
    pagination: { pageSize: 100 },
    meta: { select: '*', count: 'none', tieBreak: 'id' },
    queryOptions: { enabled: steps.length > 0 },
    errorNotification: false,
  })
  const variants = further?.data ?? []
  return (
    <section className="record-section">
      <Row gap={16} justify="between" wrap="tight" className="below-4">
        <h2>Emails</h2>
        {mayEdit && steps.length < 20 ? (
          <Button size="small" icon={<PlusOutlined aria-hidden />} onClick={() => setEditing({})}>
            Add email
          </Button>
        ) : null}
      </Row>
      {query.error ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} size="small" />
      ) : query.isLoading ? (
        <LoadingState rows={3} />
      ) : steps.length === 0 ? (
        <p className="quiet">No email yet. Write the first one to be able to activate the sequence.</p>
      ) : (
        <StepList
          sequence={sequence}
          steps={steps}
          variants={variants}
          mayEdit={mayEdit}
          onEdit={setEditing}
        />
      )}
      <Checks sequence={sequence} steps={steps} variants={variants} onEdit={(step) => setEditing({ step })} />
      {editing ? (
        <StepEditor
          sequence={sequence}
          {...editing}
          position={(steps.at(-1)?.position ?? 0) + 1}
          onClose={() => setEditing(undefined)}
        />
      ) : null}
    </section>
  )
}

interface StepListProps {
  sequence: TableRow<'outreach_sequences'>
  steps: readonly Step[]
  variants: readonly Variant[]
  mayEdit: boolean
  onEdit: (writing: Writing) => void
}

function StepList({ sequence, steps, variants, mayEdit, onEdit }: StepListProps) {
  const rpc = useRpc()
  const notify = useNotify()
  const refresh = useRefresh()
  // The new order after a move, until the database has confirmed it.
  const [moved, setMoved] = useState<readonly string[]>()
  const order = moved?.length === steps.length ? moved : steps.map(({ id }) => id)
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: 3 } }),
    useSensor(KeyboardSensor, { coordinateGetter: sortableKeyboardCoordinates }),
  )
  const drop = async ({ active, over }: DragEndEvent) => {
    if (!over || active.id === over.id) return
    const next = arrayMove([...order], order.indexOf(String(active.id)), order.indexOf(String(over.id)))
    setMoved(next)
    try {
      await rpc('reorder_steps', { sequence_id: sequence.id, steps: next })
    } catch (error) {
      notify.error(error)
    }
    await refresh()
    setMoved(undefined)
  }
  const placeOf = (id: UniqueIdentifier) => `place ${order.indexOf(String(id)) + 1} of ${order.length}`
  const nameOf = (id: UniqueIdentifier) => `“${steps.find((one) => one.id === id)?.subject}”`
  let days = 0
  return (
    <DndContext
      sensors={sensors}
      collisionDetection={closestCenter}
      onDragEnd={(event) => void drop(event)}
      accessibility={{
        announcements: moveAnnouncements(nameOf, placeOf),
        screenReaderInstructions: { draggable: howToMove('an email') },
      }}
    >
      <SortableContext items={[...order]} strategy={verticalListSortingStrategy}>
        <ol className="lined" aria-label="Emails">
          {order.map((id, index) => {
            const step = steps.find((one) => one.id === id)
            if (!step) return null
            days += step.delay_days
            return (
              <StepRow
                key={id}
                step={step}
                place={index + 1}
                day={days}
                variants={variants.filter(({ sequence_email_id }) => sequence_email_id === id)}
                mayEdit={mayEdit}
                onEdit={(variant) => onEdit({ step, variant })}
              />
            )
          })}
        </ol>
      </SortableContext>
    </DndContext>
  )
}

interface StepRowProps {
  step: Step
  place: number
  /** Days since enrolment. */
  day: number
  variants: readonly Variant[]
  mayEdit: boolean
  onEdit: (variant?: Variant | 'new') => void
}

/** When an email goes. The wait moves with an email, so the first one, moved down, goes on the day of another. */
function waitText(days: number, place: number): string {
  if (days > 0) return `${days} d after ${place === 1 ? 'enrolment' : 'the one before'}`
  return place === 1 ? 'at once' : 'at once after the one before'
}

function StepRow({ step, place, day, variants, mayEdit, onEdit }: StepRowProps) {
  const { attributes, listeners, setNodeRef, transform, transition } = useSortable({
    id: step.id,
    disabled: !mayEdit,
  })
  return (
    <Row
      as="li"
      ref={setNodeRef}
      gap={8}
      align="start"
      data-off={!step.active || undefined}
      style={{
        background: 'var(--console-page)',
        transform: transform ? `translateY(${transform.y}px)` : undefined,
        transition,
      }}
    >
      {mayEdit ? (
        <button
          type="button"
          className="handle quiet"
          aria-label={`Move email ${place}`}
          {...attributes}
          {...listeners}
        >
          <HolderOutlined aria-hidden />
        </button>
      ) : null}
      <span className="quiet tabular" style={{ minWidth: 18 }}>
        {place}
      </span>
      <Stack as="span" className="narrow">
        <button type="button" className="still anywhere" onClick={() => onEdit()} disabled={!mayEdit}>
          <Template text={step.subject} />
        </button>
        <span className="quiet small">
          <span className={place > 1 && step.delay_days === 0 ? 'wrong' : undefined}>
            {waitText(step.delay_days, place)}
          </span>{' '}
          · day {day}
          {step.active ? '' : ' · switched off'} · version {step.version}
        </span>
        <Variants step={step} variants={variants} mayEdit={mayEdit} onEdit={onEdit} />
      </Stack>
    </Row>
  )
}

interface ChecksProps {
  sequence: TableRow<'outreach_sequences'>
  steps: readonly Step[]
  variants: readonly Variant[]
  onEdit: (step: Step) => void
}

/**
 * The problems that prevent the activation of the sequence,
 * and a test of its merge fields with the enrolled leads.
 */
function Checks({ sequence, steps, variants, onEdit }: ChecksProps) {
  const rpc = useRpc()
  const notify = useNotify()
  const [run, isRunning] = useSingleRun()
  const [tried, setTried] = useState<InferOutput<typeof triedSequence>>()
  const checks = useQuery({
    queryKey: [
      'check-sequence',
      sequence.id,
      sequence.updated_at,
      [...steps, ...variants].map(({ updated_at }) => updated_at).join(),
    ],
    queryFn: () => rpc('check_sequence', { sequence_id: sequence.id }, { result: problems }),
  })
  const tryOut = async () => {
    try {
      setTried(await rpc('try_sequence', { sequence_id: sequence.id }, { result: triedSequence }))
    } catch (error) {
      notify.error(error)
      return false
    }
  }
  return (
    <div className="above-16">
      <Row gap={16} justify="between" wrap="tight" className="below-4">
        <h3>Checks</h3>
        <Button size="small" loading={isRunning} onClick={() => void run(tryOut)}>
          Try on 50 enrolled
        </Button>
      </Row>
      {checks.error ? (
        <ErrorState error={checks.error} onRetry={() => void checks.refetch()} size="small" />
      ) : checks.data?.length === 0 ? (
        <p className="quoted pad-y-4" data-tone="green">
          {sequence.state === 'active' ? 'All checks hold.' : 'Nothing keeps it from being activated.'}
        </p>
      ) : (
        <ul aria-label="What keeps it from being activated">
          {(checks.data ?? []).map(({ code, words, email }) => {
            const step = steps.find(({ id }) => id === email)
            return (
              <li key={`${code} ${email} ${words}`} className="quoted pad-y-4" data-tone="red">
                {step ? (
                  <button type="button" className="still anywhere" onClick={() => onEdit(step)}>
                    {words}
                  </button>
                ) : (
                  words
                )}
              </li>
            )
          })}
        </ul>
      )}
      {tried ? (
        <p className="quiet small" role="status">
          {tried.leads === 0
            ? 'Nobody is enrolled yet.'
            : tried.empty.length === 0
              ? `Tried on ${tried.leads} of those enrolled: no field is empty.`
              : `Tried on ${tried.leads}: ${tried.empty.map(({ step, field, leads }) => `{{${field}}} in email ${step} is empty for ${leads}`).join('; ')}.`}
        </p>
      ) : null}
    </div>
  )
}
