import { useCreate, useCustomMutation, useUpdate } from '@refinedev/core'
import { Alert, Button, Form } from 'antd'
import { useState } from 'react'
import { columns } from '@/supabase/columns'
import type { ConsoleError } from '@/supabase/errors'
import { Row } from '@/ui/layout'
import { useNotify } from '@/ui/notify'
import { useShortcuts } from '@/ui/shortcuts'
import { useSingleRun } from '@/ui/useSingleRun'
import type { AnyRow, Resource } from '../define'
import type { Field } from '../field'
import { recordSelect } from '../query/useRecord'
import { useRefresh } from '../query/useRefresh'
import { Conflict } from './Conflict'
import { FieldInputs, problemsOf, storedValues, useFieldErrors } from './FieldInputs'
import { FormError } from './FormError'
import { LeaveGuard } from './LeaveGuard'
import { sameInput, unsavedInputs } from './unsavedInputs'

interface RecordFormProps {
  resource: Resource
  /** The record to edit; a new one without. */
  row?: AnyRow
  /** Values that a new record starts with. */
  initial?: AnyRow
  onSaved: (row: AnyRow) => void
  onCancel: () => void
}

/**
 * The form of any resource. Saves only what was changed, against the version that was opened; keeps what was typed
 * through errors, refetches, an expired session and a reload.
 */
