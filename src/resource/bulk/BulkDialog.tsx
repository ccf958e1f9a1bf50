import { useQuery } from '@tanstack/react-query'
import { Form, Modal } from 'antd'
import { useState } from 'react'
import { columns } from '@/supabase/columns'
import type { ConsoleError } from '@/supabase/errors'
import { Stack } from '@/ui/layout'
import { useReturnFocus } from '@/ui/useReturnFocus'
import { useSingleRun } from '@/ui/useSingleRun'
import type { Asked } from '../actions'
import type { AnyRow } from '../define'
import { useEntries } from '../entries'
import { FieldInputs, problemsOf, storedValues, useFieldErrors } from '../form/FieldInputs'
import type { ListModel } from '../query/listModel'
import { useRefresh } from '../query/useRefresh'
import { useRpc } from '../query/useRpc'
import { useTransitions } from '../useTransitions'
import { BulkReason, ColumnChoice, Refused, Sample, TypedCount } from './BulkParts'
import { BulkProgress } from './BulkProgress'
import { BulkReport } from './BulkReport'
import { askedFields, type BulkInputs, canUndo, requestOf, stateLabel } from './bulkRequest'
import { ChangePreview } from './ChangePreview'
import { type BulkPreview, bulkPreview } from './results'
import { recordsText, type SelectedRecords, selectedRecords } from './selectedRecords'
import type { BulkChoice } from './useBulkChoices'
import { useBulkRun } from './useBulkRun'
import './bulk.css'

interface BulkDialogProps {
  list: ListModel
  offer: BulkChoice
  onClose: () => void
}

/** Above this number of records, a deletion must be confirmed by typing the number. */
const typeToConfirmAbove = 100

/** The dialog's fields, the current values of the records, and whether all required input is complete. */
function useBulkForm({ list, offer, onClose }: BulkDialogProps) {
  const { resource } = list
  const [selected] = useState(() => selectedRecords(list))
  const [form] = Form.useForm<AnyRow>()
  const formValues: AnyRow = Form.useWatch([], form) ?? {}
  const [inputs, setInputs] = useState<BulkInputs>({ listChange: 'set', reason: '', typed: '' })
  const change = (more: Partial<BulkInputs>) => setInputs((now) => ({ ...now, ...more }))
  const refresh = useRefresh()
  const setFieldErrors = useFieldErrors(form)
  const transitions = useTransitions(resource.table)

  const state = typeof formValues.state === 'string' ? formValues.state : undefined
  const fields = askedFields(resource, offer, inputs, state, transitions)
  const running = useBulkRun({
    ...{ list, offer, state, onClose },
    onFieldErrors: (errors) => setFieldErrors(errors, Object.keys(fields)),
  })
  const column = offer.does === 'state' ? 'state' : offer.does === 'change' ? inputs.column : undefined
  const preview = usePreview(list, selected, column)
  const count = preview.data?.count
  const isCounting = count === undefined || preview.isFetching
  const isDeletion = offer.does === 'delete'
  const needsTyping = isDeletion && (count ?? 0) > typeToConfirmAbove
  return {
    ...{ selected, form, formValues, inputs, change, transitions, state, fields, running, column, preview },
    ...{ count, isCounting, isDeletion, needsTyping },
    isReady:
      preview.isSuccess &&
      !isCounting &&
      count !== 0 &&
      (!needsTyping || inputs.typed.replace(/\D/g, '') === String(count)) &&
      (!isDeletion || inputs.reason.trim() !== '') &&
      (offer.does !== 'change' || column !== undefined),
    run: async () => {
      if (running.phase !== 'asking' || !count) return
      const values = storedValues(fields, form.getFieldsValue(true) as AnyRow)
      return running.run(requestOf(resource, offer, inputs, selected, count, values))
    },
    recount: async () => {
      running.clearError()
      change({ typed: '' })
      await Promise.all([preview.refetch(), refresh()])
    },
  }
}

type BulkForm = ReturnType<typeof useBulkForm>

/**
 * The dialog of a bulk action on the selected records: it shows how many they are and what will change, runs the action
 * on exactly that number in one transaction, and then lists refused records or offers to undo.
 */
export default function BulkDialog(props: BulkDialogProps) {
  const { list, offer, onClose } = props
  const bulkForm = useBulkForm(props)
  const { selected, form, state, running, preview, count, isCounting, isReady, recount } = bulkForm
  useReturnFocus()
  if (running.report) return <ReportDialog list={list} running={running} onClose={onClose} />

  const verb = offer.label.replace('…', '')
  const records = recordsText(count ?? 0, list)
  const isRunning = running.phase !== 'asking'
  return (
    <Modal
      open
      title={`${verb}: ${count === undefined ? 'counting…' : records}`}
      okText={isCounting ? 'Counting…' : okText(list, offer, records, state)}
      okButtonProps={{ danger: offer.danger, disabled: !isReady }}
      onOk={() => form.submit()}
      onCancel={onClose}
      // A running transaction cannot be stopped half-way, and its result is shown in this dialog.
      closable={!isRunning}
      keyboard={!isRunning}
      mask={{ closable: false }}
      footer={isRunning ? null : undefined}
      width={560}
      destroyOnHidden
    >
      {isRunning ? <BulkProgress what={`${verb}: ${records}`} isInDoubt={running.phase === 'doubt'} /> : null}
      <Stack hidden={isRunning} gap={12} className="bulk-dialog">
        {running.error ? <Refused error={running.error} onRecount={recount} /> : null}
        {preview.isError ? (
          <Refused error={preview.error as unknown as ConsoleError} onRecount={recount} />
        ) : null}
        <Sample selected={selected} count={count} list={list} />
        {offer.does === 'own' && offer.action.explain ? (
          <p className="quiet plain">{offer.action.explain}</p>
        ) : null}
        <BulkFields list={list} offer={offer} bulkForm={bulkForm} />
        <Consequence list={list} offer={offer} />
      </Stack>
    </Modal>
  )
}

