import { Input, Select } from 'antd'
import { Stack, Truncate } from '@/ui/layout'
import { Split } from '@/ui/Split'
import { inputs } from '../fields/inputs'
import { FilePreview } from './FilePreview'
import { type FileTable, headingText } from './fileTable'
import { type Importable, isRequired, type Mapping } from './mapping'
import { ReadingChoices } from './ReadingChoices'
import { shortened } from './readCell'
import type { ImportSource, useImportSource } from './useImportSource'

interface ColumnsStepProps {
  resource: Importable
  file: ReturnType<typeof useImportSource>
  source: ImportSource
}

const sampled = 3

/** Maps the file's columns to the table's, beside a preview of the file's first rows. */
export function ColumnsStep({ resource, file, source }: ColumnsStepProps) {
  const { table } = source
  const { mapping, setMapping } = file
  const used = new Set(Object.values(mapping).map((from) => ('heading' in from ? from.heading : -1)))
  const unused = table.headings.filter((_heading, index) => !used.has(index))
  return (
    <Stack gap={16}>
      <ReadingChoices source={source} file={file} />
      <Stack aria-label="Columns" as="section" className="line-above">
        {resource.import.columns.map((column) => (
          <ColumnRow
            key={column}
            column={column}
            resource={resource}
            table={table}
            mapping={mapping}
            onMapping={setMapping}
          />
        ))}
      </Stack>
      {unused.length > 0 ? (
        <p className="quiet small">
          Not used of the file: {unused.map((heading) => heading || 'a column without heading').join(', ')}.
        </p>
      ) : null}
      <FilePreview table={table} used={used} />
    </Stack>
  )
}

interface ColumnRowProps {
  column: string
  resource: Importable
  table: FileTable
  mapping: Mapping
  onMapping: (mapping: Mapping) => void
}

/** One column of the table: the file column it comes from, with examples. */
function ColumnRow({ column, resource, table: { headings, rows }, mapping, onMapping }: ColumnRowProps) {
  const field = resource.fields[column]
  if (!field) return null
  const from = mapping[column]
  const needed = isRequired(resource, column)
  const choose = (chosen: number | undefined) => {
    const { [column]: _before, ...rest } = mapping
    onMapping(
      chosen === undefined ? rest : { ...rest, [column]: chosen < 0 ? { same: '' } : { heading: chosen } },
    )
  }
  const samples = (heading: number) =>
    rows
      .slice(0, 200)
      .map(({ cells }) => cells[heading]?.trim() ?? '')
      .filter(Boolean)
      .slice(0, sampled)
      .map(shortened)
      .join(' · ')
  return (
    <Split
      columns="minmax(150px, 1fr) minmax(180px, 1fr) minmax(160px, 1.4fr)"
      className="center tight line-below pad-y-4"
    >
      <span className="medium">
        {field.label}
        {needed ? (
          <span className="quiet tiny plain" style={{ marginLeft: 8 }}>
            needed
          </span>
        ) : null}
        {resource.import.key.includes(column) ? (
          <span className="quiet tiny plain" style={{ marginLeft: 8 }}>
            tells duplicates
          </span>
        ) : null}
      </span>
      <Select<number>
        aria-label={`${field.label} comes from`}
        value={from && ('same' in from ? -1 : from.heading)}
        onChange={choose}
        placeholder={needed ? 'Choose' : 'Left out'}
        status={needed && !from ? 'error' : undefined}
        allowClear
        showSearch={{ optionFilterProp: 'label' }}
        options={[
          ...headings.map((_heading, index) => ({ value: index, label: headingText(headings, index) })),
          { value: -1, label: 'The same for every row…' },
        ]}
      />
      {from && 'same' in from ? (
        <SameForAll
          column={column}
          resource={resource}
          value={from.same}
          onChange={(same) => onMapping({ ...mapping, [column]: { same } })}
        />
      ) : (
        <Truncate className="narrow quiet">{from ? samples(from.heading) : ''}</Truncate>
      )}
    </Split>
  )
}

interface SameForAllProps {
  column: string
  resource: Importable
  value: string
  onChange: (value: string) => void
}

/** A value that is the same in every row. */
function SameForAll({ column, resource, value, onChange }: SameForAllProps) {
  const field = resource.fields[column]!
  const SameInput = inputs[field.input ?? 'text']
  return field.input === 'options' || field.input === 'relation' ? (
    <SameInput
      id={`same-${column}`}
      aria-label={`${field.label} of every row`}
      field={field}
      value={value}
      onChange={(next) => onChange(String(next ?? ''))}
    />
  ) : (
    <Input
      aria-label={`${field.label} of every row`}
      value={value}
      onChange={({ target }) => onChange(target.value)}
    />
  )
}
