import { type BaseRecord, useList } from '@refinedev/core'
import { AutoComplete, Button, Select } from 'antd'
import { useState } from 'react'
import { Row, Stack } from '@/ui/layout'
import type { Resource } from '../define'
import type { Field } from '../field'
import { type Filter, type FilterOp, isComplete, isNumeric, isValueless, operatorsOf } from '../query/listUrl'
import { operatorLabels } from './FilterText'
import { takesTimeSpan, ValueInput } from './ValueInput'

interface FilterEditorProps {
  resource: Resource
  /** The filter to change; undefined for a new one. */
  filter?: Filter
  onApply: (filter: Filter) => void
  onCancel: () => void
  /** Starts a group of conditions instead, with the current condition as its first. */
  onGroup?: (first: Filter | undefined) => void
  submitText?: string
}

/** The columns that can be filtered, the list's default columns first. */
function columnOptions(resource: Resource, present: Filter | undefined) {
  // A condition from a link can be edited even if its column is not offered.
  const canFilter = (name: string) =>
    operatorsOf[resource.fields[name]?.filter ?? 'none'].length > 0 &&
    (!resource.fields[name]?.onlyWith || name === present?.field)
  const optionsOf = (names: readonly string[]) =>
    names.filter(canFilter).map((name) => ({ value: name, label: resource.fields[name]?.label }))
  const others = Object.keys(resource.fields).filter((name) => !resource.list.filters.includes(name))
  return [
    { label: 'Usual', options: optionsOf(resource.list.filters) },
    { label: 'All fields', options: optionsOf(others) },
  ].filter(({ options }) => options.length > 0)
}

/** The initial condition on a column; undefined if the column cannot be filtered. */
function firstFilter(resource: Resource, name: string): Filter | undefined {
  const kind = resource.fields[name]?.filter ?? 'none'
  const op = operatorsOf[kind][0]
  return op && { field: name, ...(kind === 'json' && { path: '' }), op, value: firstValue(kind, op) }
}

/** Edits one filter: column, comparison and value. */
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
        onChange={(name) => setEdited((before) => firstFilter(resource, name) ?? before)}
        showSearch={{ optionFilterProp: 'label' }}
        placeholder="Choose a column"
        // The virtual list would give group headings the role of options.
        virtual={false}
        defaultOpen={!filter}
        autoFocus={!filter}
        options={columnOptions(resource, filter)}
      />
      {edited && field ? (
        <ConditionInputs resource={resource} field={field} edited={edited} onEdit={setEdited} />
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

interface ConditionInputsProps {
  resource: Resource
  field: Field
  edited: Filter
  onEdit: (filter: Filter) => void
}

/** The inputs of a condition: path in a document, comparison, value. */
function ConditionInputs({ resource, field, edited, onEdit }: ConditionInputsProps) {
  return (
    <>
      {field.filter === 'json' ? (
        <PathInput
          resource={resource}
          name={edited.field}
          path={edited.path ?? ''}
          onChange={(path) => {
            const { path: _before, ...rest } = edited
            // Without a path the condition tests the document itself, which can only be empty or not.
            onEdit(path === '' && isValueless(edited.op) ? rest : { ...rest, path })
          }}
        />
      ) : null}
      {operatorsOf[field.filter].length > 1 ? (
        <Select
          aria-label="Comparison"
          value={edited.op}
          onChange={(op: FilterOp) => onEdit(withOp(edited, op, field))}
          options={operatorsOf[field.filter].map((op) => ({ value: op, label: opLabel(field, op) }))}
        />
      ) : null}
      {isValueless(edited.op) ? null : (
        <ValueInput
          resource={resource}
          field={field}
          op={edited.op}
          value={edited.value}
          onChange={(value) => onEdit({ ...edited, value })}
        />
      )}
    </>
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

function firstValue(kind: Field['filter'], op: FilterOp): readonly string[] {
  return takesTimeSpan(op) ? ['7d'] : kind === 'boolean' ? ['true'] : []
}

// The value is kept when the comparison changes, if both take the same kind of value.
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

/** The path in a document, with suggestions from the latest rows. */
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
  // For an array, only its first element is used for suggestions.
  const entries = Array.isArray(value) ? Object.entries(value.slice(0, 1)) : Object.entries(value)
  return entries.flatMap(([key, inner]) => {
    if (!/^\w+(-\w+)*$/.test(key)) return []
    const deeper = pathsIn(inner, `${before}${key}.`, depth + 1)
    return deeper.length > 0 ? deeper : [`${before}${key}`]
  })
}
