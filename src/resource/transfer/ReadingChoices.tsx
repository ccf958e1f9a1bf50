import { Alert, Input, Select } from 'antd'
import { Row } from '@/ui/layout'
import { pluralText } from '@/ui/pluralText'
import { encodings } from './encoding'
import { headingCandidates } from './fileTable'
import { shortened } from './readCell'
import { delimiterNames } from './readCsv'
import type { ImportSource, useImportSource } from './useImportSource'

interface ReadingChoicesProps {
  source: ImportSource
  file: ReturnType<typeof useImportSource>
}

/** How the file was parsed, with controls to change it: heading row, delimiter, encoding. */
export function ReadingChoices({ source, file }: ReadingChoicesProps) {
  const { table, rows, headingRow, delimiter, encoding, note } = source
  return (
    <>
      <Row gap={16} wrap="tight">
        <span>
          <strong className="tabular">{pluralText(table.rows.length, 'row')}</strong>,{' '}
          {pluralText(table.headings.length, 'column')}
        </span>
        <Row as="span" gap={8} inline className="quiet">
          Headings
          <Select
            aria-label="Headings"
            value={headingRow ?? 0}
            onChange={(row) => void file.setHeadingRow(row || undefined)}
            options={[
              { value: 0, label: 'None: columns are numbered' },
              ...headingCandidates(rows).map(({ number, cells }) => ({
                value: number,
                label: `Row ${number}: ${shortened(cells.filter((cell) => cell.trim()).join(', '))}`,
              })),
            ]}
            style={{ minWidth: 130 }}
            popupMatchSelectWidth={360}
          />
        </Row>
        <Row as="span" gap={8} inline className="quiet">
          Delimiter
          <DelimiterSelect value={delimiter} onChange={(sign) => void file.setDelimiter(sign)} />
        </Row>
        <Row as="span" gap={8} inline className="quiet">
          Encoding
          <Select
            aria-label="Encoding"
            value={encoding}
            onChange={(name) => void file.setEncoding(name)}
            options={Object.entries(encodings).map(([value, label]) => ({ value, label }))}
            style={{ minWidth: 130 }}
            popupMatchSelectWidth={260}
          />
        </Row>
      </Row>
      {note ? <Alert type="info" showIcon title={note} /> : null}
    </>
  )
}

function DelimiterSelect({ value, onChange }: { value: string; onChange: (delimiter: string) => void }) {
  return (
    <Select
      aria-label="Delimiter"
      value={value}
      onChange={onChange}
      options={[...new Set([...Object.keys(delimiterNames), value])].map((sign) => ({
        value: sign,
        label: delimiterNames[sign] ?? sign,
      }))}
      style={{ minWidth: 130 }}
      popupMatchSelectWidth={160}
      popupRender={(menu) => (
        <>
          {menu}
          <Input
            style={{ width: 'calc(100% - 8px)', margin: 4 }}
            aria-label="Another delimiter"
            placeholder="Another sign"
            maxLength={1}
            onKeyDown={(event) => event.stopPropagation()}
            onChange={({ target: { value: sign } }) => {
              // Quotes and line breaks have a fixed meaning in CSV (RFC 4180).
              if (sign !== '' && sign !== '"') onChange(sign)
            }}
          />
        </>
      )}
    />
  )
}
