import { Button, Checkbox, Input, InputNumber, Select } from 'antd'
import { useState } from 'react'
import type { Resource } from '../define'
import type { Field } from '../fields/field'
import { RelationInput } from '../fields/inputs'
import { StateMark } from '../fields/options'
import { type Filter, type FilterOp, isComplete, isValueless, opsOf } from './address'
import { opWords, spanText } from './FilterText'

interface FilterEditorProps {
  resource: Resource
  /** The filter to change; a new one without. */
  filter?: Filter
  onApply: (filter: Filter) => void
  onCancel: () => void
}

const spans = ['24h', '7d', '14d', '30d', '90d', '365d']

/** Writes one filter: which column, which comparison, which value. */
export default function FilterEditor({ resource, filter, onApply, onCancel }: FilterEditorProps) {
  const [draft, setDraft] = useState<Filter | undefined>(filter)
  const field = draft && resource.fields[draft.field]
  const choices = resource.list.filters.filter((name) => {
    const candidate = resource.fields[name]
    return candidate && opsOf[candidate.filter].length > 0
  })
  const choose = (name: string) => {
    const kind = resource.fields[name]?.filter ?? 'none'
    const op = opsOf[kind][0]
    if (op) setDraft({ field: name, op, value: op === 'last' ? ['7d'] : kind === 'boolean' ? ['true'] : [] })
  }
  const ready = draft && isComplete(draft)
  return (
    <form
      className="filter-editor"
      onSubmit={(event) => {
        event.preventDefault()
        if (ready) onApply(draft)
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onCancel()
      }}
    >
      <Select
        aria-label="Column"
        value={draft?.field}
        onChange={choose}
        showSearch
        optionFilterProp="label"
        placeholder="Choose a column"
        defaultOpen={!filter}
        autoFocus={!filter}
        options={choices.map((name) => ({ value: name, label: resource.fields[name]?.label }))}
      />
      {draft && field ? (
        <>
          {opsOf[field.filter].length > 1 ? (
            <Select
              aria-label="Comparison"
              value={draft.op}
              onChange={(op: FilterOp) => setDraft({ ...draft, op, value: keep(draft, op) })}
              options={opsOf[field.filter].map((op) => ({ value: op, label: opLabel(field, op) }))}
            />
          ) : null}
          {isValueless(draft.op) ? null : (
            <ValueInput
              field={field}
              op={draft.op}
              value={draft.value}
              onChange={(value) => setDraft({ ...draft, value })}
            />
          )}
        </>
      ) : null}
      <div className="filter-editor-buttons">
        <Button onClick={onCancel}>Cancel</Button>
        <Button type="primary" htmlType="submit" disabled={!ready}>
          Apply
        </Button>
      </div>
    </form>
  )
}

function opLabel(field: Field, op: FilterOp): string {
  if (op === 'any') return 'is any of'
  if (op === 'none') return 'is none of'
  if (field.filter === 'date' && op === 'from') return 'from'
  if (field.filter === 'date' && op === 'to') return 'until'
  if (op === 'from') return 'is at least'
  if (op === 'to') return 'is at most'
  return opWords[op]
}

// A value survives a change of the comparison where both take the same kind of value.
function keep({ op: before, value }: Filter, op: FilterOp): readonly string[] {
  if (op === 'last' || op === 'next') return before === 'last' || before === 'next' ? value : ['7d']
  if (before === 'last' || before === 'next') return []
  if (op === 'between') return [value[0] ?? '', value[1] ?? '']
  return before === 'between' ? value.slice(0, 1) : value
}

interface ValueInputProps {
  field: Field
  op: FilterOp
  value: readonly string[]
  onChange: (value: readonly string[]) => void
}

function ValueInput({ field, op, value, onChange }: ValueInputProps) {
  const [first = '', second = ''] = value
  if (op === 'last' || op === 'next') {
    return (
      <Select
        aria-label="How long"
        value={first}
        onChange={(span: string) => onChange([span])}
        options={[...new Set([...spans, first])]
          .filter(Boolean)
          .map((span) => ({ value: span, label: spanText(span) }))}
      />
    )
  }
  if (field.options && (op === 'any' || op === 'none')) {
    return (
      <Checkbox.Group
        className="filter-editor-options"
        value={[...value]}
        onChange={(next) => onChange(next as string[])}
        options={field.options.map((option) => ({
          value: option.value,
          label: <StateMark option={option} />,
        }))}
      />
    )
  }
  if (field.relation) {
    return (
      <RelationInput
        relation={field.relation}
        multiple
        value={[...value]}
        onChange={(next) => onChange(next as string[])}
      />
    )
  }
  if (field.filter === 'array') {
    return (
      <Select
        aria-label="Values"
        mode="tags"
        open={false}
        suffixIcon={null}
        value={[...value]}
        onChange={(next: string[]) => onChange(next)}
        placeholder="Type and press Enter"
      />
    )
  }
  if (field.filter === 'boolean') {
    return (
      <Select
        aria-label="Value"
        value={first || 'true'}
        onChange={(next: string) => onChange([next])}
        options={[
          { value: 'true', label: 'Yes' },
          { value: 'false', label: 'No' },
        ]}
      />
    )
  }
  const input = (part: string, label: string, set: (next: string) => void, autoFocus = false) =>
    field.filter === 'date' ? (
      <Input
        type="date"
        aria-label={label}
        value={part}
        onChange={(event) => set(event.target.value)}
        autoFocus={autoFocus}
      />
    ) : field.filter === 'number' || field.filter === 'money' ? (
      <InputNumber
        className="input-number"
        aria-label={label}
        value={part === '' ? null : Number(part) / (field.filter === 'money' ? 100 : 1)}
        onChange={(next) =>
          set(next === null ? '' : String(field.filter === 'money' ? Math.round(next * 100) : next))
        }
        controls={false}
        autoFocus={autoFocus}
      />
    ) : (
      <Input
        aria-label={label}
        value={part}
        onChange={(event) => set(event.target.value)}
        autoFocus={autoFocus}
      />
    )
  if (op === 'between') {
    return (
      <div className="filter-editor-range">
        {input(first, 'From', (next) => onChange([next, second]), true)}
        <span>and</span>
        {input(second, 'To', (next) => onChange([first, next]))}
      </div>
    )
  }
  return input(first, 'Value', (next) => onChange([next]), true)
}
