import { type BaseRecord, useList } from '@refinedev/core'
import { AutoComplete, Button, Checkbox, Input, Select } from 'antd'
import { useState } from 'react'
import { serverNow } from '@/supabase/clock'
import { Row, Stack } from '@/ui/layout'
import type { Resource } from '../define'
import type { Field } from '../field'
import { FigureInput } from '../fields/FigureInput'
import { RelationInput } from '../fields/inputs'
import { StateMark } from '../fields/options'
import { dayWords, localDay } from '../query/days'
import {
  type Filter,
  type FilterOp,
  isComplete,
  isMoment,
  isNumeric,
  isValueless,
  operatorsOf,
} from '../query/listUrl'
import { operatorLabels, spanText } from './FilterText'
import { MoneyFilterInput, markUnread, unread, type ValueInputProps } from './MoneyFilterInput'
import { TextsInput } from './TextsInput'

interface FilterEditorProps {
  resource: Resource
  /** The filter to change; a new one without. */
  filter?: Filter
  onApply: (filter: Filter) => void
  onCancel: () => void
  /** Writes a group of conditions instead, beginning with what has been written here. */
  onGroup?: (first: Filter | undefined) => void
  submitText?: string
}

const spans = ['24h', '7d', '14d', '30d', '90d', '365d']

