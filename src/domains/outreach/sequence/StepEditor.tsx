import { useCreate, useList, useUpdate } from '@refinedev/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Button, Dropdown, Form, Modal, Select, Switch } from 'antd'
import { type FocusEvent, useDeferredValue, useRef, useState } from 'react'

import { FigureInput } from '@/resource/fields/FigureInput'
import { readNumber } from '@/resource/fields/readNumber'
import { FormError } from '@/resource/form/FormError'
import { useRefresh } from '@/resource/query/useRefresh'
import { useRpc } from '@/resource/query/useRpc'
import type { ConsoleError } from '@/supabase/errors'
import { folded } from '@/supabase/folded'
import type { TableRow } from '@/supabase/rows'
import { Row, Tiles } from '@/ui/layout'
import { LimitedInput, LimitedTextArea } from '@/ui/limited'
import { numbers } from '@/ui/locale'
import { useNotify } from '@/ui/notify'
import { ErrorState, LoadingState } from '@/ui/states'
import { useReturnFocus } from '@/ui/useReturnFocus'
import { useSingleRun } from '@/ui/useSingleRun'
import { renderedMail } from './results'
import type { Step, Writing } from './SequenceSteps'
import { inserted } from './template'

interface Values {
  delay_days?: number
  share?: number
  subject: string
  preview_text: string | null
  body: string
  active: boolean
}

/** Without `step` the editor creates a new email; with `variant` it edits that variant of the step. */
interface StepEditorProps extends Writing {
  sequence: TableRow<'outreach_sequences'>
  position: number
  onClose: () => void
}

function wholeNumber(label: string, name: 'share' | 'delay_days', min: number, max: number) {
  return (
    <Form.Item
      style={{ margin: 0, width: 290 }}
      {...{ label, name }}
      layout="horizontal"
      required
      validateTrigger={['onBlur', 'onSubmit']}
      rules={[
        {
          validator: async (_rule, value: unknown) => {
            const read = typeof value === 'string' ? readNumber(value, { digits: 0 }) : undefined
            if (read && 'problem' in read) throw new Error(read.problem)
            if (typeof value !== 'number' || value < min || value > max)
              throw new Error(`Give a number from ${min} to ${max}`)
          },
        },
      ]}
    >
      <FigureInput form={{ digits: 0 }} understood={numbers.format} />
    </Form.Item>
  )
}
const share = wholeNumber('Share, %', 'share', 1, 99)
const waits = wholeNumber('Waits, days', 'delay_days', 0, 90)
const inUse = (
  <Form.Item
    style={{ margin: 0 }}
    label="In use"
    name="active"
    valuePropName="checked"
    layout="horizontal"
    required
  >
    <Switch />
  </Form.Item>
)
// The dialog reports the outcome itself.
const quietly = {
  successNotification: false as const,
  errorNotification: false as const,
  invalidates: [] as [],
}
const starter = 'Hello {{first_name|there}},\n\n\n\n{{sender_name}}\n\nNo more of this: {{unsubscribe_url}}'

/** Saves the text once: as a new row, or as a change to the version that was loaded. */
function useSavingStep({ sequence, step, variant, position, onClose }: StepEditorProps) {
  const resource = variant ? 'sequence_variants' : 'sequence_emails'
  const existing = variant === 'new' ? undefined : (variant ?? step)
  const [error, setError] = useState<ConsoleError>()
  // Created once: after a lost answer, saving again finds
  // the row with this id instead of adding a second one.
  const [newId] = useState(() => crypto.randomUUID())
  const create = useCreate()
  const update = useUpdate()
  const notify = useNotify()
  const refresh = useRefresh()
  const [run, isSaving] = useSingleRun()
  const save = async (written: Values) => {
    setError(undefined)
    try {
      if (existing)
        await update.mutateAsync({
          resource,
          id: existing.id,
          values: written,
          meta: { version: existing.updated_at },
          ...quietly,
        })
      else
        await create.mutateAsync({
          resource,
          values: {
            id: newId,
            ...written,
            ...(variant ? { sequence_email_id: step?.id } : { position, sequence_id: sequence.id }),
          },
          ...quietly,
        })
      onClose()
      notify.success({ message: `The ${variant ? 'variant' : 'email'} is ${existing ? 'saved' : 'added'}.` })
      void refresh()
    } catch (caught) {
      setError(caught as ConsoleError)
      return false
    }
  }
  return { existing, error, isSaving, save: (written: Values) => void run(() => save(written)) }
}

