import { useQuery } from '@tanstack/react-query'
import { Alert, Button, Form, Input, Modal, Radio, Select } from 'antd'
import { useEffect, useId, useRef, useState } from 'react'
import { columns } from '@/supabase/columns'
import type { ConsoleError } from '@/supabase/errors'
import { describeError } from '@/ui/describeError'
import { useNotify } from '@/ui/notify'
import type { AnyRow } from '../define'
import { useEntries } from '../entries'
import { type Field, isEmpty } from '../fields/field'
import { FieldInputs, problemsOf, storedValues, useFieldErrors } from '../form/FieldInputs'
import { countText } from '../list/countText'
import type { ListHandle } from '../list/handle'
import { useRefresh } from '../show/useRefresh'
import { useTransitions } from '../useTransitions'
import { Effect, type Preview } from './Effect'
import { type BulkRequest, type Outcome, perform } from './operation'
import { Report } from './Report'
import { Running } from './Running'
import { recordsText, targetOf } from './target'
import { useCall } from './useCall'
import { changeable, type Offer } from './useOffers'
import { useUndo } from './useUndo'
import './bulk.css'

interface BulkDialogProps {
  list: ListHandle
  offer: Offer
  onClose: () => void
}

type AskedField = Field & { required?: boolean }
type How = 'set' | 'add' | 'take'

/** Above so many, a deletion asks for their number to be typed. */
const typedAbove = 100

/**
 * Asks what is to be done with the selected records, says how many they are and what it does to them, and does it to
 * exactly so many in one transaction; then tells which were refused, or offers to take it back.
 */
