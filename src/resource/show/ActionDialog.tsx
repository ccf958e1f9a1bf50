import { useCustomMutation, useUpdate } from '@refinedev/core'
import { Form, Modal } from 'antd'
import { useState } from 'react'
import type { ConsoleError } from '@/supabase/errors'
import { useNotify } from '@/ui/notify'
import type { AnyRow, Resource } from '../define'
import type { Field } from '../fields/field'
import { FieldInputs, problemsOf, storedValues, useFieldErrors } from '../form/FieldInputs'
import { FormError } from '../form/FormError'
import { useRefresh } from './useRefresh'

/** What the dialog is about: a declared action, or a change to a state that asks for more. */
export type Asked = { action: NonNullable<Resource['actions']>[number] } | { state: string; label: string }

interface ActionDialogProps {
  resource: Resource
  row: AnyRow
  asked: Asked
  onClose: () => void
  onGo?: (to: string) => void
}

/** Asks for what an action needs, runs it, and keeps what was typed if it is refused. */
export function ActionDialog({ resource, row, asked, onClose, onGo }: ActionDialogProps) {
  const [form] = Form.useForm<AnyRow>()
  const [error, setError] = useState<ConsoleError>()
  const call = useCustomMutation()
  const update = useUpdate()
  const notify = useNotify()
  const refresh = useRefresh()
  const setFieldErrors = useFieldErrors(form)

  const action = 'action' in asked ? asked.action : undefined
  const fields: Record<string, Field & { required?: boolean }> = action
    ? (action.ask ?? {})
    : Object.fromEntries(
        (resource.states?.ask?.['state' in asked ? asked.state : ''] ?? []).flatMap((name) => {
          const field = resource.fields[name]
          return field ? [[name, { ...field, required: true }]] : []
        }),
      )
  const title = action
    ? action.label.replace('…', '')
    : `Set ${'state' in asked ? asked.label.toLowerCase() : ''}`
  const explained = action?.explain?.(row)

  const submit = async () => {
    setError(undefined)
    const values = storedValues(fields, form.getFieldsValue(true) as AnyRow)
    try {
      if (action) {
        const { data } = await call.mutateAsync({
          url: `rpc/${action.rpc}`,
          method: 'post',
          values: { ...action.args(row), ...values },
          successNotification: false,
          errorNotification: false,
        })
        const to = action.goTo?.((Array.isArray(data) ? data[0] : data) as AnyRow)
        await refresh()
        notify.success({ message: action.done })
        onClose()
        if (to) onGo?.(to)
      } else if ('state' in asked) {
        await update.mutateAsync({
          resource: resource.table,
          id: String(row[resource.key]),
          values: { ...values, state: asked.state },
          meta: { version: row.updated_at },
          successNotification: false,
          errorNotification: false,
          invalidates: [],
        })
        await refresh()
        notify.success({
          key: 'state',
          message: `${resource.title(row)} is ${asked.label.toLowerCase()} now.`,
        })
        onClose()
      }
    } catch (caught) {
      const problem = caught as ConsoleError
      setFieldErrors(problem.errors, Object.keys(fields))
      setError(problem)
      // The record changed meanwhile: show it as it is now; the dialog keeps what was typed.
      if (problem.kind === 'conflict' || problem.kind === 'gone') void refresh()
    }
  }
  return (
    <Modal
      open
      title={title}
      okText={title}
      okButtonProps={{
        danger: action?.danger,
        loading: call.mutation.isPending || update.mutation.isPending,
      }}
      onOk={() => form.submit()}
      onCancel={onClose}
      maskClosable={false}
      destroyOnHidden
    >
      <Form
        form={form}
        layout="vertical"
        requiredMark="optional"
        initialValues={{ ...action?.initial?.(row) }}
        onFinish={() => void submit()}
        validateTrigger="onBlur"
      >
        {explained ? <p className="dialog-explain">{explained}</p> : null}
        <FormError error={error} fields={Object.keys(fields)} />
        <FieldInputs
          fields={fields}
          names={Object.keys(fields)}
          problems={problemsOf(fields, undefined)}
          context={row}
        />
      </Form>
    </Modal>
  )
}