/** Writes one filter: which column, which comparison, which value. */
export default function FilterEditor({
  resource,
  filter,
  onApply,
  onCancel,
  onGroup,
  submitText = 'Apply',
}: FilterEditorProps) {
  const [edited, setEdited] = useState<Filter | undefined>(filter)
  const field = edited && resource.fields[edited.field]
  // A condition that came by a link can be edited all the same.
  const canFilter = (name: string) =>
    operatorsOf[resource.fields[name]?.filter ?? 'none'].length > 0 &&
    (!resource.fields[name]?.onlyWith || name === filter?.field)
  const optionsOf = (names: readonly string[]) =>
    names.filter(canFilter).map((name) => ({ value: name, label: resource.fields[name]?.label }))
  const usual = optionsOf(resource.list.filters)
  const others = optionsOf(
    Object.keys(resource.fields).filter((name) => !resource.list.filters.includes(name)),
  )
  const choose = (name: string) => {
    const kind = resource.fields[name]?.filter ?? 'none'
    const op = operatorsOf[kind][0]
    if (op) {
      setEdited({
        field: name,
        ...(kind === 'json' && { path: '' }),
        op,
        value: firstValue(kind, op),
      })
    }
  }
  const ready = edited && field && isComplete(edited, field.filter)
  return (
    <Stack
      as="form"
      gap={8}
      className="filter-editor"
      onSubmit={(event) => {
        event.preventDefault()
        if (ready) onApply(edited)
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onCancel()
      }}
    >
      {onGroup ? (
        <Button
          type="link"
          size="small"
          style={{ alignSelf: 'start', padding: 0 }}
          onClick={() => onGroup(ready ? edited : undefined)}
        >
          Several conditions at once…
        </Button>
      ) : null}
      <Select
        aria-label="Column"
        value={edited?.field}
        onChange={choose}
        showSearch={{ optionFilterProp: 'label' }}
        placeholder="Choose a column"
        // A long list that draws only what is seen gives its headings the marks of options.
        virtual={false}
        defaultOpen={!filter}
        autoFocus={!filter}
        options={[
          { label: 'Usual', options: usual },
          { label: 'All fields', options: others },
        ].filter(({ options }) => options.length > 0)}
      />
      {edited && field ? (
        <>
          {field.filter === 'json' ? (
            <PathInput
              resource={resource}
              name={edited.field}
              path={edited.path ?? ''}
              onChange={(path) => {
                const { path: _before, ...rest } = edited
                // Without a path it is about the document itself, which is empty or is not.
                setEdited(path === '' && isValueless(edited.op) ? rest : { ...rest, path })
              }}
            />
          ) : null}
          {operatorsOf[field.filter].length > 1 ? (
            <Select
              aria-label="Comparison"
              value={edited.op}
              onChange={(op: FilterOp) => setEdited(withOp(edited, op, field))}
              options={operatorsOf[field.filter].map((op) => ({ value: op, label: opLabel(field, op) }))}
            />
          ) : null}
          {isValueless(edited.op) ? null : (
            <ValueInput
              resource={resource}
              field={field}
              op={edited.op}
              value={edited.value}
              onChange={(value) => setEdited({ ...edited, value })}
            />
          )}
        </>
      ) : null}
      <Row gap={8} align="stretch" justify="end" className="above-4">
        <Button onClick={onCancel}>Cancel</Button>
        <Button type="primary" htmlType="submit" disabled={!ready}>
          {submitText}
        </Button>
      </Row>
    </Stack>
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
  return operatorLabels[op]
}

function takesTimeSpan(op: FilterOp): boolean {
  return op === 'last' || op === 'next' || op === 'ago'
}

function firstValue(kind: Field['filter'], op: FilterOp): readonly string[] {
  return takesTimeSpan(op) ? ['7d'] : kind === 'boolean' ? ['true'] : []
}

// A value survives a change of the comparison where both take the same kind of value.
function withOp(
  { op: before, value, path, ...edited }: Filter,
  op: FilterOp,
  { filter: kind }: Field,
): Filter {
  const kept = (): readonly string[] => {
    if (isValueless(op)) return []
    if (takesTimeSpan(op)) return takesTimeSpan(before) ? value : ['7d']
    if (takesTimeSpan(before)) return []
    if (kind === 'json' && isNumeric(op) !== isNumeric(before)) return op === 'between' ? ['', ''] : []
    if (op === 'between') return [value[0] ?? '', value[1] ?? '']
    if (value.length === 0) return firstValue(kind, op)
    return before === 'between' ? value.slice(0, 1) : value
  }
  const within = kind === 'json' && !(isValueless(op) && !path) ? { path: path ?? '' } : {}
  return { ...edited, ...within, op, value: kept() }
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

const figure = new Intl.NumberFormat('en', { maximumFractionDigits: 12 })

function ValueInput({ resource, field, op, value, onChange }: ValueInputProps) {
  const [first = '', second = ''] = value
  if (takesTimeSpan(op)) {
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
        className="stack gap-6 scroll"
        style={{ maxHeight: 260, padding: '4px 2px' }}
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
  if ((field.filter === 'text' || field.filter === 'exact') && (op === 'any' || op === 'none')) {
    return <TextsInput value={value} onChange={onChange} />
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
    return <MoneyFilterInput resource={resource} field={field} op={op} value={value} onChange={onChange} />
  }
  const isFigure = field.filter === 'number' || (field.filter === 'json' && isNumeric(op))
  const input = (part: string, label: string, set: (next: string) => void, autoFocus = false) =>
    field.filter === 'date' ? (
      <Input
        type={isMoment(part) ? 'datetime-local' : 'date'}
        aria-label={label}
        value={isMoment(part) ? localMinute(part) : dayOf(part)}
        onChange={({ target }) => set(isMoment(part) ? momentOf(target.value) : target.value)}
        autoFocus={autoFocus}
      />
    ) : isFigure ? (
      <FigureInput
        aria-label={label}
        form={{ unit: field.scale?.unit }}
        value={part === '' ? null : (unread(part) ?? Number(part))}
        onChange={(next) => set(typeof next === 'string' ? markUnread(next) : String(next ?? ''))}
        understood={figure.format}
        suffix={field.scale?.unit || undefined}
        autoFocus={autoFocus}
        saysProblem
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
      <Row gap={8}>
        {input(first, 'From', (next) => onChange([next, second]), true)}
        <span>and</span>
        {input(second, 'To', (next) => onChange([first, next]))}
      </Row>
    )
  }
  return input(first, 'Value', (next) => onChange([next]), true)
}

// Of “today”, the day that it is now; once another is chosen, it is that one for good.
function dayOf(text: string): string {
  return Object.hasOwn(dayWords, text) ? localDay(serverNow(), dayWords[text] ?? 0) : text
}

// As a datetime-local input takes and gives it: in the reader's zone, which it does not say.
function localMinute(moment: string): string {
  const at = new Date(moment)
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16)
}

function momentOf(local: string): string {
  const at = new Date(local)
  return Number.isNaN(at.getTime()) ? '' : `${at.toISOString().slice(0, 16)}Z`
}
