import { ArrowUpOutlined, CloseOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, Input, Select, Switch } from 'antd'
import { type Ref, useId, useRef } from 'react'
import { Row, Stack } from '@/ui/layout'
import type { Field, InputProps } from '../field'
import {
  asKind,
  blankPart,
  documentOf,
  type Part,
  type PartKind,
  partKeyOf,
  partOf,
  partProblem,
  partShown,
} from './documentParts'
import { FigureInput } from './FigureInput'
import { type FormDocument, formDocument } from './formDocument'
import { showDocument } from './plainDocument'

interface Ask {
  /** The label of a null value. */
  whenNull: string
  /** The kinds of value a new row may have. */
  kinds: readonly PartKind[]
  disabled?: boolean
  /** The invalid place, after the form has refused it. */
  problem?: { way: string; text: string }
  problemId: string
}

interface PartProps {
  part: Part
  like: unknown
  way: string
  label: string
  ask: Ask
  onChange: (part: Part) => void
}

const kindLabels: Record<PartKind, string> = {
  text: 'Text',
  number: 'Number',
  flag: 'Yes or no',
  none: 'Empty',
  lines: 'List',
  figures: 'Numbers',
  group: 'Group',
  entries: 'Entries',
  kept: 'Kept',
}
const anyKind: readonly PartKind[] = ['text', 'number', 'flag', 'lines', 'group', 'none']
const areaRows = { minRows: 1, maxRows: 12 }

/** Edits a JSON document without JSON syntax: names with their values, lists as lines, entries one below another. */
export default function DocumentInput({
  field,
  id,
  value,
  onChange,
  values = {},
  disabled,
  ...props
}: InputProps & { field: Field }) {
  const { like: form, kinds = anyKind, whenNull = 'Empty' } = field.document ?? {}
  const like = typeof form === 'function' ? form(values) : form
  const held = formDocument(value)
  const problemId = useId()
  const root: Part = { id: 0, name: '', ...partShown(held.value, held.typed, like) }

  const change = (part: Part) => {
    const document = documentOf(part)
    const stored = { id: 0, name: '', ...partOf(document, like) }
    const problem = partProblem(part)
    const next: FormDocument = { value: document }
    // The typed text is kept as well if the document alone could not restore it.
    if (problem || JSON.stringify(stored) !== JSON.stringify(part)) next.typed = part
    if (problem) next.problem = problem.text
    onChange?.([next])
  }
  const problem = props['aria-invalid'] && held.typed ? partProblem(held.typed) : undefined
  return (
    <fieldset
      id={id}
      tabIndex={-1}
      aria-label={props['aria-label'] ?? field.label}
      aria-describedby={props['aria-describedby']}
      className="narrow"
    >
      <PartValue
        part={root}
        like={like}
        way=""
        label={field.label}
        ask={{ whenNull, kinds, disabled, problem, problemId }}
        onChange={change}
      />
    </fieldset>
  )
}

/** The input of one value, by its kind. */
function PartValue(props: PartProps) {
  const { part, label, ask, way, onChange } = props
  const write = (value: unknown) => onChange({ ...part, value })
  const isWrong = ask.problem?.way === way
  const common = {
    disabled: ask.disabled,
    'aria-label': label,
    'aria-invalid': isWrong || undefined,
    'aria-describedby': isWrong ? ask.problemId : undefined,
  }
  const wrong = isWrong ? (
    <span id={ask.problemId} className="wrong small block above-2">
      {ask.problem?.text}
    </span>
  ) : null
  switch (part.kind) {
    case 'group':
      return <Group {...props} />
    case 'entries':
      return <Entries {...props} />
    case 'flag':
      return <Switch size="small" {...common} checked={part.value === true} onChange={write} />
    case 'number':
      return (
        <>
          <FigureInput
            {...common}
            form={{}}
            understood={String}
            value={part.value}
            onChange={write}
            saysProblem
          />
          {part.value === null || part.value === undefined ? wrong : null}
        </>
      )
    case 'none':
      return <span className="quiet">{ask.whenNull}</span>
    case 'kept':
      return (
        <Stack gap={4} className="anywhere">
          {showDocument(part.value)}
          <span className="quiet small">Kept as it is: no input can hold this.</span>
        </Stack>
      )
    default:
      return (
        <>
          <Input.TextArea
            {...common}
            value={String(part.value ?? '')}
            onChange={(event) => write(event.target.value)}
            autoSize={part.kind === 'text' ? areaRows : { minRows: 3, maxRows: 16 }}
            placeholder={part.kind === 'text' ? undefined : 'One a line'}
          />
          {wrong}
        </>
      )
  }
}

