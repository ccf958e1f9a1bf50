import { useCreate, useUpdate } from '@refinedev/core'
import { Form } from 'antd'
import { useState } from 'react'
import { writableColumn } from '@/supabase/columnRules'
import { columns } from '@/supabase/columns'
import { ConsoleError } from '@/supabase/errors'
import { isInDoubt } from '@/supabase/inDoubt'
import { type DeclaredRpc, oneRowOf } from '@/supabase/rpc'
import { useNotify } from '@/ui/notify'
import { useSingleRun } from '@/ui/useSingleRun'
import type { AnyRow, Resource } from '../define'
import type { Field } from '../field'
import { recordSelect } from '../query/useRecord'
import { useRefresh } from '../query/useRefresh'
import { useRpc } from '../query/useRpc'
import { problemsOf, storedValues, useFieldErrors } from './FieldInputs'
import { type Adding, emptyAsNull, sameInput, unsavedInputs } from './unsavedInputs'

interface RecordToSave {
  resource: Resource
  /** The record to edit; undefined for a new one. */
  row?: AnyRow
  /** Initial values of a new record. */
  initial?: AnyRow
}

/** The state of a record's form: typed and restored values, refusals, and saving. */
export function useRecordForm({
  resource,
  row,
  initial,
  onSaved,
}: RecordToSave & { onSaved: (row: AnyRow) => void }) {
  const [form] = Form.useForm<AnyRow>()
  const creating = row === undefined
  const id = creating ? 'new' : String(row[resource.key])
  // The version that the person saw when they began. A refetch must not replace it, or a stale save would succeed.
  // Typed input is saved against the version it was typed over: changes that others saved since then show as a
  // conflict.
  const unsavedKey = creating && initial ? `new ${JSON.stringify(initial)}` : id
  const [restored, setRestored] = useState(() => unsavedInputs.read(resource.table, unsavedKey))
  const [base, setBase] = useState<AnyRow>(restored?.base ?? row ?? {})
  const [error, setError] = useState<ConsoleError>()
  const [isDirty, setDirty] = useState(restored !== undefined)
  const notify = useNotify()
  const refresh = useRefresh()
  const setFieldErrors = useFieldErrors(form)
  const [run, isSaving] = useSingleRun()

  const { names, fields } = fieldsOf(resource)
  const isFixed = (name: string) => !creating && (resource.form?.createOnly?.includes(name) ?? false)
  // The key is made here and kept with the unsaved input: if the answer is lost, saving again finds the record instead
  // of adding a duplicate, even if the form was closed meanwhile.
  const [adding, setAdding] = useState<Adding>(() => restored?.adding ?? { id: crypto.randomUUID() })
  const write = useRecordWrite({ resource, row, initial, adding }, names, isFixed)

  const toForm = (values: AnyRow) =>
    Object.fromEntries(
      names.map((name) => [name, fields[name]?.toForm ? fields[name].toForm(values[name]) : values[name]]),
    )
  const [initialValues] = useState(() =>
    toForm(creating ? { ...defaultsOf(resource), ...resource.form?.initial, ...initial } : row),
  )
  /** The form's values, converted to stored values. */
  const typedValues = () => storedValues(fields, form.getFieldsValue(true) as AnyRow)

  const discard = () => {
    unsavedInputs.remove(resource.table, unsavedKey)
    setRestored(undefined)
    setDirty(false)
    setError(undefined)
    setAdding({ id: crypto.randomUUID() })
    setBase(row ?? {})
    form.setFieldsValue(initialValues as object)
  }
  const remember = (values: AnyRow) => {
    const dirty = names.some((name) => !sameInput(values[name], initialValues[name]))
    setDirty(dirty)
    if (dirty) unsavedInputs.write(resource.table, unsavedKey, { values, base, adding })
    else unsavedInputs.remove(resource.table, unsavedKey)
  }
  const save = async (values: AnyRow, seen: AnyRow) => {
    setError(undefined)
    try {
      const saved = await write(values, seen)
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
      if (creating && isInDoubt(problem)) {
        const doubted = { ...adding, sent: values }
        setAdding(doubted)
        const typed = form.getFieldsValue(true) as AnyRow
        unsavedInputs.write(resource.table, unsavedKey, { values: typed, base, adding: doubted })
      }
      return false
    }
  }
  // A second Enter must not start a second save.
  const submit = () => run(() => save(typedValues(), base))
  /** Saves the values chosen in the conflict dialog. */
  const resolve = (values: AnyRow, seen: AnyRow) => {
    form.setFieldsValue(toForm(values) as object)
    // Invalid values are marked beside their fields; the conflict stays until it can be saved.
    void form.validateFields().then(
      () => {
        setBase(seen)
        return run(() => save(values, seen))
      },
      () => undefined,
    )
  }
  return {
    ...{ form, creating, base, restored, error, isDirty, isSaving, names, fields, isFixed },
    problems: problemsOf(fields, resource.table, creating),
    initialValues: { ...initialValues, ...restored?.values },
    ...{ typedValues, discard, remember, submit, resolve },
  }
}

