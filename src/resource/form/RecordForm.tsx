import { Alert, Button, Form } from 'antd'
import { writableColumn } from '@/supabase/columnRules'
import { Row } from '@/ui/layout'
import { useShortcuts } from '@/ui/shortcuts'
import type { AnyRow, Resource } from '../define'
import { Conflict } from './Conflict'
import { FieldInputs } from './FieldInputs'
import { FormError } from './FormError'
import { LeaveGuard } from './LeaveGuard'
import { useRecordForm } from './useRecordForm'

interface RecordFormProps {
  resource: Resource
  /** The record to edit; undefined for a new one. */
  row?: AnyRow
  /** Initial values of a new record. */
  initial?: AnyRow
  onSaved: (row: AnyRow) => void
  onCancel: () => void
}

/**
 * The form of any resource. Saves only changed values, against the version that was opened; typed input is kept through
 * errors, refetches, an expired session and a reload.
 */
export function RecordForm({ resource, row, initial, onSaved, onCancel }: RecordFormProps) {
  const f = useRecordForm({ resource, row, initial, onSaved })
  const { form, creating, base, restored, error, fields, isSaving } = f
  const sections = resource.form?.sections ?? []
  useShortcuts([
    {
      keys: 'mod+Enter',
      label: 'Save',
      group: 'Record',
      whileTyping: true,
      run: () => form.submit(),
    },
  ])
  const current = error?.kind === 'conflict' ? (error.current as AnyRow | undefined) : undefined
  return (
    <Form
      form={form}
      layout="vertical"
      initialValues={f.initialValues as object}
      onValuesChange={(_changed, values) => f.remember(values as AnyRow)}
      onFinish={() => void f.submit()}
      scrollToFirstError={{ block: 'center' }}
      validateTrigger={['onBlur', 'onSubmit']}
      className="record-form"
      aria-label={row ? `Edit ${resource.title(row)}` : `New ${resource.one}`}
    >
      <LeaveGuard when={f.isDirty && !isSaving} />
      {restored && !error ? (
        <Alert
          type="info"
          showIcon
          title="What you typed before and did not save is back."
          action={
            <Button size="small" onClick={f.discard}>
              Discard it
            </Button>
          }
        />
      ) : null}
      {current ? (
        <Form.Item noStyle shouldUpdate>
          {() => (
            <Conflict
              key={String(current.updated_at)}
              resource={resource}
              base={base}
              current={current}
              ownValues={f.typedValues()}
              onResolve={f.resolve}
            />
          )}
        </Form.Item>
      ) : (
        <FormError error={error} fields={f.names} />
      )}
      {sections.map((section, index) => (
        <section key={section.title ?? index} className="form-section">
          {section.title ? <h2>{section.title}</h2> : null}
          <FieldInputs
            fields={fields}
            names={section.fields}
            problems={f.problems}
            context={{ ...initial, ...base }}
            disabled={f.isFixed}
            autoFocus={index === 0 && creating}
            isOptional={(name) => {
              const metadata = writableColumn(resource.table, name)
              return metadata?.nullable === true || metadata?.hasDefault === true || f.isFixed(name)
            }}
          />
        </section>
      ))}
      <Row gap={8} align="stretch" justify="end" className="form-buttons">
        <Button onClick={onCancel}>Cancel</Button>
        <Button type="primary" htmlType="submit" loading={isSaving}>
          {creating ? `Add ${resource.one}` : 'Save'}
        </Button>
      </Row>
    </Form>
  )
}