export function RecordForm({ resource, row, initial, onSaved, onCancel }: RecordFormProps) {
  const [form] = Form.useForm<AnyRow>()
  const creating = row === undefined
  const id = creating ? 'new' : String(row[resource.key])
  // The version that the person saw when they began. A refetch must not move it, or a stale save would pass.
  // A draft is saved against the version it was typed over: what others saved since shows as a conflict.
  const unsavedKey = creating && initial ? `new ${JSON.stringify(initial)}` : id
  const [restored, setRestored] = useState(() => unsavedInputs.read(resource.table, unsavedKey))
  const [base, setBase] = useState<AnyRow>(restored?.base ?? row ?? {})
  const [error, setError] = useState<ConsoleError>()
  const [isDirty, setDirty] = useState(restored !== undefined)
  const create = useCreate()
  const call = useCustomMutation()
  const update = useUpdate()
  const notify = useNotify()
  const refresh = useRefresh()
  const setFieldErrors = useFieldErrors(form)
  const [run, isSaving] = useSingleRun()

  const sections = resource.form?.sections ?? []
  const names = sections.flatMap((section) => section.fields).filter((name) => resource.fields[name]?.input)
  const fields: Record<string, Field> = Object.fromEntries(
    names.flatMap((name) => (resource.fields[name] ? [[name, resource.fields[name]]] : [])),
  )
  const problems = problemsOf(fields, resource.table, creating)
  const isFixed = (name: string) => !creating && (resource.form?.createOnly?.includes(name) ?? false)

  const toForm = (values: AnyRow) =>
    Object.fromEntries(
      names.map((name) => [name, fields[name]?.toForm ? fields[name].toForm(values[name]) : values[name]]),
    )
  const [initialValues] = useState(() =>
    toForm(creating ? { ...defaultsOf(resource), ...resource.form?.initial, ...initial } : row),
  )

  const discard = () => {
    unsavedInputs.remove(resource.table, unsavedKey)
    setRestored(undefined)
    setDirty(false)
    setError(undefined)
    setBase(row ?? {})
    form.setFieldsValue(initialValues as object)
  }
  const remember = (values: AnyRow) => {
    const dirty = names.some((name) => !sameInput(values[name], initialValues[name]))
    setDirty(dirty)
    if (dirty) unsavedInputs.write(resource.table, unsavedKey, { values, base })
    else unsavedInputs.remove(resource.table, unsavedKey)
  }
  const save = async (values: AnyRow, seen: AnyRow) => {
    setError(undefined)
    try {
      const stored = Object.fromEntries(
        Object.entries(values).filter(([name, value]) => {
          if (isFixed(name)) return false
          // An empty field of a new record leaves the database's default.
          if (creating) return value !== null
          return JSON.stringify(value ?? null) !== JSON.stringify(seen[name] ?? null)
        }),
      )
      const common = {
        resource: resource.table,
        successNotification: false as const,
        errorNotification: false as const,
        invalidates: [] as [],
      }
      const meta = { select: recordSelect(resource), idColumnName: resource.key }
      let saved: AnyRow
      const byFunction = resource.form?.create
      if (creating && byFunction) {
        const { data } = await call.mutateAsync({
          url: `rpc/${byFunction.rpc}`,
          method: 'post',
          values: { ...byFunction.args(values), ...(byFunction.once && { [byFunction.once]: newId }) },
          successNotification: false,
          errorNotification: false,
        })
        saved = (Array.isArray(data) ? data[0] : data) as AnyRow
      } else if (creating) {
        // The key is made here: if the answer is lost, saving again finds the record instead of doubling it.
        const key = columns[resource.table]?.[resource.key]?.type === 'uuid' ? { [resource.key]: newId } : {}
        saved = (
          await create.mutateAsync({
            ...common,
            values: { ...key, ...hiddenInitialValues(initial, names), ...stored },
            meta,
          })
        ).data as AnyRow
      } else if (Object.keys(stored).length === 0) {
        saved = seen
      } else {
        saved = (
          await update.mutateAsync({
            ...common,
            id,
            values: stored,
            meta: { ...meta, version: seen.updated_at },
          })
        ).data as AnyRow
      }
      unsavedInputs.remove(resource.table, unsavedKey)
      setDirty(false)
      await refresh()
      notify.success({
        key: 'saved',
        message: creating ? `${resource.title(saved)} was added.` : `${resource.title(saved)} was saved.`,
      })
      onSaved(saved)
    } catch (caught) {
      const problem = caught as ConsoleError
      setFieldErrors(problem.errors, names)
      setError(problem)
      return false
    }
  }
  const [newId] = useState(() => crypto.randomUUID())
  // A second Enter must not start a second save.
  const submit = () => run(() => save(storedValues(fields, form.getFieldsValue(true) as AnyRow), base))
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
      initialValues={{ ...initialValues, ...restored?.values } as object}
      onValuesChange={(_changed, values) => remember(values as AnyRow)}
      onFinish={() => void submit()}
      scrollToFirstError={{ block: 'center' }}
      validateTrigger={['onBlur', 'onSubmit']}
      className="record-form"
      aria-label={creating ? `New ${resource.one}` : `Edit ${resource.title(row)}`}
    >
      <LeaveGuard when={isDirty && !isSaving} />
      {restored && !error ? (
        <Alert
          type="info"
          showIcon
          title="What you typed before and did not save is back."
          action={
            <Button size="small" onClick={discard}>
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
              ownValues={storedValues(fields, form.getFieldsValue(true) as AnyRow)}
              onResolve={(values, seen) => {
                form.setFieldsValue(toForm(values) as object)
                // What is refused here stands beside its field; the conflict stays until it can be saved.
                void form.validateFields().then(
                  () => {
                    setBase(seen)
                    return run(() => save(values, seen))
                  },
                  () => undefined,
                )
              }}
            />
          )}
        </Form.Item>
      ) : (
        <FormError error={error} fields={names} />
      )}
      {sections.map((section, index) => (
        <section key={section.title ?? index} className="form-section">
          {section.title ? <h2>{section.title}</h2> : null}
          <FieldInputs
            fields={fields}
            names={section.fields}
            problems={problems}
            context={{ ...initial, ...base }}
            disabled={isFixed}
            autoFocus={index === 0 && creating}
            isOptional={(name) => {
              const metadata = columns[resource.table]?.[name]
              return metadata?.nullable === true || metadata?.hasDefault === true || isFixed(name)
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

// Values given to a new record that its form does not show, such as the record it belongs to.
function hiddenInitialValues(initial: AnyRow | undefined, names: readonly string[]): AnyRow {
  return Object.fromEntries(Object.entries(initial ?? {}).filter(([name]) => !names.includes(name)))
}

// A yes-or-no shows what the database would store.
function defaultsOf(resource: Resource): AnyRow {
  return Object.fromEntries(
    Object.entries(columns[resource.table] ?? {}).flatMap(([name, metadata]) =>
      metadata.default === undefined ? [] : [[name, metadata.default]],
    ),
  )
}
