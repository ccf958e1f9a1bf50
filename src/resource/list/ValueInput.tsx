import { Checkbox, Input, Select } from 'antd'
import { serverNow } from '@/supabase/clock'
import { Row } from '@/ui/layout'
import type { Field } from '../field'
import { FigureInput } from '../fields/FigureInput'
import { RelationInput } from '../fields/inputs'
import { StateMark } from '../fields/options'
import { dayWords, localDay } from '../query/days'
import { type FilterOp, isMoment, isNumeric } from '../query/listUrl'
import { spanText } from './FilterText'
import { MoneyFilterInput, markUnread, unread, type ValueInputProps } from './MoneyFilterInput'
import { TextsInput } from './TextsInput'

const spans = ['24h', '7d', '14d', '30d', '90d', '365d']

/** Whether a comparison takes a time span, such as the last seven days. */
export function takesTimeSpan(op: FilterOp): boolean {
  return op === 'last' || op === 'next' || op === 'ago'
}

const figure = new Intl.NumberFormat('en', { maximumFractionDigits: 12 })

/** The input for a condition's value, by column and comparison. */
export function ValueInput({ resource, field, op, value, onChange }: ValueInputProps) {
  const [first = ''] = value
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
  return <ComparedInput field={field} op={op} value={value} onChange={onChange} />
}

/** One value to compare with, or the two ends of a range. */
function ComparedInput({ field, op, value, onChange }: Omit<ValueInputProps, 'resource'>) {
  const [first = '', second = ''] = value
  if (op !== 'between')
    return (
      <PartInput
        field={field}
        op={op}
        label="Value"
        part={first}
        onChange={(next) => onChange([next])}
        autoFocus
      />
    )
  return (
    <Row gap={8}>
      <PartInput
        field={field}
        op={op}
        label="From"
        part={first}
        onChange={(next) => onChange([next, second])}
        autoFocus
      />
      <span>and</span>
      <PartInput
        field={field}
        op={op}
        label="To"
        part={second}
        onChange={(next) => onChange([first, next])}
      />
    </Row>
  )
}

interface PartInputProps {
  field: Field
  op: FilterOp
  label: string
  /** The value in the address: a day, a number or a text. */
  part: string
  onChange: (part: string) => void
  autoFocus?: boolean
}

/** The input for one value, or for one end of a range. */
function PartInput({ field, op, label, part, onChange, autoFocus }: PartInputProps) {
  if (field.filter === 'date')
    return (
      <Input
        type={isMoment(part) ? 'datetime-local' : 'date'}
        aria-label={label}
        value={isMoment(part) ? localMinute(part) : dayOf(part)}
        onChange={({ target }) => onChange(isMoment(part) ? momentOf(target.value) : target.value)}
        autoFocus={autoFocus}
      />
    )
  if (field.filter === 'number' || (field.filter === 'json' && isNumeric(op)))
    return (
      <FigureInput
        aria-label={label}
        form={{ unit: field.scale?.unit }}
        value={part === '' ? null : (unread(part) ?? Number(part))}
        onChange={(next) => onChange(typeof next === 'string' ? markUnread(next) : String(next ?? ''))}
        understood={figure.format}
        suffix={field.scale?.unit || undefined}
        autoFocus={autoFocus}
        saysProblem
      />
    )
  return (
    <Input
      aria-label={label}
      value={part}
      onChange={(event) => onChange(event.target.value)}
      autoFocus={autoFocus}
    />
  )
}

// “Today” is shown as the current day; another chosen day is stored as a fixed date.
function dayOf(text: string): string {
  return Object.hasOwn(dayWords, text) ? localDay(serverNow(), dayWords[text] ?? 0) : text
}

// The format of a datetime-local input: the viewer's time zone, without naming it.
function localMinute(moment: string): string {
  const at = new Date(moment)
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16)
}

function momentOf(local: string): string {
  const at = new Date(local)
  return Number.isNaN(at.getTime()) ? '' : `${at.toISOString().slice(0, 16)}Z`
}