export default function BulkDialog({ list, offer, onClose }: BulkDialogProps) {
  const { resource } = list
  const [target] = useState(() => targetOf(list))
  const { staff } = useEntries()
  const id = useId()
  const [form] = Form.useForm<AnyRow>()
  const held: AnyRow = Form.useWatch([], form) ?? {}
  const [column, setColumn] = useState<string>()
  const [how, setHow] = useState<How>('set')
  const [reason, setReason] = useState('')
  const [typed, setTyped] = useState('')
  const [phase, setPhase] = useState<'asking' | 'running' | 'doubt'>('asking')
  const [error, setError] = useState<ConsoleError>()
  const [report, setReport] = useState<{ title: string; outcome: Outcome }>()
  const call = useCall()
  const notify = useNotify()
  const refresh = useRefresh()
  const undo = useUndo(list)
  const setFieldErrors = useFieldErrors(form)
  const rules = useTransitions(resource.table)
  const isOpen = useRef(true)
  useEffect(() => {
    isOpen.current = true
    return () => {
      isOpen.current = false
    }
  }, [])

  const state = typeof held.state === 'string' ? held.state : undefined
  const fields = askedFields()
  const previewed = offer.does === 'state' ? 'state' : offer.does === 'change' ? column : undefined
  const preview = useQuery({
    queryKey: ['bulk', resource.table, target, previewed],
    queryFn: () =>
      call<Preview>('bulk_preview', {
        target: resource.table,
        filters: target.filters,
        relations: target.relations,
        field: previewed ?? null,
      }),
    // Another column asked about is no other number of records.
    placeholderData: (before) => before && { count: before.count },
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  })
  const count = preview.data?.count
  const records = recordsText(count ?? 0, list)

  function askedFields(): Record<string, AskedField> {
    if (offer.does === 'own') return offer.action.ask ?? {}
    if (offer.does === 'change') {
      const field = column === undefined ? undefined : resource.fields[column]
      if (!field || column === undefined) return {}
      // What is added or taken away must be named; the field itself may be emptied where the database allows that.
      return {
        [column]: how === 'set' ? field : { ...field, label: 'Which', help: undefined, required: true },
      }
    }
    if (offer.does === 'state' && resource.fields.state) {
      const reachable = new Set(rules.flatMap(({ from, to }) => (from ? [to] : [])))
      const { only, ask } = resource.states ?? {}
      const options = resource.fields.state.options?.filter(
        ({ value }) => reachable.has(value) && (only?.includes(value) ?? true),
      )
      const more = (state && ask?.[state]) || []
      return {
        state: { ...resource.fields.state, label: 'New state', options, required: true },
        ...Object.fromEntries(
          more.flatMap((name) =>
            resource.fields[name] ? [[name, { ...resource.fields[name], required: true }]] : [],
          ),
        ),
      }
    }
    return {}
  }

  function requestOf(values: AnyRow): BulkRequest {
    const common = {
      target: resource.table,
      filters: target.filters,
      relations: target.relations,
      expected: count,
      reason: reason.trim() || null,
    }
    if (offer.does === 'delete') return { rpc: 'bulk_delete', args: common }
    if (offer.does === 'own' && offer.action.call) {
      const { rpc, key } = offer.action.call
      const given = Object.fromEntries(Object.entries(values).filter(([, value]) => !isEmpty(value)))
      return { rpc: 'bulk_call', args: { ...common, procedure: rpc, key_argument: key, arguments: given } }
    }
    if (offer.does === 'own')
      return { rpc: 'bulk_change', args: { ...common, changes: offer.action.set?.(values) ?? values } }
    if (offer.does === 'change' && column !== undefined && how !== 'set') {
      const some = [...new Set(values[column] as string[])]
      return {
        rpc: 'bulk_change',
        args: { ...common, changes: { [`${how === 'add' ? '+' : '-'}${column}`]: some } },
      }
    }
    return { rpc: 'bulk_change', args: { ...common, changes: values } }
  }

  const canUndo =
    offer.does === 'state' ||
    offer.does === 'change' ||
    (offer.does === 'own' && offer.action.call === undefined)
  const wordOf = (value: unknown) => resource.fields.state?.text(value, {}) ?? String(value)
  const doneText = ({ changed }: Outcome) => {
    const some = recordsText(changed, list)
    const were = changed === 1 ? 'was' : 'were'
    if (offer.does === 'state')
      return `${some} ${changed === 1 ? 'is' : 'are'} ${wordOf(state).toLowerCase()} now.`
    if (offer.does === 'delete') return `${some} ${were} deleted.`
    return `${some} ${were} ${offer.does === 'own' ? offer.action.done : 'changed'}.`
  }

  const run = async () => {
    if (phase !== 'asking' || count === undefined || count === 0) return
    setError(undefined)
    setPhase('running')
    try {
      const outcome = await perform(
        call,
        requestOf(storedValues(fields, form.getFieldsValue(true) as AnyRow)),
        () => setPhase('doubt'),
      )
      await refresh()
      const left = outcome.refused.length > 0 || (outcome.changed === 0 && (outcome.unchanged ?? 0) > 0)
      if (left && isOpen.current) {
        setReport({ title: doneText(outcome), outcome })
        setPhase('asking')
        return
      }
      list.selection.clear()
      notify.success({
        key: 'bulk',
        message: doneText(outcome),
        description: describeLeft(outcome),
        undo: canUndo && outcome.changed > 0 ? () => void undo(outcome) : undefined,
      })
      onClose()
    } catch (caught) {
      const problem = caught as ConsoleError
      setPhase('asking')
      setFieldErrors(problem.errors, Object.keys(fields))
      setError(problem)
      if (!isOpen.current) notify.error(problem, { key: 'bulk', title: 'Nothing was changed' })
    }
  }
  const lookAgain = async () => {
    setError(undefined)
    setTyped('')
    await Promise.all([preview.refetch(), refresh()])
  }

  const verb = offer.label.replace('…', '')
  if (report) {
    return (
      <Modal
        open
        title={report.title}
        onCancel={() => {
          list.selection.clear()
          onClose()
        }}
        footer={null}
        destroyOnHidden
      >
        <Report
          list={list}
          outcome={report.outcome}
          onUndo={
            canUndo && report.outcome.changed > 0
              ? () => {
                  list.selection.clear()
                  onClose()
                  void undo(report.outcome)
                }
              : undefined
          }
          onClose={(refused) => {
            if (refused) list.selection.choose(refused)
            else list.selection.clear()
            onClose()
          }}
        />
      </Modal>
    )
  }
  const needsTyping = offer.does === 'delete' && (count ?? 0) > typedAbove
  const isTyped = !needsTyping || typed.replace(/\D/g, '') === String(count)
  const needsReason = offer.does === 'delete'
  const isReady =
    preview.isSuccess &&
    !preview.isFetching &&
    count !== 0 &&
    isTyped &&
    (!needsReason || reason.trim() !== '') &&
    (offer.does !== 'change' || column !== undefined)
  const isRunning = phase !== 'asking'
  const okText =
    count === undefined || preview.isFetching
      ? 'Counting…'
      : offer.does === 'state' && state
        ? `Set ${records} to ${wordOf(state).toLowerCase()}`
        : offer.does === 'state'
          ? `Set state of ${records}`
          : `${verb} ${records}`
  return (
    <Modal
      open
      title={`${verb}: ${count === undefined ? 'counting…' : records}`}
      okText={okText}
      okButtonProps={{ danger: offer.danger, disabled: !isReady }}
      onOk={() => form.submit()}
      onCancel={onClose}
      // One transaction cannot be stopped half-way, and what comes of it is told here.
      closable={!isRunning}
      keyboard={!isRunning}
      maskClosable={false}
      footer={isRunning ? null : undefined}
      width={560}
      destroyOnHidden
    >
      {isRunning ? <Running what={`${verb}: ${records}`} isInDoubt={phase === 'doubt'} /> : null}
      <div hidden={isRunning} className="bulk-dialog">
        {error ? <Refused error={error} onLookAgain={lookAgain} /> : null}
        {preview.isError ? (
          <Refused error={preview.error as unknown as ConsoleError} onLookAgain={lookAgain} />
        ) : null}
        <Sample target={target} count={count} list={list} />
        {offer.does === 'own' && offer.action.explain ? (
          <p className="bulk-quiet">{offer.action.explain}</p>
        ) : null}
        <Form
          form={form}
          layout="vertical"
          requiredMark="optional"
          initialValues={offer.does === 'own' ? { ...offer.action.initial?.(staff.userId) } : undefined}
          onFinish={() => void run()}
          validateTrigger="onBlur"
        >
          {offer.does === 'change' ? (
            <Form.Item label="What to change" required>
              <Select
                aria-label="What to change"
                value={column}
                onChange={(name: string) => {
                  setColumn(name)
                  setHow(resource.fields[name]?.input === 'tags' ? 'add' : 'set')
                  setError(undefined)
                }}
                options={changeable(resource).map((name) => ({
                  value: name,
                  label: resource.fields[name]?.label,
                }))}
                showSearch
                optionFilterProp="label"
                placeholder="Choose a field"
                autoFocus
              />
            </Form.Item>
          ) : null}
          {offer.does === 'change' && column !== undefined && resource.fields[column]?.input === 'tags' ? (
            <Form.Item>
              <Radio.Group
                aria-label="How"
                value={how}
                onChange={({ target: { value } }) => setHow(value as How)}
                options={[
                  { value: 'add', label: 'Add' },
                  { value: 'take', label: 'Take away' },
                  { value: 'set', label: 'Replace all' },
                ]}
              />
            </Form.Item>
          ) : null}
          <FieldInputs
            key={`${column} ${how}`}
            fields={fields}
            names={Object.keys(fields)}
            problems={problemsOf(fields, offer.does === 'own' ? undefined : resource.table)}
            isOptional={(name) =>
              !(fields[name]?.required ?? columns[resource.table]?.[name]?.nullable !== true)
            }
          />
        </Form>
        <Effect
          preview={preview.data}
          field={previewed === undefined ? undefined : resource.fields[previewed]}
          rules={offer.does === 'state' ? rules : undefined}
          next={
            how === 'set' && previewed !== undefined && previewed in held
              ? storedValues(fields, held)[previewed]
              : undefined
          }
          isSet={how === 'set' && previewed !== undefined && (offer.does !== 'state' || state !== undefined)}
        />
        <div className="bulk-reason">
          <label htmlFor={`${id}-reason`}>
            Reason <span className="bulk-quiet">{needsReason ? '' : '(optional) '}· kept in the history</span>
          </label>
          <Input
            id={`${id}-reason`}
            value={reason}
            maxLength={1000}
            required={needsReason}
            onChange={(event) => setReason(event.target.value)}
            onPressEnter={() => isReady && form.submit()}
          />
        </div>
        {needsTyping ? (
          <div className="bulk-reason">
            <label htmlFor={`${id}-typed`}>
              Type <strong className="tabular">{countText(count ?? 0, false)}</strong> to confirm
            </label>
            <Input
              id={`${id}-typed`}
              value={typed}
              inputMode="numeric"
              autoComplete="off"
              onChange={(event) => setTyped(event.target.value)}
            />
          </div>
        ) : null}
        {offer.does === 'delete' ? (
          <p className="bulk-quiet">
            This cannot be undone. The history keeps what each {resource.one} was and who deleted it.
          </p>
        ) : offer.does === 'own' && !canUndo ? (
          <p className="bulk-quiet">This cannot be undone from here.</p>
        ) : null}
      </div>
    </Modal>
  )
}

