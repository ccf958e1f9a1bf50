import { useUpdate } from '@refinedev/core'
import { Form, type FormInstance, Modal } from 'antd'
import { useState } from 'react'
import type { ConsoleError } from '@/supabase/errors'
import { isInDoubt } from '@/supabase/inDoubt'
import { type DeclaredRpc, oneRowOf } from '@/supabase/rpc'
import { LateNotice } from '@/ui/LateNotice'
import { useNotify } from '@/ui/notify'
import { useJustChanged } from '@/ui/useJustChanged'
import { useReturnFocus } from '@/ui/useReturnFocus'
import { useSingleRun } from '@/ui/useSingleRun'
import type { AnyAction, Asked } from '../actions'
import type { AnyRow, Resource } from '../define'
import { FieldInputs, problemsOf, storedValues, useFieldErrors } from '../form/FieldInputs'
import { FormError } from '../form/FormError'
import { useRefresh } from '../query/useRefresh'
import { useRpc } from '../query/useRpc'
import { useSeenRow } from './useSeenRow'

/** The subject of the dialog: an action, or a change to a state that needs more input. */
export type DialogSubject = { action: AnyAction } | { state: string; label: string }

interface ActionDialogProps {
  /** The resource whose state changes; an action needs none. */
  resource?: Resource
  row: AnyRow
  subject: DialogSubject
  onClose: () => void
  onGo?: (to: string) => void
}

function askedFor(resource: Resource | undefined, subject: DialogSubject): Asked {
  if ('action' in subject) return subject.action.ask ?? {}
  return Object.fromEntries(
    (resource?.states?.ask?.[subject.state] ?? []).flatMap((name) => {
      const field = resource?.fields[name]
      return field ? [[name, { ...field, required: true }]] : []
    }),
  )
}

/** Runs an action, or changes the state, with the dialog's values; keeps the input if it is refused. */
function useRunning(
  { resource, row: latest, subject, onClose, onGo }: ActionDialogProps,
  form: FormInstance,
) {
  const [error, setError] = useState<ConsoleError>()
  const rpc = useRpc() as DeclaredRpc
  const update = useUpdate()
  const notify = useNotify()
  const refresh = useRefresh()
  const setFieldErrors = useFieldErrors(form)
  const [run, isRunning] = useSingleRun()
  // The idempotency key, the same while the dialog is open: a repeat after a lost answer is recognised.
  const [requestId] = useState(() => crypto.randomUUID())
  const [row, catchUp] = useSeenRow(latest)
  // The result of a dry run for the current values.
  const [foreseen, setForeseen] = useState<{ answer: unknown }>()
  const fields = askedFor(resource, subject)
  const isPreview = 'action' in subject && Boolean(subject.action.preview) && !foreseen
  // The second click of a double click on “Preview” must not run the action.
  const isFresh = useJustChanged(foreseen) && foreseen !== undefined

  const runAction = async (action: AnyAction, values: AnyRow) => {
    const args = {
      ...action.args(row),
      ...values,
      ...(action.once && { [action.once]: requestId }),
    }
    if (isPreview) {
      const result = action.preview?.result
      setForeseen({ answer: await rpc(action.rpc, { ...args, dry_run: true }, { result }) })
      return false
    }
    const answer = await rpc(action.rpc, args)
    const to = action.goTo?.(oneRowOf(answer))
    onClose()
    notify.success({ message: action.done })
    void refresh()
    if (to) onGo?.(to)
  }
  const setState = async (of: Resource, state: string, label: string, values: AnyRow) => {
    await update.mutateAsync({
      resource: of.table,
      id: String(row[of.key]),
      values: { ...values, state },
      meta: { version: row.updated_at },
      successNotification: false,
      errorNotification: false,
      invalidates: [],
    })
    onClose()
    notify.success({ key: 'state', message: `${of.title(row)} is ${label.toLowerCase()} now.` })
    void refresh()
  }
  const submit = async () => {
    setError(undefined)
    const values = storedValues(fields, form.getFieldsValue(true) as AnyRow)
    try {
      if ('action' in subject) return await runAction(subject.action, values)
      if (resource) await setState(resource, subject.state, subject.label, values)
    } catch (caught) {
      const problem = caught as ConsoleError
      setFieldErrors(problem.errors, Object.keys(fields))
      setError(problem)
      // The record has changed meanwhile: the page shows its current state, and the dialog keeps the input.
      if (problem.kind === 'conflict' || problem.kind === 'gone') {
        catchUp()
        setForeseen(undefined)
        void refresh()
      }
      // The action may have been executed: the refreshed page behind the dialog shows whether it was.
      if (isInDoubt(problem)) void refresh()
      return false
    }
  }
  return {
    ...{ row, fields, foreseen, isPreview, isFresh, isRunning, error },
    forget: () => setForeseen(undefined),
    submit: () => isFresh || void run(submit),
  }
}

/** Asks for the input of an action or a state change, and shows a preview of the result if there is one. */
export function ActionDialog(props: ActionDialogProps) {
  const { subject, onClose } = props
  const [form] = Form.useForm<AnyRow>()
  const { row, fields, foreseen, isPreview, isFresh, isRunning, error, forget, submit } = useRunning(
    props,
    form,
  )
  useReturnFocus()
  const action = 'action' in subject ? subject.action : undefined
  const title =
    'action' in subject ? subject.action.label.replace('…', '') : `Set ${subject.label.toLowerCase()}`
  const explained = action?.explain?.(row)
  return (
    <Modal
      open
      title={title}
      okText={isPreview ? 'Preview' : title}
      okButtonProps={{
        danger: action?.danger && !isPreview,
        loading: isRunning,
        disabled: isFresh,
      }}
      onOk={() => form.submit()}
      onCancel={onClose}
      mask={{ closable: false }}
      destroyOnHidden
    >
      <Form
        form={form}
        layout="vertical"
        requiredMark="optional"
        initialValues={{ ...action?.initial?.(row) }}
        onFinish={submit}
        onValuesChange={forget}
        validateTrigger="onBlur"
      >
        {explained ? <p className="quiet below-16">{explained}</p> : null}
        <FormError error={error} fields={Object.keys(fields)} />
        <FieldInputs
          fields={fields}
          names={Object.keys(fields)}
          problems={problemsOf(fields, undefined)}
          context={row}
        />
        <LateNotice isRunning={isRunning} />
        {foreseen ? <div role="status">{action?.preview?.show(foreseen.answer)}</div> : null}
      </Form>
    </Modal>
  )
}
