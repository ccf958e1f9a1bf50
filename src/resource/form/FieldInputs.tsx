import { Form, type FormInstance } from 'antd'
import { useCallback } from 'react'
import { type WritableColumn, writableColumn } from '@/supabase/columnRules'
import { constraintProblem } from '../constraints'
import type { AnyRow } from '../define'
import { type Field, isEmpty } from '../field'
import { inputs } from '../fields/inputs'
import { storedFigure } from '../fields/money'
import './form.css'

type Fields = Readonly<Record<string, Field & { required?: boolean }>>

/** Returns what is wrong with a value, or undefined. */
type Problem = (name: string, value: unknown, values: AnyRow) => string | undefined

/**
 * The checks of a form: the database's constraints on the table (required, length, range, pattern, choice) and the
 * field's own. With `creating`, a column with a default may stay empty.
 */
export function problemsOf(fields: Fields, table: string | undefined, creating = false): Problem {
  const known = new Map<string, WritableColumn>()
  const metadataOf = (name: string): WritableColumn => {
    let metadata = known.get(name)
    if (!metadata) {
      metadata = (table && writableColumn(table, name)) || { type: '' }
      known.set(name, metadata)
    }
    return metadata
  }
  return (name, input, values) => {
    const field = fields[name]
    if (!field) return undefined
    // A text instead of a number is typed input that could not be parsed.
    const figure = typeof input === 'string' && input !== '' ? storedFigure(input, field, values) : undefined
    if (figure && 'problem' in figure) return figure.problem
    const ownProblem = field.validate?.(input, values)
    if (ownProblem) return ownProblem
    const value = field.fromForm ? field.fromForm(input, values) : input
    const metadata = metadataOf(name)
    const required =
      field.required ?? (table !== undefined && !metadata.nullable && !(creating && metadata.hasDefault))
    if (isEmpty(value))
      return required && !(metadata.hasDefault && Array.isArray(value)) ? 'Required' : undefined
    return constraintProblem(value, metadata)
  }
}

/** Shows a server's messages beside their fields. */
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

/** Converts the form's values to stored values. */
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
            className={field.wide ? 'across' : undefined}
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
