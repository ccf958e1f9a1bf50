import { Form, type FormInstance } from 'antd'
import { useCallback } from 'react'
import { type ColumnFacts, columns } from '@/supabase/columns'
import type { AnyRow } from '../define'
import { type Field, isEmpty } from '../fields/field'
import { inputs } from '../fields/inputs'
import './form.css'

type Fields = Readonly<Record<string, Field & { required?: boolean }>>

/** Says what is wrong with a value, or undefined. */
type Problem = (name: string, value: unknown, values: AnyRow) => string | undefined

/**
 * The checks of a form: what the database's own constraints on the table say (required, length, range, pattern, choice)
 * and what a field adds. With `creating`, a column with a default may stay empty.
 */
export function problemsOf(fields: Fields, table: string | undefined, creating = false): Problem {
  const facts = table ? (columns[table] ?? {}) : {}
  return (name, held, values) => {
    const field = fields[name]
    if (!field) return undefined
    const own = field.validate?.(held, values)
    if (own) return own
    const value = field.fromForm ? field.fromForm(held, values) : held
    const fact: ColumnFacts = facts[name] ?? { type: '' }
    const required =
      field.required ?? (table !== undefined && !fact.nullable && !(creating && fact.hasDefault))
    if (isEmpty(value)) return required && !(fact.hasDefault && Array.isArray(value)) ? 'Required' : undefined
    return constraintProblem(value, fact)
  }
}

/** What a column's constraints say against a value, in words; undefined where nothing. */
export function constraintProblem(value: unknown, fact: ColumnFacts): string | undefined {
  if (typeof value === 'string') {
    // The database counts characters, not UTF-16 units.
    const length = [...value].length
    if (fact.maxLength !== undefined && length > fact.maxLength) {
      return `At most ${fact.maxLength} characters; these are ${length}`
    }
    if (fact.minLength !== undefined && length < fact.minLength)
      return `At least ${fact.minLength} characters`
    if (fact.pattern !== undefined && !new RegExp(fact.pattern, 'u').test(value))
      return patternProblem(fact.pattern)
  }
  if (typeof value === 'number' && /^(int|numeric|float)/.test(fact.type)) {
    if (/^int/.test(fact.type) && !Number.isInteger(value)) return 'A whole number'
    if (fact.min !== undefined && fact.max !== undefined && (value < fact.min || value > fact.max)) {
      return `Between ${fact.min} and ${fact.max}`
    }
    if (fact.min !== undefined && value < fact.min) return `At least ${fact.min}`
    if (fact.max !== undefined && value > fact.max) return `At most ${fact.max}`
  }
  return undefined
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
export function storedValues(fields: Fields, held: AnyRow): AnyRow {
  return Object.fromEntries(
    Object.entries(fields).map(([name, field]) => {
      const value = held[name]
      return [name, (field.fromForm ? field.fromForm(value, held) : value) ?? null]
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
                  const problem = problems(name, value, form.getFieldsValue(true))
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
