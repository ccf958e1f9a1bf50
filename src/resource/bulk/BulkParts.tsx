import { Alert, Button, Form, Input, Radio, Select } from 'antd'
import { useId } from 'react'
import type { ConsoleError } from '@/supabase/errors'
import { countText } from '@/ui/countText'
import { describeError } from '@/ui/describeError'
import { Stack } from '@/ui/layout'
import { LimitedInput } from '@/ui/limited'
import type { Resource } from '../define'
import type { ListModel } from '../query/listModel'
import type { BulkInputs, ListChange } from './bulkRequest'
import { recordsText, type SelectedRecords } from './selectedRecords'
import { bulkEditableFields } from './useBulkChoices'

/** Shown if nothing was changed: the reason, and what to do next. */
export function Refused({ error, onRecount }: { error: ConsoleError; onRecount: () => Promise<void> }) {
  // An expired session has a dialog of its own over the page (shell/SessionExpired.tsx).
  if (error.kind === 'expired' || error.kind === 'aborted') return null
  const { detail } = describeError(error, 'write')
  return (
    <Alert
      type={error.kind === 'conflict' ? 'warning' : 'error'}
      showIcon
      role="alert"
      title="Nothing was changed"
      // The database's message says more; the general message speaks of the fields of a form.
      description={error.code || error.kind === 'conflict' ? error.message : detail}
      action={
        error.kind === 'invalid' ? undefined : (
          <Button size="small" onClick={() => void onRecount()}>
            Look again
          </Button>
        )
      }
    />
  )
}

interface SampleProps {
  selected: SelectedRecords
  count: number | undefined
  list: ListModel
}

/** The selected records: some by name, and how many more. */
export function Sample({ selected: { names, chosen }, count, list }: SampleProps) {
  if (count === undefined) return <p className="anywhere">Counting what matches…</p>
  const gone = chosen === undefined ? 0 : chosen - count
  const others = count - names.length
  return (
    <>
      {gone > 0 ? (
        <Alert
          type="warning"
          showIcon
          title={`${countText(gone, false)} of the ${countText(chosen ?? 0, false)} selected ${gone === 1 ? 'is' : 'are'} not there any more.`}
        />
      ) : null}
      {names.length > 0 && gone <= 0 ? (
        <p className="anywhere">
          <strong className="bold">{recordsText(count, list)}</strong>: {names.join(', ')}
          {others > 0 ? ` and ${countText(others, false)} more` : ''}
        </p>
      ) : null}
    </>
  )
}

interface ColumnChoiceProps {
  resource: Resource
  inputs: BulkInputs
  onChange: (change: Partial<BulkInputs>) => void
}

/** Chooses the column to change; for a list column also whether entries are added, removed or replaced. */
export function ColumnChoice({ resource, inputs: { column, listChange }, onChange }: ColumnChoiceProps) {
  return (
    <>
      <Form.Item label="What to change" required>
        <Select
          aria-label="What to change"
          value={column}
          onChange={(name: string) =>
            onChange({
              column: name,
              listChange: resource.fields[name]?.input === 'tags' ? 'add' : 'set',
            })
          }
          options={bulkEditableFields(resource).map((name) => ({
            value: name,
            label: resource.fields[name]?.label,
          }))}
          showSearch={{ optionFilterProp: 'label' }}
          placeholder="Choose a field"
          autoFocus
        />
      </Form.Item>
      {column !== undefined && resource.fields[column]?.input === 'tags' ? (
        <Form.Item>
          <Radio.Group
            aria-label="How"
            value={listChange}
            onChange={({ target: { value } }) => onChange({ listChange: value as ListChange })}
            options={[
              { value: 'add', label: 'Add' },
              { value: 'take', label: 'Take away' },
              { value: 'set', label: 'Replace all' },
            ]}
          />
        </Form.Item>
      ) : null}
    </>
  )
}

interface ReasonInputProps {
  value: string
  isRequired: boolean
  onChange: (reason: string) => void
  onEnter: () => void
}

/** Asks for the reason of the change, which is stored in the history. */
export function BulkReason({ value, isRequired, onChange, onEnter }: ReasonInputProps) {
  const id = useId()
  return (
    <Stack gap={6}>
      <label htmlFor={id}>
        Reason <span className="quiet plain">{isRequired ? '' : '(optional) '}· kept in the history</span>
      </label>
      <LimitedInput
        id={id}
        value={value}
        maxLength={1000}
        required={isRequired}
        onChange={(event) => onChange(event.target.value)}
        onPressEnter={onEnter}
      />
    </Stack>
  )
}

interface TypedCountProps {
  count: number
  value: string
  onChange: (typed: string) => void
}

/** Asks the person to type the number of records, so that nobody deletes many by mistake. */
export function TypedCount({ count, value, onChange }: TypedCountProps) {
  const id = useId()
  return (
    <Stack gap={6}>
      <label htmlFor={id}>
        Type <strong className="tabular">{countText(count, false)}</strong> to confirm
      </label>
      <Input
        id={id}
        value={value}
        inputMode="numeric"
        autoComplete="off"
        onChange={(event) => onChange(event.target.value)}
      />
    </Stack>
  )
}