const nextId = (parts: readonly Part[]) => Math.max(-1, ...parts.map(({ id }) => id)) + 1

/** Replaces or removes parts, and moves the focus when the focused button is removed. */
function useParts({ part, onChange }: Pick<PartProps, 'part' | 'onChange'>) {
  const add = useRef<HTMLButtonElement>(null)
  const added = useRef<number>(undefined)
  const parts = part.parts ?? []
  const set = (next: Part[]) => onChange({ ...part, parts: next })
  return {
    ...{ add, added, parts, set },
    replace: (one: Part) => set(parts.map((other) => (other.id === one.id ? one : other))),
    remove: (one: Part) => {
      set(parts.filter((other) => other.id !== one.id))
      add.current?.focus()
    },
    append: (one: Omit<Part, 'id'>) => {
      const id = nextId(parts)
      added.current = id
      set([...parts, { ...one, id }])
    },
  }
}

function AddButton({
  label,
  ...button
}: {
  ref: Ref<HTMLButtonElement>
  disabled?: boolean
  label: string
  onClick: () => void
}) {
  return (
    <div>
      <Button size="small" icon={<PlusOutlined aria-hidden />} aria-label={label} {...button}>
        Add
      </Button>
    </div>
  )
}

/** Names with their values. Names defined by the document's form cannot be changed. */
function Group({ part, like, way, label, ask, onChange }: PartProps) {
  const { add, added, parts, replace, remove, append } = useParts({ part, onChange })
  const form = (typeof like === 'object' && like !== null ? like : {}) as Record<string, unknown>
  const isAsked = ({ key }: Part) => key !== undefined && Object.hasOwn(form, key)
  const isFixed = Object.keys(form).length > 0
  // Short values are shown side by side, such as an answer and its stored name.
  const inLine = isFixed && parts.every((one) => isAsked(one) && one.kind === 'text')
  const Rows = inLine ? Row : Stack
  const inputOf = (one: Part, name: string) => (
    <PartValue
      part={one}
      like={one.key === undefined ? undefined : form[one.key]}
      way={`${way}/${one.id}`}
      label={name}
      ask={ask}
      onChange={replace}
    />
  )
  return (
    <Rows gap={8} wrap={inLine}>
      {parts.map((one, index) => {
        const name = one.name.trim() || `Row ${index + 1}`
        const value = nested(one, name, inputOf(one, name))
        return isAsked(one) ? (
          <Row
            gap={8}
            align="start"
            wrap={!inLine}
            key={one.id}
            style={inLine ? { flex: '1 1 180px' } : undefined}
          >
            <span className="quiet" style={{ width: inLine ? 40 : 72, paddingTop: 4 }}>
              {one.name}
            </span>
            <div style={{ flex: '1 1 160px', minWidth: 0 }}>{value}</div>
          </Row>
        ) : (
          <NamedRow
            key={one.id}
            {...{ part: one, name, ask, way: `${way}/${one.id}`, place: index + 1 }}
            autoFocus={added.current === one.id}
            onChange={replace}
            onRemove={() => remove(one)}
          >
            {value}
          </NamedRow>
        )
      })}
      {isFixed ? null : (
        <AddButton
          ref={add}
          disabled={ask.disabled}
          label={`Add a row to ${label}`}
          onClick={() => append(asKind({ id: 0, name: '', kind: 'text' }, ask.kinds[0] ?? 'text'))}
        />
      )}
    </Rows>
  )
}

// Nested inputs are labelled with the outer row's name.
const nested = (part: Part, name: string, value: React.ReactNode) =>
  part.kind === 'group' || part.kind === 'entries' ? (
    <fieldset aria-label={name} className={part.kind === 'group' ? 'quoted pad-x-8' : undefined}>
      {value}
    </fieldset>
  ) : (
    value
  )

