import { type BaseRecord, useList } from '@refinedev/core'
import { AutoComplete, Button, Checkbox, Input, InputNumber, Select } from 'antd'
import { useState } from 'react'
import { columns as facts } from '@/supabase/columns'
import type { Resource } from '../define'
import type { Field } from '../fields/field'
import { RelationInput } from '../fields/inputs'
import { minorDigits } from '../fields/money'
import { StateMark } from '../fields/options'
import { amountOf, type Filter, type FilterOp, isComplete, isOfFigures, isValueless, opsOf } from './address'
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
  const canBeAsked = (name: string) => opsOf[resource.fields[name]?.filter ?? 'none'].length > 0
  const optionsOf = (names: readonly string[]) =>
    names.filter(canBeAsked).map((name) => ({ value: name, label: resource.fields[name]?.label }))
  const usual = optionsOf(resource.list.filters)
  const others = optionsOf(
    Object.keys(resource.fields).filter((name) => !resource.list.filters.includes(name)),
  )
  const choose = (name: string) => {
    const kind = resource.fields[name]?.filter ?? 'none'
    const op = opsOf[kind][0]
    if (op) {
      setDraft({
        field: name,
        ...(kind === 'json' && { path: '' }),
        op,
        value: firstValue(kind, op),
      })
    }
  }
  const ready = draft && field && isComplete(draft, field.filter)
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
        options={[
          { label: 'Usual', options: usual },
          { label: 'All fields', options: others },
        ].filter(({ options }) => options.length > 0)}
      />
      {draft && field ? (
        <>
          {field.filter === 'json' ? (
            <PathInput
              resource={resource}
              name={draft.field}
              path={draft.path ?? ''}
              onChange={(path) => {
                const { path: _before, ...rest } = draft
                // Without a path it is about the document itself, which is empty or is not.
                setDraft(path === '' && isValueless(draft.op) ? rest : { ...rest, path })
              }}
            />
          ) : null}
          {opsOf[field.filter].length > 1 ? (
            <Select
              aria-label="Comparison"
              value={draft.op}
              onChange={(op: FilterOp) => setDraft(withOp(draft, op, field))}
              options={opsOf[field.filter].map((op) => ({ value: op, label: opLabel(field, op) }))}
            />
          ) : null}
          {isValueless(draft.op) ? null : (
            <ValueInput
              resource={resource}
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
  if (field.filter === 'array' && op === 'any') return 'has any of'
  if (field.filter === 'array' && op === 'none') return 'has none of'
  if (op === 'any') return 'is any of'
  if (op === 'none') return 'is none of'
  if (op === 'ago') return 'more than … ago'
  if (field.filter === 'date' && op === 'from') return 'from'
  if (field.filter === 'date' && op === 'to') return 'until'
  if (op === 'from') return 'is at least'
  if (op === 'to') return 'is at most'
  return opWords[op]
}

function isOfSpans(op: FilterOp): boolean {
  return op === 'last' || op === 'next' || op === 'ago'
}

function firstValue(kind: Field['filter'], op: FilterOp): readonly string[] {
  return isOfSpans(op) ? ['7d'] : kind === 'boolean' ? ['true'] : []
}

// A value survives a change of the comparison where both take the same kind of value.
function withOp(
  { op: before, value, path, ...draft }: Filter,
  op: FilterOp,
  { filter: kind }: Field,
): Filter {
  const kept = (): readonly string[] => {
    if (isValueless(op)) return []
    if (isOfSpans(op)) return isOfSpans(before) ? value : ['7d']
    if (isOfSpans(before)) return []
    if (kind === 'json' && isOfFigures(op) !== isOfFigures(before)) return op === 'between' ? ['', ''] : []
    if (op === 'between') return [value[0] ?? '', value[1] ?? '']
    if (value.length === 0) return firstValue(kind, op)
    return before === 'between' ? value.slice(0, 1) : value
  }
  const within = kind === 'json' && !(isValueless(op) && !path) ? { path: path ?? '' } : {}
  return { ...draft, ...within, op, value: kept() }
}

interface PathInputProps {
  resource: Resource
  name: string
  path: string
  onChange: (path: string) => void
}

/** Where in the document: typed, with what the latest rows hold to choose from. */
function PathInput({ resource, name, path, onChange }: PathInputProps) {
  const { result } = useList<BaseRecord>({
    resource: resource.table,
    pagination: { pageSize: 20 },
    filters: [{ field: name, operator: 'nnull', value: true }],
    meta: { select: `${resource.key},${name}`, count: 'none', tieBreak: resource.key },
    errorNotification: false,
  })
  const paths = [...new Set((result?.data ?? []).flatMap((row) => pathsIn(row[name])))].sort()
  return (
    <AutoComplete
      aria-label="Where in it"
      value={path}
      onChange={(next: string) => onChange(next.trim())}
      options={paths
        .filter((one) => one.toLowerCase().includes(path.toLowerCase()) && one !== path)
        .slice(0, 30)
        .map((one) => ({ value: one }))}
      placeholder={paths[0] ? `Where in it, such as ${paths[0]}` : 'Where in it: keys joined by dots'}
    />
  )
}

function pathsIn(value: unknown, before = '', depth = 0): string[] {
  if (typeof value !== 'object' || value === null || depth > 3) return []
  // Of a list, its first place stands for all.
  const entries = Array.isArray(value) ? Object.entries(value.slice(0, 1)) : Object.entries(value)
  return entries.flatMap(([key, inner]) => {
    if (!/^\w+(-\w+)*$/.test(key)) return []
    const deeper = pathsIn(inner, `${before}${key}.`, depth + 1)
    return deeper.length > 0 ? deeper : [`${before}${key}`]
  })
}

interface ValueInputProps {
  resource: Resource
  field: Field
  op: FilterOp
  value: readonly string[]
  onChange: (value: readonly string[]) => void
}

function ValueInput({ resource, field, op, value, onChange }: ValueInputProps) {
  const [first = '', second = ''] = value
  if (isOfSpans(op)) {
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
  if (field.options && (op === 'any' || op === 'all' || op === 'none')) {
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
  if (field.filter === 'money') {
    return <MoneyInput resource={resource} field={field} op={op} value={value} onChange={onChange} />
  }
  const isFigure = field.filter === 'number' || (field.filter === 'json' && isOfFigures(op))
  const input = (part: string, label: string, set: (next: string) => void, autoFocus = false) =>
    field.filter === 'date' ? (
      <Input
        type="date"
        aria-label={label}
        value={part}
        onChange={(event) => set(event.target.value)}
        autoFocus={autoFocus}
      />
    ) : isFigure ? (
      <InputNumber
        className="input-number"
        aria-label={label}
        value={part === '' ? null : Number(part)}
        onChange={(next) => set(next === null ? '' : String(next))}
        controls={false}
        suffix={field.scale?.unit || undefined}
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

/** Asks for an amount in one currency: amounts of others mean something else and are left out. */
function MoneyInput({ resource, field, op, value, onChange }: ValueInputProps) {
  const held = value.map(amountOf)
  const [chosen, setChosen] = useState(held.find(({ currency }) => currency)?.currency)
  const inUse = useCurrencies(resource, field)
  const currency = chosen ?? inUse[0] ?? 'EUR'
  const digits = minorDigits(currency)
  const decimals = held.map(({ minor }) =>
    minor === '' ? '' : (Number(minor) / 10 ** digits).toFixed(digits),
  )
  const write = (amounts: readonly string[], code = currency) => {
    const precision = minorDigits(code)
    onChange(amounts.map((amount) => (amount === '' ? '' : `${Number(amount).toFixed(precision)} ${code}`)))
  }
  const input = (index: number, label: string, autoFocus = false) => (
    <InputNumber
      className="input-number"
      aria-label={label}
      value={decimals[index] ? Number(decimals[index]) : null}
      onChange={(next) => {
        const amounts = op === 'between' ? [decimals[0] ?? '', decimals[1] ?? ''] : ['']
        amounts[index] = next === null ? '' : String(next)
        write(amounts)
      }}
      precision={digits}
      controls={false}
      autoFocus={autoFocus}
    />
  )
  return (
    <>
      <Select
        aria-label="Currency"
        value={currency}
        onChange={(next: string) => {
          setChosen(next)
          write(decimals, next)
        }}
        showSearch
        options={[...new Set([currency, ...inUse, ...Intl.supportedValuesOf('currency')])].map((code) => ({
          value: code,
          label: code,
        }))}
      />
      {op === 'between' ? (
        <div className="filter-editor-range">
          {input(0, 'From', true)}
          <span>and</span>
          {input(1, 'To')}
        </div>
      ) : (
        input(0, 'Value', true)
      )}
    </>
  )
}

/** The currencies of the latest rows, the most frequent first. */
function useCurrencies({ table, key }: Resource, { currency = '' }: Field): string[] {
  const isOwn = currency in (facts[table] ?? {})
  const { result } = useList<BaseRecord>({
    resource: table,
    pagination: { pageSize: 200 },
    sorters: [{ field: key, order: 'desc' }],
    meta: { select: `${key},${currency}`, count: 'none', tieBreak: key },
    queryOptions: { enabled: isOwn, staleTime: 60_000 },
    errorNotification: false,
  })
  const counts = new Map<string, number>()
  for (const row of result?.data ?? []) {
    const code = String(row[currency])
    counts.set(code, (counts.get(code) ?? 0) + 1)
  }
  return [...counts].sort(([, a], [, b]) => b - a).map(([code]) => code)
}
