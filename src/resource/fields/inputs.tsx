import { type BaseRecord, type CrudFilters, useList } from '@refinedev/core'
import { Checkbox, Input, Select, Switch } from 'antd'
import { type ComponentType, lazy, Suspense, useDeferredValue, useState } from 'react'
import { columns } from '@/supabase/columns'
import { folded } from '@/supabase/folded'
import { parseTimestamp } from '@/supabase/time'
import { LoadingState } from '@/ui/states'
import type { AnyRow } from '../define'
import { type Field, type InputKind, type InputProps, isEmpty, type Relation } from '../field'
import { minorDigits } from './currencies'
import { FigureInput } from './FigureInput'
import { currencyOf, moneyText, numberFormOf } from './money'
import { StateMark } from './options'

type KindInput = ComponentType<InputProps & { field: Field }>

const asText = (value: unknown) => (isEmpty(value) ? '' : String(value))

const TextInput: KindInput = ({ field: _field, values: _values, value, onChange, ...props }) => (
  <Input {...props} value={asText(value)} onChange={(event) => onChange?.(event.target.value)} allowClear />
)

const AreaInput: KindInput = ({ field: _field, values: _values, value, onChange, ...props }) => (
  <Input.TextArea
    {...props}
    value={asText(value)}
    onChange={(event) => onChange?.(event.target.value)}
    autoSize={{ minRows: 3, maxRows: 16 }}
  />
)

const plain = new Intl.NumberFormat('en', { maximumFractionDigits: 12 })

const NumberInput: KindInput = ({ field, values: _values, ...props }) => (
  <FigureInput {...props} form={numberFormOf(field)} understood={plain.format} />
)

const MoneyInput: KindInput = ({ field, values = {}, ...props }) => {
  const code = currencyOf(values, field.currency ?? 'currency')
  const digits = minorDigits(code)
  return (
    <FigureInput
      {...props}
      form={numberFormOf(field, values)}
      minor={digits}
      understood={(minor) => moneyText(minor, code)}
      suffix={code}
    />
  )
}

/** Removes the form prop that antd's select would also put on the box around its input, where ARIA forbids it. */
function forSelect<P extends object>(props: P): Omit<P, 'aria-required'> {
  const { 'aria-required': _required, ...rest } = props as P & { 'aria-required'?: unknown }
  return rest
}

const OptionsInput: KindInput = ({ field, values: _values, value, onChange, ...props }) => {
  const options = field.options ?? []
  return (
    <Select
      {...forSelect(props)}
      value={isEmpty(value) ? undefined : String(value)}
      onChange={(next: string | undefined) => onChange?.(next ?? null)}
      options={options.map((option) => ({
        value: option.value,
        label: <StateMark option={option} />,
        search: option.label,
      }))}
      showSearch={options.length > 8 && { optionFilterProp: 'search' }}
      allowClear
      placeholder="Choose"
    />
  )
}

const FlagInput: KindInput = ({ field: _field, values: _values, value, onChange, ...props }) => (
  <Switch {...props} checked={value === true} onChange={(next) => onChange?.(next)} size="small" />
)

// The browser's own date and time inputs: they follow the person's settings, work on a phone, and need no code.

/** With this maximum a browser allows four-digit years; without, it allows six digits. */
const lastDay = '9999-12-31'

function localText(value: unknown): string {
  if (isEmpty(value)) return ''
  const then = parseTimestamp(String(value))
  if (Number.isNaN(then.getTime())) return ''
  return new Date(then.getTime() - then.getTimezoneOffset() * 60_000).toISOString().slice(0, 16)
}

/** Edits in the viewer's time zone; the value is ISO 8601 in UTC. */
const DateTimeInput: KindInput = ({ field: _field, values: _values, value, onChange, ...props }) => (
  <Input
    {...props}
    type="datetime-local"
    max={`${lastDay}T23:59`}
    value={localText(value)}
    onChange={({ target }) => {
      const moment = new Date(target.value)
      if (target.value === '') onChange?.(null)
      // Some browsers still accept longer years; those give no valid date.
      else if (!Number.isNaN(moment.getTime())) onChange?.(moment.toISOString())
    }}
  />
)

const DayInput: KindInput = ({ field: _field, values: _values, value, onChange, ...props }) => (
  <Input
    {...props}
    type="date"
    max={lastDay}
    value={asText(value)}
    onChange={(event) => onChange?.(event.target.value || null)}
  />
)

const TimeInput: KindInput = ({ field: _field, values: _values, value, onChange, ...props }) => (
  <Input
    {...props}
    type="time"
    value={asText(value).slice(0, 5)}
    onChange={(event) => onChange?.(event.target.value || null)}
  />
)

const TagsInput: KindInput = ({ field: _field, values: _values, value, onChange, ...props }) => (
  <Select
    {...forSelect(props)}
    mode="tags"
    value={(value as string[] | null) ?? []}
    onChange={(next) => onChange?.(next)}
    tokenSeparators={[',']}
    open={false}
    suffixIcon={null}
    placeholder="Type and press Enter"
  />
)