interface NamedRowProps {
  part: Part
  name: string
  place: number
  way: string
  ask: Ask
  autoFocus: boolean
  onChange: (part: Part) => void
  onRemove: () => void
  children: React.ReactNode
}

/** A row whose name and kind may be changed. */
function NamedRow({ part, name, place, way, ask, autoFocus, onChange, onRemove, children }: NamedRowProps) {
  const key = partKeyOf(part)
  const isRenamed = part.name.trim() !== '' && (part.key === undefined || part.key !== key)
  const isWrong = ask.problem?.way === way && part.kind !== 'number' && part.kind !== 'figures'
  const kinds = ask.kinds.includes(part.kind) ? ask.kinds : [...ask.kinds, part.kind]
  const hintId = useId()
  return (
    <Row gap={8} align="start" wrap>
      <div style={{ flex: '1 1 130px', minWidth: 0 }}>
        <Input
          value={part.name}
          onChange={(event) => onChange({ ...part, name: event.target.value })}
          placeholder="Name"
          aria-label={`Name of row ${place}`}
          aria-invalid={isWrong || undefined}
          aria-describedby={isWrong ? ask.problemId : isRenamed ? hintId : undefined}
          status={isWrong ? 'error' : undefined}
          disabled={ask.disabled}
          autoFocus={autoFocus}
        />
        {isWrong ? (
          <span id={ask.problemId} className="wrong small block above-2">
            {ask.problem?.text}
          </span>
        ) : isRenamed ? (
          <span id={hintId} className="quiet small block above-2 anywhere">
            In the app: {key}
          </span>
        ) : null}
      </div>
      <Select
        value={part.kind}
        onChange={(kind: PartKind) => onChange(asKind(part, kind))}
        options={kinds.map((kind) => ({
          value: kind,
          label: kind === 'none' ? ask.whenNull : kindLabels[kind],
          disabled: !ask.kinds.includes(kind),
        }))}
        aria-label={`Kind of ${name}`}
        disabled={ask.disabled}
        popupMatchSelectWidth={false}
        style={{ width: 116 }}
      />
      <div style={{ flex: '2 1 150px', minWidth: 0, alignSelf: 'center' }}>{children}</div>
      <Button
        type="text"
        icon={<CloseOutlined aria-hidden />}
        aria-label={`Remove ${name}`}
        disabled={ask.disabled}
        onClick={onRemove}
      />
    </Row>
  )
}

/** Entries of the same form, such as answers, in their order. */
function Entries({ part, like, way, label, ask, onChange }: PartProps) {
  const { add, parts, set, replace, remove, append } = useParts({ part, onChange })
  const declared: unknown = Array.isArray(like) ? like[0] : undefined
  // If no form is declared, the last entry is the template for a new one.
  const form = declared ?? (parts.at(-1) && documentOf({ ...parts.at(-1)!, kind: 'group' }))
  const moveUp = (index: number) => {
    const next = [...parts]
    next.splice(index - 1, 0, ...next.splice(index, 1))
    set(next)
  }
  return (
    <Stack gap={8}>
      {parts.map((one, index) => {
        const name = `${label} ${index + 1}`
        return (
          <Row as="fieldset" gap={8} align="start" key={one.id} aria-label={name} className="quoted pad-x-8">
            <div className="grow narrow">
              <PartValue
                part={one}
                like={declared}
                way={`${way}/${one.id}`}
                label={name}
                ask={ask}
                onChange={replace}
              />
            </div>
            <Button
              type="text"
              icon={<ArrowUpOutlined aria-hidden />}
              aria-label={`Move ${name} up`}
              disabled={ask.disabled}
              // Hidden, not removed, so that all entries have the same width.
              style={index === 0 ? { visibility: 'hidden' } : undefined}
              onClick={() => moveUp(index)}
            />
            <Button
              type="text"
              icon={<CloseOutlined aria-hidden />}
              aria-label={`Remove ${name}`}
              disabled={ask.disabled}
              onClick={() => remove(one)}
            />
          </Row>
        )
      })}
      <AddButton
        ref={add}
        disabled={ask.disabled}
        label={`Add to ${label}`}
        onClick={() => append({ name: '', ...blankPart(form ?? {}) })}
      />
    </Stack>
  )
}