/** The fields of a resource's form, in their order. */
function fieldsOf(resource: Resource): { names: string[]; fields: Record<string, Field> } {
  const sections = resource.form?.sections ?? []
  const names = sections.flatMap((section) => section.fields).filter((name) => resource.fields[name]?.input)
  const fields = Object.fromEntries(
    names.flatMap((name) => (resource.fields[name] ? [[name, resource.fields[name]]] : [])),
  )
  return { names, fields }
}

/** Saves the changed values of a record, or adds a new one; returns the row as stored. */
function useRecordWrite(
  { resource, row, initial, adding }: RecordToSave & { adding: Adding },
  names: readonly string[],
  isFixed: (name: string) => boolean,
) {
  const creating = row === undefined
  const create = useCreate()
  const rpc = useRpc() as DeclaredRpc
  const update = useUpdate()
  return async (values: AnyRow, seen: AnyRow): Promise<AnyRow> => {
    const stored = Object.fromEntries(
      Object.entries(values).filter(([name, value]) => {
        if (isFixed(name)) return false
        // An empty field of a new record is left out, so that the database's default applies.
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
    const byFunction = resource.form?.create
    if (creating && byFunction) {
      const args = { ...byFunction.args(values), ...(byFunction.once && { [byFunction.once]: adding.id }) }
      return oneRowOf(await rpc(byFunction.rpc, args)) as AnyRow
    }
    if (creating) {
      const key =
        columns[resource.table]?.[resource.key]?.type === 'uuid' ? { [resource.key]: adding.id } : {}
      const { data } = await create.mutateAsync({
        ...common,
        values: { ...key, ...hiddenInitialValues(initial, names), ...stored },
        meta,
      })
      if (adding.sent && isAsSent(data as AnyRow, adding.sent, values)) throw addedBefore()
      return data as AnyRow
    }
    if (Object.keys(stored).length === 0) return seen
    const { data } = await update.mutateAsync({
      ...common,
      id: String(row[resource.key]),
      values: stored,
      meta: { ...meta, version: seen.updated_at },
    })
    return data as AnyRow
  }
}

/** Whether the stored record still has a value that was sent first, in a field that was changed since. */
function isAsSent(record: AnyRow, sent: AnyRow, values: AnyRow): boolean {
  const text = (value: unknown) => JSON.stringify(emptyAsNull(value)).trim().toLowerCase()
  return Object.keys(values).some(
    (name) => text(values[name]) !== text(sent[name]) && text(record[name]) === text(sent[name]),
  )
}

function addedBefore(): ConsoleError {
  return new ConsoleError({
    kind: 'conflict',
    statusCode: 409,
    message:
      'It was added the first time already, as you had typed it then. What you changed since is not saved: open it and change it there.',
  })
}

// Initial values of a new record that its form does not show, such as the record it belongs to.
function hiddenInitialValues(initial: AnyRow | undefined, names: readonly string[]): AnyRow {
  return Object.fromEntries(Object.entries(initial ?? {}).filter(([name]) => !names.includes(name)))
}

// A yes/no field shows the database's default.
function defaultsOf(resource: Resource): AnyRow {
  return Object.fromEntries(
    Object.keys(columns[resource.table] ?? {}).flatMap((name) => {
      const value = writableColumn(resource.table, name)?.default
      return value === undefined ? [] : [[name, value]]
    }),
  )
}
