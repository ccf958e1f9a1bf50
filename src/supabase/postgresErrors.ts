import { columns } from './columns'
import { type Described, expired, type Failure, fromStatus, notFoundText, timeoutText } from './failures'

const schemaText =
  'The console asked for something that the database does not have. A migration may not have been applied yet.'

/**
 * Describes errors of Postgres and PostgREST by their codes: docs.postgrest.org “Errors”, Postgres manual appendix A.
 */
export function fromPostgres(failure: Failure, table?: string): Described | null {
  const { code, message, status } = failure
  const own = ownSentence(failure)
  switch (code) {
    case '57014':
      return { kind: 'timeout', message: timeoutText, statusCode: 504 }
    case '23505':
      return fromUnique(failure, table)
    case '23503':
      return fromForeignKey(failure)
    case '23502':
      return fromNotNull(message)
    case '23514':
      return own ?? fromCheck(failure)
    case '23P01':
      return own ?? { kind: 'conflict', message: 'This overlaps with another record, so it was not saved.' }
    case '22001':
      return { kind: 'invalid', message: 'A text is longer than the database accepts. Nothing was saved.' }
    case '22003':
      return { kind: 'invalid', message: 'A number is larger or smaller than the database accepts.' }
    case '22007':
    case '22008':
      return { kind: 'invalid', message: 'A date or time is not valid.' }
    case '22P02':
      return own ?? { kind: 'invalid', message: badInput(message) }
    case '42501':
      // PostgREST answers 401 if nobody is signed in: the session has expired meanwhile.
      if (status === 401) return expired
      return (
        (isStockRefusal(message) ? null : own && { ...own, kind: 'forbidden' as const }) ?? {
          kind: 'forbidden',
          message: 'Your role does not allow this. Nothing was changed.',
        }
      )
    case '40001':
    case '40P01':
    case '55P03':
      return {
        kind: 'conflict',
        statusCode: 409,
        message: 'Someone else was changing the same records. Nothing was changed; try again.',
      }
    case 'PT404':
      return { ...own, kind: 'gone', statusCode: 404, message: own?.message ?? notFoundText }
    case 'PGRST116':
      return { kind: 'gone', message: notFoundText, statusCode: 404 }
    case 'PGRST301':
    case 'PGRST302':
    case 'PGRST303':
      return expired
    case 'PGRST200':
    case 'PGRST201':
    case 'PGRST202':
    case 'PGRST204':
    case 'PGRST205':
    case '42P01':
    case '42703':
    case '42883':
      return { kind: 'server', message: schemaText }
  }
  if (/^PT\d{3}$/.test(code)) {
    const refusal = Number(code.slice(2))
    const described = fromStatus({ ...failure, status: refusal })
    return { ...described, ...(message && { message }), ...own, kind: described.kind, statusCode: refusal }
  }
  return own
}

/**
 * The message of an error that one of our triggers or functions raised is passed on unchanged. Its `detail` may be a
 * JSON object that names the column it belongs to: {"field": "due_on"}.
 */
function ownSentence({ code, message, details }: Failure): Described | null {
  const raised = code === 'P0001' || (/^(22|23|42501|PT404)/.test(code) && !isStockMessage(message))
  if (!raised || !message) return null
  const field = fieldOf(details)
  return { kind: 'invalid', message, ...(field && { errors: { [field]: message } }) }
}

function fieldOf(details: string): string | null {
  if (!details.startsWith('{')) return null
  try {
    const { field } = JSON.parse(details) as { field?: unknown }
    return typeof field === 'string' && field ? field : null
  } catch {
    return null
  }
}

/** Postgres' own messages begin with a lower-case letter; ours begin with a capital. */
function isStockMessage(message: string): boolean {
  return !/^\p{Lu}/u.test(message)
}

function isStockRefusal(message: string): boolean {
  return isStockMessage(message) || /permission denied|row-level security/.test(message)
}

/**
 * Postgres reports the columns only if row security is off; our constraints are named after their columns in any case.
 */
