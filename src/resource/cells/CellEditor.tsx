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
import type { InputKind } from '../fields/field'
import { inputs } from '../fields/inputs'
import { Conflict } from '../form/Conflict'
import { drafts, sameInput } from '../form/draft'
import { problemsOf, storedValues } from '../form/FieldInputs'
import { LeaveGuard } from '../form/LeaveGuard'
import { StateChange } from '../show/StateChange'
import { recordSelect } from '../show/useRecord'
import { useRefresh } from '../show/useRefresh'
import { cellDraft } from './draft'

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
const choosing: readonly InputKind[] = ['options', 'relation', 'flag']

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
    const left = cellDraft(resource)
    return left?.id === id && left.name === name ? drafts.read(resource.table, 'cell') : undefined
  })
  // The version that was seen when the typing began: a refetch must not move it.
  const [base, setBase] = useState<AnyRow>(restored?.base ?? row)
  const toForm = (value: unknown) => (field.toForm ? field.toForm(value) : (value ?? null))
  const [held, setHeld] = useState<unknown>(restored ? restored.values[name] : toForm(row[name]))
  const [problem, setProblem] = useState<string>()
  const [error, setError] = useState<ConsoleError>()
  const [isDeciding, setDeciding] = useState(false)
  const isSaving = useRef(false)
  const box = useRef<HTMLDivElement>(null)
  const messageId = useId()
  const { mutateAsync, mutation } = useUpdate()
  const refresh = useRefresh()

  const isChanged = !sameInput(held, toForm(base[name]))
  useEffect(() => {
    isBusy.current = isChanged
  }, [isBusy, isChanged])

  const remember = (next: unknown) => {
    setHeld(next)
    setProblem(undefined)
    if (sameInput(next, toForm(base[name]))) drafts.remove(resource.table, 'cell')
    else drafts.write(resource.table, 'cell', { values: { [name]: next }, base })
  }
  const refuse = (text: string | undefined, refusal?: ConsoleError) => {
    setProblem(text)
    setError(refusal)
    onRefused()
  }
  const save = async (next: unknown, over: AnyRow, then?: 'next' | 'previous') => {
    // By keyboard it can be asked for again while it is under way.
    if (isSaving.current) return
    const formed = { ...over, [name]: next }
    const found = problemsOf(fields, resource.table)(name, next, formed)
    if (found) return refuse(found)
    const values = storedValues(fields, formed)
    isSaving.current = true
    refuse(undefined)
    try {
      if (!sameInput(values[name], over[name])) {
        await mutateAsync({
          resource: resource.table,
          id,
          values,
          meta: { select: recordSelect(resource), idColumnName: resource.key, version: over.updated_at },
          successNotification: false,
          errorNotification: false,
          invalidates: [],
        })
      }
      drafts.remove(resource.table, 'cell')
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
      void save(held, base, event.shiftKey ? 'previous' : 'next')
    } else if (event.key === 'Enter') {
      // In a long text Shift and Enter begin a line; a list takes what was typed first.
      if (kind === 'area' && event.shiftKey) return
      if (kind === 'options' || kind === 'relation' || kind === 'flag') return
      if (kind === 'tags' && (event.target as HTMLInputElement).value) return
      event.preventDefault()
      void save(held, base)
    }
  }
  const onBlur = (event: FocusEvent<HTMLDivElement>) => {
    const to = event.relatedTarget
    // Another window, or a list that belongs to the input, is no leaving.
    if (isDeciding || !document.hasFocus()) return
    if (to && (box.current?.contains(to) || to.closest('.ant-select-dropdown, .ant-modal'))) return
    if (isChanged) void save(held, base)
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
        value={held}
        values={{ ...base, [name]: held }}
        autoFocus
        disabled={mutation.isPending}
        aria-label={field.label}
        aria-invalid={problem !== undefined || undefined}
        aria-describedby={message ? messageId : undefined}
        onChange={(next) => {
          remember(next)
          if (field.input && choosing.includes(field.input)) void save(next, base)
        }}
      />
      {mutation.isPending ? (
        <span className="cell-saving" role="status">
          <LoadingOutlined aria-hidden />
          <span className="visually-hidden">Saving…</span>
        </span>
      ) : null}
      {message ? (
        <div id={messageId} className="cell-message" role={problem || described ? 'alert' : 'status'}>
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
            base={base}
            current={current}
            mine={{ ...formValues(resource, base), ...storedValues(fields, { ...base, [name]: held }) }}
            onResolve={(values, over) => {
              const next = toForm(values[name])
              setBase(over)
              setHeld(next)
              setDeciding(false)
              void save(next, over)
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