/** Editor of one email, with a preview as a lead would receive it. */
export function StepEditor(props: StepEditorProps) {
  const { sequence, step, variant, position, onClose } = props
  const [form] = Form.useForm<Values>()
  const values = Form.useWatch([], form) as Values | undefined
  const writtenIn = useRef<TextField>(null)
  const { existing, error, isSaving, save } = useSavingStep(props)
  useReturnFocus()
  return (
    <Modal
      open
      width={1040}
      title={`Email ${step?.position ?? position}${variant ? ', a variant' : ''}`}
      okText="Save"
      okButtonProps={{ loading: isSaving }}
      onOk={() => form.submit()}
      onCancel={onClose}
      mask={{ closable: false }}
      keyboard={false}
    >
      {sequence.state === 'active' ? (
        <p className="quiet small below-16">
          This sequence is live. Who got this email keeps what they got; everybody to whom it goes from now on
          gets the new text, as version {(existing?.version ?? 0) + 1}. It is checked before it is saved.
        </p>
      ) : null}
      <FormError error={error} fields={['subject', 'body', 'preview_text', 'delay_days', 'share']} />
      <Tiles min={380} gap={24} fit>
        <Form
          form={form}
          layout="vertical"
          requiredMark="optional"
          colon={false}
          initialValues={
            existing ?? {
              share: 50,
              delay_days: position === 1 ? 0 : 3,
              subject: step?.subject ?? '',
              preview_text: step?.preview_text ?? null,
              body: step?.body ?? starter,
              active: true,
            }
          }
          onFocus={({ target }: FocusEvent<HTMLElement>) => {
            if (isTextField(target)) writtenIn.current = target
          }}
          onFinish={() => save(form.getFieldsValue())}
        >
          <Form.Item label="Subject" name="subject" rules={[{ required: true, message: 'Write a subject' }]}>
            <LimitedInput maxLength={200} autoFocus />
          </Form.Item>
          <Form.Item label="Preview line" name="preview_text">
            <LimitedInput maxLength={200} />
          </Form.Item>
          <Form.Item label="Text" name="body" rules={[{ required: true, message: 'Write the text' }]}>
            <LimitedTextArea rows={14} maxLength={20_000} />
          </Form.Item>
          <Row gap={12} wrap>
            <InsertField
              onInsert={(written) => {
                const field = writtenIn.current
                const name = textFields.find((one) => one === field?.id) ?? 'body'
                form.setFieldValue(name, insertAtCursor(field, form.getFieldValue(name) ?? '', written))
              }}
            />
            {variant ? share : waits}
            {inUse}
          </Row>
        </Form>
        {step && values ? (
          <Preview step={step} values={values} />
        ) : (
          <p className="quiet small">Save it once to preview it as a lead gets it.</p>
        )}
      </Tiles>
    </Modal>
  )
}

type TextField = HTMLInputElement | HTMLTextAreaElement

const textFields = ['subject', 'preview_text', 'body'] as const

const isTextField = (element: HTMLElement): element is TextField =>
  textFields.some((name) => name === element.id)

/**
 * Inserts text at the cursor, or at the end if there is none, and selects the fallback in it, to be typed over. The
 * selection is set in the next frame, when the field contains the new text.
 */
function insertAtCursor(field: TextField | null, text: string, written: string): string {
  const from = field?.selectionStart ?? text.length
  const next = inserted(text, written, from, field?.selectionEnd ?? from)
  requestAnimationFrame(() => {
    field?.focus()
    field?.setSelectionRange(...next.selected)
  })
  return next.text
}

/** A menu of the merge fields, which inserts the selected one into the text. */
function InsertField({ onInsert }: { onInsert: (written: string) => void }) {
  const rpc = useRpc()
  const { data: fields = [] } = useQuery({
    queryKey: ['merge-fields'],
    queryFn: () => rpc('list_merge_fields', {}),
    staleTime: Number.POSITIVE_INFINITY,
  })
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items: fields.map(({ name, about, of_lead }) => ({
          key: name,
          label: `${about}${of_lead ? ' (with a fallback)' : ''}`,
        })),
        onClick: ({ key }) => {
          const isOfLead = fields.find(({ name }) => name === key)?.of_lead
          onInsert(isOfLead ? `{{${key}|there}}` : `{{${key}}}`)
        },
      }}
    >
      <Button>Insert field</Button>
    </Dropdown>
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
  const { result } = useList<Pick<TableRow<'leads'>, 'id' | 'full_name' | 'email'>>({
    resource: 'leads',
    filters: folded(wanted)
      .split(/\s+/)
      .filter(Boolean)
      .map((value) => ({ field: 'search', operator: 'contains' as const, value })),
    sorters: [{ field: 'found_at', order: 'desc' }],
    pagination: { pageSize: 20 },
    meta: { select: 'id,full_name,email', count: 'none', tieBreak: 'id' },
    errorNotification: false,
  })
  const shown = preview.data
  const options = (result?.data ?? []).map(({ id, full_name, email }) => ({
    value: id,
    label: `${full_name} ${email ?? ''}`,
  }))
  return (
    <section aria-label="Preview">
      <Row gap={12} wrap>
        <Select
          aria-label="As this lead gets it"
          className="grow"
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
      </Row>
      {preview.error ? (
        <ErrorState error={preview.error} onRetry={() => void preview.refetch()} size="small" />
      ) : shown ? (
        <article className="panel above-12" style={{ maxWidth: isPhone ? 360 : undefined }}>
          <p className="quiet small">
            {shown.from} to {shown.to ?? 'nobody: no address'}
          </p>
          <h3 className="larger above-4 below-4">{shown.subject}</h3>
          {shown.preview_text ? <p className="quiet small">{shown.preview_text}</p> : null}
          <p className="pre anywhere">{shown.body}</p>
          {shown.empty.length > 0 ? (
            <p className="quoted pad-y-4" data-tone="red">
              Empty for this lead: {shown.empty.join(', ')}
            </p>
          ) : null}
        </article>
      ) : (
        <LoadingState shape="text" />
      )}
    </section>
  )
}
