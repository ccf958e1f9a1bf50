import { type BaseRecord, useCreate, useList, useUpdate } from '@refinedev/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Button, Dropdown, Form, Input, InputNumber, Modal, Select, Switch } from 'antd'
import type { TextAreaRef } from 'antd/es/input/TextArea'
import { useDeferredValue, useRef, useState } from 'react'
import type { RowOf } from '@/resource/define'
import { FormError } from '@/resource/form/FormError'
import { useRefresh } from '@/resource/query/useRefresh'
import { useRpc } from '@/resource/query/useRpc'
import type { ConsoleError } from '@/supabase/errors'
import { useNotify } from '@/ui/notify'
import { ErrorState } from '@/ui/states'
import { useReturnFocus } from '@/ui/useReturnFocus'
import { useSingleRun } from '@/ui/useSingleRun'
import { renderedMail } from './results'
import type { Step } from './SequenceSteps'
import { inserted } from './template'

interface Values {
  delay_days: number
  subject: string
  preview_text: string | null
  body: string
  active: boolean
}

interface StepEditorProps {
  sequence: RowOf<'outreach_sequences'>
  /** Without one, a new one is written. */
  step: Step | undefined
  position: number
  onClose: () => void
}

const starter = 'Hello {{first_name|there}},\n\n\n\n{{sender_name}}\n\nNo more of this: {{unsubscribe_url}}'

/** Writes one email beside a preview as a lead would get it. */
export function StepEditor({ sequence, step, position, onClose }: StepEditorProps) {
  const [form] = Form.useForm<Values>()
  const values = Form.useWatch([], form) as Values | undefined
  const [error, setError] = useState<ConsoleError>()
  const body = useRef<TextAreaRef>(null)
  const rpc = useRpc()
  const create = useCreate()
  const update = useUpdate()
  const notify = useNotify()
  const refresh = useRefresh()
  const [run, isRunning] = useSingleRun()
  useReturnFocus()
  const fields = useQuery({
    queryKey: ['merge-fields'],
    queryFn: () => rpc('list_merge_fields', {}),
    staleTime: Number.POSITIVE_INFINITY,
  })
  const insert = (name: string) => {
    const field = fields.data?.find((one) => one.name === name)
    const area = body.current?.resizableTextArea?.textArea
    const text = form.getFieldValue('body') as string
    const from = area?.selectionStart ?? text.length
    const next = inserted(
      text,
      field?.of_lead ? `{{${name}|there}}` : `{{${name}}}`,
      from,
      area?.selectionEnd ?? from,
    )
    form.setFieldValue('body', next.text)
    requestAnimationFrame(() => {
      area?.focus()
      area?.setSelectionRange(next.cursor, next.cursor)
    })
  }
  const save = async () => {
    setError(undefined)
    const written = form.getFieldsValue()
    const common = {
      successNotification: false as const,
      errorNotification: false as const,
      invalidates: [],
    }
    try {
      if (step)
        await update.mutateAsync({
          resource: 'sequence_emails',
          id: step.id,
          values: written,
          meta: { version: step.updated_at },
          ...common,
        })
      else
        await create.mutateAsync({
          resource: 'sequence_emails',
          values: { ...written, position, sequence_id: sequence.id },
          ...common,
        })
      onClose()
      notify.success({ message: step ? 'The email is saved.' : 'The email is added.' })
      void refresh()
    } catch (caught) {
      setError(caught as ConsoleError)
      return false
    }
  }
  return (
    <Modal
      open
      width={1040}
      title={step ? `Email ${step.position}` : `Email ${position}`}
      okText="Save"
      okButtonProps={{ loading: isRunning }}
      onOk={() => form.submit()}
      onCancel={onClose}
      mask={{ closable: false }}
      keyboard={false}
    >
      {sequence.state === 'active' ? (
        <p className="step-quiet">
          This sequence is live. Who got this email keeps what they got; everybody to whom it goes from now on
          gets the new text, as version {(step?.version ?? 0) + 1}. It is checked before it is saved.
        </p>
      ) : null}
      <FormError error={error} fields={['subject', 'body', 'preview_text', 'delay_days']} />
      <div className="step-editor">
        <Form
          form={form}
          layout="vertical"
          requiredMark="optional"
          initialValues={
            step ?? {
              delay_days: position === 1 ? 0 : 3,
              subject: '',
              preview_text: null,
              body: starter,
              active: true,
            }
          }
          onFinish={() => void run(save)}
        >
          <Form.Item label="Subject" name="subject" rules={[{ required: true, message: 'Write a subject' }]}>
            <Input maxLength={200} autoFocus />
          </Form.Item>
          <Form.Item label="Preview line" name="preview_text">
            <Input maxLength={200} />
          </Form.Item>
          <Form.Item label="Text" name="body" rules={[{ required: true, message: 'Write the text' }]}>
            <Input.TextArea ref={body} rows={14} maxLength={20_000} />
          </Form.Item>
          <div className="step-foot">
            <Dropdown
              trigger={['click']}
              menu={{
                items: (fields.data ?? []).map(({ name, about, of_lead }) => ({
                  key: name,
                  label: `${about}${of_lead ? ' (with a fallback)' : ''}`,
                })),
                onClick: ({ key }) => insert(key),
              }}
            >
              <Button>Insert field</Button>
            </Dropdown>
            <Form.Item label="Waits, days" name="delay_days" layout="horizontal">
              <InputNumber min={0} max={90} precision={0} />
            </Form.Item>
            <Form.Item label="In use" name="active" valuePropName="checked" layout="horizontal">
              <Switch />
            </Form.Item>
          </div>
        </Form>
        {step && values ? (
          <Preview step={step} values={values} />
        ) : (
          <p className="step-quiet">Save it once to preview it as a lead gets it.</p>
        )}
      </div>
    </Modal>
  )
}