interface BulkFormProps {
  list: ListModel
  offer: BulkChoice
  bulkForm: BulkForm
}

/** The dialog's fields, the preview of the changed values, and the confirmation. */
function BulkFields({ list, offer, bulkForm }: BulkFormProps) {
  const { form, formValues, inputs, change, transitions, state, fields, running, column } = bulkForm
  const { preview, count, isDeletion, needsTyping, isReady, run } = bulkForm
  const { staff } = useEntries()
  const [once] = useSingleRun()
  return (
    <>
      <Form
        form={form}
        layout="vertical"
        requiredMark="optional"
        initialValues={offer.does === 'own' ? { ...offer.action.initial?.(staff.userId) } : undefined}
        onFinish={() => void once(run)}
        validateTrigger="onBlur"
      >
        {offer.does === 'change' ? (
          <ColumnChoice
            resource={list.resource}
            inputs={inputs}
            onChange={(more) => {
              change(more)
              if (more.column) running.clearError()
            }}
          />
        ) : null}
        <AskedInputs list={list} offer={offer} inputs={inputs} fields={fields} />
      </Form>
      <NextValues
        {...{ list, offer, inputs, column, fields, formValues, state, transitions }}
        preview={preview.data}
      />
      <BulkReason
        value={inputs.reason}
        isRequired={isDeletion}
        onChange={(reason) => change({ reason })}
        onEnter={() => isReady && form.submit()}
      />
      {needsTyping ? (
        <TypedCount count={count ?? 0} value={inputs.typed} onChange={(typed) => change({ typed })} />
      ) : null}
    </>
  )
}

/** The exact number of selected records, and the values of a column among them. */
function usePreview({ resource }: ListModel, selected: SelectedRecords, column: string | undefined) {
  const rpc = useRpc()
  return useQuery({
    queryKey: ['bulk', resource.table, selected, column],
    queryFn: () =>
      rpc(
        'bulk_preview',
        {
          target: resource.table,
          filters: selected.filters,
          relations: selected.relations,
          field: column ?? null,
        },
        { result: bulkPreview },
      ),
    // Choosing another column does not change the number of records.
    placeholderData: (before) => before && { count: before.count },
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  })
}

function okText(list: ListModel, offer: BulkChoice, records: string, state: string | undefined): string {
  if (offer.does !== 'state') return `${offer.label.replace('…', '')} ${records}`
  return state
    ? `Set ${records} to ${stateLabel(list.resource, state).toLowerCase()}`
    : `Set state of ${records}`
}

interface AskedProps {
  list: ListModel
  offer: BulkChoice
  inputs: BulkInputs
  fields: Asked
}

function AskedInputs({ list: { resource }, offer, inputs: { column, listChange }, fields }: AskedProps) {
  return (
    <FieldInputs
      key={`${column} ${listChange}`}
      fields={fields}
      names={Object.keys(fields)}
      problems={problemsOf(fields, offer.does === 'own' ? undefined : resource.table)}
      isOptional={(name) => !(fields[name]?.required ?? columns[resource.table]?.[name]?.nullable !== true)}
    />
  )
}

interface NextValuesProps extends AskedProps {
  column: string | undefined
  formValues: AnyRow
  state: string | undefined
  transitions: ReturnType<typeof useTransitions>
  preview: BulkPreview | undefined
}

/** The current values of the column, and what each one changes to. */
function NextValues({
  list: { resource },
  offer,
  inputs: { listChange },
  fields,
  column,
  formValues,
  state,
  transitions,
  preview,
}: NextValuesProps) {
  const isSet = listChange === 'set' && column !== undefined
  return (
    <ChangePreview
      preview={preview}
      field={column === undefined ? undefined : resource.fields[column]}
      transitions={offer.does === 'state' ? transitions : undefined}
      next={isSet && column in formValues ? storedValues(fields, formValues)[column] : undefined}
      isKnown={
        isSet &&
        // Not for input that cannot be parsed.
        problemsOf(fields, undefined)(column, formValues[column], formValues) === undefined &&
        (offer.does !== 'state' || state !== undefined)
      }
    />
  )
}

function Consequence({ list, offer }: { list: ListModel; offer: BulkChoice }) {
  if (offer.does === 'delete') {
    return (
      <p className="quiet plain">
        This cannot be undone. The history keeps what each {list.resource.one} was and who deleted it.
      </p>
    )
  }
  return canUndo(offer) ? null : <p className="quiet plain">This cannot be undone from here.</p>
}

interface ReportDialogProps {
  list: ListModel
  running: ReturnType<typeof useBulkRun>
  onClose: () => void
}

/** Lists the records that were refused or left unchanged after the others were changed. */
function ReportDialog({ list, running: { report, undoOf }, onClose }: ReportDialogProps) {
  if (!report) return null
  const undo = undoOf(report.outcome)
  const end = () => {
    list.selection.clear()
    onClose()
  }
  return (
    <Modal open title={report.title} onCancel={end} footer={null} destroyOnHidden>
      <BulkReport
        list={list}
        outcome={report.outcome}
        onUndo={
          undo &&
          (() => {
            end()
            undo()
          })
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