const ChoicesInput: KindInput = ({ field, value, onChange, id, disabled }) => (
  <fieldset id={id} aria-label={field.label} className="narrow">
    <Checkbox.Group
      value={(value as string[] | null) ?? []}
      onChange={(next) => onChange?.(next)}
      options={(field.options ?? []).map((option) => ({ value: option.value, label: option.label }))}
      disabled={disabled}
    />
  </fieldset>
)

const DocumentEditor = lazy(() => import('./DocumentInput'))

const DocumentInput: KindInput = (props) => (
  <Suspense fallback={<LoadingState shape="text" />}>
    <DocumentEditor {...props} />
  </Suspense>
)

/**
 * Filters for rows of another table whose name contains every word, ignoring case and accents if the table stores such
 * a column.
 */
export function namedAs(
  { table, search, title }: Pick<Relation, 'table' | 'search' | 'title'>,
  typed: string,
): CrudFilters {
  const isFolded = search !== undefined || columns[table]?.[title]?.folded
  const field = search ?? (isFolded ? `folded->>${title}` : title)
  const words = (isFolded ? folded(typed) : typed).split(/\s+/).filter(Boolean)
  return words.map((value) => ({ field, operator: 'contains', value }))
}

const keysIn = (value: unknown) =>
  (Array.isArray(value) ? value : [value]).filter((one) => !isEmpty(one)).map(String)

/** Chooses one row (or several) of another table by searching for its name; `only` limits the rows offered. */
export function RelationInput({
  relation,
  only = [],
  values: _values,
  value,
  onChange,
  multiple,
  ...props
}: InputProps & { relation: Relation; only?: CrudFilters; multiple?: boolean }) {
  const [typed, setTyped] = useState('')
  const search = useDeferredValue(typed.trim())
  const key = relation.key
  const chosen = keysIn(value)
  // The initial value may no longer be on offer, such as a retired plan: it can still be chosen again.
  const [chosenAtFirst] = useState(chosen)
  const known = only.length > 0 ? [...new Set([...chosen, ...chosenAtFirst])] : chosen
  const names = relation.name ? [relation.title, ...(relation.also ?? [])] : [relation.title]
  const select = [key, ...names].join(',')

  const found = useList<BaseRecord>({
    resource: relation.table,
    pagination: { pageSize: 20 },
    sorters: [{ field: relation.title, order: 'asc' }],
    filters: [...namedAs(relation, search), ...only],
    meta: { select, count: 'none', tieBreak: key },
    errorNotification: false,
  })
  // The chosen rows may not be among the first twenty.
  const named = useList<BaseRecord>({
    resource: relation.table,
    pagination: { pageSize: Math.max(1, known.length) },
    filters: [{ field: key, operator: 'in', value: known }],
    meta: { select, count: 'none', tieBreak: key },
    queryOptions: { enabled: known.length > 0 },
    errorNotification: false,
  })

  const options = new Map<string, string>()
  for (const row of [...(named.result?.data ?? []), ...(found.result?.data ?? [])]) {
    options.set(String(row[key]), relation.name?.(row) ?? String(row[relation.title] ?? row[key]))
  }
  // Until its name is known, a row is not shown by its key, which nobody can read.
  for (const id of known)
    if (!options.has(id)) options.set(id, named.query.isFetching ? 'Loading…' : 'Not shown to you, or gone')
  return (
    <Select
      {...forSelect(props)}
      mode={multiple ? 'multiple' : undefined}
      value={multiple ? chosen : chosen[0]}
      onChange={(next: string | string[] | undefined) => onChange?.(next ?? (multiple ? [] : null))}
      showSearch={{ filterOption: false, onSearch: setTyped }}
      allowClear
      loading={found.query.isFetching}
      options={[...options].map(([id, label]) => ({ value: id, label }))}
      placeholder="Search"
      notFoundContent={
        found.query.isFetching
          ? 'Searching…'
          : found.query.isError
            ? 'This list could not be read.'
            : 'Nothing found'
      }
    />
  )
}

const offeredIn = (values: AnyRow = {}, { only }: Relation) =>
  typeof only === 'function' ? only(values) : only

const RelationFieldInput: KindInput = ({ field, ...props }) =>
  field.relation ? (
    <RelationInput {...props} relation={field.relation} only={offeredIn(props.values, field.relation)} />
  ) : null

/** The input of each kind of field. Loaded with the first form, not with the first list. */
export const inputs: Record<InputKind, KindInput> = {
  text: TextInput,
  area: AreaInput,
  number: NumberInput,
  money: MoneyInput,
  options: OptionsInput,
  flag: FlagInput,
  dateTime: DateTimeInput,
  day: DayInput,
  time: TimeInput,
  tags: TagsInput,
  choices: ChoicesInput,
  json: DocumentInput,
  relation: RelationFieldInput,
}