function fromUnique({ message, details }: Failure, table?: string): Described {
  const constraint = /unique constraint "([^"]+)"/.exec(message)?.[1] ?? ''
  const key = /^Key \((.+)\)=\(/.exec(details)?.[1]
  const known = columnsOf(table)
  const inKey = key?.match(/[a-z_][a-z0-9_]*/g)?.filter((word) => !known || word in known)
  const fields = inKey ?? columnsOfConstraint(constraint, table)
  const together = fields.map(inWords).join(' and ')
  const text =
    fields.length > 1
      ? `Already used by another record in this combination of ${together}.`
      : 'Already used by another record.'
  return {
    kind: 'invalid',
    message: together
      ? `Another record already has this ${together}. Nothing was saved.`
      : 'Another record already has these values. Nothing was saved.',
    ...(fields.length > 0 && { errors: Object.fromEntries(fields.map((field) => [field, text])) }),
  }
}

function fromForeignKey({ details, message }: Failure): Described {
  const user = /still referenced from table "([^"]+)"/.exec(details)?.[1]
  if (user || /^update or delete on table/.test(message)) {
    const users = user ?? /on table "([^"]+)"$/.exec(message)?.[1]
    return {
      kind: 'conflict',
      statusCode: 409,
      message: `This record is still used by ${users ? inWords(users) : 'other records'}, so it was kept. Remove or change those first.`,
    }
  }
  const [, table, constraint] =
    /on table "([^"]+)" violates foreign key constraint "([^"]+)"/.exec(message) ?? []
  const field = /^Key \((\w+)\)=/.exec(details)?.[1] ?? columnsOfConstraint(constraint ?? '', table)[0]
  const target = /not present in table "([^"]+)"/.exec(details)?.[1]
  const text = `This no longer exists${target ? ` in ${inWords(target)}` : ''}. Choose another.`
  return {
    kind: 'invalid',
    message: field ? `The chosen ${inWords(field)} no longer exists. Nothing was saved.` : text,
    ...(field && { errors: { [field]: text } }),
  }
}

function fromNotNull(message: string): Described {
  const field = /column "([^"]+)"/.exec(message)?.[1]
  return field ? required(field) : { kind: 'invalid', message: 'A required field is empty.' }
}

function required(field: string): Described {
  return {
    kind: 'invalid',
    message: `Fill in ${inWords(field)}. Nothing was saved.`,
    errors: { [field]: 'Required' },
  }
}

/** Constraints are named `<table>_<column>_check` or `<table>_<column>_<rule>_check`. */
function fromCheck({ message }: Failure): Described {
  const constraint = /check constraint "([^"]+)"/.exec(message)?.[1] ?? ''
  const table = /relation "([^"]+)"/.exec(message)?.[1]
  const [field] = columnsOfConstraint(constraint, table)
  // `<table>_<column>_required_check`: the column is required because of the value of another column.
  if (field && /_required_check$/.test(constraint)) return required(field)
  if (field) {
    return {
      kind: 'invalid',
      message: `The value of ${inWords(field)} is not allowed. Nothing was saved.`,
      errors: { [field]: 'This value is not allowed.' },
    }
  }
  const rule = stripConstraint(constraint, table)
  return {
    kind: 'invalid',
    message: rule
      ? `This breaks the rule “${inWords(rule)}”. Nothing was saved.`
      : 'The database does not allow these values. Nothing was saved.',
  }
}

/** The columns that a constraint's name begins with, in order: `plans_code_currency_key`. */
function columnsOfConstraint(constraint: string, table?: string): string[] {
  const known = Object.keys(columnsOf(table) ?? {}).sort((a, b) => b.length - a.length)
  const found: string[] = []
  let rest = stripConstraint(constraint, table)
  while (rest) {
    const next = known.find((column) => rest === column || rest.startsWith(`${column}_`))
    if (!next) break
    found.push(next)
    rest = rest.slice(next.length + 1)
  }
  return found
}

function columnsOf(table?: string): Record<string, unknown> | undefined {
  return table ? (columns as Record<string, Record<string, unknown>>)[table] : undefined
}

function stripConstraint(constraint: string, table?: string): string {
  const name = constraint.replace(/_(check|key|fkey|idx|excl|unique)\d*$/, '')
  return table && name.startsWith(`${table}_`) ? name.slice(table.length + 1) : name
}

function badInput(message: string): string {
  const value = /: "(.*)"$/s.exec(message)?.[1]
  return value === undefined
    ? 'A value has a form that the database does not accept.'
    : `“${value}” has a form that the database does not accept.`
}

/** Turns a database name into words: `lead_sources` → lead sources, `source_id` → source. */
function inWords(name: string): string {
  return name.replace(/_(id|at|on)$/, '').replace(/_/g, ' ')
}
