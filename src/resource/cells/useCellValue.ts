import { useUpdate } from '@refinedev/core'
import { type RefObject, useEffect, useRef, useState } from 'react'
import type { ConsoleError } from '@/supabase/errors'
import { describeError } from '@/ui/describeError'
import type { AnyRow, Resource } from '../define'
import { problemsOf, storedValues } from '../form/FieldInputs'
import { sameInput, unsavedInputs } from '../form/unsavedInputs'
import { recordSelect } from '../query/useRecord'
import { useRefresh } from '../query/useRefresh'
import { unsavedCell } from './unsavedCell'

/** The edited cell and its callbacks. */
export interface CellEditorProps {
  resource: Resource
  row: AnyRow
  name: string
  /** Whether the cell has unsaved input. */
  isBusy: RefObject<boolean>
  /** Called after the value was saved or was unchanged, and says whether to edit the next cell. */
  onDone: (then?: 'next' | 'previous') => void
  onRefused: () => void
  onCancel: () => void
}

/** The value typed in one cell: restored input, refusals, and saving against the version the person saw. */
export function useCellValue({ resource, row, name, isBusy, onDone, onRefused }: CellEditorProps) {
  const field = resource.fields[name]!
  const fields = { [name]: field }
  const id = String(row[resource.key])
  const [restored] = useState(() => {
    const unsaved = unsavedCell(resource)
    return unsaved?.id === id && unsaved.name === name
      ? unsavedInputs.read(resource.table, 'cell')
      : undefined
  })
  // The version of the record when typing began: a refetch must not replace it.
  const [original, setOriginal] = useState<AnyRow>(restored?.base ?? row)
  const toForm = (value: unknown) => (field.toForm ? field.toForm(value) : (value ?? null))
  const [typed, setTyped] = useState<unknown>(restored ? restored.values[name] : toForm(row[name]))
  const [problem, setProblem] = useState<string>()
  const [error, setError] = useState<ConsoleError>()
  const [isDeciding, setDeciding] = useState(false)
  const isSaving = useRef(false)
  const { mutateAsync, mutation } = useUpdate()
  const refresh = useRefresh()

  const isChanged = !sameInput(typed, toForm(original[name]))
  useEffect(() => {
    isBusy.current = isChanged
  }, [isBusy, isChanged])

  const remember = (next: unknown) => {
    setTyped(next)
    setProblem(undefined)
    if (sameInput(next, toForm(original[name]))) unsavedInputs.remove(resource.table, 'cell')
    else unsavedInputs.write(resource.table, 'cell', { values: { [name]: next }, base: original })
  }
  const refuse = (text: string | undefined, refusal?: ConsoleError) => {
    setProblem(text)
    setError(refusal)
    onRefused()
  }
  const save = async (next: unknown, seen: AnyRow, then?: 'next' | 'previous') => {
    // A second Enter must not start a second save.
    if (isSaving.current) return
    const formed = { ...seen, [name]: next }
    const found = problemsOf(fields, resource.table)(name, next, formed)
    if (found) return refuse(found)
    const values = storedValues(fields, formed)
    isSaving.current = true
    refuse(undefined)
    try {
      if (!sameInput(values[name], seen[name])) {
        await mutateAsync({
          resource: resource.table,
          id,
          values,
          meta: { select: recordSelect(resource), idColumnName: resource.key, version: seen.updated_at },
          successNotification: false,
          errorNotification: false,
          invalidates: [],
        })
      }
      unsavedInputs.remove(resource.table, 'cell')
      await refresh()
      onDone(then)
    } catch (caught) {
      const refusal = caught as ConsoleError
      refuse(refusal.errors?.[name], refusal)
      setDeciding(refusal.kind === 'conflict' && refusal.current !== undefined)
    } finally {
      isSaving.current = false
    }
  }
  /** Saves the values chosen in the conflict dialog. */
  const resolve = (values: AnyRow, seen: AnyRow) => {
    const next = toForm(values[name])
    setOriginal(seen)
    setTyped(next)
    setDeciding(false)
    void save(next, seen)
  }
  const described =
    error && error.kind !== 'expired' && error.kind !== 'aborted' ? describeError(error, 'write') : undefined
  return {
    ...{ typed, original, isChanged, isDeciding, setDeciding, remember, save, resolve },
    isPending: mutation.isPending,
    isWrong: problem !== undefined,
    isRefused: problem !== undefined || described !== undefined,
    message:
      problem ??
      (described && `${described.title}. ${described.detail}`) ??
      (restored && isChanged ? 'What you typed before and did not save is back.' : undefined),
    /** The current record, if somebody else has changed it meanwhile. */
    current: error?.current as AnyRow | undefined,
    /** The values of the whole form: a conflict also shows what the other person changed in other fields. */
    formValues: () => ({
      ...formValues(resource, original),
      ...storedValues(fields, { ...original, [name]: typed }),
    }),
  }
}

function formValues(resource: Resource, row: AnyRow): AnyRow {
  const names = resource.form?.sections.flatMap((section) => section.fields) ?? []
  return Object.fromEntries(names.filter((name) => name in row).map((name) => [name, row[name]]))
}
