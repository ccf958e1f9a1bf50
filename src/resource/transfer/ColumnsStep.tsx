import { Input, Select } from 'antd'
import { inputs } from '../fields/inputs'
import { shortened } from './cells'
import { encodings } from './encoding'
import { type Importable, isRequired, type Mapping } from './mapping'
import { delimiterNames, type FileTable } from './readCsv'

interface ColumnsStepProps {
  resource: Importable
  table: FileTable
  mapping: Mapping
  onMapping: (mapping: Mapping) => void
  encoding: string
  onEncoding: (encoding: string) => void
  delimiter: string
  onDelimiter: (delimiter: string) => void
}

const previewed = 8
const sampled = 3
const number = new Intl.NumberFormat('en')

/** Says which column of the file is what, beside its first rows as they were typed. */
export function ColumnsStep({
  resource,
  table,
  mapping,
  onMapping,
  encoding,
  onEncoding,
  delimiter,
  onDelimiter,
}: ColumnsStepProps) {
  const { headings, rows } = table
  const used = new Set(Object.values(mapping).map((from) => ('heading' in from ? from.heading : -1)))
  const unused = headings.filter((_heading, index) => !used.has(index))
  const headingAt = (index: number) => headings[index] || `Column ${index + 1}`
  const choose = (column: string, from: number | undefined) => {
    const { [column]: _before, ...rest } = mapping
    onMapping(from === undefined ? rest : { ...rest, [column]: from < 0 ? { same: '' } : { heading: from } })
  }
  const samples = (heading: number) =>
    rows
      .map(({ cells }) => cells[heading]?.trim() ?? '')
      .filter(Boolean)
      .slice(0, sampled)
      .map(shortened)
      .join(' · ')

  return (
    <div className="transfer">
      <div className="import-reading">
        <span>
          <strong className="tabular">{number.format(rows.length)}</strong>{' '}
          {rows.length === 1 ? 'row' : 'rows'}, {headings.length}{' '}
          {headings.length === 1 ? 'column' : 'columns'}
        </span>
        <span className="import-reading-choice">
          Delimiter
          <Select
            aria-label="Delimiter"
            value={delimiter}
            onChange={onDelimiter}
            options={[...new Set([...Object.keys(delimiterNames), delimiter])].map((value) => ({
              value,
              label: delimiterNames[value] ?? value,
            }))}
            popupMatchSelectWidth={160}
            popupRender={(menu) => (
              <>
                {menu}
                <Input
                  className="import-delimiter"
                  aria-label="Another delimiter"
                  placeholder="Another sign"
                  maxLength={1}
                  onKeyDown={(event) => event.stopPropagation()}
                  onChange={({ target: { value } }) => {
                    // Quotes and line breaks have a meaning of their own in CSV (RFC 4180).
                    if (value !== '' && value !== '"') onDelimiter(value)
                  }}
                />
              </>
            )}
          />
        </span>
        <span className="import-reading-choice">
          Encoding
          <Select
            aria-label="Encoding"
            value={encoding}
            onChange={onEncoding}
            options={Object.entries(encodings).map(([value, label]) => ({ value, label }))}
            popupMatchSelectWidth={260}
          />
        </span>
      </div>

      <section aria-label="Columns" className="import-columns">
        {resource.import.columns.map((column) => {
          const field = resource.fields[column]
          if (!field) return null
          const from = mapping[column]
          const needed = isRequired(resource, column)
          const isChoice = field.input === 'options' || field.input === 'relation'
          const SameInput = inputs[field.input ?? 'text']
          return (
            <div key={column} className="import-column">
              <span className="import-column-name">
                {field.label}
                {needed ? <span className="import-needed">needed</span> : null}
                {resource.import.key.includes(column) ? (
                  <span className="import-needed">tells duplicates</span>
                ) : null}
              </span>
              <Select<number>
                aria-label={`${field.label} comes from`}
                value={from && ('same' in from ? -1 : from.heading)}
                onChange={(next: number | undefined) => choose(column, next)}
                placeholder={needed ? 'Choose' : 'Left out'}
                status={needed && !from ? 'error' : undefined}
                allowClear
                showSearch
                optionFilterProp="label"
                options={[
                  ...headings.map((_heading, index) => ({ value: index, label: headingAt(index) })),
                  { value: -1, label: 'The same for every row…' },
                ]}
              />
              {from && 'same' in from ? (
                isChoice ? (
                  <SameInput
                    id={`same-${column}`}
                    field={field}
                    value={from.same}
                    onChange={(value) => onMapping({ ...mapping, [column]: { same: String(value ?? '') } })}
                  />
                ) : (
                  <Input
                    aria-label={`${field.label} of every row`}
                    value={from.same}
                    onChange={({ target }) => onMapping({ ...mapping, [column]: { same: target.value } })}
                  />
                )
              ) : (
                <span className="import-sample">{from ? samples(from.heading) : ''}</span>
              )}
            </div>
          )
        })}
      </section>
      {unused.length > 0 ? (
        <p className="transfer-hint">
          Not used of the file: {unused.map((heading) => heading || 'a column without heading').join(', ')}.
        </p>
      ) : null}

      <h3 className="import-heading">The file, as typed</h3>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable with the keyboard */}
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for inputs */}
      <div className="import-preview" role="group" aria-label="First rows of the file" tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">Row</th>
              {headings.map((_heading, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a file's columns keep their places
                <th key={index} scope="col" data-unused={!used.has(index) || undefined}>
                  {headingAt(index)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, previewed).map(({ number: row, cells }) => (
              <tr key={row}>
                <th scope="row" className="tabular">
                  {row}
                </th>
                {headings.map((_heading, index) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: a file's columns keep their places
                  <td key={index} data-unused={!used.has(index) || undefined}>
                    {shortened(cells[index] ?? '')}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  )
}
