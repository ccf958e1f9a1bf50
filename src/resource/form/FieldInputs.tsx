import { Form, type FormInstance } from 'antd'
import { useCallback } from 'react'
import { type ColumnFacts, columns } from '@/supabase/columns'
import type { AnyRow } from '../define'
import { type Field, isEmpty } from '../fields/field'
import { inputs } from '../fields/inputs'
import { storedFigure } from '../fields/money'
import './form.css'

type Fields = Readonly<Record<string, Field & { required?: boolean }>>

/** Says what is wrong with a value, or undefined. */
type Problem = (name: string, value: unknown, values: AnyRow) => string | undefined

/**
 * The checks of a form: what the database's own constraints on the table say (required, length, range, pattern, choice)
 * and what a field adds. With `creating`, a column with a default may stay empty.
 */
export function problemsOf(fields: Fields, table: string | undefined, creating = false): Problem {
  const tableMetadata = table ? (columns[table] ?? {}) : {}
  return (name, input, values) => {
    const field = fields[name]
    if (!field) return undefined
    // A text in place of a number is what was typed and could not be read.
    const figure = typeof input === 'string' && input !== '' ? storedFigure(input, field, values) : undefined
    if (figure && 'problem' in figure) return figure.problem
    const ownProblem = field.validate?.(input, values)
    if (ownProblem) return ownProblem
    const value = field.fromForm ? field.fromForm(input, values) : input
    const metadata: ColumnFacts = tableMetadata[name] ?? { type: '' }
    const required =
      field.required ?? (table !== undefined && !metadata.nullable && !(creating && metadata.hasDefault))
    if (isEmpty(value))
      return required && !(metadata.hasDefault && Array.isArray(value)) ? 'Required' : undefined
    return constraintProblem(value, metadata)
  }
}

/** What a column's constraints say against a value, in words; undefined where nothing. */
export function constraintProblem(value: unknown, metadata: ColumnFacts): string | undefined {
  if (typeof value === 'string') {
    // The database counts characters, not UTF-16 units.
    const length = [...value].length
    if (metadata.maxLength !== undefined && length > metadata.maxLength) {
      return `At most ${metadata.maxLength} characters; these are ${length}`
    }
    if (metadata.minLength !== undefined && length < metadata.minLength)
      return `At least ${metadata.minLength} characters`
    if (metadata.pattern !== undefined && !new RegExp(metadata.pattern, 'u').test(value))
      return patternProblem(metadata.pattern)
  }
  if (typeof value === 'number' && /^(int|numeric|float)/.test(metadata.type)) {
    if (/^int/.test(metadata.type) && !Number.isInteger(value)) return 'A whole number'
    const most = largestOf(metadata.type)
    if (most !== undefined && Math.abs(value) > most)
      return value > 0 ? `At most ${metadata.max ?? most}` : `At least ${metadata.min ?? -most}`
    if (
      metadata.min !== undefined &&
      metadata.max !== undefined &&
      (value < metadata.min || value > metadata.max)
    ) {
      return `Between ${metadata.min} and ${metadata.max}`
    }
    if (metadata.min !== undefined && value < metadata.min) return `At least ${metadata.min}`
    if (metadata.max !== undefined && value > metadata.max) return `At most ${metadata.max}`
  }
  return undefined
}

/** The largest number that a column of whole numbers can hold; undefined for other types. */
export function largestOf(type: string): number | undefined {
  const bytes = /^int([248])$/.exec(type)?.[1]
  if (!bytes) return undefined
  // Beyond this JavaScript counts in steps of more than one.
  return bytes === '8' ? Number.MAX_SAFE_INTEGER : 2 ** (8 * Number(bytes) - 1) - 1
}

function patternProblem(pattern: string): string {
  if (pattern.includes('@')) return 'Not an email address: name@example.com'
  if (pattern.includes('https?')) return 'A web address that begins with https://'
  if (pattern === '^[A-Z]{2}$') return 'Two capital letters (ISO 3166), such as DE'
  if (pattern === '^[A-Z]{3}$') return 'Three capital letters (ISO 4217), such as EUR'
  if (pattern === '^[a-z]{2}$') return 'Two small letters (ISO 639-1), such as en'
  if (pattern.startsWith('^[a-z0-9]+(-'))
    return 'Small letters, digits and single hyphens, such as run-clubs-berlin'
  if (pattern.startsWith('^[a-z]')) return 'Small letters, digits and underscores, beginning with a letter'
  if (pattern === '^[0-9]{4}$') return 'Four digits'
  return 'Not in the form that is needed here'
}

/** Puts a server's messages beside their fields. */
export function useFieldErrors(form: FormInstance) {
  return useCallback(
    (errors: Record<string, string> | undefined, names: readonly string[]) => {
      form.setFields(
        names.filter((name) => errors?.[name]).map((name) => ({ name, errors: [errors?.[name] ?? ''] })),
      )
    },
    [form],
  )
}

/** What the form holds as the database stores it. */
export function storedValues(fields: Fields, input: AnyRow): AnyRow {
  return Object.fromEntries(
    Object.entries(fields).map(([name, field]) => {
      const typed = input[name]
      const figure = typeof typed === 'string' && typed !== '' ? storedFigure(typed, field, input) : undefined
      const value = figure && 'value' in figure ? figure.value : typed
      return [name, (field.fromForm ? field.fromForm(value, input) : value) ?? null]
    }),
  )
}

interface FieldInputsProps {
  fields: Fields
  names: readonly string[]
  problems: Problem
  /** Other values that inputs may depend on, such as the record's currency. */
  context?: AnyRow
  disabled?: (name: string) => boolean
  autoFocus?: boolean
  isOptional?: (name: string) => boolean
}

/** The inputs of the named fields with their labels and messages, inside an antd Form. */
export function FieldInputs({
  fields,
  names,
  problems,
  context,
  disabled,
  autoFocus,
  isOptional,
}: FieldInputsProps) {
  const form = Form.useFormInstance<AnyRow>()
  const values = { ...context, ...Form.useWatch([], form) }
  return (
    <div className="field-inputs">
      {names.map((name, index) => {
        const field = fields[name]
        if (!field?.input) return null
        const Input = field.Input ?? inputs[field.input]
        return (
          <Form.Item
            key={name}
            name={name}
            label={field.label}
            help={undefined}
            extra={field.help}
            className={field.wide ? 'field-wide' : undefined}
            required={isOptional ? !isOptional(name) : field.required}
            validateFirst
            rules={[
              {
                validator: (_rule, value: unknown) => {
                  const problem = problems(name, value, { ...context, ...form.getFieldsValue(true) })
                  return problem ? Promise.reject(new Error(problem)) : Promise.resolve()
                },
              },
            ]}
          >
            <Input
              field={field}
              values={values}
              disabled={disabled?.(name)}
              autoFocus={autoFocus && index === 0}
            />
          </Form.Item>
        )
      })}
    </div>
  )
}