function describeLeft({ unchanged = 0, refused }: Outcome): string | undefined {
  const left = refused.reduce((sum, { ids }) => sum + ids.length, 0)
  const parts = [
    ...(unchanged > 0
      ? [`${countText(unchanged, false)} already ${unchanged === 1 ? 'was' : 'were'} so.`]
      : []),
    ...(left > 0
      ? [`${countText(left, false)} refused: ${refused.map(({ reason }) => reason).join(' ')}`]
      : []),
  ]
  return parts.length > 0 ? parts.join(' ') : undefined
}

/** Nothing was done: why, and the way on. */
function Refused({ error, onLookAgain }: { error: ConsoleError; onLookAgain: () => Promise<void> }) {
  // An ended session asks for itself, over whatever is open.
  if (error.kind === 'expired' || error.kind === 'aborted') return null
  const { detail } = describeError(error, 'write')
  return (
    <Alert
      type={error.kind === 'conflict' ? 'warning' : 'error'}
      showIcon
      role="alert"
      message="Nothing was changed"
      // The database's words say more; those for a form speak of entries.
      description={error.code || error.kind === 'conflict' ? error.message : detail}
      action={
        error.kind === 'invalid' ? undefined : (
          <Button size="small" onClick={() => void onLookAgain()}>
            Look again
          </Button>
        )
      }
    />
  )
}

function Sample({
  target: { names, chosen },
  count,
  list,
}: {
  target: ReturnType<typeof targetOf>
  count: number | undefined
  list: ListHandle
}) {
  if (count === undefined) return <p className="bulk-sample">Counting what matches…</p>
  const gone = chosen === undefined ? 0 : chosen - count
  const others = count - names.length
  return (
    <>
      {gone > 0 ? (
        <Alert
          type="warning"
          showIcon
          message={`${countText(gone, false)} of the ${countText(chosen ?? 0, false)} selected ${gone === 1 ? 'is' : 'are'} not there any more.`}
        />
      ) : null}
      {names.length > 0 && gone <= 0 ? (
        <p className="bulk-sample">
          <strong>{recordsText(count, list)}</strong>: {names.join(', ')}
          {others > 0 ? ` and ${countText(others, false)} more` : ''}
        </p>
      ) : null}
    </>
  )
}