function Preview({ step, values }: { step: Step; values: Values }) {
  const rpc = useRpc()
  const [lead, setLead] = useState<string>()
  const [wanted, setWanted] = useState('')
  const [isPhone, setPhone] = useState(true)
  const { subject, preview_text, body } = useDeferredValue(values)
  const args = { step_id: step.id, lead_id: lead ?? null, subject, preview_text, body }
  const preview = useQuery({
    queryKey: ['preview-mail', args],
    queryFn: () => rpc('preview_mail', args, { result: renderedMail }),
    placeholderData: keepPreviousData,
    gcTime: 0,
  })
  const { result } = useList<BaseRecord>({
    resource: 'leads',
    filters: wanted ? [{ field: 'search', operator: 'contains', value: wanted }] : [],
    sorters: [{ field: 'found_at', order: 'desc' }],
    pagination: { pageSize: 20 },
    meta: { select: 'id,full_name,email', count: 'none', tieBreak: 'id' },
    errorNotification: false,
  })
  const shown = preview.data
  const options = (result?.data ?? []).map(({ id, full_name, email }) => ({
    value: String(id),
    label: `${full_name} ${email ?? ''}`,
  }))
  return (
    <section className="step-preview" aria-label="Preview">
      <div className="step-foot">
        <Select
          aria-label="As this lead gets it"
          value={lead ?? shown?.lead_id}
          onChange={setLead}
          showSearch={{ filterOption: false, onSearch: setWanted }}
          options={
            shown && !options.some(({ value }) => value === shown.lead_id)
              ? [{ value: shown.lead_id, label: shown.lead_name }, ...options]
              : options
          }
        />
        <Button onClick={() => setPhone(!isPhone)} aria-pressed={isPhone}>
          {isPhone ? 'Phone width' : 'Full width'}
        </Button>
      </div>
      {preview.error ? (
        <ErrorState error={preview.error} onRetry={() => void preview.refetch()} size="small" />
      ) : shown ? (
        <article className="mail" data-phone={isPhone || undefined}>
          <p className="step-quiet">
            {shown.from} to {shown.to ?? 'nobody: no address'}
          </p>
          <h3>{shown.subject}</h3>
          {shown.preview_text ? <p className="step-quiet">{shown.preview_text}</p> : null}
          <p className="reading-lines">{shown.body}</p>
          {shown.empty.length > 0 ? (
            <p className="check" data-tone="red">
              Empty for this lead: {shown.empty.join(', ')}
            </p>
          ) : null}
        </article>
      ) : null}
    </section>
  )
}
