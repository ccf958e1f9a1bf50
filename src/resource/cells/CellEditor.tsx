import { LoadingOutlined } from '@ant-design/icons'
import { useUpdate } from '@refinedev/core'
import { Modal } from 'antd'
import {
  type FocusEvent,
  type KeyboardEvent,
  type RefObject,
  useEffect,
  useId,
  useRef,
  useState,
} from 'react'
import type { ConsoleError } from '@/supabase/errors'
import { describeError } from '@/ui/describeError'
import type { AnyRow, Resource } from '../define'
import type { InputKind } from '../field'
import { inputs } from '../fields/inputs'
import { Conflict } from '../form/Conflict'
import { problemsOf, storedValues } from '../form/FieldInputs'
import { LeaveGuard } from '../form/LeaveGuard'
import { sameInput, unsavedInputs } from '../form/unsavedInputs'
import { recordSelect } from '../query/useRecord'
import { useRefresh } from '../query/useRefresh'
import { StateChange } from '../show/StateChange'
import { unsavedCell } from './unsavedCell'

interface CellEditorProps {
  resource: Resource
  row: AnyRow
  name: string
  /** Whether something typed here is not saved yet. */
  isBusy: RefObject<boolean>
  /** Saved, or nothing to save; and whether the next cell is wanted. */
  onDone: (then?: 'next' | 'previous') => void
  onRefused: () => void
  onCancel: () => void
}

/** Inputs where choosing a value is all there is to do: it is saved at once. */
const savedOnChoice: readonly InputKind[] = ['options', 'relation', 'flag']

/**
 * The input of one field in its cell. Saves against the version that was seen; what was typed stays in it through
 * refusals, refetches, an ended session and a reload.
 */
export default function CellEditor(props: CellEditorProps) {
  return props.name === 'state' && props.resource.states ? (
    <div className="cell-editor cell-state">
      <StateChange resource={props.resource} row={props.row} inCell onDone={() => props.onDone()} />
    </div>
  ) : (
    <ValueEditor {...props} />
  )
}

function ValueEditor({ resource, row, name, isBusy, onDone, onRefused, onCancel }: CellEditorProps) {
  const field = resource.fields[name]!
  const fields = { [name]: field }
  const id = String(row[resource.key])
  const [restored] = useState(() => {
    const unsaved = unsavedCell(resource)
    return unsaved?.id === id && unsaved.name === name
      ? unsavedInputs.read(resource.table, 'cell')
      : undefined
  })
  // The version that was seen when the typing began: a refetch must not move it.
  const [original, setOriginal] = useState<AnyRow>(restored?.base ?? row)
  const toForm = (value: unknown) => (field.toForm ? field.toForm(value) : (value ?? null))
  const [typed, setTyped] = useState<unknown>(restored ? restored.values[name] : toForm(row[name]))
  const [problem, setProblem] = useState<string>()
  const [error, setError] = useState<ConsoleError>()
  const [isDeciding, setDeciding] = useState(false)
  const isSaving = useRef(false)
  const box = useRef<HTMLDivElement>(null)
  const messageId = useId()
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
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.nativeEvent.isComposing || isDeciding) return
    const kind = field.input
    if (event.key === 'Escape') {
      event.preventDefault()
      onCancel()
    } else if (event.key === 'Tab') {
      event.preventDefault()
      void save(typed, original, event.shiftKey ? 'previous' : 'next')
    } else if (event.key === 'Enter') {
      // In a long text Shift and Enter begin a line; a list takes what was typed first.
      if (kind === 'area' && event.shiftKey) return
      if (kind === 'options' || kind === 'relation' || kind === 'flag') return
      if (kind === 'tags' && (event.target as HTMLInputElement).value) return
      event.preventDefault()
      void save(typed, original)
    }
  }
  const onBlur = (event: FocusEvent<HTMLDivElement>) => {
    const to = event.relatedTarget
    // Another window, or a list that belongs to the input, is no leaving.
    if (isDeciding || !document.hasFocus()) return
    if (to && (box.current?.contains(to) || to.closest('.ant-select-dropdown, .ant-modal'))) return
    if (isChanged) void save(typed, original)
    else onDone()
  }

  const Input = inputs[field.input ?? 'text']
  const current = error?.current as AnyRow | undefined
  const described =
    error && error.kind !== 'expired' && error.kind !== 'aborted' ? describeError(error, 'write') : undefined
  const message =
    problem ??
    (described && `${described.title}. ${described.detail}`) ??
    (restored && isChanged ? 'What you typed before and did not save is back.' : undefined)
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys are those of the input inside
    <div
      ref={box}
      className="cell-editor"
      data-kind={field.input}
      data-wrong={problem !== undefined || described !== undefined || undefined}
      onKeyDown={onKeyDown}
      onBlur={onBlur}
    >
      <LeaveGuard when={isChanged && !mutation.isPending} />
      <Input
        field={field}
        value={typed}
        values={{ ...original, [name]: typed }}
        autoFocus
        disabled={mutation.isPending}
        aria-label={field.label}
        aria-invalid={problem !== undefined || undefined}
        aria-describedby={message ? messageId : undefined}
        onChange={(next) => {
          remember(next)
          if (field.input && savedOnChoice.includes(field.input)) void save(next, original)
        }}
      />
      {mutation.isPending ? (
        <span className="cell-saving" role="status">
          <LoadingOutlined aria-hidden />
          <span className="visually-hidden">Saving…</span>
        </span>
      ) : null}
      {message ? (
        <div
          id={messageId}
          className="cell-message quiet small"
          role={problem || described ? 'alert' : 'status'}
        >
          {message}
        </div>
      ) : null}
      {current ? (
        <Modal
          open={isDeciding}
          title={resource.title(current)}
          footer={null}
          onCancel={() => setDeciding(false)}
          destroyOnHidden
        >
          <Conflict
            key={String(current.updated_at)}
            resource={resource}
            base={original}
            current={current}
            ownValues={{
              ...formValues(resource, original),
              ...storedValues(fields, { ...original, [name]: typed }),
            }}
            onResolve={(values, seen) => {
              const next = toForm(values[name])
              setOriginal(seen)
              setTyped(next)
              setDeciding(false)
              void save(next, seen)
            }}
          />
        </Modal>
      ) : null}
    </div>
  )
}

// What the form would hold: a conflict also says what the other person changed besides this cell.
function formValues(resource: Resource, row: AnyRow): AnyRow {
  const names = resource.form?.sections.flatMap((section) => section.fields) ?? []
  return Object.fromEntries(names.filter((name) => name in row).map((name) => [name, row[name]]))
}
