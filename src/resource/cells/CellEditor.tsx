import { LoadingOutlined } from '@ant-design/icons'
import { Modal } from 'antd'
import { type FocusEvent, type KeyboardEvent, useId, useRef } from 'react'
import type { InputKind } from '../field'
import { inputs } from '../fields/inputs'
import { Conflict } from '../form/Conflict'
import { LeaveGuard } from '../form/LeaveGuard'
import { StateChange } from '../show/StateChange'
import { type CellEditorProps, useCellValue } from './useCellValue'

/** Inputs that are complete with the choice of a value: the choice is saved at once. */
const savedOnChoice: readonly InputKind[] = ['options', 'relation', 'flag']

/**
 * The input of one field in its cell. Saves against the version that the person saw; the typed value stays through
 * refusals, refetches, an expired session and a reload.
 */
export default function CellEditor(props: CellEditorProps) {
  return props.name === 'state' && props.resource.states ? (
    <div className="cell-editor">
      <StateChange resource={props.resource} row={props.row} inCell onDone={() => props.onDone()} />
    </div>
  ) : (
    <ValueEditor {...props} />
  )
}

function ValueEditor(props: CellEditorProps) {
  const { resource, name, onDone, onCancel } = props
  const field = resource.fields[name]!
  const cell = useCellValue(props)
  const { typed, original, isDeciding, isPending, message, current } = cell
  const box = useRef<HTMLDivElement>(null)
  const messageId = useId()

  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.nativeEvent.isComposing || isDeciding) return
    const kind = field.input
    if (event.key === 'Escape') {
      event.preventDefault()
      onCancel()
    } else if (event.key === 'Tab') {
      event.preventDefault()
      void cell.save(typed, original, event.shiftKey ? 'previous' : 'next')
    } else if (event.key === 'Enter') {
      // In a long text, Shift+Enter begins a new line; a list input first accepts the typed entry.
      if (kind === 'area' && event.shiftKey) return
      if (kind === 'options' || kind === 'relation' || kind === 'flag') return
      if (kind === 'tags' && (event.target as HTMLInputElement).value) return
      event.preventDefault()
      void cell.save(typed, original)
    }
  }
  const onBlur = (event: FocusEvent<HTMLDivElement>) => {
    const to = event.relatedTarget
    // Moving the focus to another window, or to the input’s own dropdown, does not leave the cell.
    if (isDeciding || !document.hasFocus()) return
    if (to && (box.current?.contains(to) || to.closest('.ant-select-dropdown, .ant-modal'))) return
    if (cell.isChanged) void cell.save(typed, original)
    else onDone()
  }

  const Input = inputs[field.input ?? 'text']
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: handles key events of the input inside
    <div
      ref={box}
      className="cell-editor"
      data-kind={field.input}
      data-wrong={cell.isRefused || undefined}
      onKeyDown={onKeyDown}
      onBlur={onBlur}
    >
      <LeaveGuard when={cell.isChanged && !isPending} />
      <Input
        field={field}
        value={typed}
        values={{ ...original, [name]: typed }}
        autoFocus
        disabled={isPending}
        aria-label={field.label}
        aria-invalid={cell.isWrong || undefined}
        aria-describedby={message ? messageId : undefined}
        onChange={(next) => {
          cell.remember(next)
          if (field.input && savedOnChoice.includes(field.input)) void cell.save(next, original)
        }}
      />
      {isPending ? (
        <span className="cell-saving" role="status">
          <LoadingOutlined aria-hidden />
          <span className="visually-hidden">Saving…</span>
        </span>
      ) : null}
      {message ? (
        <div id={messageId} className="cell-message quiet small" role={cell.isRefused ? 'alert' : 'status'}>
          {message}
        </div>
      ) : null}
      {current ? (
        <Modal
          open={isDeciding}
          title={resource.title(current)}
          footer={null}
          onCancel={() => cell.setDeciding(false)}
          destroyOnHidden
        >
          <Conflict
            key={String(current.updated_at)}
            resource={resource}
            base={original}
            current={current}
            ownValues={cell.formValues()}
            onResolve={cell.resolve}
          />
        </Modal>
      ) : null}
    </div>
  )
}
